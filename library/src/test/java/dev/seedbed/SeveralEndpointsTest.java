package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.seedbed.api.Json;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One alias over several real servers, from YAML to the files of the run.
@Timeout(120)
class SeveralEndpointsTest {
    private static final int ROWS = 60;

    private final Seedbed seedbed = Seedbed.standard().withEnvironment(Map.of());

    @TempDir
    private Path folder = Path.of("");

    private ScriptedEndpoint main = ScriptedEndpoint.start();
    private ScriptedEndpoint spare = ScriptedEndpoint.start();

    @BeforeEach
    void writeInput() throws IOException {
        Files.write(
                folder.resolve("in.jsonl"),
                IntStream.range(0, ROWS)
                        .mapToObj(i -> Json.write(Map.of("n", i)))
                        .toList());
    }

    @AfterEach
    void close() {
        main.close();
        spare.close();
    }

    private PipelineSpec pipeline(String group) throws IOException {
        return seedbed.read(
                Files.writeString(folder.resolve("p.yaml"), """
                seedbed: 1
                name: several
                models:
                  main: { provider: openai, model: large, base-url: "%s", key-from: none, concurrency: 4 }
                  spare: { provider: openai, model: small, base-url: "%s", key-from: none, concurrency: 4 }
                  writer: %s
                steps:
                  - load: in.jsonl
                  - generate: { model: writer, prompt: "Say {{ n }}", max-tokens: 20, temperature: 1 }
                """.formatted(main.baseUri(), spare.baseUri(), group)));
    }

    private RunSummary run(String group) throws Exception {
        return seedbed.run(pipeline(group), RunOptions.defaults().into(folder.resolve("run")))
                .summary();
    }

    @Test
    void aServerThatIsGoneLosesNoRowAndTheSameCommandAsksNothingMore() throws Exception {
        main.close();
        RunSummary summary = run("{ first-of: [ main, spare ] }");
        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(spare.requests()).isEqualTo(ROWS);
        byte[] rows = Files.readAllBytes(folder.resolve("run/dataset.jsonl"));

        main = ScriptedEndpoint.start();
        RunSummary again = run("{ first-of: [ main, spare ] }");
        assertThat(again.calls().made()).isZero();
        assertThat(main.requests()).isZero();
        assertThat(Files.readAllBytes(folder.resolve("run/dataset.jsonl"))).isEqualTo(rows);
    }

    @Test
    void theEndOfTheRunAndItsLogTellWhoWasDownAndWhoStoodIn() throws Exception {
        main.close();
        Path log = folder.resolve("run.log");
        RunResult result = seedbed.run(
                pipeline("{ first-of: [ main, spare ] }"),
                RunOptions.defaults().into(folder.resolve("run")).logTo(log));

        assertThat(result.notes())
                .containsExactly(
                        "the model 'main' never answered and went down once; in its place: 'spare' (60 calls answered)");
        assertThat(Files.readAllLines(log).stream().map(Json::parseObject))
                .filteredOn(line -> line.text("event").equals("endpoint-down"))
                .singleElement()
                .satisfies(line -> assertThat(line.text("model")).isEqualTo("main"));
    }

    @Test
    void aStartThatIsStoppedLeavesTheRowsOfTheOneThatFinished() throws Exception {
        run("{ first-of: [ main, spare ] }");
        byte[] rows = Files.readAllBytes(folder.resolve("run/dataset.jsonl"));
        int count = Files.readAllLines(folder.resolve("run/dataset.jsonl")).size();
        byte[] manifest = Files.readAllBytes(folder.resolve("run/manifest.json"));
        Files.delete(folder.resolve("run/journal.sqlite"));
        RunResult stopped;
        try (Session session = seedbed.open(
                pipeline("{ first-of: [ main, spare ] }"), RunOptions.defaults().into(folder.resolve("run")))) {
            session.stop();
            stopped = session.execute();
        }

        assertThat(stopped.summary().end()).isEqualTo(End.INTERRUPTED);
        assertThat(stopped.written()).isEmpty();
        assertThat(stopped.notes())
                .singleElement()
                .asString()
                .contains("the " + count + " rows that an earlier start wrote to");
        assertThat(Files.readAllBytes(folder.resolve("run/dataset.jsonl"))).isEqualTo(rows);
        assertThat(Files.readAllBytes(folder.resolve("run/manifest.json"))).isEqualTo(manifest);
        assertThat(folder.resolve("run/dataset.jsonl.partial")).doesNotExist();

        assertThat(run("{ first-of: [ main, spare ] }").end()).isEqualTo(End.DONE);
        assertThat(Files.readAllBytes(folder.resolve("run/dataset.jsonl"))).isEqualTo(rows);
    }

    @Test
    void theManifestTellsWhatEachOfAMixtureAnswered() throws Exception {
        RunSummary summary = run("{ one-of: { main: 2, spare: 1 } }");
        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(main.requests() + spare.requests()).isEqualTo(ROWS);
        assertThat(main.requests()).isGreaterThan(spare.requests());
        assertThat(summary.models())
                .extracting(RunSummary.ModelSummary::alias, RunSummary.ModelSummary::calls)
                .containsExactly(tuple("main", (long) main.requests()), tuple("spare", (long) spare.requests()));
    }

    @Test
    void anEstimateCountsEachQuestionOnce() throws Exception {
        Estimate estimate = seedbed.estimate(
                pipeline("{ first-of: [ main, spare ] }"), RunOptions.defaults().into(folder.resolve("run")));
        assertThat(estimate.calls()).isEqualTo(Estimate.Range.between(ROWS, ROWS));
        assertThat(seedbed.dryRun(pipeline("{ first-of: [ main, spare ] }"), 5)).hasSize(5);
        assertThat(main.requests() + spare.requests()).isZero();
    }
}
