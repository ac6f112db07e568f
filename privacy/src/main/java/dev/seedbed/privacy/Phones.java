package dev.seedbed.privacy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;

/// Telephone numbers: what has their form is checked by the numbering plans of libphonenumber where its form alone does
/// not tell.
///
/// Extensions belong to the number: `x1234`, `ext. 12`.
final class Phones {
    private static final PhoneNumberUtil PLANS = PhoneNumberUtil.getInstance();

    private static final int FEWEST = 8;
    private static final int MOST = 15;

    private static final long AGAINST = Topics.THING
            | Topics.HASH
            | Topics.QUANTITY
            | Topics.SECTION
            | Topics.VERSION
            | Topics.CARD
            | Topics.BANK
            | Topics.SSN
            | Topics.NPI
            | Topics.NHS
            | Topics.ROUTING
            | Topics.BIRTH;

    /// Regions whose national form is looked for: calling code, then what comes before the national number.
    private record Plan(String region, int code, boolean trunk, int fewest, int most) {}

    private static final Plan[] PLANNED = {
        new Plan("GB", 44, true, 9, 10),
        new Plan("DE", 49, true, 6, 12),
        new Plan("FR", 33, true, 9, 9),
        new Plan("IN", 91, true, 10, 10),
        new Plan("IN", 91, false, 10, 10),
        new Plan("IT", 39, false, 8, 11),
        new Plan("ES", 34, false, 9, 9),
        new Plan("AU", 61, true, 9, 9),
        new Plan("NL", 31, true, 9, 9),
        new Plan("CH", 41, true, 9, 9),
        new Plan("AT", 43, true, 7, 13),
        new Plan("BE", 32, true, 8, 9),
        new Plan("BR", 55, false, 10, 11),
        new Plan("BR", 55, true, 10, 11),
        new Plan("JP", 81, true, 9, 10),
        new Plan("SE", 46, true, 7, 9),
        new Plan("IL", 972, true, 8, 9),
        new Plan("PL", 48, false, 9, 9),
        new Plan("MX", 52, false, 10, 10),
        new Plan("CN", 86, false, 11, 11),
        new Plan("CN", 86, true, 10, 11),
        new Plan("KR", 82, true, 8, 10),
        new Plan("ZA", 27, true, 9, 9),
        new Plan("TR", 90, true, 10, 10),
        new Plan("IE", 353, true, 7, 9),
        new Plan("DK", 45, false, 8, 8),
        new Plan("NO", 47, false, 8, 8),
        new Plan("SG", 65, false, 8, 8),
        new Plan("PT", 351, false, 9, 9),
        new Plan("NZ", 64, true, 8, 10),
    };

    private Phones() {}

    // ---- with the country's code

    /// @return its end, or -1
    static int international(Scan scan, Digits digits) {
        if (!scan.wants(Kind.PHONE) || digits.values[0] == 0) {
            return -1;
        }
        int best = -1;
        for (int last = digits.groups - 1; last >= 0; last--) {
            int count = digits.counts[last];
            if (count < FEWEST
                    || count > MOST + 1
                    || (!digits.endsWith(last) && extension(scan, digits.ends[last]) == digits.ends[last])) {
                continue;
            }
            if (count > MOST || !isPossible(digits, 0, last)) {
                continue;
            }
            if (best < 0) {
                best = last;
            } else if (isValid(digits, 0, best)) {
                break;
            } else if (isValid(digits, 0, last)) {
                best = last;
                break;
            }
        }
        return best < 0 ? -1 : add(scan, digits, best, "international", .9);
    }

    private static boolean isValid(Digits digits, int from, int last) {
        PhoneNumber number = international(digits, from, last);
        return number != null && PLANS.isValidNumber(number);
    }

    private static boolean isPossible(Digits digits, int from, int last) {
        PhoneNumber number = international(digits, from, last);
        return number != null && (PLANS.isPossibleNumber(number) || digits.counts[last] - from >= 10);
    }

