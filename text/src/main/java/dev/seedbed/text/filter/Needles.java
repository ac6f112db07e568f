package dev.seedbed.text.filter;

/// Finds a run of words, written with single spaces between, in the text it comes from.
final class Needles {
    private Needles() {}

    static char[] of(Tokens words, char[] chars, int first, int size) {
        int length = size - 1;
        for (int i = first; i < first + size; i++) {
            length += words.ends[i] - words.starts[i];
        }
        char[] needle = new char[length];
        int at = 0;
        for (int i = first; i < first + size; i++) {
            if (i > first) {
                needle[at++] = ' ';
            }
            int own = words.ends[i] - words.starts[i];
            System.arraycopy(chars, words.starts[i], needle, at, own);
            at += own;
        }
        return needle;
    }

    /// How often it is there, from the left and without overlaps: in linear time whatever the text (Knuth, Morris,
    /// Pratt).
    static long count(char[] chars, int from, int to, char[] needle) {
        int[] back = borders(needle);
        long found = 0;
        int matched = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            while (matched > 0 && needle[matched] != c) {
                matched = back[matched - 1];
            }
            if (needle[matched] == c) {
                matched++;
            }
            if (matched == needle.length) {
                found++;
                matched = 0;
            }
        }
        return found;
    }

    private static int[] borders(char[] needle) {
        int[] back = new int[needle.length];
        int border = 0;
        for (int i = 1; i < needle.length; i++) {
            while (border > 0 && needle[border] != needle[i]) {
                border = back[border - 1];
            }
            if (needle[border] == needle[i]) {
                border++;
            }
            back[i] = border;
        }
        return back;
    }
}
