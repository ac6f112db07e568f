package dev.seedbed.text.span;

import dev.seedbed.text.near.Words;
import java.util.Arrays;

/// Makes the [SpanProfile] of one text after the other. Pure; one for each thread, as it works in arrays of its
/// own.
///
/// Of all grams (runs of words, somewhat shorter than a span) in each window (run of words as long as the
/// shortest span) the one with the least hash is an anchor, the last of equal ones: winnowing (Schleimer,
/// Wilkerson and Aiken, SIGMOD 2003, section 3). What a window chooses depends on its words only, so that equal
/// windows choose the same words, wherever they stand.
public final class SpanProfiler {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final int span;
    private final int gram;
    private final int choices;
    private final long oldest;
    private final Words words = new Words();
    private char[] copied = new char[1 << 12];
    private long[] grams = new long[256];
    private int[] anchors = new int[64];
    private int[] lastWindows = new int[64];

    public SpanProfiler(SpanSettings settings) {
        this.span = settings.words();
        this.gram = settings.gram();
        this.choices = settings.choices();
        long power = 1;
        for (int i = 0; i < gram; i++) {
            power *= FACTOR;
        }
        this.oldest = power;
    }

    /// The profile of a text.
    public SpanProfile profile(CharSequence text) {
        int length = text.length();
        if (length > copied.length) {
            copied = new char[Math.max(length, Math.min(copied.length * 2, 1 << 28))];
        }
        text.getChars(0, length, copied, 0);
        return profile(copied, 0, length);
    }

    /// The profile of `chars[from..to)`; places are counted from `from`.
    public SpanProfile profile(char[] chars, int from, int to) {
        words.read(chars, from, to);
        int count = words.count();
        long[] hashes = new long[count];
        int[] edges = new int[count * 2];
        for (int i = 0; i < count; i++) {
            hashes[i] = words.hash(i);
            edges[2 * i] = words.start(i) - from;
            edges[2 * i + 1] = words.end(i) - from;
        }
        int windows = Math.max(0, count - span + 1);
        int found = 0;
        if (windows > 0) {
            hashGrams(hashes);
            found = choose(windows);
        }
        long[] keys = new long[found];
        for (int i = 0; i < found; i++) {
            keys[i] = grams[anchors[i]];
        }
        return new SpanProfile(
                hashes,
                edges,
                to - from,
                windows,
                Arrays.copyOf(anchors, found),
                keys,
                Arrays.copyOf(lastWindows, found));
    }

    /// Polynomials over the words' hashes, from which the oldest word is taken as the next one comes.
    private void hashGrams(long[] hashes) {
        int count = hashes.length - gram + 1;
        if (count > grams.length) {
            grams = new long[count * 2];
        }
        long rolling = 0;
        for (int i = 0; i < gram - 1; i++) {
            rolling = (rolling + hashes[i]) * FACTOR;
        }
        for (int i = 0; i < count; i++) {
            rolling += hashes[i + gram - 1];
            grams[i] = mixed(rolling);
            rolling = rolling * FACTOR - hashes[i] * oldest;
        }
    }

    /// Notes what each window chooses; returns how many different anchors that makes.
    private int choose(int windows) {
        int found = 0;
        int least = -1;
        for (int window = 0; window < windows; window++) {
            int last = window + choices - 1;
            if (least < window) {
                least = window;
                for (int i = window + 1; i <= last; i++) {
                    least = grams[i] <= grams[least] ? i : least;
                }
            } else if (grams[last] <= grams[least]) {
                least = last;
            }
            if (found == 0 || anchors[found - 1] != least) {
                if (found == anchors.length) {
                    anchors = Arrays.copyOf(anchors, found * 2);
                    lastWindows = Arrays.copyOf(lastWindows, found * 2);
                }
                anchors[found++] = least;
            }
            lastWindows[found - 1] = window;
        }
        return found;
    }

    /// What a whole window is known by, which is not what any gram is known by.
    static long window(long[] words, int from, int count) {
        long hash = ~FACTOR;
        for (int i = from; i < from + count; i++) {
            hash = hash * FACTOR + words[i];
        }
        return mixed(hash);
    }

    /// The finaliser of SplitMix64: every bit depends on every other.
    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
