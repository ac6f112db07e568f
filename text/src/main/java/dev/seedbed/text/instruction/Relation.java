package dev.seedbed.text.instruction;

import java.util.Arrays;
import java.util.stream.Collectors;

/// How a number must stand to its bound. IFEval knows the first two.
public enum Relation {
    LESS_THAN("less than"),
    AT_LEAST("at least"),
    AT_MOST("at most"),
    EXACTLY("exactly");

    private final String words;

    Relation(String words) {
        this.words = words;
    }

    /// As IFEval writes it: `less than`, `at least`.
    public String words() {
        return words;
    }

    boolean holds(int value, int bound) {
        return switch (this) {
            case LESS_THAN -> value < bound;
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
            case EXACTLY -> value == bound;
        };
    }

    static Relation of(String words) {
        for (Relation relation : values()) {
            if (relation.words.equals(words)) {
                return relation;
            }
        }
        throw new IllegalArgumentException("the relation is \"" + words + "\"; allowed are "
                + Arrays.stream(values()).map(Relation::words).collect(Collectors.joining("\", \"", "\"", "\"")));
    }
}
