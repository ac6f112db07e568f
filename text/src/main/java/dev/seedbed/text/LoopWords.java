package dev.seedbed.text;

import java.util.Arrays;

/// The words of a text as 64-bit hashes of their folded letters, equal for equal words, and where they stand.
/// Words are runs of letters and digits, in scripts without spaces single characters.
final class LoopWords {
    private static final long PRIME = 0x100000001B3L;
    private static final long BASIS = 0xCBF29CE484222325L;
    private static final byte[] ASCII = new byte[128];
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;

    static {
        for (int c = 0; c < ASCII.length; c++) {
            ASCII[c] = Character.isLetter(c) ? LETTER : Character.isDigit(c) ? DIGIT : 0;
        }
    }

    private long[] hashes;
    private int[] begins;
    private int[] ends;
    private boolean[] letters;
    private int count;

    private LoopWords(int length) {
        int room = Math.max(16, length / 5);
        hashes = new long[room];
        begins = new int[room];
        ends = new int[room];
        letters = new boolean[room];
    }

    static LoopWords of(String text) {
        LoopWords words = new LoopWords(text.length());
        int begin = -1;
        long hash = BASIS;
        int length = text.length();
        for (int i = 0; i < length; ) {
            char c = text.charAt(i);
            int next = i + 1;
            boolean part;
            boolean alone = false;
            int folded = c;
            if (c < 128) {
                part = ASCII[c] != 0;
                folded = c >= 'A' && c <= 'Z' ? c + 32 : c;
            } else {
                int point = text.codePointAt(i);
                next = i + Character.charCount(point);
                part = Character.isLetterOrDigit(point) || Character.getType(point) == Character.NON_SPACING_MARK;
                alone = part && standsAlone(point);
                folded = Character.toLowerCase(point);
            }
            if (part && !alone) {
                begin = begin < 0 ? i : begin;
                hash = (hash ^ folded) * PRIME;
            } else {
                if (begin >= 0) {
                    words.add(text, hash, begin, i);
                    begin = -1;
                    hash = BASIS;
                }
                if (alone) {
                    words.add(text, (BASIS ^ folded) * PRIME, i, next);
                }
            }
            i = next;
        }
        if (begin >= 0) {
            words.add(text, hash, begin, length);
        }
        return words;
    }

    private static boolean standsAlone(int point) {
        if (point < 0x0E00) {
            return false;
        }
        return switch (Character.UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }

    private void add(String text, long hash, int begin, int end) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, count * 2);
            begins = Arrays.copyOf(begins, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
            letters = Arrays.copyOf(letters, count * 2);
        }
        hashes[count] = hash;
        begins[count] = begin;
        ends[count] = end;
        letters[count] = Character.isLetter(text.codePointAt(begin));
        count++;
    }

    int count() {
        return count;
    }

    /// How many words from a place on are each equal to the one `period` before it; counted from that one.
    int run(int begin, int period) {
        int i = begin + period;
        while (i < count && hashes[i] == hashes[i - period]) {
            i++;
        }
        return i - begin;
    }

    long hash(int index) {
        return hashes[index];
    }

    /// One hash for a run of words.
    long hash(int from, int to) {
        long hash = BASIS;
        for (int i = from; i < to; i++) {
            hash = (hash ^ hashes[i]) * PRIME;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    int begin(int index) {
        return begins[index];
    }

    int end(int index) {
        return ends[index];
    }

    boolean anyLetters(int from, int to) {
        for (int i = from; i < to; i++) {
            if (letters[i]) {
                return true;
            }
        }
        return false;
    }

    /// Whether one of the marks stands between a word and the next.
    boolean separated(String text, int index, String marks) {
        for (int i = ends[index]; i < begins[index + 1]; i++) {
            if (marks.indexOf(text.charAt(i)) >= 0) {
                return true;
            }
        }
        return false;
    }
}
