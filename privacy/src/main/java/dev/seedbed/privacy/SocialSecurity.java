package dev.seedbed.privacy;

/// Social Security numbers of the United States, which have no check digit, and their neighbours by form.
final class SocialSecurity {
    private static final long AGAINST =
            Topics.THING | Topics.HASH | Topics.SECTION | Topics.VERSION | Topics.PHONE | Topics.QUANTITY;

    private SocialSecurity() {}

    static int of(Scan scan, Digits digits) {
        boolean shaped = digits.shaped(3, 2, 4);
        boolean bare = !shaped && digits.counts[0] == 9;
        int last = shaped ? 2 : 0;
        if ((!shaped && !bare) || !digits.endsWith(last) || (shaped && digits.continues)) {
            return -1;
        }
        char separator = shaped ? digits.separators[1] : 0;
        if (shaped && separator != '-' && separator != ' ' && separator != '.') {
            return -1;
        }
        byte[] values = digits.values;
        int area = (int) Checksums.value(values, 0, 3);
        int group = (int) Checksums.value(values, 3, 5);
        int serial = (int) Checksums.value(values, 5, 9);
        if (area >= 900) {
            return shaped ? individual(scan, digits, group) : -1;
        }
        boolean given =
                area == 0 || area == 666 || group == 0 || serial == 0 || (area == 78 && group == 5 && serial == 1120);
        if (given || Checksums.allSame(values, 0, 9) || !scan.wants(Kind.SSN)) {
            return -1;
        }
        double certainty = certainty(scan, digits, last, separator);
        if (certainty < scan.least) {
            return -1;
        }
        scan.add(Kind.SSN, digits.begins[0], digits.ends[last], "ssn", certainty);
        return digits.ends[last];
    }

    private static double certainty(Scan scan, Digits digits, int last, char separator) {
        Context around = scan.around(digits.begins[0], digits.ends[last]);
        if (around.nearestIs(Topics.SSN) || (around.nearestIs(Topics.TAX) && separator == '-')) {
            return .95;
        }
        boolean mentioned = around.about(Topics.SSN);
        boolean against = (around.nearest & AGAINST) != 0;
        if (separator == '-') {
            return mentioned ? .8 : against ? .3 : .65;
        }
        if (separator == 0) {
            return mentioned && !against ? .6 : .3;
        }
        return mentioned ? .7 : against ? .2 : .45;
    }

    /// The numbers for taxpayers without the other one, from 900.
    private static int individual(Scan scan, Digits digits, int group) {
        boolean valid = (group >= 50 && group <= 65) || (group >= 70 && group <= 88) || (group >= 90 && group != 93);
        if (!valid || digits.separators[1] == '.') {
            return -1;
        }
        Context around = scan.around(digits.begins[0], digits.ends[2]);
        boolean mentioned = around.about(Topics.ITIN | Topics.TAX);
        if ((around.nearest & AGAINST) != 0 && !mentioned) {
            return -1;
        }
        scan.add(Kind.NATIONAL_ID, digits.begins[0], digits.ends[2], "us-itin", mentioned ? .9 : .55);
        return digits.ends[2];
    }
}
