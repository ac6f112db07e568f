package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.List;

/// Writes which topic each round that was kept is about.
record RoundTopicsStep(String name, int perTopic) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        return Outcome.passed(sample.with(sample.data().with(TopicDialogue.roundTopics(sample, perTopic))));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(TopicDialogue.TOPICS_OF_ROUNDS));
    }
}
