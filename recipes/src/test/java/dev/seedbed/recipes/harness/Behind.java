package dev.seedbed.recipes.harness;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Rows in front of a recipe that does not stand first.
public record Behind(List<Data> rows) implements Source {
    /// These steps, behind a source of these rows.
    public static List<Step> rows(List<Step> steps, Data... rows) {
        List<Step> all = new ArrayList<>();
        all.add(new Behind(List.of(rows)));
        all.addAll(steps);
        return all;
    }

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public Candidates open() {
        Iterator<Data> next = rows.iterator();
        return new Candidates() {
            @Override
            public boolean hasNext() {
                return next.hasNext();
            }

            @Override
            public Sample next() {
                return Sample.root("rows", next.next());
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public boolean endless() {
        return false;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return Columns.none()
                .plus(rows.stream().flatMap(row -> row.columns().stream()).toList());
    }
}
