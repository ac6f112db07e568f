package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Messages;
import java.util.List;

/// Adds the whole conversation as one column, `messages`, as trainers read it.
record ConversationStep(String name, int turns) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        return Outcome.passed(sample.with(Turns.MESSAGES, Messages.asColumn(Turns.of(sample, turns))));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Turns.MESSAGES));
    }
}
