package dev.seedbed.corpus;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/// Those who look at rows: each has working memory, which grows with the rows that it has seen, and is for one
/// thread at a time.
///
/// A row of more than some millions of characters is looked at while no other such is, by one of its own, as
/// that is left large. Any number of threads.
///
/// @param <W> who looks
final class Workers<W> {
    private static final int LARGE = 1 << 22;

    private final Supplier<W> maker;
    private final Queue<W> free = new ConcurrentLinkedQueue<>();
    private final Object largeRows = new Object();

    Workers(Supplier<W> maker) {
        this.maker = maker;
    }

    <L> L look(Row row, BiFunction<W, Row, L> look) {
        if (row.to() - row.from() > LARGE) {
            synchronized (largeRows) {
                return look.apply(maker.get(), row);
            }
        }
        try {
            return small(row, look);
        } catch (OutOfMemoryError e) {
            // The memory is that of a large row in another thread; it has it back when that is through, or has failed.
            synchronized (largeRows) {
                return small(row, look);
            }
        }
    }

    private <L> L small(Row row, BiFunction<W, Row, L> look) {
        W worker = Optional.ofNullable(free.poll()).orElseGet(maker);
        L looked = look.apply(worker, row);
        // One that has failed may be in the middle of something, and is not used again.
        free.add(worker);
        return looked;
    }
}
