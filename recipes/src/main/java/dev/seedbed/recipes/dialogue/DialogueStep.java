package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;

/// Holds the conversation of a sample.
///
/// @param drawsRounds whether how many rounds it is to have is drawn between the minimum and the maximum;
///     otherwise it
///     goes on to the maximum
record DialogueStep(String name, Setting setting, boolean drawsRounds) implements Generator {

    /// Who talks about what, for one sample.
    @FunctionalInterface
    interface Setting {
        Dialogue of(Sample sample);
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Dialogue dialogue = setting.of(sample);
        if (drawsRounds) {
            Rules rules = dialogue.rules();
            int rounds = rules.minimum() + work.random(0).nextInt(rules.maximum() - rules.minimum() + 1);
            dialogue = new Dialogue(
                    dialogue.user(), dialogue.assistant(), rules.rounds(rules.minimum(), rounds), dialogue.opening());
        }
        return switch (dialogue.hold(work)) {
            case Reading.Found<Data> made ->
                Outcome.passed(sample.with(sample.data().with(made.value())));
            case Reading.Unusable<Data> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.copyOf(Dialogue.COLUMNS));
    }
}
