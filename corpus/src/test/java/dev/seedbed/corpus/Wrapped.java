package dev.seedbed.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An examination to which something happens at its end.
record Wrapped<L>(Examination<L> whole, Runnable beforeNames, Runnable afterNames) implements Examination<L> {
    static final Runnable DEATH = () -> {
        throw new IllegalStateException("killed");
    };

    @Override
    public L look(Row row) {
        return whole.look(row);
    }

    @Override
    public Fate decide(L looked, Row row) {
        return whole.decide(looked, row);
    }

    @Override
    public String settings() {
        return whole.settings();
    }

    @Override
    public void begin(Path folder) throws IOException {
        whole.begin(folder);
    }

    @Override
    public long save(Path folder) throws IOException {
        return whole.save(folder);
    }

    @Override
    public void restore(Path folder, long mark) throws IOException {
        whole.restore(folder, mark);
    }

    @Override
    public List<String> files() {
        return whole.files();
    }

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

    @Override
    public void close() {
        whole.close();
    }
}
