package dev.seedbed.examples;

import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.pipeline.Pipeline;
import dev.seedbed.pipeline.PipelineSpec;
import java.nio.file.Path;
import java.util.Map;

/// `examples/self-instruct.yaml` in Java: new tasks with instances, grown from the 175 seed tasks.
public final class SelfInstructExample {
    private static final String CLASSIFY = """
            Is the task one of choosing from a few fixed labels?

            Task: Say whether the review is positive or negative.
            Is it classification? Yes

            Task: Write a short poem about autumn.
            Is it classification? No

            Task: Is the sentence a question or a statement?
            Is it classification? Yes

            Task: Explain how a bicycle stays upright.
            Is it classification? No

            Task: {{ instruction }}
            Is it classification?""";

    private SelfInstructExample() {}

    static PipelineSpec pipeline(Path folder) {
        return Pipeline.named("self-instruct")
                .directory(folder)
                .seed(42)
                .model("writer", "local", model -> model.set("model", "smollm2-135m-instruct"))
                .target(20)
                .step(
                        "self-instruct",
                        step -> step.set("model", "writer")
                                .set("seeds", "data/seed_tasks.jsonl")
                                .set("demonstrations", 5)
                                .set("new-tasks", 3)
                                .set("instances", 1)
                                .set("instruction-max-tokens", 200)
                                .set("instance-max-tokens", 80)
                                .set("classification-instance-max-tokens", 80)
                                .set("unclear-classification", "no")
                                .set("prompts", Map.of("self-instruct.classify", CLASSIFY)))
                .output("jsonl")
                .output("sft-messages", output -> output.set("input", "input"))
                .output("card")
                .spec();
    }

    public static void main(String[] arguments) throws InterruptedException {
        RunResult result = Seedbed.standard().run(pipeline(Path.of("examples")), RunOptions.defaults());
        System.out.println(
                result.summary().total() + " in " + result.directory().path());
    }
}
