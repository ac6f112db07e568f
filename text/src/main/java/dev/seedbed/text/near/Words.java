package dev.seedbed.text.near;

import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/// The words of a text: a 64-bit hash of each, and where it stands.
///
/// ```java
/// Words words = new Words();                       // one for each thread, used again and again
/// words.read(chars, 0, chars.length);              // "Über  CAFÉ!"
/// words.count();                                   // 2
/// words.hash(1);                                   // that of "café", however its é is written
/// words.start(1);                                  // 6
/// ```
///
/// A word is a maximal run of letters, numbers and combining marks that begins with a letter or number, in
/// lower case, code point by code point, and in Unicode's composed form (NFC). In scripts that put no spaces
/// between words (Han, kana, Bopomofo, Yi, Thai, Lao, Khmer, Myanmar) every letter is a word, with its marks.
/// All else separates: space, punctuation, symbols, emoji, format characters, half a surrogate pair, and a mark
/// that stands behind any of them. So a text and its composed form have the same words. A word ends behind 30
/// marks in a row (Unicode Standard Annex 15, section 13), since composing longer runs takes the square of time.
///
/// Allocates nothing but for words with combining marks or of rare scripts, once it has met a text that is as
/// long. Not thread-safe; what it says follows from the text alone, on every machine.
public final class Words {
    private static final long SEED = 0x243F6A8885A308D3L;
    private static final long FACTOR = 0x2545F4914F6CDD1DL;
    private static final char[] ASCII = Letters.ASCII;
    private static final int MOST_MARKS = 30;

    long[] hashes = new long[256];
    int[] starts = new int[256];
    int[] ends = new int[256];
    private int count;

    /// Reads the words of `chars[from..to)`, in place of those it held.
    public void read(char[] chars, int from, int to) {
        count = 0;
        int at = from;
        while (at < to) {
            char first = chars[at];
            if (first >= 128) {
                at = beyondAscii(chars, at, to);
            } else if (ASCII[first] == 0) {
                at++;
            } else {
                at = ascii(chars, at, to);
            }
        }
    }

    /// Reads the word that begins here with an ASCII letter; returns where it ends.
    private int ascii(char[] chars, int start, int to) {
        char[] table = ASCII;
        long hash = SEED;
        int at = start;
        while (at < to) {
            char c = chars[at];
            if (c >= 128) {
                if (Letters.kind(c) == Letters.OTHER && !Character.isSurrogate(c)) {
                    break;
                }
                return beyondAscii(chars, start, to);
            }
            int lower = table[c];
            if (lower == 0) {
                break;
            }
            hash = (hash ^ lower) * FACTOR;
            at++;
        }
        add(Mixing.mix(hash), start, at);
        return at;
    }

    /// Reads what begins here, a word or something between words; returns where it ends.
    private int beyondAscii(char[] chars, int start, int to) {
        int first = pointAt(chars, start, to);
        int kind = Letters.kind(first);
        int at = start + Character.charCount(first);
        if (kind == Letters.OTHER || kind == Letters.MARK) {
            return at;
        }
        boolean composes = Letters.composes(chars[start]);
        int marks = 0;
        while (at < to) {
            int point = pointAt(chars, at, to);
            int next = Letters.kind(point);
            if (next != Letters.MARK && (next != Letters.LETTER || kind == Letters.ALONE)) {
                break;
            }
            marks = next == Letters.MARK ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                break;
            }
            composes |= Letters.composes(chars[at]);
            at += Character.charCount(point);
        }
        add(composes ? composed(chars, start, at) : plain(chars, start, at), start, at);
        return at;
    }

    private static int pointAt(char[] chars, int at, int to) {
        char c = chars[at];
        return Character.isSurrogate(c) ? Character.codePointAt(chars, at, to) : c;
    }

    private static long plain(char[] chars, int from, int to) {
        long hash = SEED;
        for (int i = from; i < to; i++) {
            hash = (hash ^ Character.toLowerCase(chars[i])) * FACTOR;
        }
        return Mixing.mix(hash);
    }

    private static long composed(char[] chars, int from, int to) {
        CharBuffer word = CharBuffer.wrap(chars, from, to - from);
        CharSequence composed = Normalizer.isNormalized(word, Normalizer.Form.NFC)
                ? word
                : Normalizer.normalize(word, Normalizer.Form.NFC);
        long hash = SEED;
        for (int i = 0; i < composed.length(); ) {
            int point = Character.codePointAt(composed, i);
            i += Character.charCount(point);
            int lower = Character.toLowerCase(point);
            if (Character.isBmpCodePoint(lower)) {
                hash = (hash ^ lower) * FACTOR;
            } else {
                hash = (hash ^ Character.highSurrogate(lower)) * FACTOR;
                hash = (hash ^ Character.lowSurrogate(lower)) * FACTOR;
            }
        }
        return Mixing.mix(hash);
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

    /// How many there are.
    public int count() {
        return count;
    }

    /// The hash of word number `i`, from 0.
    public long hash(int i) {
        return hashes[i];
    }

    /// Where word number `i` begins in the array that was read.
    public int start(int i) {
        return starts[i];
    }

    /// Where word number `i` ends; what stands there is not part of it.
    public int end(int i) {
        return ends[i];
    }
}
