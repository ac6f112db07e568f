package dev.seedbed.examples;

import dev.seedbed.RunOptions;
import dev.seedbed.RunResult;
import dev.seedbed.Seedbed;
import dev.seedbed.pipeline.PipelineSpec;
import java.nio.file.Path;
import java.util.List;

/// Runs a pipeline of YAML that names a step of one's own: `OwnStepExample pipeline.yaml`.
public final class OwnStepExample {
    private OwnStepExample() {}

    static Seedbed seedbed() {
        return Seedbed.standard().with(List.of(SentenceGate.TYPE));
    }

    public static void main(String[] arguments) throws InterruptedException {
        Seedbed seedbed = seedbed();
        PipelineSpec spec = seedbed.read(Path.of(arguments[0]));
        RunResult result = seedbed.run(spec, RunOptions.defaults());
        System.out.println(
                result.summary().total() + " in " + result.directory().path());
    }
}
