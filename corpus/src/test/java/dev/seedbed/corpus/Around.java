package dev.seedbed.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// An examination that does all that another does, but for what it overrides.
interface Around<L> extends Examination<L> {
    Examination<L> whole();

    @Override
    default L look(Row row) {
        return whole().look(row);
    }

    @Override
    default Fate decide(L looked, Row row) {
        return whole().decide(looked, row);
    }

    @Override
    default String settings() {
        return whole().settings();
    }

    @Override
    default long mostBetweenCheckpoints() {
        return whole().mostBetweenCheckpoints();
    }

    @Override
    default void begin(Path folder) throws IOException {
        whole().begin(folder);
    }

    @Override
    default long save(Path folder) throws IOException {
        return whole().save(folder);
    }

    @Override
    default void restore(Path folder, long mark) throws IOException {
        whole().restore(folder, mark);
    }

    @Override
    default List<String> files() {
        return whole().files();
    }

    @Override
    default void ending(Optional<Path> waiting) {
        whole().ending(waiting);
    }

    @Override
    default List<String> notes(long rows) {
        return whole().notes(rows);
    }

    @Override
    default void finish() {
        whole().finish();
    }

    @Override
    default void close() {
        whole().close();
    }
}
