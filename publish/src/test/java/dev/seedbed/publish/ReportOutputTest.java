package dev.seedbed.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.run.Output.FinishedRun;
import dev.seedbed.api.run.RunSummary;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.swing.text.html.HTML;
import javax.swing.text.html.HTMLEditorKit;
import javax.swing.text.html.parser.ParserDelegator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportOutputTest {
    @TempDir
    Path folder;

    private String write(FinishedRun run) throws Exception {
        List<Path> written = Outputs.report().write(run);
        assertThat(written).containsExactly(folder.resolve("report.html"));
        return Files.readString(written.getFirst());
    }

    @Test
    void showsWhatTheRunDid() throws Exception {
        String page = write(Runs.of(folder, Runs.row("a", "Why?", "So."), Runs.row("b", "How?", "Thus, and so on.")));

        assertThat(page)
                .contains("<title>helpful-sft · Seedbed</title>")
                .contains(">done</span>")
                .contains("2 of 2 wanted rows accepted from 11 samples in 34.5 s")
                .contains("<b>too-short</b>")
                .contains("the answer has 2 characters, but 3 are wanted")
                .contains("<dt>length</dt><dd>2</dd>")
                .contains("Thus, and so on.")
                .contains("most 16")
                .contains("0.000225 USD")
                .contains("openai gpt-4o-mini")
                .contains("7 calls made in this run (9 tries, 1 failed for good), 2 answered from the journal.");
    }

    @Test
    void showsHostileTextAsText() throws Exception {
        String page = write(Runs.of(folder, Runs.row("a", Runs.HOSTILE, "<img src=x onerror=alert(1)>")));

        assertThat(page)
                .contains("&lt;/pre&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;")
                .contains("&lt;img src=x onerror=alert(1)&gt;")
                .doesNotContain("<script")
                .doesNotContain("<img")
                .doesNotContain("\u202e");
        assertThat(tags(page)).doesNotContain("script", "img", "a", "link", "iframe");
    }

    @Test
    void needsNothingFromOutside() throws Exception {
        String page = write(Runs.of(folder, Runs.row("a", "Why?", "So.")));
        assertThat(page.toLowerCase(Locale.ROOT))
                .contains("content-security-policy")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .doesNotContain("url(")
                .doesNotContain("@import")
                .doesNotContain("src=")
                .doesNotContain("href=");
    }

    @Test
    void tellsOfARunThatMadeNothing() throws Exception {
        FinishedRun run = Runs.of(folder, Runs.summary(0, RunSummary.End.OUT_OF_BUDGET), List.of());
        assertThat(write(run))
                .contains(">out of budget</span>")
                .contains("the money ran out: 2 USD of 2 USD are spent")
                .doesNotContain("A look at the rows");
    }

    @Test
    void looksAtEvenlySpreadRowsOfALargeDataSet() throws Exception {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 50_000; i++) {
            lines.add("{\"_id\":\"" + i + "\",\"n\":" + i + "}");
        }
        RowSurvey survey =
                RowSurvey.of(Runs.of(folder, lines.toArray(String[]::new)).dataset(), 50_000);

        assertThat(survey.looked()).isEqualTo(16_667);
        assertThat(survey.samples()).hasSize(12);
        assertThat(survey.samples().get(1).value("n")).isEqualTo(4167L);
    }

    private static List<String> tags(String page) throws Exception {
        List<String> tags = new ArrayList<>();
        new ParserDelegator()
                .parse(
                        new StringReader(page),
                        new HTMLEditorKit.ParserCallback() {
                            @Override
                            public void handleStartTag(
                                    HTML.Tag tag, javax.swing.text.MutableAttributeSet attributes, int position) {
                                tags.add(tag.toString());
                            }
                        },
                        true);
        return tags;
    }
}
