package dev.seedbed.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Json;
import dev.seedbed.pipeline.reference.JsonSchemas;
import dev.seedbed.pipeline.reference.Reference;
import dev.seedbed.pipeline.step.GeneralSteps;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneralStepsBindingTest {
    private static final Catalogue CATALOGUE =
            new Catalogue(GeneralSteps.stepTypes(), List.of(new TestCatalogue.Scripted("scripted", true)), List.of());

    @Test
    void bindsTheGeneralSteps(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("in.jsonl"), "{\"instruction\":\"Name a prime.\"}\n");
        String yaml = """
                models: { writer: { provider: scripted, model: tiny } }
                steps:
                  - load: in.jsonl
                  - generate: { model: writer, prompt: "{{ instruction | trim }}" }
                  - compute: { length: "size(instruction)" }
                  - keep: length > 3
                  - take: 5
                """;
        try (PlannedPipeline plan = new Binder(CATALOGUE, Map.of()).bind(PipelineReader.read(yaml, "p.yaml", folder))) {
            assertThat(plan.buildSteps())
                    .extracting(PlannedStep::type)
                    .containsExactly("load", "generate", "compute", "keep", "take");
            assertThat(plan.inputs()).containsExactly(folder.resolve("in.jsonl"));
        }
    }

    @Test
    void documentsTheGeneralSteps() {
        assertThat(Reference.pages(CATALOGUE)).containsKey("steps/load.md");
        assertThat(Json.write(JsonSchemas.ofPipelines(CATALOGUE))).contains("step.load");
    }
}
