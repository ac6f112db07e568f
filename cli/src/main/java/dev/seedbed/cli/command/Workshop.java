package dev.seedbed.cli.command;

import dev.seedbed.Seedbed;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.model.local.ModelFiles;
import dev.seedbed.pipeline.Catalogue;
import java.util.Map;

/// What commands work with: the library, made when one needs it, and the terminal.
record Workshop(Terminal terminal, Map<String, String> environment, String version) {
    Seedbed seedbed() {
        return Seedbed.standard(new PullAnnouncement(terminal)).withEnvironment(environment);
    }

    Catalogue catalogue() {
        return seedbed().catalogue();
    }

    ModelFiles modelFiles() {
        return new ModelFiles(environment, new PullAnnouncement(terminal));
    }
}
