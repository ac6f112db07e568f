package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelfJudgingTest {
    @TempDir
    private Path folder;

    private List<String> warnings(String steps) throws Exception {
        Files.writeString(folder.resolve("samples.jsonl"), "{\"instruction\":\"Name a prime.\"}\n");
        String yaml = """
                seedbed: 1
                name: warned
                models:
                  writer: { provider: scripted, model: tiny }
                  alias: { provider: scripted, model: tiny }
                  other: { provider: scripted, model: big }
                  both: { first-of: [ other, writer ] }
                target: 1
                steps: %s
                """.formatted(steps);
        try (PlannedPipeline plan =
                new Binder(TestCatalogue.catalogue(), Map.of()).bind(PipelineReader.read(yaml, "test.yaml", folder))) {
            return plan.warnings();
        }
    }

    private static String writing(String model, String judge) {
        return "[ { load: samples.jsonl }, { generate: { model: " + model + ", prompt: Hi } }, { judge: " + judge
                + " } ]";
    }

    @Test
    void saysThatAModelJudgesWhatItWrote() throws Exception {
        assertThat(warnings(writing("writer", "writer")))
                .singleElement()
                .satisfies(one -> assertThat(one)
                        .startsWith("the step `judge` has `writer` judge, a model that writes in the step `generate`"
                                + " before it"));
    }

    @Test
    void knowsAModelByWhatItIsAndNotByItsAlias() throws Exception {
        assertThat(warnings(writing("writer", "alias"))).hasSize(1);
        assertThat(warnings(writing("both", "alias"))).hasSize(1);
        assertThat(warnings(writing("writer", "both"))).hasSize(1);
        assertThat(warnings(writing("writer", "other"))).isEmpty();
    }

    @Test
    void countsOnlyWhatIsWrittenBefore() throws Exception {
        assertThat(warnings("[ { load: { file: samples.jsonl, columns: [ answer ] } }, { judge: writer },"
                        + " { generate: { model: writer, prompt: Hi } } ]"))
                .isEmpty();
    }
}
