package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A source of rows in front of a recipe's steps.
record Rows(List<Data> rows) implements Source {
    static List<Step> before(List<Step> steps, Data... rows) {
        List<Step> all = new ArrayList<>();
        all.add(new Rows(List.of(rows)));
        all.addAll(steps);
        return all;
    }

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public Candidates open() {
        Iterator<Data> each = rows.iterator();
        return new Candidates() {
            @Override
            public boolean hasNext() {
                return each.hasNext();
            }

            @Override
            public Sample next() {
                return Sample.root("rows", each.next());
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
        return Columns.none().plus(List.copyOf(rows.getFirst().columns()));
    }
}