    private static @org.jspecify.annotations.Nullable PhoneNumber international(Digits digits, int from, int last) {
        byte[] values = digits.values;
        int codeLength = codeLength(values, from);
        if (codeLength == 0) {
            return null;
        }
        int code = (int) Checksums.value(values, from, from + codeLength);
        int begin = from + codeLength;
        // +44 (0)20: the 0 is for calls from inside.
        boolean trunk = values[begin] == 0 && code != 39 && code != 378;
        long national = Checksums.value(values, trunk ? begin + 1 : begin, digits.counts[last]);
        PhoneNumber number = new PhoneNumber().setCountryCode(code).setNationalNumber(national);
        if (!trunk && values[begin] == 0) {
            number.setItalianLeadingZero(true);
        }
        return number;
    }

    private static int codeLength(byte[] values, int from) {
        int one = values[from];
        if (one == 1 || one == 7) {
            return 1;
        }
        int two = one * 10 + values[from + 1];
        return switch (two) {
            case 20,
                    27,
                    30,
                    31,
                    32,
                    33,
                    34,
                    36,
                    39,
                    40,
                    41,
                    43,
                    44,
                    45,
                    46,
                    47,
                    48,
                    49,
                    51,
                    52,
                    53,
                    54,
                    55,
                    56,
                    57,
                    58,
                    60,
                    61,
                    62,
                    63,
                    64,
                    65,
                    66,
                    81,
                    82,
                    84,
                    86,
                    90,
                    91,
                    92,
                    93,
                    94,
                    95,
                    98 -> 2;
            case 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 28, 83, 89 -> 0;
            default -> 3;
        };
    }

    // ---- as written inside a country

    static int national(Scan scan, Digits digits) {
        if (!scan.wants(Kind.PHONE)) {
            return -1;
        }
        int found = american(scan, digits);
        if (found < 0 && digits.values[0] == 0) {
            found = prefixed(scan, digits);
        }
        return found < 0 ? other(scan, digits) : found;
    }

    /// Three, three and four digits, with 1 before them or not.
    private static int american(Scan scan, Digits digits) {
        boolean one = digits.size(0) == 1 && digits.values[0] == 1 && digits.groups >= 4;
        int first = one ? 1 : 0;
        int last = first + 2;
        if (digits.groups > last
                && digits.size(first) == 3
                && digits.size(first + 1) == 3
                && digits.size(last) == 4
                && ends(scan, digits, last)) {
            return three(scan, digits, first, last);
        }
        boolean half = digits.groups >= 2 && digits.size(0) == 3 && digits.size(1) == 7 && digits.separators[1] == '(';
        if (half && digits.lead < digits.begins[0] && ends(scan, digits, 1)) {
            return add(scan, digits, 1, "nanp", .6);
        }
        return bareAmerican(scan, digits, one);
    }

    private static int three(Scan scan, Digits digits, int first, int last) {
        char left = digits.separators[first + 1];
        char right = digits.separators[last];
        boolean bracket = left == '(' || scan.at(digits.begins[first] - 1) == '(';
        boolean plain = left == right || bracket || left == '/';
        boolean wide = left == '~' || right == '~';
        if (!plain || (digits.continues && (left == ' ' || first == 1))) {
            return -1;
        }
        Context around = scan.around(digits.lead, digits.ends[last]);
        if (around.nearestIs(Topics.PHONE)) {
            return add(scan, digits, last, "nanp", .95);
        }
        if (wide) {
            return -1;
        }
        if ((around.nearest & AGAINST) != 0 && !around.about(Topics.PHONE)) {
            return bracket || first == 1 ? add(scan, digits, last, "nanp", .55) : -1;
        }
        double certainty = bracket ? .85 : left == '-' || left == '.' ? .8 : isAmerican(digits, first, last) ? .6 : .4;
        return add(scan, digits, last, "nanp", certainty);
    }

    private static boolean isAmerican(Digits digits, int first, int last) {
        int from = first == 0 ? 0 : digits.counts[first - 1];
        return digits.values[from] > 1 && digits.values[from + 3] > 1 && digits.counts[last] - from == 10;
    }

