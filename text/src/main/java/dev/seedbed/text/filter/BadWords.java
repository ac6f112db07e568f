package dev.seedbed.text.filter;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Words that a page is dropped for, given by the caller. Immutable.
final class BadWords {
    /// How a word must stand in its line.
    enum Manner {
        /// Between two characters that are no letters a to z: the reference code of C4. At either end of a line there
        /// is no such character.
        BETWEEN_OTHERS,
        /// By itself between white space, or, if it is a phrase, anywhere: dolma.
        BY_ITSELF
    }

    static final BadWords NONE = new BadWords(List.of(), Manner.BETWEEN_OTHERS);

    private final Manner manner;
    private final List<String> words = new ArrayList<>();
    private final List<@Nullable List<String>> byAscii = new ArrayList<>();
    private final Map<Character, List<String>> byOther = new HashMap<>();

    private BadWords(Collection<String> given, Manner manner) {
        this.manner = manner;
        for (int i = 0; i < 0x80; i++) {
            byAscii.add(null);
        }
        for (String word : given) {
            String lower = word.strip().toLowerCase(Locale.ROOT);
            if (!lower.isEmpty()) {
                words.add(lower);
                enter(lower);
            }
        }
    }

    private void enter(String word) {
        char first = word.charAt(0);
        if (first >= 0x80) {
            byOther.computeIfAbsent(first, _ -> new ArrayList<>()).add(word);
            return;
        }
        List<String> known = byAscii.get(first);
        if (known == null) {
            byAscii.set(first, new ArrayList<>(List.of(word)));
        } else {
            known.add(word);
        }
    }

    static BadWords of(Collection<String> words) {
        return new BadWords(words, Manner.BETWEEN_OTHERS);
    }

    BadWords inManner(Manner other) {
        return other == manner ? this : new BadWords(words, other);
    }

    /// Whether one of them is in the line `chars[from..to)`.
    boolean isIn(char[] chars, int from, int to) {
        if (words.isEmpty()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            char first = lower(chars[i]);
            List<String> candidates = first < 0x80 ? byAscii.get(first) : byOther.get(first);
            if (candidates == null) {
                continue;
            }
            for (String word : candidates) {
                if (matches(chars, i, from, to, word)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean matches(char[] chars, int at, int from, int to, String word) {
        int end = at + word.length();
        if (end > to) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (lower(chars[at + i]) != word.charAt(i)) {
                return false;
            }
        }
        return switch (manner) {
            case BETWEEN_OTHERS -> at > from && end < to && !isLetter(chars[at - 1]) && !isLetter(chars[end]);
            case BY_ITSELF ->
                word.indexOf(' ') >= 0
                        || ((at == from || Marks.isSpace(chars[at - 1])) && (end == to || Marks.isSpace(chars[end])));
        };
    }

    private static boolean isLetter(char c) {
        char lower = Marks.lower(c);
        return lower >= 'a' && lower <= 'z';
    }

    private static char lower(char c) {
        return c < 0x80 ? Marks.lower(c) : Character.toLowerCase(c);
    }
}
