package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.StepType;
import dev.seedbed.pipeline.KindWords;
import dev.seedbed.recipes.Recipes;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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

    @Command(
            name = "list",
            header = "Shows every recipe: what it makes, whom it follows, what its models must be able to do.",
            mixinStandardHelpOptions = true)
    void list() {
        for (StepType recipe : recipes()) {
            workshop.terminal()
                    .out()
                    .println(recipe.id() + "\n  " + recipe.summary() + "\n  " + StepText.plain(recipe.source())
                            + needs(recipe));
        }
    }

    private static String needs(StepType recipe) {
        return recipe.needs().isEmpty()
                ? ""
                : "\n  its models must be able to "
                        + recipe.needs().stream().sorted().map(KindWords::of).collect(Collectors.joining(", and to "));
    }

    @Command(
            name = "show",
            header = "Shows what a recipe does, takes and writes, and what 1,000 of its rows take.",
            mixinStandardHelpOptions = true)
    void show(
            @Parameters(paramLabel = "RECIPE", description = "Its name.") String id,
            @Option(
                            names = "--price",
                            paramLabel = "MODEL",
                            description = "Whose list price to count with (default: ${DEFAULT-VALUE}).",
                            defaultValue = "gpt-4o-mini")
                    String model) {
        StepType recipe = StepText.named(id, recipes());
        PrintStream out = workshop.terminal().out();
        StepText.show(out, recipe);
        out.println();
        out.println("for 1,000 accepted rows");
        out.println("  " + effort(recipe, model));
        out.println();
        out.println("begin with: seedbed recipes init " + id);
    }

    private String effort(StepType recipe, String model) {
        Optional<Recipes.Effort> measured = Recipes.effort(recipe);
        if (measured.isEmpty()) {
            return "not measured yet; `seedbed estimate` counts for a pipeline of yours";
        }
        Recipes.Effort effort = measured.get();
        String tokens = String.format(
                Locale.ROOT,
                "%,d calls, %,d tokens in, %,d out, as its starter pipeline took with %s on %s",
                Math.round(effort.callsPerRow() * 1000),
                Math.round(effort.inputTokensPerRow() * 1000),
                Math.round(effort.outputTokensPerRow() * 1000),
                effort.model(),
                effort.measured());
        return tokens + priced(effort, model);
    }

    private String priced(Recipes.Effort effort, String model) {
        return workshop.seedbed(null).prices().all().stream()
                .filter(listed -> listed.model().equals(model))
                .findFirst()
                .map(listed -> {
                    BigDecimal million = BigDecimal.valueOf(1_000_000);
                    BigDecimal amount = listed.price()
                            .inputPerMillion()
                            .multiply(BigDecimal.valueOf(effort.inputTokensPerRow() * 1000))
                            .add(listed.price()
                                    .outputPerMillion()
                                    .multiply(BigDecimal.valueOf(effort.outputTokensPerRow() * 1000)))
                            .divide(million, 4, RoundingMode.HALF_UP);
                    return "\n  at the list price of " + model + ": " + amount.toPlainString() + " "
                            + listed.price().currency();
                })
                .orElse("\n  no price of '" + model + "' is known; `seedbed models prices` lists those that are");
    }

    @Command(
            name = "init",
            header = "Writes a pipeline with the recipe that runs as it is, and what it reads beside it.",
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
        Recipes.Starter starter = Recipes.starter(recipe);
        write(target, starter.pipeline());
        starter.files().forEach((path, text) -> {
            Path beside = target.resolveSibling(path);
            if (!holds(beside, text)) {
                write(beside, text);
            }
        });
        workshop.terminal().out().println("wrote " + target + "; run it with: seedbed run " + target);
    }

    private static boolean holds(Path file, String text) {
        try {
            return Files.isRegularFile(file) && Files.readString(file).equals(text);
        } catch (IOException e) {
            return false;
        }
    }

    private static void write(Path target, String text) {
        try {
            Path folder = target.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Files.writeString(target, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, target + " is there already; give another name behind the recipe's", e);
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, target + " cannot be written: " + e.getMessage(), e);
        }
    }

    private List<StepType> recipes() {
        return Recipes.stepTypes();
    }
}
