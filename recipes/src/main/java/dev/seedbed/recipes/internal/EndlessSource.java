package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Source;

/// Empty samples without end, each one draw of a recipe that starts from nothing.
public record EndlessSource(String name) implements Source {
    @Override
    public Candidates open() {
        return new Draws(name);
    }

    @Override
    public boolean endless() {
        return true;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return Columns.none();
    }

    private static final class Draws implements Candidates {
        private final String step;
        private long next;

        Draws(String step) {
            this.step = step;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public Sample next() {
            return Sample.draw(step, next++, Data.empty());
        }

        @Override
        public void close() {}
    }
}
