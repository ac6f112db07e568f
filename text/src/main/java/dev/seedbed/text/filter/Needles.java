package dev.seedbed.text.filter;

import java.util.Arrays;

/// Finds a run of words, written with single spaces between, in the text it comes from.
final class Needles {
    private Needles() {}

    /// How often it is there, from the left and without overlaps. Its first word may end a longer one, and its last
    /// may begin one. As words hold no spaces, it is enough to look at the spaces between words: in linear time
    /// whatever the text.
    static long count(Tokens words, char[] chars, int run, int size) {
        int[] starts = words.starts;
        int[] ends = words.ends;
        int first = ends[run] - starts[run];
        char firstEnd = chars[ends[run] - 1];
        char secondBegin = chars[starts[run + 1]];
        long found = 0;
        int free = 0;
        for (int at = 0; at + size <= words.count; at++) {
            int begin = ends[at] - first;
            if (chars[ends[at] - 1] != firstEnd
                    || chars[starts[at + 1]] != secondBegin
                    || begin < Math.max(starts[at], free)
                    || !Arrays.equals(chars, begin, ends[at], chars, starts[run], ends[run])) {
                continue;
            }
            int end = followed(words, chars, at, run, size);
            if (end > 0) {
                found++;
                free = end;
            }
        }
        return found;
    }

    /// Where the run ends whose first word ends with the word `at`; 0 if another follows.
    private static int followed(Tokens words, char[] chars, int at, int run, int size) {
        int end = 0;
        for (int i = 1; i < size; i++) {
            int start = words.starts[at + i];
            int length = words.ends[run + i] - words.starts[run + i];
            end = start + length;
            int own = words.ends[at + i] - start;
            boolean joined = start == words.ends[at + i - 1] + 1 && chars[start - 1] == ' ';
            if (!joined
                    || (i < size - 1 ? own != length : own < length)
                    || !Arrays.equals(chars, start, end, chars, words.starts[run + i], words.ends[run + i])) {
                return 0;
            }
        }
        return end;
    }
}
