package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Evolves an instruction by the method in its row. Each round's result becomes a child, a failed one marked; the
/// next round begins with the last that did not fail.
record MethodStep(String name, Evolving evolving, int rounds) implements Generator {
    private static final String OPERATION = "auto";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Lineage lineage = Lineage.of(sample);
        if (lineage.text().isEmpty()) {
            return Outcome.rejected(new Rejection("no-instruction", "the column `instruction` is empty", Data.empty()));
        }
        AtomicInteger asked = new AtomicInteger();
        List<Data> rows = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            // A round whose text cannot be evolved asks once, where another asks twice.
            asked.set(2 * (round - 1));
            String method = sample.data().text(SearchStep.METHOD);
            switch (evolving.one(sample, work, method, lineage.parentText(), asked::getAndIncrement)) {
                case Reading.Found<Evolved> found -> {
                    Evolved evolved = found.value();
                    rows.add(lineage.row(evolved.instruction(), evolved.answer(), round, OPERATION));
                    lineage = lineage.evolvedTo(sample.id().child(name, rows.size() - 1), evolved.instruction());
                }
                case Reading.Unusable<Evolved> failed ->
                    rows.add(Sifting.marked(
                            lineage.row(lineage.parentText(), null, round, OPERATION), failed.rejection()));
            }
        }
        return Outcome.became(sample.children(name, rows));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(Lineage.COLUMNS);
    }
}
