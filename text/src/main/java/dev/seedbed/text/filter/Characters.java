package dev.seedbed.text.filter;

import java.util.Arrays;

/// How often the characters of one text are there.
final class Characters {
    private static final int MASK = 0x7F;

    private final int[] ascii = new int[0x80];
    /// Counts of every second character: a count that was just written is slow to read.
    private final int[] seconds = new int[0x80];
    private int pairs;
    private int wideDigits;
    private int wideBrackets;
    private int total;

    /// Runs of three full stops, each counted once, and the ellipsis character.
    int ellipses;
    /// The same and `. . .`, in which no dot counts twice.
    int ellipsesOfAnyForm;

    int spacedEllipses;
    /// Characters of web addresses that begin with `http`.
    long addressLength;

    void read(char[] chars, int from, int to) {
        Arrays.fill(ascii, 0);
        Arrays.fill(seconds, 0);
        pairs = 0;
        wideDigits = 0;
        wideBrackets = 0;
        int marks = 0;
        total = to - from;
        int i = from;
        while (i < to) {
            for (; i + 1 < to && (chars[i] | chars[i + 1]) < 0x80; i += 2) {
                ascii[chars[i] & MASK]++;
                seconds[chars[i + 1] & MASK]++;
            }
            if (i < to) {
                char c = chars[i];
                if (c < 0x80) {
                    ascii[c]++;
                } else if (c == '…') {
                    marks++;
                } else {
                    wide(chars, i, to);
                }
                i++;
            }
        }
        for (int c = 0; c < ascii.length; c++) {
            ascii[c] += seconds[c];
        }
        spacedEllipses = ascii['.'] < 3 ? 0 : spaced(chars, from, to);
        ellipses = marks + (ascii['.'] < 3 ? 0 : dots(chars, from, to));
        ellipsesOfAnyForm = ellipses + spacedEllipses;
        addressLength = ascii[':'] == 0 || ascii['/'] < 2 ? 0 : Addresses.length(chars, from, to);
    }

    private void wide(char[] chars, int at, int to) {
        char c = chars[at];
        if (c == '⟨' || c == '⟩') {
            wideBrackets++;
        } else if (Character.isHighSurrogate(c)) {
            if (at + 1 < to && Character.isLowSurrogate(chars[at + 1])) {
                pairs++;
                wideDigits += Character.isDigit(Character.toCodePoint(c, chars[at + 1])) ? 1 : 0;
            }
        } else if (Character.isDigit(c)) {
            wideDigits++;
        }
    }

    private static int dots(char[] chars, int from, int to) {
        int found = 0;
        int i = from;
        while (i + 2 < to) {
            if (chars[i + 2] != '.') {
                i += 3;
            } else if (chars[i + 1] != '.') {
                i += 2;
            } else if (chars[i] != '.') {
                i++;
            } else {
                found++;
                i += 3;
            }
        }
        return found;
    }

    private static int spaced(char[] chars, int from, int to) {
        int found = 0;
        for (int i = from; i < to - 4; i++) {
            // No dot in these two places, and none of the next six can be the first of three with spaces between.
            if (i < to - 5 && chars[i + 4] != '.' && chars[i + 5] != '.') {
                i += 5;
                continue;
            }
            if (chars[i] == '.'
                    && chars[i + 1] == ' '
                    && chars[i + 2] == '.'
                    && chars[i + 3] == ' '
                    && chars[i + 4] == '.') {
                found++;
                i += 4;
            }
        }
        return found;
    }

    /// How many code points there are.
    int codePoints() {
        return total - pairs;
    }

    int of(char c) {
        return ascii[c];
    }

    int digits() {
        return between('0', '9') + wideDigits;
    }

    /// ASCII letters and digits, line feeds, and `? ! , .`.
    int lettersDigitsAndStops() {
        return between('0', '9')
                + between('a', 'z')
                + between('A', 'Z')
                + ascii['\n']
                + ascii['?']
                + ascii['!']
                + ascii[',']
                + ascii['.'];
    }

    int brackets() {
        return ascii['{'] + ascii['}'] + ascii['['] + ascii[']'] + ascii['('] + ascii[')'] + wideBrackets;
    }

    /// Tabulators, line feeds, carriage returns, backspaces, spaces.
    int whiteSpace() {
        return ascii['\t'] + ascii['\n'] + ascii['\r'] + ascii['\b'] + ascii[' '];
    }

    private int between(char first, char last) {
        int sum = 0;
        for (char c = first; c <= last; c++) {
            sum += ascii[c];
        }
        return sum;
    }
}
