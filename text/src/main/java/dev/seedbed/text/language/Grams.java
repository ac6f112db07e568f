package dev.seedbed.text.language;

import java.util.Arrays;

/// The features of a text: for each word, with a mark before and behind it, the keys of its runs of one to four
/// letters, and of the word itself if it is longer. A key is a hash of 32 bits.
///
/// Works in arrays of its own: one for each thread. Features after the first [#MOST] are not taken: by then the
/// language is known.
final class Grams {
    static final int MOST = 4096;
    static final int LONGEST = 4;

    /// Before and behind a word; no letter folds to it.
    private static final char EDGE = '_';

    private static final int LONG_WORD = 24;
    private static final int SEED = 0x9E3779B9;
    private static final int WORD_SEED = 0x7FEB352D;
    private static final int PRIME = 0xEBD2_D0F1;

    private int[] keys = new int[1024];
    private int count;

    /// Of each [Writing], how many letters were read.
    private final int[] writings = new int[Writing.values().length];

    /// How many characters were neither letters nor spaces.
    private int marks;

    private final char[] word = new char[LONG_WORD + 2];

    int[] keys() {
        return keys;
    }

    int count() {
        return count;
    }

    int[] writings() {
        return writings;
    }

    int marks() {
        return marks;
    }

    /// Reads `chars[from..to)`, or as much of it as is needed.
    void read(char[] chars, int from, int to) {
        count = 0;
        marks = 0;
        Arrays.fill(writings, 0);
        word[0] = EDGE;
        int length = 0;
        for (int i = from; i < to; i++) {
            char folded = Letters.fold(chars[i]);
            if (folded != 0) {
                writings[Letters.writing(chars[i])]++;
                if (length < LONG_WORD) {
                    word[++length] = folded;
                    continue;
                }
                add(word, 0, length + 1);
                word[1] = folded;
                length = 1;
            } else {
                if (length > 0) {
                    close(length);
                    length = 0;
                }
                marks += chars[i] > ' ' ? 1 : 0;
            }
            if (count > MOST - LONG_WORD * LONGEST) {
                return;
            }
        }
        if (length > 0) {
            close(length);
        }
    }

    private void close(int length) {
        word[length + 1] = EDGE;
        add(word, 0, length + 2);
        if (length + 2 > LONGEST) {
            int hash = WORD_SEED;
            for (int i = 1; i <= length; i++) {
                hash = step(hash, word[i]);
            }
            put(finish(hash));
        }
    }

    /// Adds the runs within `letters[from..to)`, edges being letters like others.
    void add(char[] letters, int from, int to) {
        if (count + (to - from + 1) * LONGEST + 1 > keys.length) {
            keys = Arrays.copyOf(keys, Math.max(keys.length * 2, count + (to - from + 1) * LONGEST + 1));
        }
        int[] into = keys;
        int at = count;
        for (int start = from; start < to; start++) {
            int hash = SEED;
            int end = Math.min(to, start + LONGEST);
            for (int i = start; i < end; i++) {
                hash = step(hash, letters[i]);
                into[at++] = finish(hash);
            }
        }
        count = at;
    }

    void clear() {
        count = 0;
    }

    private void put(int key) {
        keys[count++] = key;
    }

    private static int step(int hash, char letter) {
        int mixed = (hash ^ letter) * PRIME;
        return mixed ^ (mixed >>> 15);
    }

    private static int finish(int hash) {
        int mixed = hash * 0x2C1B3C6D;
        mixed ^= mixed >>> 13;
        return mixed == 0 ? 1 : mixed;
    }
}
