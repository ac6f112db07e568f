package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.List;

/// Puts a column's text under the name by which prompts know it. Rows without one are rejected.
record RenameStep(String name, String from, String to) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        String text = sample.data().textIfPresent(from).orElse("").strip();
        return text.isEmpty()
                ? Outcome.rejected(
                        new Rejection("no-text", "there is no text in the column " + from, Data.of("column", from)))
                : Outcome.passed(sample.with(to, text));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(to));
    }
}
