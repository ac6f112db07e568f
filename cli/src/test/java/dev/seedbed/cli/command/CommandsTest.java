package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandsTest extends CommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String pipeline = "";

    @BeforeEach
    void writePipeline() throws IOException {
        Files.writeString(folder.resolve("rows.jsonl"), """
                {"question":"Why not?"}
                {"question":"How many legs has a spider?"}
                {"question":"Who?"}
                """);
        Path file = folder.resolve("long.yaml");
        Files.writeString(file, """
                seedbed: 1
                name: long
                steps:
                  - load: { path: rows.jsonl }
                  - keep: { condition: "size(question) > 4", reason: short }
                """);
        pipeline = file.toString();
    }

    @Override
    Map<String, String> environment() {
        return Map.of("SEEDBED_CACHE", folder.resolve("cache").toString());
    }

    private String run() {
        return folder.resolve("run").toString();
    }

    @Test
    void runsAPipelineAndCountsOnTheLastLine() throws IOException {
        assertThat(seedbed("run", pipeline, "--out", run())).isZero();
        assertThat(out().lines().toList().getLast())
                .startsWith("2 rows accepted, of 3 made (1 rejected); 0 calls made, 0 reused; 0 USD spent; ");
        assertThat(err()).contains("rejected: short 1");
        assertThat(Files.readAllLines(Path.of(run(), "dataset.jsonl"))).hasSize(2);
    }

    @Test
    void exitsWithFourWhereTheTargetIsNotReached() {
        assertThat(seedbed("run", pipeline, "--out", run(), "--target", "5")).isEqualTo(4);
        assertThat(err()).contains("too few rows: ");
        assertThat(out().lines().toList().getLast()).startsWith("2 of 5 rows accepted");
    }

    @Test
    void setsValuesFromTheCall() {
        assertThat(seedbed("run", pipeline, "--out", run(), "--set", "steps.keep.condition=size(question) > 8"))
                .isZero();
        assertThat(out().lines().toList().getLast()).startsWith("1 row accepted, of 3 made");
    }

    @Test
    void printsTheResultAsJsonForMachines() {
        assertThat(seedbed("run", pipeline, "--out", run(), "--json")).isZero();
        List<Data> lines = out().lines().map(Json::parseObject).toList();
        Data end = lines.getLast();
        assertThat(end.asMap()).containsEntry("event", "end").containsEntry("end", "done");
        assertThat(end.asMap()).containsEntry("exit_code", 0L);
        assertThat(Json.write(end.value("fates"))).contains("\"accepted\":2", "\"rejected\":1");
        assertThat(err()).isEmpty();
    }

    @Test
    void refusesToShowNothing() {
        for (String rows : List.of("0", "-1")) {
            assertThat(seedbed("preview", pipeline, "--out", run(), "-n", rows)).isEqualTo(2);
            assertThat(err()).contains("a preview of " + rows + " rows shows nothing");
            assertThat(seedbed("dry-run", pipeline, "-n", rows)).isEqualTo(2);
            assertThat(err()).contains("a dry run of " + rows + " calls shows nothing");
        }
    }

    @Test
    void saysThatARunHasNoLedgerYetAndListsOneWhoseManifestIsDamaged() throws IOException {
        assertThat(seedbed("run", pipeline, "--out", run())).isZero();
        Files.delete(Path.of(run(), "ledger.jsonl"));
        assertThat(seedbed("explain", run())).isEqualTo(2);
        assertThat(err()).contains("has no ledger yet", "still going on, or it was killed");
        Files.writeString(Path.of(run(), "manifest.json"), "{{{");
        assertThat(seedbed("runs", "list", folder.toString())).isZero();
        assertThat(out()).contains("its manifest.json is damaged");
    }

    @Test
    void saysWhatStandsInTheWayOfTheRunsFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("taken"), "");
        assertThat(seedbed("run", pipeline, "--out", file.toString())).isEqualTo(5);
        assertThat(err()).contains("taken is a file; choose another with --out");
    }

    @Test
    void tellsAllProblemsAtOnce() throws IOException {
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(wrong, """
                seedbed: 1
                name: wrong
                steps:
                  - lod: { path: rows.jsonl }
                  - keep: "size(question) >"
                """);
        assertThat(seedbed("validate", wrong.toString())).isEqualTo(2);
        assertThat(err()).contains("wrong.yaml:4:", "`load`", "wrong.yaml:5:", "problems; nothing was run");
        assertThat(out()).isEmpty();
    }

    @Test
    void saysThatAPipelineIsFine() {
        assertThat(seedbed("validate", pipeline)).isZero();
        assertThat(out()).contains("fine; 2 steps");
    }

    @Test
    void previewExplainsTheRejectedRowsToo() {
        assertThat(seedbed("preview", pipeline, "--out", run(), "-n", "2")).isZero();
        assertThat(out()).contains("accepted", "Why not?", "How many legs", "2 of 2 rows accepted");
        seedbed("preview", pipeline, "--out", run(), "-n", "1", "--set", "steps.keep.condition=size(question) > 8");
        assertThat(out()).contains("rejected at keep: short", "question: Why not?");
    }

    @Test
    void explainsARunAndASample() {
        seedbed("run", pipeline, "--out", run());
        assertThat(seedbed("explain", run())).isZero();
        assertThat(out()).contains("3 samples made", "keep  short");
        String id = out().lines()
                .filter(line -> line.contains("keep  short"))
                .map(line -> line.replaceAll(".*keep  short\\s+(\\w+).*", "$1"))
                .findFirst()
                .orElseThrow();
        assertThat(seedbed("explain", run(), id.substring(0, 12))).isZero();
        assertThat(out()).contains("== " + id + "  rejected at keep: short", "question: Who?");
        assertThat(seedbed("explain", run(), "zz")).isEqualTo(2);
        assertThat(err()).contains("no sample's id begins with 'zz'");
    }

    @Test
    void explainsNoRunThatIsNotThere() {
        assertThat(seedbed("explain", folder.resolve("nothing").toString())).isEqualTo(2);
        assertThat(err()).contains("is neither a run in");
    }

    @Test
    void removesARunOnlyIfToldSo() {
        seedbed("run", pipeline, "--out", run());
        assertThat(seedbed("runs", "list", folder.toString())).isZero();
        assertThat(out()).contains("run ");
        assertThat(seedbed("runs", "clean", run())).isZero();
        assertThat(Path.of(run())).exists();
        assertThat(seedbed("runs", "clean", run(), "--yes")).isZero();
        assertThat(Path.of(run())).doesNotExist();
        assertThat(seedbed("runs", "clean", folder.toString(), "--yes")).isEqualTo(2);
        assertThat(folder).exists();
    }

    @Test
    void dryRunShowsPromptsAndMakesNoCall() throws IOException {
        Path file = folder.resolve("ask.yaml");
        Files.writeString(file, """
                seedbed: 1
                name: ask
                models:
                  # The port that nobody listens on: a call would fail.
                  writer: { provider: openai, model: any, base-url: "http://127.0.0.1:1/v1" }
                steps:
                  - load: { path: rows.jsonl }
                  - generate: { model: writer, system: "Be brief.", prompt: "Answer: {{ question }}", column: answer }
                """);
        assertThat(seedbed("dry-run", file.toString(), "-n", "2")).isZero();
        assertThat(out()).contains("Be brief.", "Answer: Why not?", "Answer: How many legs has a spider?");
        assertThat(out()).doesNotContain("Answer: Who?");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    @Test
    void writesAPipelineToBeginWithAndNeverOverAFile() {
        Path file = folder.resolve("begin.yaml");
        assertThat(seedbed("recipes", "init", "magpie", file.toString())).isZero();
        assertThat(file).content().contains("- magpie:", "provider: local");
        assertThat(seedbed("recipes", "init", "magpie", file.toString())).isEqualTo(2);
        assertThat(err()).contains("is there already");
    }

    @Test
    void showsStepsAndRecipes() {
        assertThat(seedbed("steps", "list")).isZero();
        assertThat(out()).contains("load", "generate", "magpie");
        assertThat(seedbed("steps", "show", "keep")).isZero();
        assertThat(out()).contains("condition: a condition, required");
        assertThat(seedbed("recipes", "show", "keep")).isEqualTo(2);
        assertThat(err()).contains("there is no 'keep'; there are: self-instruct");
    }

    @Test
    void printsTheSchemaOfPipelines() {
        assertThat(seedbed("schema")).isZero();
        assertThat(Json.parseObject(out()).asMap()).containsKeys("$schema", "properties");
    }

    @Test
    void listsTheModelsThatCanBeHad() {
        assertThat(seedbed("models", "list")).isZero();
        assertThat(out()).contains("smollm2-135m-instruct", "98 MB", "seedbed models pull");
    }

    @Test
    void saysWhatIsWrongWithACall() {
        assertThat(seedbed("rin", pipeline)).isEqualTo(2);
        assertThat(err())
                .contains("there is no command 'rin", "Commands: run, ")
                .doesNotContain("rehearse");
        assertThat(seedbed("run")).isEqualTo(2);
        assertThat(err()).contains("PIPELINE", "seedbed run --help");
        assertThat(seedbed("run", pipeline, "--tarrget", "5")).isEqualTo(2);
        assertThat(err()).contains("--tarrget");
        assertThat(seedbed("run", folder.resolve("no.yaml").toString())).isEqualTo(2);
        assertThat(err()).contains("there is no such file").doesNotContain("\tat ");
    }

    @Test
    void printsCompletionsThatNameTheCommands() {
        assertThat(seedbed("completion", "bash")).isZero();
        assertThat(out()).contains("preview", "--retry-failed", "compopt").doesNotContain("rehearse");
    }

    @Test
    void rehearsesASmallJob() {
        assertThat(seedbed("rehearse")).isZero();
    }

    @Test
    void showsWhatHostedModelsCostWithPageAndDay() throws IOException {
        assertThat(seedbed("models", "prices")).isZero();
        assertThat(out().lines())
                .anySatisfy(line -> assertThat(line)
                        .contains("openai", "gpt-5-mini", "0.25 (cached 0.025) in, 2 out USD, batch x 0.5")
                        .contains("[Pricing, OpenAI API documentation, 2026-08-31]"));
        Path own = Files.writeString(folder.resolve("own.json"), """
                {"vendors": {"ours": {"host": "llm.example.org", "source": "our contract"}},
                 "prices": [{"vendor": "ours", "model": "big", "input": 1, "output": 2, "date": "2026-11-01"}]}
                """);
        assertThat(seedbed("models", "prices", "--prices", own.toString())).isZero();
        assertThat(out().lines().toList().getFirst()).contains("ours", "big", "[our contract, 2026-11-01]");
        assertThat(seedbed("models", "prices", "--prices", "nowhere.yaml")).isEqualTo(2);
        assertThat(err()).contains("nowhere.yaml: there is no such file");
    }

    private String asking(ScriptedEndpoint endpoint) throws IOException {
        return Files.writeString(folder.resolve("ask.yaml"), """
                        seedbed: 1
                        name: ask
                        models:
                          writer:
                            provider: openai
                            model: gpt-4o-mini
                            base-url: "%s"
                            key-from: none
                            price: { input: 1000, output: 2000 }
                        steps:
                          - load: { path: rows.jsonl }
                          - generate: { model: writer, prompt: "echo: {{ question }}", max-tokens: 50 }
                        """.formatted(endpoint.baseUri()))
                .toString();
    }

    @Test
    void estimatesWithoutACallAndAfterAPreviewWhatIsLeft() throws IOException {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            String ask = asking(endpoint);
            assertThat(seedbed("estimate", ask, "--out", run())).isZero();
            assertThat(out())
                    .contains("ask: nothing is answered yet")
                    .contains("step      model   calls")
                    .contains("note: nothing is answered yet: prompts are rendered and counted (o200k_base)");
            assertThat(endpoint.requests()).isZero();

            assertThat(seedbed("estimate", ask, "--out", run(), "--preview", "3", "--json"))
                    .isZero();
            assertThat(err()).contains("making the first 3 rows, which costs their calls");
            Data estimate = Json.parseObject(out().strip());
            assertThat(estimate.value("basis")).isEqualTo("complete");
            assertThat(estimate.value("measured")).isEqualTo(3L);
            assertThat(endpoint.requests()).isEqualTo(3);

            assertThat(seedbed("run", ask, "--out", run())).isZero();
            assertThat(out().lines().toList().getLast()).contains("0 calls made, 3 reused", " USD per accepted row; ");
        }
    }
}
