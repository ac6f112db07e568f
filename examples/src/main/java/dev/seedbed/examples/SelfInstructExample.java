package dev.seedbed.examples;

import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.pipeline.Pipeline;
import dev.seedbed.pipeline.PipelineSpec;
import java.nio.file.Path;

/// `examples/self-instruct.yaml` in Java: new tasks with instances, grown from the 175 seed tasks.
public final class SelfInstructExample {
    private SelfInstructExample() {}

    static PipelineSpec pipeline(Path folder) {
        return Pipeline.named("self-instruct")
                .directory(folder)
                .seed(42)
                .model("writer", "local", model -> model.set("model", "smollm2-135m-instruct"))
                .target(20)
                .step("self-instruct", step -> step.set("model", "writer").set("seeds", "data/seed_tasks.jsonl"))
                .output("jsonl")
                .output("sft-messages")
                .output("card")
                .spec();
    }

    public static void main(String[] arguments) throws InterruptedException {
        RunResult result = Seedbed.standard().run(pipeline(Path.of("examples")), RunOptions.defaults());
        System.out.println(result.summary().total() + " in " + result.directory().path());
    }
}
