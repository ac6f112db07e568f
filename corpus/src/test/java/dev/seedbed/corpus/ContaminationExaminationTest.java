package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Json;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.contamination.TestItems;
import dev.seedbed.text.contamination.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContaminationExaminationTest {
    private static final int ROWS = 6_000;
    private static final String GARDEN =
            "A gardener plants 14 rows of tulips with 23 bulbs each. How many bulbs are in the ground?";
    private static final String HARBOUR =
            "Seven trawlers unload 312 crates of herring in the harbour. How many crates is that for each trawler?";

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();

    private final TestItems items = TestItems.of(List.of(
            new TestItem("garden", "1", GARDEN), new TestItem("sea", "1", HARBOUR), new TestItem("sea", "2", "")));

    private Path rows() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            String text = i % 100 == 7 ? "Solve: " + GARDEN : i % 250 == 9 ? HARBOUR.replace("the ", "a ") : "row " + i;
            lines.append(Json.write(Map.of("text", text + " ".repeat(i % 2_000))))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("rows.jsonl"), lines);
    }

    private Corpus corpus(Path rows, String name) {
        return Corpus.of(List.of(rows), List.of("text"))
                .keptTo(folder.resolve(name + "-kept.jsonl"))
                .removedTo(folder.resolve(name + "-removed.jsonl"))
                .telling(told::add)
                .checkpointEvery(1 << 20);
    }

    private ContaminationExamination all() {
        return new ContaminationExamination(items, EnumSet.allOf(Verdict.class));
    }

    @Test
    void countsAfterAKillAsIfThereHadBeenNone() throws Exception {
        Path rows = rows();
        ContaminationExamination undisturbed = all();
        CorpusReport report = corpus(rows, "whole").examine(undisturbed);
        for (int death : new int[] {2_500, 5_900}) {
            assertThatThrownBy(() -> corpus(rows, "died").examine(new Dying<>(all(), Row.place(0, death))))
                    .hasMessage("killed");
        }
        ContaminationExamination last = all();

        assertThat(corpus(rows, "died").examine(last)).isEqualTo(report);
        assertThat(told).hasSize(2).allMatch(words -> words.startsWith("goes on after "));
        assertThat(report.reasons())
                .containsEntry("contaminated-verbatim", (long) ROWS / 100)
                .containsEntry("contaminated-edited", (long) ROWS / 250);
        assertThat(last.counts().markdown(items.items(), items.tooCommon(), ROWS))
                .isEqualTo(undisturbed.counts().markdown(items.items(), items.tooCommon(), ROWS))
                .doesNotContain("\r")
                .contains("84 of 6,000 rows hold a test item (1.400 %).")
                .contains("| garden | 1 | 1 | 60 | 0 | 0 |")
                .contains("| sea | 2 | 1 | 0 | 24 | 0 |")
                .contains("1 item was not looked for");
        assertThat(folder.resolve("died-removed.jsonl")).hasSameBinaryContentAs(folder.resolve("whole-removed.jsonl"));
    }

    @Test
    void countsOnceWhatWasSavedWithoutItsCheckpoint() throws Exception {
        Path rows = rows();
        ContaminationExamination undisturbed = all();
        CorpusReport report = corpus(rows, "whole").examine(undisturbed);
        assertThatThrownBy(() -> corpus(rows, "died").examine(Dying.inCheckpoint(all(), 3)))
                .hasMessage("killed");
        ContaminationExamination resumed = all();

        assertThat(corpus(rows, "died").examine(resumed)).isEqualTo(report);

        assertThat(told).singleElement().asString().startsWith("goes on after ");
        assertThat(resumed.counts().json(items.items(), items.tooCommon(), ROWS))
                .isEqualTo(undisturbed.counts().json(items.items(), items.tooCommon(), ROWS));
        assertThat(folder.resolve("died-kept.jsonl")).hasSameBinaryContentAs(folder.resolve("whole-kept.jsonl"));
        assertThat(folder.resolve("died-removed.jsonl")).hasSameBinaryContentAs(folder.resolve("whole-removed.jsonl"));
        assertThat(folder.resolve(".died-kept.jsonl.work")).doesNotExist();
    }

    @Test
    void removesOnlyForTheVerdictsThatCount() throws Exception {
        CorpusReport report = corpus(rows(), "some")
                .examine(new ContaminationExamination(items, EnumSet.of(Verdict.EDITED, Verdict.REPHRASED)));

        assertThat(report.reasons()).isEqualTo(Map.of("contaminated-edited", (long) ROWS / 250));
    }
}
