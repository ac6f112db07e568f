package dev.seedbed.curate.agreement;

import java.util.List;
import java.util.Optional;

/// Which columns hold what about pairs of answers. Only `preference` must be there; what the others would tell is left
/// out where they are not.
///
/// @param preference `a`, `b`, `tie` or `unscored`
/// @param flipped whether the verdict changed with the order of the answers
/// @param forward the verdict with `a` shown first: `a`, `b`, `tie` or `unscored`
/// @param backward the verdict with `b` shown first, in the same words
/// @param a the text of answer a
/// @param b the text of answer b
/// @param modelA what wrote a
/// @param modelB what wrote b
/// @param judgeModel what judged
/// @param human what a person prefers, in the same words
/// @param own parts of the names of models that count as the judge's own; empty means those of the judge's family,
///     which is the name's first word: `gpt` of `openai/gpt-4o-mini`, `llama` of `llama3:8b`
public record PairColumns(
        String preference,
        String flipped,
        String forward,
        String backward,
        String a,
        String b,
        String modelA,
        String modelB,
        String judgeModel,
        Optional<String> human,
        List<String> own) {

    /// The names that are looked for if none are given.
    public static final PairColumns USUAL = new PairColumns(
            "preference",
            "flipped",
            "forward",
            "backward",
            "a",
            "b",
            "a_model",
            "b_model",
            "judge_model",
            Optional.empty(),
            List.of());

    public PairColumns {
        own = List.copyOf(own);
    }
}
