package dev.seedbed.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.run.Output.FinishedRun;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.setting.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class CardOutputTest {
    @TempDir
    Path folder;

    private String write(Map<String, ?> settings, FinishedRun run) throws Exception {
        List<Path> written = new CardOutput(Settings.of(settings)).write(run);
        assertThat(written).containsExactly(folder.resolve("README.md"));
        return Files.readString(written.getFirst());
    }

    private static Map<?, ?> frontMatter(String card) {
        assertThat(card).startsWith("---\n");
        String yaml = card.substring(4, card.indexOf("\n---\n", 4) + 1);
        LoadSettings strict =
                LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return (Map<?, ?>) new Load(strict).loadFromString(yaml);
    }

    @Test
    void beginsWithTheFrontMatterThatTheHubReads() throws Exception {
        String card = write(
                Map.of(
                        "title", "Yes: \"no\" #1 \u0085\u2028",
                        "license", "apache-2.0",
                        "languages", List.of("no", "en"),
                        "tasks", List.of("question-answering"),
                        "tags", List.of("seedbed", "qa")),
                Runs.of(folder, Runs.row("a", "Why?", "So.")));

        assertThat(frontMatter(card))
                .isEqualTo(Map.of(
                        "pretty_name", "Yes: \"no\" #1 \u0085\u2028",
                        "language", List.of("no", "en"),
                        "license", "apache-2.0",
                        "annotations_creators", List.of("machine-generated"),
                        "language_creators", List.of("machine-generated"),
                        "size_categories", List.of("n<1K"),
                        "task_categories", List.of("question-answering"),
                        "tags", List.of("synthetic", "seedbed", "magpie", "qa"),
                        "configs",
                                List.of(Map.of(
                                        "config_name",
                                        "default",
                                        "default",
                                        true,
                                        "data_files",
                                        List.of(Map.of("split", "train", "path", "dataset.jsonl"))))));
    }

    @Test
    void saysHowTheRowsWereMadeAndThatTheyAreSynthetic() throws Exception {
        String card = write(
                Map.of("description", "For **tests**."),
                Runs.of(folder, Runs.row("a", "Why?", "So."), "{\"_id\":\"b\"}"));

        assertThat(card)
                .contains("# helpful-sft\n")
                .contains("This data set is synthetic")
                .contains("For **tests**.\n")
                .contains("2 rows in `dataset.jsonl`")
                .contains("| `instruction` | a text | 1 |")
                .contains("| `magpie/instruction` | `magpie` | 0 | 5 | 0 | 0 |")
                .contains("| `length` | `length` | 5 | 2 | 2 | 1 |")
                .contains("| `writer` | `openai` | `openai gpt-4o-mini` |")
                .contains("| `magpie.response` | 1 | `" + "f".repeat(64) + "` |")
                .contains("| `seeds\\|1.jsonl` | 1,234 | `" + "a".repeat(64) + "` |")
                .contains("Of **10** samples made")
                .contains("| rejected | 3 |")
                .contains("| `length` | `too-short` | 2 |")
                .contains("no licence was stated")
                .contains("seedbed run pipeline.yaml");
    }

    @Test
    void dependsOnSettledThingsOnly() throws Exception {
        RunSummary done = Runs.summary(1, RunSummary.End.DONE);
        String row = Runs.row("a", "Why?", "So.");
        String first = write(Map.of(), Runs.of(folder, done, List.of(row)));
        RunSummary again = new RunSummary(
                done.pipeline(),
                done.seed(),
                done.target(),
                done.end(),
                done.explanation(),
                done.started().plusSeconds(5),
                done.ended().plusSeconds(500),
                Map.of(),
                done.settled(),
                done.steps(),
                done.models(),
                done.prompts(),
                done.inputs(),
                new RunSummary.Calls(0, 9, 0, 0),
                done.tokens(),
                done.cost(),
                done.spent());

        assertThat(write(Map.of(), Runs.of(folder, again, List.of(row)))).isEqualTo(first);
        assertThat(first).doesNotContain(folder.toString()).doesNotContain("2026");
    }

    @Test
    void keepsModelTextInsideItsFence() throws Exception {
        String card = write(Map.of(), Runs.of(folder, Runs.row("a", "```\n# Heading\n````", Runs.HOSTILE)));

        assertThat(card).contains("\n`````json\n{\n  \"_id\": \"a\"").contains("\n````yaml\nseedbed: 1\n");
    }

    @Test
    void namesNoDataFileForAnEmptyDataSet() throws Exception {
        String card = write(Map.of(), Runs.of(folder));
        assertThat(frontMatter(card).containsKey("configs")).isFalse();
        assertThat(card).contains("0 rows in `dataset.jsonl`");
    }

    @Test
    void saysThatARunWasStopped() throws Exception {
        FinishedRun run =
                Runs.of(folder, Runs.summary(1, RunSummary.End.OUT_OF_BUDGET), List.of(Runs.row("a", "Why?", "So.")));
        assertThat(write(Map.of(), run)).contains("> The run was stopped (out-of-budget)");
    }

    @ParameterizedTest
    @CsvSource({
        "0, n<1K",
        "999, n<1K",
        "1000, 1K<n<10K",
        "9999, 1K<n<10K",
        "10000, 10K<n<100K",
        "1000000, 1M<n<10M",
        "999999999999, 100B<n<1T",
        "1000000000000, n>1T",
        "9223372036854775807, n>1T"
    })
    void namesTheHubsClassOfSize(long rows, String category) {
        assertThat(CardOutput.sizeCategory(rows)).isEqualTo(category);
    }
}
