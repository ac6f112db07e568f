package dev.seedbed.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// What stands before every command.
@Command(
        name = "seedbed",
        header = "Makes and checks training data for language models, and proves where every row came from.",
        description = {
            "",
            "Start with:  seedbed recipes init magpie  and  seedbed run magpie.yaml",
        },
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExit codes:%n",
        footer = {
            "  0    done",
            "  1    a defect of Seedbed",
            "  2    the pipeline, the call or an input is wrong",
            "  3    stopped by the budget; the same command goes on",
            "  4    fewer rows than the target, or, with --strict, any failed row",
            "  5    an endpoint, the key or the disk is unusable, or the run is in use",
            "  6    a check found something",
            "  130  interrupted; the same command goes on"
        })
final class SeedbedCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Shows where in the code an error comes from.")
    private boolean debug;

    boolean debug() {
        return debug;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "which command? One of those below");
    }
}
