package dev.seedbed.privacy;

/// Whether characters look drawn at random: no placeholder, no words.
final class Randomness {
    private Randomness() {}

    /// Of what follows a known prefix: any digit or change of case, and not a few characters over and over.
    static boolean isRandom(char[] chars, int from, int to) {
        return distinct(chars, from, to) >= Math.min(6, (to - from) / 3)
                && (has(chars, from, to, Signs.DIGIT) || isCased(chars, from, to));
    }

    /// Of a word of its own: digits and letters in many places.
    static boolean isMixed(char[] chars, int from, int to) {
        int changes = 0;
        int digits = 0;
        int before = 0;
        for (int at = from; at < to; at++) {
            int sort = Signs.of(chars[at]) & Signs.WORD;
            digits += sort == Signs.DIGIT ? 1 : 0;
            changes += sort != before && sort != 0 && before != 0 ? 1 : 0;
            before = sort;
        }
        return digits >= 2 && changes * 5 >= to - from && distinct(chars, from, to) >= 9;
    }

    private static boolean isCased(char[] chars, int from, int to) {
        int changes = 0;
        for (int at = from + 1; at < to; at++) {
            changes += Signs.isUpper(chars[at]) != Signs.isUpper(chars[at - 1]) ? 1 : 0;
        }
        return changes >= 4;
    }

    static boolean has(char[] chars, int from, int to, int sorts) {
        for (int at = from; at < to; at++) {
            if ((Signs.of(chars[at]) & sorts) != 0) {
                return true;
            }
        }
        return false;
    }

    static int distinct(char[] chars, int from, int to) {
        long low = 0;
        long high = 0;
        for (int at = from; at < to; at++) {
            char sign = chars[at];
            if (sign < 64) {
                low |= 1L << sign;
            } else {
                high |= 1L << (sign & 63);
            }
        }
        return Long.bitCount(low) + Long.bitCount(high);
    }
}
