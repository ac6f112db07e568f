package dev.seedbed.text.span;

/// How many words make a repeated span.
///
/// @param words the fewest, from 5 to 1,000
public record SpanSettings(int words) {
    /// Windows at whose beginnings an anchor may stand, as a share of the words of a span.
    private static final int SHARE = 4;

    public SpanSettings {
        if (words < 5 || words > 1_000) {
            throw new IllegalArgumentException("words is " + words + ", but must be from 5 to 1,000");
        }
    }

    /// 50, as Lee et al. (2021, "Deduplicating training data makes language models better", section 4.1) have it;
    /// their tokens are parts of words, so that 50 words are a little more.
    public static SpanSettings defaults() {
        return new SpanSettings(50);
    }

    /// Of how many neighbouring grams the one with the least hash is an anchor. More of them mean fewer anchors,
    /// but shorter grams, which more texts have.
    int choices() {
        return Math.max(1, words / SHARE);
    }

    /// How many words a gram has: so many that a span has all the grams from which its anchor is chosen.
    int gram() {
        return words - choices() + 1;
    }
}
