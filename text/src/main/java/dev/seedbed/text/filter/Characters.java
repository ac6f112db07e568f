package dev.seedbed.text.filter;

import java.util.Arrays;

/// How often the characters of one text are there.
final class Characters {
    private final int[] ascii = new int[0x80];
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
        pairs = 0;
        wideDigits = 0;
        wideBrackets = 0;
        int marks = 0;
        total = to - from;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < 0x80) {
                ascii[c]++;
            } else if (c == '…') {
                marks++;
            } else {
                wide(chars, i, to);
            }
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
        int run = 0;
        for (int i = from; i < to; i++) {
            run = chars[i] == '.' ? run + 1 : 0;
            if (run == 3) {
                found++;
                run = 0;
            }
        }
        return found;
    }

    private static int spaced(char[] chars, int from, int to) {
        int found = 0;
        for (int i = from; i < to - 4; i++) {
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
