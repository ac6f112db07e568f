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
    /// Whether only white space was taken out, and no word is another.
    boolean wordsAreSame;

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
        wordsAreSame = true;
        wordsBefore = 0;
        wordsAfter = 0;
    }

    /// Takes white space off both ends.
    void strip() {
        int start = LineMeasures.strippedStart(chars, 0, length);
        int end = LineMeasures.strippedEnd(chars, start, length);
        System.arraycopy(chars, start, chars, 0, end - start);
        length = end - start;
    }

    boolean isSameAs(char[] text, int from, int to) {
        return Arrays.equals(chars, 0, length, text, from, to);
    }
}
