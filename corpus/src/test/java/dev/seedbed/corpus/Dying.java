package dev.seedbed.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Dies at a row, as if the process had been killed there.
record Dying<L>(Examination<L> whole, long last) implements Examination<L> {
    @Override
    public L look(Row row) {
        return whole.look(row);
    }

    @Override
    public Fate decide(L looked, Row row) {
        if (row.place() >= last) {
            Wrapped.DEATH.run();
        }
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
}
