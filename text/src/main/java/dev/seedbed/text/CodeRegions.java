package dev.seedbed.text;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/// Where a Markdown text is code: fenced blocks (CommonMark 0.31, section 4.5) and code spans (section 6.1).
/// What looks like a leftover or a loop there is usually meant.
final class CodeRegions {
    private static final int LARGEST_INDENT = 3;
    private static final int SHORTEST_FENCE = 3;

    private int[] bounds = new int[8];
    private int count;
    private int unclosed = -1;

    private CodeRegions() {}

    static CodeRegions of(String text) {
        CodeRegions regions = new CodeRegions();
        if (text.indexOf('`') >= 0 || text.contains("~~~")) {
            regions.scan(text);
        }
        return regions;
    }

    /// Where the fence stands that opens a block which is never closed; -1 if there is none.
    int unclosed() {
        return unclosed;
    }

    boolean covers(int index) {
        int found = Arrays.binarySearch(bounds, 0, count, index);
        // Even places begin a region, odd ones end it.
        return found >= 0 ? found % 2 == 0 : (-found - 1) % 2 == 1;
    }

    private void scan(String text) {
        int proseBegin = 0;
        int fenceBegin = -1;
        int fenceLength = 0;
        char fenceMark = 0;
        for (int line = 0; line < text.length(); ) {
            int end = text.indexOf('\n', line);
            int next = end < 0 ? text.length() : end + 1;
            int fence = fenceAt(text, line);
            int length = fence < 0 ? 0 : runLength(text, fence);
            if (fenceBegin < 0 && length > 0 && isOpening(text, fence, length, next)) {
                scanSpans(text, proseBegin, line);
                fenceBegin = line;
                fenceLength = length;
                fenceMark = text.charAt(fence);
            } else if (fenceBegin >= 0
                    && length >= fenceLength
                    && text.charAt(fence) == fenceMark
                    && text.substring(fence + length, next).isBlank()) {
                add(fenceBegin, next);
                fenceBegin = -1;
                proseBegin = next;
            }
            line = next;
        }
        if (fenceBegin >= 0) {
            unclosed = fenceBegin;
            add(fenceBegin, text.length());
        } else {
            scanSpans(text, proseBegin, text.length());
        }
    }

    /// The place of a fence in the line that begins there, -1 if it has none. Fences in lists may be indented
    /// further.
    private static int fenceAt(String text, int line) {
        int place = line;
        while (place < text.length() && text.charAt(place) == ' ' && place - line <= 4 * LARGEST_INDENT) {
            place++;
        }
        return place < text.length() && runLength(text, place) >= SHORTEST_FENCE ? place : -1;
    }

    private static int runLength(String text, int place) {
        char mark = text.charAt(place);
        if (mark != '`' && mark != '~') {
            return 0;
        }
        int end = place;
        while (end < text.length() && text.charAt(end) == mark) {
            end++;
        }
        return end - place;
    }

    /// The info string of a backtick fence has no backtick: "```x```" on one line is a code span.
    private static boolean isOpening(String text, int fence, int length, int next) {
        return text.charAt(fence) == '~' || text.substring(fence + length, next).indexOf('`') < 0;
    }

    private void scanSpans(String text, int begin, int end) {
        int paragraphEnd = begin;
        // Lengths of runs that the rest of the paragraph does not have: asking again would make time quadratic.
        Set<Integer> absent = new HashSet<>();
        for (int i = text.indexOf('`', begin); i >= 0 && i < end; ) {
            if (i >= paragraphEnd) {
                int limit = text.indexOf("\n\n", i);
                paragraphEnd = limit < 0 ? end : Math.min(limit, end);
                absent.clear();
            }
            int length = runLength(text, i);
            int close = absent.contains(length) ? -1 : closing(text, i + length, paragraphEnd, length);
            if (close >= 0) {
                add(i, close + length);
                i = text.indexOf('`', close + length);
            } else {
                absent.add(length);
                i = text.indexOf('`', i + length);
            }
        }
    }

    /// The next run of exactly that many backticks, -1 if there is none.
    private static int closing(String text, int from, int end, int length) {
        for (int i = text.indexOf('`', from); i >= 0 && i < end; ) {
            int run = runLength(text, i);
            if (run == length) {
                return i;
            }
            i = text.indexOf('`', i + run);
        }
        return -1;
    }

    private void add(int begin, int end) {
        if (count == bounds.length) {
            bounds = Arrays.copyOf(bounds, count * 2);
        }
        bounds[count++] = begin;
        bounds[count++] = end;
    }
}
