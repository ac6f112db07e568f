package dev.seedbed.curate.judge;

/// Which of two texts a judge prefers, by the place that they were shown in.
public enum Preference {
    FIRST,
    SECOND,
    TIE;

    /// The same of two texts that were shown the other way round.
    Preference swapped() {
        return switch (this) {
            case FIRST -> SECOND;
            case SECOND -> FIRST;
            case TIE -> TIE;
        };
    }
}
