package dev.seedbed.cli.command;

import dev.seedbed.Seedbed;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.model.local.ModelFiles;
import dev.seedbed.pipeline.Catalogue;
import dev.seedbed.pipeline.PriceList;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What commands work with: the library, made when one needs it, and the terminal.
record Workshop(Terminal terminal, Map<String, String> environment, String version) {
    Seedbed seedbed() {
        return Seedbed.standard(new PullAnnouncement(terminal)).withEnvironment(environment);
    }

    /// With prices of the user's own, from this file or the one that the environment names.
    Seedbed seedbed(@Nullable Path prices) {
        String named = environment.getOrDefault("SEEDBED_PRICES", "");
        Optional<Path> file =
                prices == null && !named.isBlank() ? Optional.of(Path.of(named)) : Optional.ofNullable(prices);
        return file.map(path -> seedbed().withPrices(PriceList.read(path))).orElseGet(this::seedbed);
    }

    Catalogue catalogue() {
        return seedbed().catalogue();
    }

    ModelFiles modelFiles() {
        return new ModelFiles(environment, new PullAnnouncement(terminal));
    }
}
