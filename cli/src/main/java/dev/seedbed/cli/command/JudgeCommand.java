package dev.seedbed.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `seedbed judge`: how far a judge can be trusted.
@Command(
        name = "judge",
        header = "Measures a judge: by human labels, by its leanings, and against single people.",
        mixinStandardHelpOptions = true)
final class JudgeCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    private JudgeCommand() {}

    /// With what it can do.
    static CommandLine of(Workshop workshop) {
        return new CommandLine(new JudgeCommand())
                .addSubcommand(new JudgeCalibrateCommand(workshop))
                .addSubcommand(new JudgeBiasCommand(workshop))
                .addSubcommand(new JudgeAltTestCommand(workshop));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "calibrate, bias or alt-test?");
    }
}
