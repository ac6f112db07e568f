package dev.seedbed.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// Dies at a row, or in a checkpoint, as if the process had been killed there.
///
/// @param saves how many more times it saves; the last is not followed by its checkpoint
record Dying<L>(Examination<L> whole, long last, AtomicInteger saves) implements Examination<L> {
    Dying(Examination<L> whole, long last) {
        this(whole, last, new AtomicInteger(Integer.MAX_VALUE));
    }

    /// Dies when what it remembers is saved, and the checkpoint that belongs to it is not yet written.
    ///
    /// @param number of the checkpoint, from 1
    static <L> Dying<L> inCheckpoint(Examination<L> whole, int number) {
        return new Dying<>(whole, Long.MAX_VALUE, new AtomicInteger(number));
    }

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
    public long mostBetweenCheckpoints() {
        return whole.mostBetweenCheckpoints();
    }

    @Override
    public void begin(Path folder) throws IOException {
        whole.begin(folder);
    }

    @Override
    public long save(Path folder) throws IOException {
        long mark = whole.save(folder);
        if (saves.decrementAndGet() == 0) {
            Wrapped.DEATH.run();
        }
        return mark;
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
    }

    @Override
    public List<String> notes(long rows) {
        return whole.notes(rows);
    }

    @Override
    public void finish() {
        whole.finish();
    }

    @Override
    public void close() {
        whole.close();
    }
}
