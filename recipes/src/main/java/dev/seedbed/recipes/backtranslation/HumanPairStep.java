package dev.seedbed.recipes.backtranslation;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Optional;

/// Makes the row: the person's text as the answer, character by character, with its hash and the tag that tells
/// where the pair is from.
record HumanPairStep(String name, String column) implements Transformer {
    static final String INSTRUCTION = "instruction";
    static final String ANSWER = "answer";
    static final String SHA256 = "answer_sha256";
    static final String ORIGIN = "origin";
    static final String SYSTEM = "system";
    static final String SEED_TAG = "Answer in the style of an AI Assistant.";
    static final String AUGMENTED_TAG = "Answer with knowledge from web search.";

    @Override
    public Outcome apply(Sample sample, Work work) {
        Data data = sample.data();
        boolean seed = !data.has(Backtranslation.WRITTEN);
        Optional<String> answer =
                seed ? data.textIfPresent(ANSWER).or(() -> data.textIfPresent(column)) : data.textIfPresent(column);
        if (answer.isEmpty()) {
            return Outcome.rejected(new Rejection(
                    "no-answer",
                    "the row has an instruction, but neither an answer nor a text in '" + column + "'",
                    Data.of(INSTRUCTION, data.value(INSTRUCTION))));
        }
        String text = answer.get();
        Data pair = seed ? data : data.with(INSTRUCTION, data.text(Backtranslation.WRITTEN));
        return Outcome.passed(sample.with(pair.without(column)
                .without(Backtranslation.WRITTEN)
                .with(ANSWER, text)
                .with(SHA256, Hash.sha256Of(text))
                .with(ORIGIN, seed ? "seed" : "augmented")
                .with(SYSTEM, seed ? SEED_TAG : AUGMENTED_TAG)));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(List.of(column, Backtranslation.WRITTEN))
                .plus(List.of(INSTRUCTION, ANSWER, SHA256, ORIGIN, SYSTEM));
    }
}
