package dev.seedbed.corpus;

import java.nio.file.Path;
import java.util.Optional;

/// An examination to which something happens at its end.
record Wrapped<L>(Examination<L> whole, Runnable beforeNames, Runnable afterNames) implements Around<L> {
    static final Runnable DEATH = () -> {
        throw new IllegalStateException("killed");
    };

    @Override
    public void ending(Optional<Path> waiting) {
        whole.ending(waiting);
        beforeNames.run();
    }

    @Override
    public void finish() {
        afterNames.run();
        whole.finish();
    }
}
