package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Json;
import dev.seedbed.api.SampleId;
import dev.seedbed.testkit.Latency;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Kills a run again and again, and looks at what the endpoint was asked: nothing that was answered and
/// journalled may be asked again, and in the end the rows are those of a run that nobody killed.
///
/// `-Dseedbed.kills=20 -Dseedbed.rows=2000` for the long form.
@Timeout(600)
class KilledRunIT {
    private static final int KILLS = Integer.getInteger("seedbed.kills", 4);
    private static final int ROWS = Integer.getInteger("seedbed.rows", 400);
    private static final int CONCURRENCY = 16;

    @TempDir
    Path folder;

    @Test
    void killedAtRandomMomentsItAsksNothingJournalledAgainAndEndsWithTheSameBytes() throws Exception {
        Path input = questions(folder.resolve("in.jsonl"), ROWS);
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            endpoint.latency(new Latency.Fixed(Duration.ofMillis(10)));
            Path pipeline = pipeline(input, endpoint);
            run(pipeline, folder.resolve("whole")).waitFor();
            byte[] whole = Files.readAllBytes(folder.resolve("whole/dataset.jsonl"));
            assertThat(endpoint.requests()).isEqualTo(ROWS);
            endpoint.behave();
            endpoint.latency(new Latency.Fixed(Duration.ofMillis(10)));

            RandomGenerator random =
                    Draw.of(7, SampleId.root("kill", "moments"), "kill", 0, 0).random();
            long before = endpoint.requests();
            for (int kill = 0; kill < KILLS; kill++) {
                long until = endpoint.requests() + 1 + random.nextLong(ROWS / KILLS);
                Process process = run(pipeline, folder.resolve("killed"));
                while (process.isAlive() && endpoint.requests() < until) {
                    Thread.onSpinWait();
                }
                process.destroyForcibly().waitFor();
                endpoint.awaitIdle();
            }
            assertThat(run(pipeline, folder.resolve("killed")).waitFor()).isZero();

            long asked = endpoint.requests() - before;
            System.out.println("[killed " + KILLS + " times: " + (asked - ROWS) + " calls that were open at a kill were"
                    + " made again, of " + ROWS + "]");
            assertThat(Files.readAllBytes(folder.resolve("killed/dataset.jsonl")))
                    .isEqualTo(whole);
            assertThat(asked - ROWS).isBetween(0L, (long) KILLS * CONCURRENCY);
        }
    }

    static Path questions(Path file, int rows) throws IOException {
        return Files.write(
                file,
                IntStream.range(0, rows)
                        .mapToObj(i -> Json.write(Map.of("instruction", "Question " + i)))
                        .toList());
    }

    private Path pipeline(Path input, ScriptedEndpoint endpoint) throws IOException {
        return Files.writeString(
                folder.resolve("pipeline.yaml"), """
                seedbed: 1
                name: killed
                seed: 3
                models:
                  writer: { provider: openai, model: scripted, base-url: %s, key-from: none, concurrency: %d }
                steps:
                  - load: { path: %s }
                  - generate: { model: writer, prompt: "{{ instruction }}", temperature: 1 }
                  - exact-duplicates: { column: answer }
                """.formatted(endpoint.baseUri(), CONCURRENCY, input));
    }

    /// A run in a process of its own, which can be killed.
    static Process run(Path pipeline, Path directory) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                RunInProcess.class.getName(),
                pipeline.toString(),
                directory.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// What the killed processes run.
    static final class RunInProcess {
        private RunInProcess() {}

        public static void main(String[] arguments) throws InterruptedException {
            Seedbed seedbed = Seedbed.standard();
            RunResult result = seedbed.run(
                    seedbed.read(Path.of(arguments[0])), RunOptions.defaults().into(Path.of(arguments[1])));
            Runtime.getRuntime().halt(result.summary().end().exitCode());
        }
    }
}
