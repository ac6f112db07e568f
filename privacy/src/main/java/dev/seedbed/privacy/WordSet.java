package dev.seedbed.privacy;

import java.util.Arrays;
import java.util.Set;

/// Sets of words, in which one may be written twice.
final class WordSet {
    private WordSet() {}

    static Set<String> of(String... words) {
        return Set.copyOf(Arrays.asList(words));
    }
}
