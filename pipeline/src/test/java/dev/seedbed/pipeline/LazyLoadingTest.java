package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A pipeline pays only for what it uses: the engines of templates and expressions are large.
class LazyLoadingTest {
    /// Run in a process of its own.
    static final class Main {
        private Main() {}

        public static void main(String[] arguments) {
            PipelineSpec spec = PipelineReader.read(Path.of(arguments[0])).with(List.of("seed=2"));
            try (PlannedPipeline plan = new Binder(TestCatalogue.catalogue(), Map.of()).bind(spec)) {
                System.out.println("planned " + plan.buildSteps().size());
            }
        }
    }

    @Test
    void loadsNeitherTemplateNorExpressionEngineForPlainPipelines(@TempDir Path folder) throws Exception {
        assertThat(loaded(folder, "{{ instruction }}", ""))
                .contains("planned 3")
                .doesNotContain("hubspot")
                .doesNotContain("dev.cel.");
    }

    @Test
    void loadsThemWhenTheyAreUsed(@TempDir Path folder) throws Exception {
        assertThat(loaded(folder, "{{ instruction | upper }}", "  - keep: size(answer) > 3\n"))
                .contains("planned 4")
                .contains("com.hubspot.jinjava.Jinjava ")
                .contains("dev.cel.");
    }

    private static String loaded(Path folder, String prompt, String more) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("samples.jsonl"), "{}");
        Path file = folder.resolve("pipeline.yaml");
        Files.writeString(file, """
                models: { writer: { provider: scripted, model: tiny } }
                steps:
                  - load: samples.jsonl
                  - generate: { model: writer, prompt: "PROMPT" }
                  - length: 100
                """.replace("PROMPT", prompt) + more);
        Path output = folder.resolve("out.txt");
        int status = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-verbose:class",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        file.toString())
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
