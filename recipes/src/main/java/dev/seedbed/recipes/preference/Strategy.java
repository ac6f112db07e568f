package dev.seedbed.recipes.preference;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Which of the scored answers to a prompt make a pair. The names are those of RLHFlow's Online-RLHF, but for
/// `all`.
enum Strategy {
    /// The best and the worst.
    MAX_MIN,
    /// The best and one of the worse ones, drawn.
    MAX_RANDOM,
    /// The best and the second best.
    MAX_MAX,
    /// The best and the worst by the score less a penalty for each character.
    MAX_MIN_P,
    /// Two that are drawn.
    RANDOM,
    /// Every two that differ in score.
    ALL;

    static final List<String> NAMES = Stream.of(values()).map(Strategy::word).toList();

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Strategy named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
