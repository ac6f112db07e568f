package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.TextStep;

/// Asks for a text only where the row does not bring it.
record MissingStep(TextStep text) implements Generator {
    @Override
    public String name() {
        return text.name();
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        boolean given = !sample.data().textIfPresent(text.column()).orElse("").isBlank();
        return given ? Outcome.passed(sample) : text.apply(sample, work);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return text.columnsAfter(before);
    }
}
