package dev.seedbed.text;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// Finds where one of many short phrases stands in a text, in one pass (Aho and Corasick 1975): most texts
/// have none, so that nothing dearer is asked about them.
///
/// ```java
/// Triggers triggers = new Triggers(List.of("as an ai", "i cannot"));
/// Triggers.Hits hits = triggers.in("Well, I cannot say.");
/// hits.begin(0);   // 6
/// ```
///
/// The phrases are [Folded] text; the text is folded as it is read. Immutable and thread-safe.
final class Triggers {
    private final byte[] classes = new byte[1 << 16];
    private final int width;
    private final short[] next;
    /// The phrase that ends in a state, -1 if none does; a shorter one that ends there, too, is `shorter`.
    private final short[] phrase;
    private final short[] shorter;
    private final int[] lengths;

    Triggers(List<String> phrases) {
        int count = 1;
        for (String each : phrases) {
            for (int i = 0; i < each.length(); i++) {
                if (classes[each.charAt(i)] == 0) {
                    classes[each.charAt(i)] = (byte) count++;
                }
            }
        }
        if (count > Byte.MAX_VALUE) {
            widen(phrases);
            count = Byte.MAX_VALUE + 1;
        }
        width = count;
        int states = 1 + phrases.stream().mapToInt(String::length).sum();
        next = new short[states * width];
        phrase = new short[states];
        shorter = new short[states];
        lengths = phrases.stream().mapToInt(String::length).toArray();
        Arrays.fill(phrase, (short) -1);
        grow(phrases);
        link(states);
        foldClasses();
    }

    /// Characters that are rare share a class with others: a hit is then checked against the phrase.
    private void widen(List<String> phrases) {
        Arrays.fill(classes, (byte) 0);
        for (String each : phrases) {
            for (int i = 0; i < each.length(); i++) {
                char c = each.charAt(i);
                classes[c] = (byte) (c < 0x80 ? c % 64 + 1 : 65 + c % 62);
            }
        }
    }

    private void grow(List<String> phrases) {
        int states = 1;
        for (int index = 0; index < phrases.size(); index++) {
            int state = 0;
            for (int i = 0; i < lengths[index]; i++) {
                int place = state * width + classes[phrases.get(index).charAt(i)];
                if (next[place] == 0) {
                    next[place] = (short) states++;
                }
                state = next[place];
            }
            phrase[state] = (short) index;
        }
    }

    private void link(int states) {
        short[] fall = new short[states];
        Deque<Integer> open = new ArrayDeque<>();
        for (int c = 0; c < width; c++) {
            if (next[c] != 0) {
                open.add((int) next[c]);
            }
        }
        while (!open.isEmpty()) {
            int state = open.remove();
            shorter[state] = phrase[fall[state]] >= 0 ? fall[state] : shorter[fall[state]];
            for (int c = 0; c < width; c++) {
                int place = state * width + c;
                short behind = next[fall[state] * width + c];
                if (next[place] == 0) {
                    next[place] = behind;
                } else {
                    fall[next[place]] = behind;
                    open.add((int) next[place]);
                }
            }
        }
    }

    /// What folds to a character has its class.
    private void foldClasses() {
        byte[] plain = classes.clone();
        for (int c = 0; c < plain.length; c++) {
            classes[c] = plain[Folded.fold((char) c)];
        }
    }

    Hits in(String text) {
        return in(text, 0, text.length());
    }

    Hits in(String text, int from, int to) {
        Hits hits = NONE;
        int state = 0;
        for (int i = from; i < to; i++) {
            state = next[state * width + classes[text.charAt(i)]];
            if (phrase[state] >= 0 || shorter[state] > 0) {
                hits = hits == NONE ? new Hits() : hits;
                for (int at = state; at > 0; at = shorter[at]) {
                    if (phrase[at] >= 0) {
                        hits.add(i + 1 - lengths[phrase[at]], i + 1, phrase[at]);
                    }
                }
            }
        }
        return hits;
    }

    private static final Hits NONE = new Hits();

    /// Where phrases stand, by their ends.
    static final class Hits {
        private int[] places = new int[12];
        private int count;

        private void add(int begin, int end, int index) {
            if (3 * count == places.length) {
                places = Arrays.copyOf(places, 2 * places.length);
            }
            places[3 * count] = begin;
            places[3 * count + 1] = end;
            places[3 * count + 2] = index;
            count++;
        }

        int count() {
            return count;
        }

        int begin(int hit) {
            return places[3 * hit];
        }

        int end(int hit) {
            return places[3 * hit + 1];
        }

        /// Which phrase it is.
        int phrase(int hit) {
            return places[3 * hit + 2];
        }
    }
}
