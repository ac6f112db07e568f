package dev.seedbed.text.contamination;

import java.util.Locale;

/// How a row holds a test item.
public enum Verdict {
    /// All words of the item, in their order, with nothing between them but space and punctuation.
    VERBATIM,

    /// At least half of the item's words in common runs of three and more, or most of its letters.
    EDITED,

    /// The item's rare words and numbers, or the shape of its code, in other words or another order.
    REPHRASED;

    /// Its name in pipelines and evidence.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
