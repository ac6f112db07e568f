package dev.seedbed.text.contamination;

import java.util.Locale;

/// Which part of a test item a row holds.
public enum Part {
    QUESTION,
    ANSWER;

    /// Its name in evidence.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