    private static int bareAmerican(Scan scan, Digits digits, boolean one) {
        int count = digits.counts[0];
        boolean local = digits.groups >= 2
                && digits.size(0) == 3
                && digits.size(1) == 4
                && digits.values[0] > 1
                && isLocalSeparator(digits)
                && !digits.followed(1);
        boolean ten = count == 10 || (count == 11 && digits.values[0] == 1);
        int last = local ? 1 : 0;
        if (one || (!local && !ten) || digits.continues || !ends(scan, digits, last)) {
            return -1;
        }
        Context around = scan.around(digits.lead, digits.ends[last]);
        boolean speaksFor = around.nearestIs(Topics.PHONE) && (around.close & AGAINST & ~Topics.THING) == 0;
        if (speaksFor && (local || digits.values[count - 10] > 0)) {
            return add(scan, digits, last, local ? "local" : "nanp-bare", .75);
        }
        boolean likely = !local && isAmerican(digits, 0, 0) && (around.nearest & AGAINST) == 0 && around.before != 0;
        return likely && around.about(Topics.PHONE) ? add(scan, digits, last, "nanp-bare", .6) : -1;
    }

    private static boolean isLocalSeparator(Digits digits) {
        char separator = digits.separators[1];
        return separator == '-' || separator == '.' || separator == ' ';
    }

    /// `0044 20 …`, `011 44 …`, `001-555-…`: the country's code after the prefix for calls abroad.
    private static int prefixed(Scan scan, Digits digits) {
        int skip = digits.values[1] == 0 ? 2 : digits.values[1] == 1 && digits.values[2] == 1 ? 3 : 0;
        if (skip == 0 || digits.continues || digits.values[skip] == 0) {
            return -1;
        }
        for (int last = digits.groups - 1; last >= 0; last--) {
            int count = digits.counts[last] - skip;
            if (count < FEWEST || count > MOST || !ends(scan, digits, last)) {
                continue;
            }
            boolean grouped = last > 0;
            Context around = scan.around(digits.lead, digits.ends[last]);
            boolean speaksFor = around.nearestIs(Topics.PHONE);
            boolean against = (around.nearest & AGAINST) != 0;
            if (against && !speaksFor) {
                return -1;
            }
            boolean american = digits.values[skip] == 1 && count == 11 && last >= 2;
            if (american || (isValid(digits, skip, last) && (grouped || speaksFor))) {
                return add(scan, digits, last, "international", speaksFor ? .9 : .75);
            }
        }
        return -1;
    }

    private static int other(Scan scan, Digits digits) {
        if (digits.continues) {
            return -1;
        }
        boolean bracket = scan.at(digits.begins[0] - 1) == '(';
        boolean zero = digits.values[0] == 0;
        for (int last = Math.min(digits.groups - 1, 6); last >= 0; last--) {
            int count = digits.counts[last];
            if (count < FEWEST || count > 13 || !ends(scan, digits, last) || isDate(digits, last)) {
                continue;
            }
            Context around = scan.around(digits.lead, digits.ends[last]);
            boolean speaksFor = around.nearestIs(Topics.PHONE);
            boolean against = (around.nearest & AGAINST) != 0;
            boolean formed = (bracket || (zero && last > 0) || isIndian(digits, last)) && isTight(digits, last);
            if ((against && !speaksFor) || (!speaksFor && !formed) || (last > 0 && digits.size(last) < 2)) {
                return -1;
            }
            if ((speaksFor && count >= 9 && last > 0 && plausible(digits, last)) || isPlanned(digits, last)) {
                return add(scan, digits, last, "national", speaksFor ? .85 : bracket || zero ? .65 : .55);
            }
        }
        return -1;
    }

    /// Groups as of a telephone number: none too long, none alone.
    private static boolean plausible(Digits digits, int last) {
        for (int group = 0; group <= last; group++) {
            if (digits.size(group) > 8 || (group > 0 && digits.separators[group] == '~')) {
                return false;
            }
        }
        return true;
    }

    /// Without slashes, and without dashes that have spaces around them: `012 - 345 - 678` is arithmetic.
    private static boolean isTight(Digits digits, int last) {
        for (int group = 1; group <= last; group++) {
            if (digits.separators[group] == '~' || digits.separators[group] == '/') {
                return false;
            }
        }
        return true;
    }

