package dev.seedbed.examples;

import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.pipeline.Pipeline;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.pipeline.RecordSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Asks a model for records of Java: `RecordExample examples/data/instructions.jsonl`.
public final class RecordExample {
    /// How hard a task is.
    enum Level {
        EASY,
        MEDIUM,
        HARD
    }

    /// What the model is asked for.
    record Review(Level level, String reason, List<String> skills, Optional<String> warning) {}

    private RecordExample() {}

    static PipelineSpec pipeline(Path tasks) {
        return Pipeline.named("reviews")
                .seed(42)
                .model("writer", "local", model -> model.set("model", "smollm2-135m-instruct"))
                .step("load", step -> step.set("path", tasks).set("limit", 3))
                .step(
                        "generate",
                        step -> step.set("model", "writer")
                                .set("prompt", "Review this task for a child of ten: {{ instruction }}")
                                .set("schema", Review.class)
                                .set("column", "review"))
                .spec();
    }

    /// The reviews of a finished run, in the order of its data set.
    static List<Review> reviews(RunResult result) throws IOException {
        RecordSchema<Review> schema = RecordSchema.of(Review.class);
        return Files.readAllLines(result.directory().dataset()).stream()
                .map(Json::parseObject)
                .map((Data row) -> schema.read(row.value("review")))
                .toList();
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        RunResult result = Seedbed.standard().run(pipeline(Path.of(arguments[0])), RunOptions.defaults());
        for (Review review : reviews(result)) {
            System.out.println(review.level() + ": " + review.reason());
        }
    }
}
