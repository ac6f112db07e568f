package dev.seedbed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
@DisabledOnOs(OS.WINDOWS)
class SignalTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aRunThatIsToldToEndExitsWith130AndTheSameCommandGoesOn() throws Exception {
        Files.writeString(folder.resolve("in.jsonl"), """
                {"instruction":"answered"}
                {"instruction":"never"}
                """);
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            endpoint.always("never", new Behaviour.Silence());
            Path pipeline = Files.writeString(folder.resolve("told.yaml"), """
                    seedbed: 1
                    name: told
                    models:
                      writer: { provider: openai, model: scripted, base-url: "%s", key-from: none }
                    steps:
                      - load: in.jsonl
                      - generate: { model: writer, prompt: "{{ instruction }}" }
                    """.formatted(endpoint.baseUri()));
            Process process = run(pipeline);
            while (process.isAlive() && endpoint.requests() < 2) {
                Thread.onSpinWait();
            }
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(Files.readString(folder.resolve("said"))).contains("interrupted: told to stop");
            assertThat(Files.readAllLines(folder.resolve("run/ledger.jsonl"))).hasSize(2);

            endpoint.behave();
            assertThat(run(pipeline).waitFor()).isZero();
            assertThat(Files.readAllLines(folder.resolve("run/dataset.jsonl"))).hasSize(2);
        }
    }

    private Process run(Path pipeline) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "run",
                        pipeline.toString(),
                        "--out",
                        folder.resolve("run").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }
}
