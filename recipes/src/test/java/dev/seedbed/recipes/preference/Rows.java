package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/// Rows that stand before a recipe.
record Rows(List<Data> rows) implements Source {
    static final FakeModel WRITER = FakeModel.able("writer", Capability.CHAT);
    static final FakeModel JUDGE = FakeModel.able("judge", Capability.CHAT);

    static Data asking(String instruction) {
        return Data.of("instruction", instruction);
    }

    /// Runs a recipe on them.
    static Chain run(TestBuilding building, Function<Ask, Reply> replies, Data... rows) throws InterruptedException {
        List<Step> steps = new ArrayList<>(List.of(new Rows(List.of(rows))));
        steps.addAll(building.behind(rows[0].columns().toArray(String[]::new)).build());
        return new Chain(steps, replies).run(rows.length);
    }

    @Override
    public String name() {
        return "rows";
    }

    @Override
    public boolean endless() {
        return false;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return Columns.none().plus(List.copyOf(rows.getFirst().columns()));
    }

    @Override
    public Candidates open() {
        Iterator<Data> data = rows.iterator();
        return new Candidates() {
            @Override
            public boolean hasNext() {
                return data.hasNext();
            }

            @Override
            public Sample next() {
                return Sample.root("rows", data.next());
            }

            @Override
            public void close() {}
        };
    }
}
