package dev.seedbed.text.contamination;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/// The words and numbers of a text: a 64-bit hash of each, and where it stands.
///
/// A word is a maximal run of letters with their marks, in lower case and composed (NFC); an ideograph is a word.
/// Digits are numbers of their own, also within a word, and have their value: `80,000`, `80000` and `80000.0` are
/// the same. All else separates. A word ends behind 30 marks in a row (Unicode Standard Annex 15, section 13), since
/// composing longer runs takes the square of time.
final class RowWords {
    private static final long SEED = 0x243F6A8885A308D3L;
    private static final long FACTOR = 0x2545F4914F6CDD1DL;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final int MOST_MARKS = 30;
    private static final byte[] ASCII = ascii();

    long[] hashes = new long[256];
    int[] starts = new int[256];
    int[] ends = new int[256];
    int count;

    /// Where the text begins and ends that was read last.
    int from;

    int to;

    private static byte[] ascii() {
        byte[] table = new byte[128];
        for (char c = 0; c < table.length; c++) {
            table[c] = Character.isDigit(c) ? DIGIT : Character.isLetter(c) ? LETTER : 0;
        }
        return table;
    }

    /// Whether a hash is that of a number.
    static boolean isNumber(long hash) {
        return hash < 0;
    }

    /// The hash of a text that is one word or number.
    static long hashOf(String word) {
        RowWords words = new RowWords();
        words.read(word.toCharArray(), 0, word.length());
        if (words.count != 1) {
            throw new IllegalArgumentException("'" + word + "' is not one word");
        }
        return words.hashes[0];
    }

    /// Reads the words of `chars[from..to)`, in place of those it held.
    void read(char[] chars, int from, int to) {
        count = 0;
        this.from = from;
        this.to = to;
        int at = from;
        while (at < to) {
            char first = chars[at];
            if (first >= 128) {
                at = beyondAscii(chars, at, to);
            } else if (ASCII[first] == LETTER) {
                at = word(chars, at, to);
            } else if (ASCII[first] == DIGIT) {
                at = number(chars, at, to);
            } else {
                at++;
            }
        }
    }

    private int word(char[] chars, int start, int to) {
        long hash = SEED;
        int at = start;
        while (at < to) {
            char c = chars[at];
            if (c >= 128) {
                if (isLetter(Character.codePointAt(chars, at, to))) {
                    return beyondAscii(chars, start, to);
                }
                break;
            }
            if (ASCII[c] != LETTER) {
                break;
            }
            hash = (hash ^ (c | 0x20)) * FACTOR;
            at++;
        }
        add(mix(hash) & Long.MAX_VALUE, start, at);
        return at;
    }

    /// Reads what begins here, a word or something between words; returns where it ends.
    private int beyondAscii(char[] chars, int start, int to) {
        int first = Character.codePointAt(chars, start, to);
        int at = start + Character.charCount(first);
        if (Character.isDigit(first)) {
            return number(chars, start, to);
        }
        if (!Character.isLetter(first)) {
            return at;
        }
        boolean composed = true;
        int marks = 0;
        while (at < to && !Character.isIdeographic(first)) {
            int point = Character.codePointAt(chars, at, to);
            if (!isLetter(point) || Character.isIdeographic(point)) {
                break;
            }
            boolean mark = !Character.isLetter(point);
            marks = mark ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                break;
            }
            composed &= !mark;
            at += Character.charCount(point);
        }
        CharSequence word = CharBuffer.wrap(chars, start, at - start);
        add(composed ? hash(word) : hash(Normalizer.normalize(word, Normalizer.Form.NFC)), start, at);
        return at;
    }

    private static long hash(CharSequence word) {
        long hash = SEED;
        for (int i = 0; i < word.length(); ) {
            int point = Character.codePointAt(word, i);
            hash = (hash ^ Character.toLowerCase(point)) * FACTOR;
            i += Character.charCount(point);
        }
        return mix(hash) & Long.MAX_VALUE;
    }

    /// Reads digits, groups of three behind commas, and decimals.
    private int number(char[] chars, int start, int to) {
        int at = digits(chars, start, to);
        int group = groupEnd(chars, at, to);
        while (group > at) {
            at = group;
            group = groupEnd(chars, at, to);
        }
        int significant = at;
        if (at + 1 < to && chars[at] == '.' && Character.isDigit(chars[at + 1])) {
            int decimals = at + 1;
            at = digits(chars, decimals, to);
            significant = at;
            while (significant > decimals && Character.digit(chars[significant - 1], 10) == 0) {
                significant--;
            }
            significant = significant == decimals ? decimals - 1 : significant;
        }
        long hash = SEED;
        for (int i = start; i < significant; i++) {
            if (chars[i] != ',') {
                hash = (hash ^ (chars[i] == '.' ? 10 : Character.digit(chars[i], 10))) * FACTOR;
            }
        }
        add(mix(hash) | Long.MIN_VALUE, start, at);
        return at;
    }

    private static int digits(char[] chars, int from, int to) {
        int at = from;
        while (at < to && isDigit(chars[at])) {
            at++;
        }
        // A digit beyond the Basic Multilingual Plane is passed over.
        return Math.max(at, Math.min(from + 1, to));
    }

    /// The end of `,ddd` that begins here, or where it would begin.
    private static int groupEnd(char[] chars, int at, int to) {
        boolean group = at + 3 < to
                && chars[at] == ','
                && isDigit(chars[at + 1])
                && isDigit(chars[at + 2])
                && isDigit(chars[at + 3])
                && (at + 4 == to || !isDigit(chars[at + 4]));
        return group ? at + 4 : at;
    }

    private static boolean isDigit(char c) {
        return c < 128 ? ASCII[c] == DIGIT : Character.isDigit(c);
    }

    private static boolean isLetter(int point) {
        if (Character.isLetter(point)) {
            return true;
        }
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> false;
        };
    }

    /// Stafford's variant 13 of the finaliser of MurmurHash3, as in SplitMix64.
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private void add(long hash, int start, int end) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        hashes[count] = hash;
        starts[count] = start;
        ends[count++] = end;
    }
}
