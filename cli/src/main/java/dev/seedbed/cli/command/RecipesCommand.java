package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `seedbed recipes`: recipes of the literature, and pipelines to begin with.
@Command(
        name = "recipes",
        header = "Lists the recipes, shows what each takes, and writes a pipeline to begin with.",
        mixinStandardHelpOptions = true)
final class RecipesCommand implements Runnable {
    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RecipesCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list, show or init?");
    }

    @Command(name = "list", header = "Shows every recipe with one line.", mixinStandardHelpOptions = true)
    void list() {
        StepText.list(workshop.terminal().out(), recipes());
    }

    @Command(name = "show", header = "Shows what a recipe does and takes.", mixinStandardHelpOptions = true)
    void show(@Parameters(paramLabel = "RECIPE", description = "Its name.") String id) {
        StepText.show(workshop.terminal().out(), StepText.named(id, recipes()));
    }

    @Command(
            name = "init",
            header = "Writes a pipeline with the recipe that runs as it is.",
            mixinStandardHelpOptions = true)
    void init(
            @Parameters(index = "0", paramLabel = "RECIPE", description = "Its name.") String id,
            @Parameters(
                            index = "1",
                            arity = "0..1",
                            paramLabel = "FILE",
                            description = "Where to write it (default: <recipe>.yaml).")
                    @Nullable
                    Path file) {
        StepType recipe = StepText.named(id, recipes());
        Path target = file == null ? Path.of(recipe.id() + ".yaml") : file;
        try {
            Files.writeString(target, pipeline(recipe), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, target + " is there already; give another name behind the recipe's", e);
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, target + " cannot be written: " + e.getMessage(), e);
        }
        workshop.terminal().out().println("wrote " + target + "; run it with: seedbed run " + target);
    }

    private List<StepType> recipes() {
        return workshop.catalogue().steps().stream()
                .filter(type -> type.kind() == StepKind.RECIPE)
                .toList();
    }

    private static String pipeline(StepType recipe) {
        return """
                seedbed: 1
                name: %s
                seed: 42
                models:
                  # The embedded model: no key, no server. For data of worth, name a larger one, such as
                  # { provider: openai, model: gpt-4o-mini, price: { input: 0.15, output: 0.60 } }
                  writer: { provider: local, model: smollm2-135m-instruct }
                budget: { time: 30m }
                target: 20
                steps:
                %s
                outputs: [ jsonl, sft-messages, card ]
                """.formatted(recipe.id(), recipe.example().strip().indent(2).stripTrailing());
    }
}
