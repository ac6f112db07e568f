package dev.seedbed;

import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.pipeline.PlannedPipeline;
import java.nio.file.Path;
import java.util.List;

/// Opens a model that embeds for rows that come from files that no pipeline reads, checked as a pipeline checks
/// it.
final class FileModels {
    private static final String WITH_A_MODEL = """
            name: embed
            models:
              model: { provider: minilm }
            steps:
              - rows-of-files
              - embed: { column: text, into: vector, model: model }
            """;

    private FileModels() {}

    static EmbeddingEndpoint embedder(Seedbed seedbed, String provider, List<String> settings) {
        PipelineSpec spec = PipelineReader.read(WITH_A_MODEL, "--model", Path.of(""))
                .with(List.of("models.model.provider=" + provider))
                .with(settings.stream().map(each -> "models.model." + each).toList());
        // It closes nothing but the endpoint, which is the caller's from now on.
        PlannedPipeline plan = FileGates.withRows(seedbed, List.of("text")).plan(spec);
        return (EmbeddingEndpoint) plan.models().getFirst().endpoint();
    }
}
