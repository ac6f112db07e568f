package dev.seedbed.privacy;

import java.util.HashMap;
import java.util.Map;

/// IBANs: the country's length and ISO 7064's check, with spaces or dashes between groups or without.
///
/// Lengths: SWIFT's IBAN Registry, release 99 of 2024, as restated by Presidio's and schwifty's tables.
final class Ibans {
    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;

    private static final Map<String, Integer> LENGTHS = lengths();

    private Ibans() {}

    private static Map<String, Integer> lengths() {
        Map<String, Integer> lengths = new HashMap<>();
        String table =
                "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29"
                        + " ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28"
                        + " LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29"
                        + " RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";
        for (String entry : table.split(" ")) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return lengths;
    }

    /// The length of a country's IBANs, or 0.
    static int length(String country) {
        return LENGTHS.getOrDefault(country, 0);
    }

    /// @param begin of a word that holds digits
    static void at(Scan scan, int begin, int end) {
        boolean formed = end - begin >= 4
                && Signs.isLetter(scan.chars[begin])
                && Signs.isLetter(scan.chars[begin + 1])
                && Signs.isDigit(scan.chars[begin + 2])
                && Signs.isDigit(scan.chars[begin + 3]);
        if (!formed || !scan.wants(Kind.IBAN)) {
            return;
        }
        char before = scan.at(begin - 1);
        if (before == '_' || (before == '-' && Signs.isWord(scan.at(begin - 2))) || before == '/') {
            return;
        }
        String country = "" + Signs.upper(scan.chars[begin]) + Signs.upper(scan.chars[begin + 1]);
        int length = length(country);
        if (length == 0) {
            return;
        }
        boolean upper = Signs.isUpper(scan.chars[begin]);
        int at = begin;
        int seen = 0;
        while (seen < length && at < scan.to) {
            char sign = scan.chars[at];
            if (Signs.isWord(sign)) {
                if (upper && sign >= 'a') {
                    return;
                }
                seen++;
            } else if (!isGap(sign) || !Signs.isWord(scan.at(at + 1))) {
                return;
            }
            at++;
        }
        char next = scan.at(at);
        boolean glued = (next == '-' && Signs.isWord(scan.at(at + 1))) || next == '_';
        if (seen == length && length >= SHORTEST && !Signs.isWord(next) && !glued && isValid(scan.chars, begin, at)) {
            scan.add(Kind.IBAN, begin, at, "iban", .98);
            scan.skipTo(at);
        }
    }

    private static boolean isGap(char sign) {
        return sign == ' ' || sign == '-' || sign == 0xA0 || sign == 0x202F || sign == '.';
    }

    /// ISO 7064 mod 97,10 with the first four at the end.
    static boolean isValid(char[] chars, int from, int to) {
        char[] packed = new char[LONGEST];
        int count = 0;
        for (int at = from; at < to; at++) {
            if (Signs.isWord(chars[at])) {
                packed[count++] = Signs.upper(chars[at]);
            }
        }
        return remainder(packed, count) == 1;
    }

    static int remainder(char[] packed, int count) {
        int rest = 0;
        for (int place = 0; place < count; place++) {
            char sign = packed[(place + 4) % count];
            rest = Signs.isDigit(sign) ? (rest * 10 + sign - '0') % 97 : (rest * 100 + sign - 'A' + 10) % 97;
        }
        return rest;
    }
}
