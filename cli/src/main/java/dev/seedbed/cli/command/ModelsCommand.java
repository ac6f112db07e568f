package dev.seedbed.cli.command;

import dev.seedbed.api.model.Price;
import dev.seedbed.model.local.KnownModel;
import dev.seedbed.model.local.ModelFile;
import dev.seedbed.model.local.ModelFiles;
import dev.seedbed.pipeline.PriceList.ListedPrice;
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
        header = "Lists the local models that can be had by name, fetches them, and shows what hosted ones cost.",
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
        throw new ParameterException(spec.commandLine(), "list, pull or prices?");
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

    @Command(
            name = "prices",
            header = "Shows the list of prices of hosted models, each with its source and date.",
            description = "It counts where a pipeline gives no `price`. USD and the like per million tokens.",
            mixinStandardHelpOptions = true)
    void prices(
            @Option(
                            names = "--prices",
                            paramLabel = "FILE",
                            description = "Prices of your own, before those that come with Seedbed.")
                    @Nullable
                    Path file) {
        for (ListedPrice listed : workshop.seedbed(file).prices().all()) {
            workshop.terminal().out().println(line(listed));
        }
    }

    private static String line(ListedPrice listed) {
        Price price = listed.price();
        String cached = price.cachedInputPerMillion()
                .map(amount -> " (cached " + amount.toPlainString() + ")")
                .orElse("");
        String batch = price.batchShare()
                .map(share -> ", batch x " + share.toPlainString())
                .orElse("");
        String days = listed.from().map(day -> ", from " + day).orElse("")
                + listed.until().map(day -> ", until " + day).orElse("");
        return String.format(
                "%-10s %-24s %s%s in, %s out %s%s%s  [%s]",
                listed.vendor().id(),
                listed.model(),
                price.inputPerMillion().toPlainString(),
                cached,
                price.outputPerMillion().toPlainString(),
                price.currency(),
                batch,
                days,
                price.origin()
                        .map(origin -> origin.source() + ", " + origin.date())
                        .orElse(""));
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
