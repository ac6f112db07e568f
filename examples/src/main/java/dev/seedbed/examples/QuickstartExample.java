package dev.seedbed.examples;

import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.pipeline.Pipeline;
import dev.seedbed.pipeline.PipelineSpec;
import java.util.Map;

/// `examples/quickstart.yaml` in Java: twenty rows from a small model on this machine.
public final class QuickstartExample {
    private QuickstartExample() {}

    static PipelineSpec pipeline() {
        return Pipeline.named("quickstart")
                .seed(42)
                .model("writer", "local", model -> model.set("model", "smollm2-135m-instruct"))
                .target(20)
                .step(
                        "magpie",
                        step -> step.set("model", "writer")
                                .set("instruction-max-tokens", 60)
                                .set("response-max-tokens", 320)
                                .set("response-system", "Answer in one or two short sentences."))
                .filter(
                        Map.of("length", Map.of("column", "instruction", "minimum", 20)),
                        Map.of("length", Map.of("column", "answer", "minimum", 40)),
                        "refusal",
                        "artefacts",
                        "malformed",
                        "repetition")
                .step("novelty", step -> step.set("column", "instruction").set("maximum", 0.7))
                .output("jsonl")
                .output("parquet")
                .output("sft-messages")
                .output("card")
                .spec();
    }

    public static void main(String[] arguments) throws InterruptedException {
        RunResult result = Seedbed.standard().run(pipeline(), RunOptions.defaults());
        System.out.println(
                result.summary().total() + " in " + result.directory().path());
    }
}