    private static boolean isIndian(Digits digits, int last) {
        return last == 1 && digits.size(0) == 5 && digits.size(1) == 5 && digits.values[0] >= 6;
    }

    /// `2024-01-15`, `01.02.2024 12`, and so on.
    private static boolean isDate(Digits digits, int last) {
        if (last < 2) {
            return false;
        }
        boolean yearFirst = digits.size(0) == 4 && digits.size(1) <= 2 && digits.size(2) <= 2;
        boolean yearLast = digits.size(0) <= 2 && digits.size(1) <= 2 && digits.size(2) == 4;
        return yearFirst || (yearLast && digits.separators[1] != ' ') || (last == 2 && yearLast);
    }

    private static boolean isPlanned(Digits digits, int last) {
        int count = digits.counts[last];
        boolean zero = digits.values[0] == 0;
        for (Plan plan : PLANNED) {
            boolean strips = plan.trunk && zero;
            int length = strips ? count - 1 : count;
            if ((plan.trunk != zero && plan.code != 39) || length < plan.fewest || length > plan.most) {
                continue;
            }
            PhoneNumber number = new PhoneNumber()
                    .setCountryCode(plan.code)
                    .setNationalNumber(Checksums.value(digits.values, strips ? 1 : 0, count));
            if (!strips && zero) {
                number.setItalianLeadingZero(true);
            }
            if (PLANS.isValidNumberForRegion(number, plan.region)) {
                return true;
            }
        }
        return false;
    }

    // ---- where it ends

    private static boolean ends(Scan scan, Digits digits, int last) {
        int end = digits.ends[last];
        return digits.endsWith(last) || extension(scan, end) > end;
    }

    private static int add(Scan scan, Digits digits, int last, String rule, double certainty) {
        if (certainty < scan.least) {
            return -1;
        }
        int end = extension(scan, digits.ends[last]);
        int begin = digits.lead;
        // An opening bracket of the sentence is none of the number.
        if (scan.chars[begin] == '(' && !closes(scan, begin, end)) {
            begin++;
        } else if (scan.chars[begin] == '(' && scan.at(end) == ')' && !closesInside(scan, begin, end)) {
            begin++;
        }
        scan.add(Kind.PHONE, begin, end, rule, certainty);
        return end;
    }

    private static boolean closes(Scan scan, int begin, int end) {
        return closesInside(scan, begin, end);
    }

    private static boolean closesInside(Scan scan, int begin, int end) {
        for (int at = begin; at < end; at++) {
            if (scan.chars[at] == ')') {
                return true;
            }
        }
        return false;
    }

    /// Where an extension ends that begins here, or the same place.
    static int extension(Scan scan, int end) {
        int at = end;
        if (scan.at(at) == ',') {
            at++;
        }
        while (at < end + 3 && scan.at(at) == ' ') {
            at++;
        }
        int word = at;
        while (at < word + 9 && Signs.isLetter(scan.at(at))) {
            at++;
        }
        boolean hash = at == word && scan.at(at) == '#';
        if (hash) {
            at++;
        } else if (!isExtensionWord(scan, word, at)) {
            return end;
        }
        int dots = at;
        while (at < dots + 3 && (scan.at(at) == '.' || scan.at(at) == ' ' || scan.at(at) == ':')) {
            at++;
        }
        int first = at;
        while (at < first + 7 && Signs.isDigit(scan.at(at))) {
            at++;
        }
        return at == first || Signs.isWord(scan.at(at)) ? end : at;
    }

    private static boolean isExtensionWord(Scan scan, int from, int to) {
        return switch (to - from) {
            case 1 -> (scan.chars[from] | 0x20) == 'x';
            case 3 -> matches(scan, from, "ext");
            case 4 -> matches(scan, from, "extn");
            case 5 -> matches(scan, from, "poste");
            case 9 -> matches(scan, from, "extension");
            default -> false;
        };
    }

    private static boolean matches(Scan scan, int from, String word) {
        for (int index = 0; index < word.length(); index++) {
            if (Signs.lower(scan.at(from + index)) != word.charAt(index)) {
                return false;
            }
        }
        return true;
    }
}
