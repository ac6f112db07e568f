package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.function.Function;

/// Rows that stand before a recipe.
final class Rows {
    static final FakeModel WRITER = FakeModel.able("writer", Capability.CHAT);
    static final FakeModel JUDGE = FakeModel.able("judge", Capability.CHAT);

    private Rows() {}

    static Data asking(String instruction) {
        return Data.of("instruction", instruction);
    }

    /// Runs a recipe on them.
    static Chain run(TestBuilding building, Function<Ask, Reply> replies, Data... rows) throws InterruptedException {
        String[] columns = rows[0].columns().toArray(String[]::new);
        return new Chain(Behind.rows(building.behind(columns).build(), rows), replies).run(rows.length);
    }
}
