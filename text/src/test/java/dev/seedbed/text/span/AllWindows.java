package dev.seedbed.text.span;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What [SpanIndex] must say, found by remembering every window.
final class AllWindows {
    private final int span;
    private final boolean within;
    private final Set<List<String>> kept = new HashSet<>();

    AllWindows(int span, boolean within) {
        this.span = span;
        this.within = within;
    }

    /// The words that stand in a run that was kept, or further in front.
    BitSet repeated(String text) {
        List<String> words = words(text);
        Set<List<String>> own = new HashSet<>();
        BitSet repeated = new BitSet();
        for (int i = 0; i + span <= words.size(); i++) {
            List<String> window = words.subList(i, i + span);
            if (kept.contains(window) || (within && own.contains(window))) {
                repeated.set(i, i + span);
            }
            own.add(window);
        }
        return repeated;
    }

    void keep(String text) {
        List<String> words = words(text);
        for (int i = 0; i + span <= words.size(); i++) {
            kept.add(words.subList(i, i + span));
        }
    }

    static List<String> words(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(" "));
    }
}
