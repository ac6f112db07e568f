package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;

/// Makes the row of a pair of its candidates, or with [Strategy#ALL] a row of each pair.
record PairingStep(String name, Pairing pairing, String origin) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        return switch (pairing.pairs(Candidate.of(sample.data()), work.random(0))) {
            case Reading.Found<List<Pair>> found -> rows(sample, found.value());
            case Reading.Unusable<List<Pair>> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    private Outcome rows(Sample sample, List<Pair> pairs) {
        List<Data> rows = pairs.stream()
                .map(pair -> sample.data().with(pair.columns(origin)))
                .toList();
        return pairing.strategy() == Strategy.ALL
                ? Outcome.became(sample.children(name, rows))
                : Outcome.passed(sample.with(rows.getFirst()));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(Pair.COLUMNS);
    }
}
