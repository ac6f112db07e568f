package dev.seedbed.privacy;

/// Check digits, over digits as values from 0 to 9.
final class Checksums {
    private static final int[][] VERHOEFF_PRODUCT = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 2, 3, 4, 0, 6, 7, 8, 9, 5},
        {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
        {3, 4, 0, 1, 2, 8, 9, 5, 6, 7},
        {4, 0, 1, 2, 3, 9, 5, 6, 7, 8},
        {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
        {6, 5, 9, 8, 7, 1, 0, 4, 3, 2},
        {7, 6, 5, 9, 8, 2, 1, 0, 4, 3},
        {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
        {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}
    };
    private static final int[][] VERHOEFF_PERMUTATION = {
        {0, 1, 2, 3, 4, 5, 6, 7, 8, 9},
        {1, 5, 7, 6, 2, 8, 3, 0, 9, 4},
        {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
        {8, 9, 1, 6, 0, 4, 3, 5, 2, 7},
        {9, 4, 5, 3, 1, 2, 6, 8, 7, 0},
        {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
        {2, 7, 9, 3, 8, 0, 6, 4, 1, 5},
        {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}
    };

    private Checksums() {}

    static boolean luhn(byte[] digits, int from, int to) {
        return luhnSum(digits, from, to, 0) % 10 == 0;
    }

    /// @param more what digits before these, as of NPI's 80840, add
    static int luhnSum(byte[] digits, int from, int to, int more) {
        int sum = more;
        for (int at = to - 1, place = 0; at >= from; at--, place++) {
            int digit = digits[at];
            if ((place & 1) == 1) {
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            }
            sum += digit;
        }
        return sum;
    }

    static int weighted(byte[] digits, int from, int... weights) {
        int sum = 0;
        for (int place = 0; place < weights.length; place++) {
            sum += digits[from + place] * weights[place];
        }
        return sum;
    }

    static boolean verhoeff(byte[] digits, int from, int to) {
        int check = 0;
        for (int at = to - 1, place = 0; at >= from; at--, place++) {
            check = VERHOEFF_PRODUCT[check][VERHOEFF_PERMUTATION[place & 7][digits[at]]];
        }
        return check == 0;
    }

    /// ISO 7064 mod 11,10: the last digit of the first ones.
    static int mod11And10(byte[] digits, int from, int count) {
        int product = 10;
        for (int at = from; at < from + count; at++) {
            int sum = (digits[at] + product) % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        int check = 11 - product;
        return check == 10 ? 0 : check;
    }

    static long value(byte[] digits, int from, int to) {
        long value = 0;
        for (int at = from; at < to; at++) {
            value = value * 10 + digits[at];
        }
        return value;
    }

    static boolean allSame(byte[] digits, int from, int to) {
        for (int at = from + 1; at < to; at++) {
            if (digits[at] != digits[from]) {
                return false;
            }
        }
        return true;
    }
}
