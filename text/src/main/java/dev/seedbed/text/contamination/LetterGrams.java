package dev.seedbed.text.contamination;

import java.util.Arrays;

/// The sequences of five letters or digits of a text, all else left out: what is left of a text whose words were
/// joined, or of which a letter was lost.
final class LetterGrams {
    private static final int LENGTH = 5;
    private static final long FACTOR = 0x2545F4914F6CDD1DL;
    private static final long HIGHEST = highest();

    private LetterGrams() {}

    private static long highest() {
        long power = 1;
        for (int i = 1; i < LENGTH; i++) {
            power *= FACTOR;
        }
        return power;
    }

    /// The share of the sequences of `item` that `chars[from..to)` holds.
    static double shared(String item, char[] chars, int from, int to) {
        char[] text = item.toCharArray();
        long[] wanted = of(text, 0, text.length);
        long[] held = of(chars, from, to);
        int found = 0;
        int h = 0;
        for (long gram : wanted) {
            while (h < held.length && held[h] < gram) {
                h++;
            }
            found += h < held.length && held[h] == gram ? 1 : 0;
        }
        return wanted.length == 0 ? 0 : (double) found / wanted.length;
    }

    /// Hashes of the different sequences, sorted.
    private static long[] of(char[] chars, int from, int to) {
        long[] grams = new long[Math.max(0, to - from)];
        long[] last = new long[LENGTH];
        int letters = 0;
        int count = 0;
        long window = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (Character.isLetterOrDigit(c)) {
                long lower = Character.toLowerCase(c) + 1L;
                window = (window - last[letters % LENGTH] * HIGHEST) * FACTOR + lower;
                last[letters % LENGTH] = lower;
                if (++letters >= LENGTH) {
                    grams[count++] = window;
                }
            }
        }
        return Arrays.stream(grams, 0, count).sorted().distinct().toArray();
    }
}
