package dev.seedbed.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What is done with the rows of files: looked at on any thread, decided about in order on one.
///
/// ```java
/// record Shortest(int least) implements Examination<Integer> {
///     public Integer look(Row row) { return row.to() - row.from(); }
///     public Fate decide(Integer length, Row row) {
///         return length < least ? new Fate.Removed("too-short", Data.of("length", length)) : Fate.Kept.AS_IT_IS;
///     }
/// }
/// ```
///
/// **Threads**: `look` is called by several at once and must be pure: the same for the same row, whatever was
/// seen before. All else is called by one. **Order**: `decide` sees every row that could be read, in the order
/// of files and lines, so that the answer depends neither on threads nor on how the rows are cut into files.
/// **Rows** are only valid during the call: whoever remembers something of one, copies it.
///
/// @param <L> what was seen in a row
public interface Examination<L> extends AutoCloseable {
    /// Looks at a row by itself.
    L look(Row row);

    /// Decides about the row.
    Fate decide(L looked, Row row);

    /// All that its answers depend on, in words: another text means another examination, so that nothing is
    /// resumed that was begun with other settings.
    default String settings() {
        return getClass().getName();
    }

    /// How many bytes of rows, unpacked, may be decided about between two checkpoints: few where each takes long.
    default long mostBetweenCheckpoints() {
        return Long.MAX_VALUE;
    }

    /// Called before the first row of a run that can be taken up again.
    ///
    /// @param folder for files of its own; made by whoever writes the first, and gone after the run
    default void begin(Path folder) throws IOException {}

    /// Makes what it remembers durable, so that [#restore] brings it back in another process. What was written
    /// before may be added to; a process may have died in between.
    ///
    /// @return a mark that stands for this moment
    default long save(Path folder) throws IOException {
        return 0;
    }

    /// Called instead of [#begin] by a run that is taken up again: brings back what was remembered when [#save]
    /// gave this mark.
    ///
    /// @throws IOException if it cannot be brought back; the run then begins anew, with [#begin]
    default void restore(Path folder, long mark) throws IOException {}

    /// The names of the files that it writes to the folder; they are deleted after the run.
    default List<String> files() {
        return List.of();
    }

    /// Called when all rows are decided about and the outputs are complete, but not yet in their place.
    ///
    /// @param waiting a file that is gone once they are; empty if there are none
    default void ending(Optional<Path> waiting) {}

    /// What a person should know of it all, in words; asked for when all rows are decided about.
    ///
    /// @param rows how many those were
    default List<String> notes(long rows) {
        return List.of();
    }

    /// Called when all outputs are in their place.
    default void finish() {}

    /// Called at the end, come what may.
    @Override
    default void close() {}
}
