package dev.seedbed.privacy;

/// Payment cards: an issuer's first digits, its lengths, Luhn's check digit.
final class Cards {
    private static final int[][] SHAPES = {
        {4, 4, 4, 4, 3}, {4, 4, 4, 4}, {4, 6, 5}, {4, 6, 4}, {6, 13}, {4, 4, 4, 3}, {4, 4, 5}, {4, 4, 4}
    };

    private static final long AGAINST =
            Topics.THING | Topics.HASH | Topics.QUANTITY | Topics.SECTION | Topics.VERSION | Topics.BANK;

    private Cards() {}

    /// @return its end, or -1
    static int of(Scan scan, Digits digits) {
        if ((digits.count() < 12 && digits.counts[0] < 12) || !scan.wants(Kind.CARD)) {
            return -1;
        }
        int last = lastGroup(digits);
        if (last < 0 || (!digits.endsWith(last) && !expiryFollows(scan, digits, last))) {
            return -1;
        }
        int count = digits.counts[last];
        if (!isIssued(digits.values, count)
                || !Checksums.luhn(digits.values, 0, count)
                || Checksums.allSame(digits.values, 0, count)) {
            return -1;
        }
        double certainty = certainty(scan, digits, last, count);
        if (certainty < scan.least) {
            return -1;
        }
        scan.add(Kind.CARD, digits.begins[0], digits.ends[last], "luhn", certainty);
        return digits.ends[last];
    }

    private static double certainty(Scan scan, Digits digits, int last, int count) {
        Context around = scan.around(digits.begins[0], digits.ends[last]);
        boolean speaksFor = around.nearestIs(Topics.CARD);
        if (speaksFor) {
            return .95;
        }
        if ((around.nearest & AGAINST) != 0) {
            return around.about(Topics.CARD) ? .6 : last > 0 && count >= 15 ? .4 : .2;
        }
        return count < 13 || digits.values[0] == 1 ? .5 : last > 0 ? .85 : .7;
    }

    private static boolean expiryFollows(Scan scan, Digits digits, int last) {
        return scan.at(digits.ends[last]) == '/' && digits.size(last) >= 3;
    }

    private static int lastGroup(Digits digits) {
        if (digits.counts[0] >= 12) {
            return digits.counts[0] <= 19 ? 0 : -1;
        }
        if (digits.continues) {
            return -1;
        }
        for (int[] shape : SHAPES) {
            int last = shape.length - 1;
            boolean fits = digits.shaped(shape)
                    && (digits.separators[1] == ' ' || digits.separators[1] == '-' || digits.separators[1] == '.')
                    && !(digits.followed(last)
                            && digits.separators[1] == ' '
                            && digits.size(last + 1) == 4
                            && shape.length < 5);
            if (fits) {
                return last;
            }
        }
        return -1;
    }

    static boolean isIssued(byte[] digits, int count) {
        int four = digits[0] * 1000 + digits[1] * 100 + digits[2] * 10 + digits[3];
        int two = four / 100;
        return switch (digits[0]) {
            case 4 -> count == 13 || count == 16 || count == 19;
            case 5 -> (two >= 51 && two <= 55) ? count == 16 : count >= 12 && count <= 19 && isMaestro(four);
            case 2 ->
                (four >= 2221 && four <= 2720 && count == 16)
                        || (four == 2131 && count == 15)
                        || (four >= 2200 && four <= 2204 && count >= 16);
            case 3 ->
                ((two == 34 || two == 37) && count == 15)
                        || ((two == 36 || two == 38 || two == 39 || two == 30) && (count == 14 || count == 16))
                        || (two == 35 && count >= 16);
            case 6 ->
                (count >= 16
                                && (four == 6011
                                        || two == 65
                                        || (four / 10 >= 644 && four / 10 <= 649)
                                        || two == 62
                                        || two == 60
                                        || four / 10 == 636
                                        || two == 64
                                        || two == 63
                                        || two == 67))
                        || (count >= 12 && isMaestro(four));
            case 1 -> count == 15;
            case 0 -> four == 604 && count >= 12;
            default -> false;
        };
    }

    private static boolean isMaestro(int four) {
        int two = four / 100;
        return two == 50 || (two >= 56 && two <= 58) || two == 63 || two == 67 || four == 6390;
    }
}
