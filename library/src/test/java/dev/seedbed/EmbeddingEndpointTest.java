package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Json;
import dev.seedbed.api.run.Fate;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.testkit.ShapedEndpoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The step `embed` with vectors that come over HTTP.
@Timeout(60)
class EmbeddingEndpointTest {
    @TempDir
    private Path folder = Path.of("");

    private RunResult run(String yaml) throws InterruptedException {
        return Seedbed.standard()
                .run(
                        PipelineReader.read(yaml, "pipeline.yaml", folder),
                        RunOptions.defaults().into(folder.resolve("out")));
    }

    @Test
    void embedTakesItsVectorsFromAnEndpointAndPaysForEachTextOnce() throws Exception {
        try (ShapedEndpoint server = ShapedEndpoint.openAiEmbeddings("dimensions")) {
            String yaml = """
                    seedbed: 1
                    name: meaning
                    models:
                      meaning:
                        provider: openai
                        model: text-embedding-3-small
                        base-url: BASE
                        dimensions: 5
                        price: { input: 0.02, output: 0 }
                    steps:
                      - rows: 40
                      - sample: { text: { one-of: ["A man eats.", "Someone dines.", "The stock fell."] } }
                      - embed: { column: text, into: embedding, model: meaning }
                    """.replace("BASE", server.address() + "/v1");
            RunResult result = run(yaml);
            int requests = server.recorded().size();
            RunResult again = run(yaml);

            assertThat(result.summary().total()).containsEntry(Fate.ACCEPTED, 40L);
            assertThat(result.summary().calls().made()).isEqualTo(3);
            assertThat(again.summary().calls().made()).isZero();
            assertThat(server.recorded()).hasSize(requests);
            List<String> rows = Files.readAllLines(folder.resolve("out/dataset.jsonl"));
            assertThat(rows).hasSize(40).allSatisfy(row -> {
                List<?> numbers =
                        (List<?>) Objects.requireNonNull(Json.parseObject(row).value("embedding"));
                assertThat(numbers).hasSize(5);
                assertThat(numbers.stream()
                                .mapToDouble(number -> Math.pow((Double) number, 2))
                                .sum())
                        .isEqualTo(1, within(1e-5));
            });
        }
    }
}
