package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Two answers to the same prompt, of which one is better.
///
/// @param margin by how much; empty where nothing was measured
record Pair(Candidate chosen, Candidate rejected, OptionalDouble margin) {
    static final String PROMPT = "prompt";
    static final String CHOSEN = "chosen";
    static final String REJECTED = "rejected";

    /// What every row with a pair has, in this order; `prompt` stands before them.
    static final List<String> COLUMNS =
            List.of(CHOSEN, REJECTED, "chosen_score", "rejected_score", "margin", "length_delta", "strategy");

    /// A pair that a trainer can learn from: no side is empty, and they differ in more than the white space
    /// around them.
    static Reading<Pair> of(Candidate chosen, Candidate rejected, OptionalDouble margin) {
        if (chosen.answer().isBlank() || rejected.answer().isBlank()) {
            return unusable("empty-side", "one of the two answers is empty", chosen, rejected);
        }
        if (chosen.answer().strip().equals(rejected.answer().strip())) {
            return unusable("same-text", "the two answers are the same", chosen, rejected);
        }
        return Reading.found(new Pair(chosen, rejected, margin));
    }

    /// One that was not measured.
    static Reading<Pair> of(String chosen, String rejected) {
        return of(Candidate.of(chosen), Candidate.of(rejected), OptionalDouble.empty());
    }

    /// The columns of the row.
    Data columns(String strategy) {
        String better = chosen.answer();
        String worse = rejected.answer();
        return Data.of(CHOSEN, better)
                .with(REJECTED, worse)
                .with("chosen_score", boxed(chosen.score()))
                .with("rejected_score", boxed(rejected.score()))
                .with("margin", boxed(margin))
                .with("length_delta", length(better) - length(worse))
                .with("strategy", strategy);
    }

    /// Characters as people count them, not halves of surrogate pairs.
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static @Nullable Double boxed(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }

    private static Reading<Pair> unusable(String reason, String explanation, Candidate chosen, Candidate rejected) {
        return new Reading.Unusable<>(new Rejection(
                reason, explanation, Data.of(CHOSEN, chosen.answer()).with(REJECTED, rejected.answer())));
    }
}
