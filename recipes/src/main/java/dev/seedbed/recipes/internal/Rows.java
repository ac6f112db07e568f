package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Source;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Supplier;

/// The rows that a recipe begins with when it stands first, such as those of a file that its user wrote.
///
/// Rows are told apart by their content, so that one taken out of the file, or put in, changes nothing about the
/// others; equal ones are taken once.
///
/// @param rows read when the run begins, since a pipeline that is only validated reads no file through
/// @param columns that every row has
public record Rows(String name, Supplier<List<Data>> rows, List<String> columns) implements Source {
    @Override
    public Candidates open() {
        List<Sample> samples = new ArrayList<>();
        for (Data row : new LinkedHashSet<>(rows.get())) {
            samples.add(Sample.root(name, row));
        }
        return new Read(samples.iterator());
    }

    @Override
    public boolean endless() {
        return false;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return Columns.none().plus(columns);
    }

    private record Read(Iterator<Sample> samples) implements Candidates {
        @Override
        public boolean hasNext() {
            return samples.hasNext();
        }

        @Override
        public Sample next() {
            return samples.next();
        }

        @Override
        public void close() {}
    }
}
