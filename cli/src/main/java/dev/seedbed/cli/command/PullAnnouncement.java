package dev.seedbed.cli.command;

import dev.seedbed.cli.terminal.Figures;
import dev.seedbed.cli.terminal.Terminal;
import dev.seedbed.model.local.KnownModel;
import dev.seedbed.model.local.ModelFile;
import dev.seedbed.model.local.ModelSource;
import dev.seedbed.model.local.PullListener;

/// Says what is fetched, from where and how large it is, before it is.
final class PullAnnouncement implements PullListener {
    private final Terminal terminal;

    PullAnnouncement(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void begins(KnownModel model, ModelSource source, long bytes) {
        terminal.say("fetching the model " + model.name() + " (" + megabytes(bytes) + ") from " + source + "...");
    }

    @Override
    public void failed(KnownModel model, ModelSource source, String reason) {
        terminal.say("  not from there: " + reason);
    }

    @Override
    public void ends(KnownModel model, ModelFile file) {
        terminal.say("  it is in " + file.path() + ", and checked");
    }

    static String megabytes(long bytes) {
        return Figures.count(Math.round(bytes / 1e6)) + " MB";
    }
}
