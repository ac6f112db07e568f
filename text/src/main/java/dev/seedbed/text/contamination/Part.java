package dev.seedbed.text.contamination;

import java.util.Locale;

/// Which part of a test item a row holds.
public enum Part {
    QUESTION,
    ANSWER,

    /// Question and answer, one behind the other: of a programming task, the code with its body.
    WHOLE;

    /// Its name in evidence.
    public String code() {
        return this == WHOLE ? "question and answer" : name().toLowerCase(Locale.ROOT);
    }
}
