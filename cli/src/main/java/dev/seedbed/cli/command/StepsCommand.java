package dev.seedbed.cli.command;

import dev.seedbed.api.step.StepType;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `seedbed steps`: what a pipeline can be made of.
@Command(
        name = "steps",
        header = "Lists the steps that a pipeline can be made of, and shows what each takes.",
        mixinStandardHelpOptions = true)
final class StepsCommand implements Runnable {
    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    StepsCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or show?");
    }

    @Command(name = "list", header = "Shows every step with one line.", mixinStandardHelpOptions = true)
    void list() {
        List<StepType> steps = workshop.catalogue().steps();
        StepText.list(workshop.terminal().out(), steps);
    }

    @Command(name = "show", header = "Shows what a step takes.", mixinStandardHelpOptions = true)
    void show(@Parameters(paramLabel = "STEP", description = "Its name.") String id) {
        StepText.show(
                workshop.terminal().out(),
                StepText.named(id, workshop.catalogue().steps()));
    }
}
