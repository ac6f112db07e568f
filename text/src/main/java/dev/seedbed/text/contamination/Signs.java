package dev.seedbed.text.contamination;

import java.util.Arrays;

/// The sequences of four punctuation marks and operators of a text, as `>>>(`. Renaming and rephrasing
/// change words; they leave the shape of code and of its examples.
final class Signs {
    private static final int LENGTH = 4;
    private static final byte[] ASCII = ascii();

    long[] grams = new long[64];
    int count;

    /// How many marks the text had that was read last.
    int marks;

    private static byte[] ascii() {
        byte[] table = new byte[128];
        for (char c = 0; c < table.length; c++) {
            table[c] = (byte) (isMark(c) ? 1 : 0);
        }
        return table;
    }

    /// Reads the sequences of `chars[from..to)` in their order, with repetitions, in place of those it held.
    void read(char[] chars, int from, int to) {
        count = 0;
        marks = 0;
        long window = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < 128 ? ASCII[c] == 0 : !isMark(c)) {
                continue;
            }
            window = window << Character.SIZE | c;
            if (++marks >= LENGTH) {
                if (count == grams.length) {
                    grams = Arrays.copyOf(grams, count * 2);
                }
                grams[count++] = window;
            }
        }
    }

    private static boolean isMark(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK -> false;
            default -> c != '_' && !Character.isLetterOrDigit(c);
        };
    }

    /// The different sequences, sorted.
    long[] distinct() {
        return Arrays.stream(grams, 0, count).sorted().distinct().toArray();
    }
}
