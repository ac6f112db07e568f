package dev.seedbed.text.filter;

import java.util.Arrays;

/// Where the lines of one text end, found in one pass for all that ask for lines or paragraphs. Used again for the next
/// text.
///
/// These are the ends that Python's `str.splitlines` knows, of which some readers take the line feeds only.
final class LineEnds {
    int[] places = new int[64];
    int count;
    /// How many of them are line feeds.
    int lineFeeds;

    /// Finds those of `chars[from..to)`.
    void read(char[] chars, int from, int to) {
        count = 0;
        lineFeeds = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            // Most characters are none, in one comparison.
            if ((c < ' ' || c >= 0x85) && isLineEnd(c)) {
                add(i);
                lineFeeds += c == '\n' ? 1 : 0;
            }
        }
    }

    private void add(int place) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
        }
        places[count++] = place;
    }

    private static boolean isLineEnd(char c) {
        return c <= 0x1E ? (c >= '\n' && c <= '\r') || c >= 0x1C : c == 0x85 || c == 0x2028 || c == 0x2029;
    }
}
