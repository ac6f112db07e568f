package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Json;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.run.Fate;
import dev.seedbed.testkit.benchmark.BenchmarkEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A run against an endpoint that fails in every way that passes, and a machine that kills it again and again: the
/// rows are those of a run that nothing disturbed, and nothing that was answered and journalled is asked again.
///
/// `-Dseedbed.soak=1200` for twenty minutes of it.
@Timeout(3_600)
class FaultSoakIT {
    private static final int SECONDS = Integer.getInteger("seedbed.soak", 60);
    private static final int ROWS = SECONDS * 100;
    private static final int CONCURRENCY = 16;
    private static final List<String> FAULTS = List.of(
            "status-500", "status-503", "status-429", "cut", "cut-right", "drop", "hang", "empty", "wrong-type");

    @TempDir
    Path folder;

    @Test
    void endsWithTheUndisturbedRowsThoughEverythingFailsNowAndThen() throws Exception {
        Path input = KilledRunIT.questions(folder.resolve("in.jsonl"), ROWS);
        byte[] undisturbed;
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start("--seed", "5")) {
            Path directory = folder.resolve("undisturbed");
            assertThat(KilledRunIT.run(pipeline(input, endpoint, "undisturbed"), directory)
                            .waitFor())
                    .isZero();
            undisturbed = Files.readAllBytes(directory.resolve("dataset.jsonl"));
        }
        List<String> script = new ArrayList<>(List.of("--seed", "5", "--latency", "20ms", "--retry-after", "none"));
        for (String fault : FAULTS) {
            script.addAll(List.of("--fault", fault + "=0.03@each"));
        }
        try (BenchmarkEndpoint endpoint = BenchmarkEndpoint.start(script.toArray(String[]::new))) {
            Path directory = folder.resolve("soaked");
            int kills = runAndKill(pipeline(input, endpoint, "soaked"), directory);

            assertThat(Files.readAllBytes(directory.resolve("dataset.jsonl"))).isEqualTo(undisturbed);
            Map<Fate, Long> fates = new EnumMap<>(Fate.class);
            RunRecords.of(RunDirectory.of(directory)).forEachEntry(entry -> fates.merge(entry.fate(), 1L, Long::sum));
            assertThat(fates).containsOnly(Map.entry(Fate.ACCEPTED, (long) ROWS));
            // What was answered, but not journalled when the run was killed: no more than calls may be open.
            long again = Long.parseLong(Json.parseObject(endpoint.statistics(0)).text("asked_again_after_answer"));
            System.out.println(
                    "[" + ROWS + " rows, killed " + kills + " times: " + again + " answers were lost to a kill]");
            assertThat(again).isLessThanOrEqualTo((long) kills * CONCURRENCY);
        }
    }

    private static int runAndKill(Path pipeline, Path directory) throws IOException, InterruptedException {
        RandomGenerator random =
                Draw.of(7, SampleId.root("soak", "moments"), "kill", 0, 0).random();
        for (int kills = 0; ; kills++) {
            Process process = KilledRunIT.run(pipeline, directory);
            Duration life = Duration.ofSeconds(5 + random.nextInt(SECONDS > 100 ? 16 : 6));
            if (process.waitFor(life.toMillis(), TimeUnit.MILLISECONDS)) {
                assertThat(process.exitValue())
                        .as("exit code after %d kills", kills)
                        .isZero();
                return kills;
            }
            process.destroyForcibly().waitFor();
        }
    }

    private Path pipeline(Path input, BenchmarkEndpoint endpoint, String name) throws IOException {
        return Files.writeString(folder.resolve(name + ".yaml"), """
                seedbed: 1
                name: soak
                seed: 3
                deadline: 1s
                retries: 15
                models:
                  writer: { provider: openai, model: scripted, base-url: %s, key-from: none, concurrency: %d }
                steps:
                  - load: { path: %s }
                  - generate: { model: writer, prompt: "{{ instruction }}", temperature: 1 }
                """.formatted(endpoint.baseUri(), CONCURRENCY, input));
    }
}
