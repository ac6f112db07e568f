package dev.seedbed.privacy;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.seedbed.privacy.KeyedHash.Draws;

/// Numbers in the layout of others, with valid check digits.
final class NumberSurrogates {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();
    private static final int TRIES = 60;
    /// What is shorter is what another find left over.
    private static final int SHORTEST_CARD = 12;

    private static final int SHORTEST_IBAN = 15;

    private static final String[] AREAS =
            ("205 212 213 214 216 301 302 303 304 305 312 313 314 315 316 404 405 406 407 410 412 413 414 415 501 502 503 504 505 507 508"
                            + " 509 510 512 513 515 601 602 603 605 606 608 609 612 614 615 616 617 701 702 703 704 706 707 712 713 714 715"
                            + " 717 718 801 802 803 804 805 806 808 812 813 814 815 816 817 818 901 903 904 906 907 908 909 910 912 913 914")
                    .split(" ");

    private NumberSurrogates() {}

    /// Digits in the places of digits; what follows the last of them stays.
    private static String laidOut(String layout, String digits) {
        StringBuilder other = new StringBuilder(layout);
        for (int at = 0, next = 0; at < layout.length() && next < digits.length(); at++) {
            if (Signs.isDigit(layout.charAt(at))) {
                other.setCharAt(at, digits.charAt(next++));
            }
        }
        return other.toString();
    }

    private static String digits(String text) {
        StringBuilder digits = new StringBuilder();
        for (int at = 0; at < text.length(); at++) {
            if (Signs.isDigit(text.charAt(at))) {
                digits.append(text.charAt(at));
            }
        }
        return digits.toString();
    }

    /// In North America a number kept free for fiction (555-01xx); elsewhere one of the same region and area, valid if
    /// this is.
    static String phone(String original, Draws draws) {
        int extension = extension(original);
        String main = original.substring(0, extension);
        String tail =
                Surrogates.sameSorts(original.substring(extension), wordEnd(original, extension) - extension, draws);
        String digits = digits(main);
        boolean plus = main.contains("+");
        int lead = digits.length() - 10;
        boolean american =
                plus ? digits.startsWith("1") && digits.length() == 11 : lead >= 0 && isAmericanLead(digits, lead);
        if (american) {
            String fiction = AREAS[draws.below(AREAS.length)] + "5550" + "1" + draws.below(10) + draws.below(10);
            return laidOut(main, digits.substring(0, lead) + fiction) + tail;
        }
        if (!plus && digits.length() == 7) {
            return laidOut(main, "5550" + "1" + draws.below(10) + draws.below(10)) + tail;
        }
        String region = plus || digits.startsWith("00") ? "ZZ" : "GB";
        boolean valid = isValid(main, region);
        int kept = Math.clamp(digits.length() - 4, 0, plus ? 4 : 3);
        String other = main;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            String drawn = Surrogates.sameSorts(digits, kept, draws);
            other = laidOut(main, drawn);
            if (!valid || isValid(other, region)) {
                break;
            }
        }
        return other + tail;
    }

    private static boolean isAmericanLead(String digits, int lead) {
        String before = digits.substring(0, lead);
        return (before.isEmpty() || before.equals("1") || before.equals("001")) && !digits.startsWith("0", lead);
    }

    private static int extension(String original) {
        for (int at = 0; at < original.length(); at++) {
            char sign = original.charAt(at);
            if (Signs.isLetter(sign) || sign == '#') {
                return at;
            }
        }
        return original.length();
    }

    private static int wordEnd(String original, int from) {
        int at = from;
        while (at < original.length() && !Signs.isDigit(original.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isValid(String number, String region) {
        try {
            return PLANS.isValidNumber(PLANS.parse(number, region));
        } catch (NumberParseException none) {
            return false;
        }
    }

    /// Of the same issuer and length.
    static String card(String original, Draws draws) {
        String digits = digits(original);
        if (digits.length() < SHORTEST_CARD) {
            return Surrogates.sameSorts(original, 0, draws);
        }
        String drawn = Surrogates.sameSorts(digits, 4, draws);
        byte[] values = values(drawn);
        values[values.length - 1] = 0;
        int sum = Checksums.luhnSum(values, 0, values.length, 0);
        values[values.length - 1] = (byte) ((10 - sum % 10) % 10);
        return laidOut(original, written(values));
    }

    private static byte[] values(String digits) {
        byte[] values = new byte[digits.length()];
        for (int at = 0; at < values.length; at++) {
            values[at] = (byte) (digits.charAt(at) - '0');
        }
        return values;
    }

    private static String written(byte[] values) {
        StringBuilder written = new StringBuilder(values.length);
        for (byte value : values) {
            written.append((char) ('0' + value));
        }
        return written.toString();
    }

    /// Of the same country, a digit for a digit and a letter for a letter.
    static String iban(String original, Draws draws) {
        if (original.length() < SHORTEST_IBAN || !Signs.isLetter(original.charAt(0))) {
            return Surrogates.sameSorts(original, 0, draws);
        }
        String drawn = Surrogates.sameSorts(original, 2, draws);
        char[] packed = new char[34];
        int count = 0;
        for (int at = 0; at < drawn.length(); at++) {
            if (Signs.isWord(drawn.charAt(at))) {
                packed[count++] = Signs.upper(drawn.charAt(at));
            }
        }
        packed[2] = '0';
        packed[3] = '0';
        int check = 98 - Ibans.remainder(packed, count);
        StringBuilder other = new StringBuilder(drawn);
        int seen = 0;
        for (int at = 0; seen < 4; at++) {
            if (Signs.isWord(drawn.charAt(at))) {
                if (seen >= 2) {
                    other.setCharAt(at, (char) ('0' + (seen == 2 ? check / 10 : check % 10)));
                }
                seen++;
            }
        }
        return other.toString();
    }

    static String ssn(String original, Draws draws) {
        int area = 1 + draws.below(898);
        String drawn = "%03d%02d%04d".formatted(area == 666 ? 667 : area, 1 + draws.below(99), 1 + draws.below(9999));
        return laidOut(original, drawn);
    }
}
