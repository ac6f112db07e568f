package dev.seedbed.cli.command;

import dev.seedbed.model.local.KnownModel;
import dev.seedbed.model.local.ModelFile;
import dev.seedbed.model.local.ModelFiles;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `seedbed models`: the local models that can be had by name.
@Command(
        name = "models",
        header = "Lists the local models that can be had by name, and fetches them.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Runnable {
    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ModelsCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or pull?");
    }

    @Command(name = "list", header = "Shows each known model and where its file is.", mixinStandardHelpOptions = true)
    void list() {
        for (ModelFiles.Entry entry : workshop.modelFiles().list()) {
            KnownModel model = entry.model();
            workshop.terminal()
                    .out()
                    .println(model.name() + "  " + PullAnnouncement.megabytes(model.size()) + "  " + model.licence()
                            + "  "
                            + entry.path()
                                    .map(Path::toString)
                                    .orElse("not here yet: seedbed models pull " + model.name())
                            + "\n  " + model.summary());
        }
    }

    @Command(name = "pull", header = "Fetches a model into the shared cache.", mixinStandardHelpOptions = true)
    void pull(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "MODEL",
                            defaultValue = "smollm2-135m-instruct",
                            description = "Its name (default: ${DEFAULT-VALUE}).")
                    String name,
            @Option(names = "--from", paramLabel = "FILE", description = "Takes it from a file that you have.")
                    @Nullable
                    Path from) {
        ModelFiles files = workshop.modelFiles();
        ModelFile file = from == null ? files.pull(name) : files.pull(name, from);
        workshop.terminal().out().println(file.path());
    }
}
