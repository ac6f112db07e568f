package dev.seedbed.model.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.setting.Settings;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// To validate a pipeline, or to read all of it from the journal, costs neither the runtime nor the model.
class LazyLoadingTest {
    @TempDir
    private Path folder = Path.of("");

    /// Run in a process of its own.
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) throws Exception {
            try (EmbeddingEndpoint endpoint =
                    (EmbeddingEndpoint) new MiniLmProvider().open(Settings.of(Map.of()), Map.of())) {
                System.out.println("opened " + endpoint.identity() + endpoint.dimensions());
                for (String text : arguments) {
                    endpoint.embed(List.of(text), Duration.ofMinutes(1));
                }
            }
        }
    }

    @Test
    void loadsTheRuntimeWhenTheFirstTextComes() throws Exception {
        String path = System.getProperty("java.class.path");
        assertThat(loaded(path))
                .contains("opened minilm")
                .doesNotContain("ai.onnxruntime.OrtEnvironment ", "ai.onnxruntime.OnnxRuntime ");
        assertThat(loaded(path, "a text")).contains("opened minilm").contains("ai.onnxruntime.OrtSession ");
    }

    /// It once overflowed the stack of the thread that loaded the runtime, and the process was gone.
    @Test
    void loadsTheRuntimeHoweverLongTheCommandLineIs() throws Exception {
        String further = (File.pathSeparator + "/nowhere/" + "x".repeat(90) + ".jar").repeat(300);
        assertThat(loaded(System.getProperty("java.class.path") + further, "a text"))
                .contains("ai.onnxruntime.OrtSession ");
    }

    private String loaded(String classPath, String... texts) throws Exception {
        Path output = folder.resolve("out.txt");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-verbose:class",
                "-cp",
                classPath,
                Main.class.getName()));
        command.addAll(List.of(texts));
        int status = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        String text = Files.readString(output);
        assertThat(status)
                .as(text.substring(Math.max(0, text.length() - 2_000)))
                .isZero();
        return text;
    }
}
