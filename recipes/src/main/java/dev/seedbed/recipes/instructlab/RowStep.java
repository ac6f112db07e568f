package dev.seedbed.recipes.instructlab;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Messages;
import dev.seedbed.recipes.internal.WithoutStep;
import java.util.List;

/// Makes the row of a question and its answer: the context in front of the question, and the conversation.
record RowStep(String name) implements Transformer {
    static final String CONTEXT = "context";
    static final String QUESTION = "question";
    static final String ANSWER = "answer";
    private static final String INSTRUCTION = "instruction";
    private static final String MESSAGES = "messages";

    @Override
    public Outcome apply(Sample sample, Work work) {
        Data data = sample.data();
        String question = data.text(QUESTION);
        String instruction = data.textIfPresent(CONTEXT)
                .map(context -> context + "\n\n" + question)
                .orElse(question);
        Data row = data.with(INSTRUCTION, instruction)
                .with(
                        MESSAGES,
                        Messages.asColumn(List.of(Message.user(instruction), Message.assistant(data.text(ANSWER)))));
        return Outcome.passed(sample.with(WithoutStep.without(row, Leaves.PASSING)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(INSTRUCTION, MESSAGES)).minus(Leaves.PASSING);
    }
}
