package dev.seedbed.text.filter;

import java.util.Arrays;

/// What a [Cleaning] left of a text, and what it met. Used again for the next text.
final class CleanedText {
    char[] chars = new char[1 << 12];
    int length;

    int lines;
    int linesKept;
    int withoutEndMark;
    int tooFewWords;
    int tooLongWord;
    int javascript;
    int policies;
    int otherLines;

    int loremIpsum;
    int curlyBrackets;
    int badWords;
    int sentences;
    /// Whether only lines were taken out or changed, which [#left] and [#brought] tell, and white space besides.
    boolean byLines;
    /// Where lines stood that were taken out or changed, as pairs of positions in the text before.
    int[] left = new int[64];

    int leftCount;
    /// Where the changed lines stand, as pairs of positions in this text before white space was taken off its ends.
    int[] brought = new int[16];

    int broughtCount;
    /// How much white space was taken off the front.
    int stripped;

    int wordsBefore;
    int wordsAfter;

    void clear(int most) {
        if (chars.length < most) {
            chars = new char[Math.max(most, Math.min(chars.length * 2, 1 << 28))];
        }
        length = 0;
        lines = 0;
        linesKept = 0;
        withoutEndMark = 0;
        tooFewWords = 0;
        tooLongWord = 0;
        javascript = 0;
        policies = 0;
        otherLines = 0;
        loremIpsum = 0;
        curlyBrackets = 0;
        badWords = 0;
        sentences = 0;
        byLines = true;
        leftCount = 0;
        broughtCount = 0;
        stripped = 0;
        wordsBefore = 0;
        wordsAfter = 0;
    }

    /// Notes that a line is not there any more as it was.
    void leave(int from, int to) {
        if (from == to) {
            return;
        }
        if (leftCount == left.length) {
            left = Arrays.copyOf(left, leftCount * 2);
        }
        left[leftCount++] = from;
        left[leftCount++] = to;
    }

    /// Notes a line that is another than before.
    void bring(int from, int to) {
        if (broughtCount == brought.length) {
            brought = Arrays.copyOf(brought, broughtCount * 2);
        }
        brought[broughtCount++] = from;
        brought[broughtCount++] = to;
    }

    /// Takes white space off both ends.
    void strip() {
        int start = LineMeasures.strippedStart(chars, 0, length);
        int end = LineMeasures.strippedEnd(chars, start, length);
        System.arraycopy(chars, start, chars, 0, end - start);
        length = end - start;
        stripped = start;
    }

    boolean isSameAs(char[] text, int from, int to) {
        return Arrays.equals(chars, 0, length, text, from, to);
    }
}
