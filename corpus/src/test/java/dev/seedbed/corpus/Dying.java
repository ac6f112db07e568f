package dev.seedbed.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// Dies at a row, or in a checkpoint, as if the process had been killed there.
///
/// @param saves how many more times it saves; the last is not followed by its checkpoint
record Dying<L>(Examination<L> whole, long last, AtomicInteger saves) implements Around<L> {
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
    public Fate decide(L looked, Row row) {
        if (row.place() >= last) {
            Wrapped.DEATH.run();
        }
        return whole.decide(looked, row);
    }

    @Override
    public long save(Path folder) throws IOException {
        long mark = whole.save(folder);
        if (saves.decrementAndGet() == 0) {
            Wrapped.DEATH.run();
        }
        return mark;
    }
}
