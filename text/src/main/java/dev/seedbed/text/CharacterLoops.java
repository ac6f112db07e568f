package dev.seedbed.text;

import java.util.Optional;

/// Finds runs of one character, and of up to eight, without a space. Code may hold them: keys, padding, rules.
final class CharacterLoops {
    private static final int LETTERS = 25;
    private static final int DIGITS = 50;
    private static final int RUN = 60;
    private static final int LONGEST_PERIOD = 8;

    private CharacterLoops() {}

    static Optional<Finding> find(String text, CodeRegions code) {
        int begin = 0;
        int word = 0;
        for (int i = 1; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c != text.charAt(begin)) {
                if (i - begin >= LETTERS && isLoop(text.charAt(begin), i - begin) && !code.covers(begin)) {
                    return Optional.of(finding(text, begin, i, 1));
                }
                begin = i;
            }
            if (c == ' ' || c == '\n' || c == '\t') {
                if (i - word >= RUN && !code.covers(word)) {
                    Optional<Finding> finding = inside(text, word, i);
                    if (finding.isPresent()) {
                        return finding;
                    }
                }
                word = i + 1;
            }
        }
        return Optional.empty();
    }

    private static boolean isLoop(char c, int length) {
        boolean loud = Character.isLetter(c) || c == '!' || c == '?';
        return loud ? length >= LETTERS : Character.isDigit(c) && length >= DIGITS;
    }

    private static Optional<Finding> inside(String text, int from, int to) {
        for (int period = 2; period <= LONGEST_PERIOD; period++) {
            int begin = from;
            for (int i = from + period; i <= to; i++) {
                if (i < to && text.charAt(i) == text.charAt(i - period)) {
                    continue;
                }
                if (i - begin >= RUN && holdsMatter(text, begin, begin + period)) {
                    return Optional.of(finding(text, begin, i, period));
                }
                begin = i - period + 1;
            }
        }
        return Optional.empty();
    }

    /// Letters or pictures, not rules of dashes and dots.
    private static boolean holdsMatter(String text, int begin, int end) {
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (Character.isLetter(c) || c == '!' || c == '?' || Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }

    private static Finding finding(String text, int begin, int end, int period) {
        String unit = text.substring(begin, begin + period);
        int bound = period > 1 ? (RUN + period - 1) / period : Character.isDigit(unit.charAt(0)) ? DIGITS : LETTERS;
        return new Finding(
                Repetitions.REPEATED_CHARACTER,
                "'" + unit + "' stands " + (end - begin) / period + " times behind one another; " + bound
                        + " make a loop",
                begin,
                end);
    }
}
