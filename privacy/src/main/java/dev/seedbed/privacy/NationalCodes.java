package dev.seedbed.privacy;

/// National identity codes with letters: `S1234567D`, `12345678Z`, `RSSMRA85T10A562S`, `AB 12 34 56 C`, `131052-308T`.
final class NationalCodes {
    private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";
    private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";
    private static final String SINGAPORE_ST = "JZIHGFEDCBA";
    private static final String SINGAPORE_FG = "XWUTRQPNMLK";
    private static final String ITALIAN_MONTHS = "ABCDEHLMPRST";
    private static final int[] ITALIAN_ODD = {
        1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23
    };

    private NationalCodes() {}

    /// @param begin of a word of letters and digits
    static void at(Scan scan, int begin, int end) {
        if (!scan.wants(Kind.NATIONAL_ID)) {
            return;
        }
        char before = scan.at(begin - 1);
        if (before == '_' || before == '/' || before == '@' || before == '#') {
            return;
        }
        boolean glued = before == '-' && Signs.isWord(scan.at(begin - 2));
        boolean continues = (scan.at(end) == '-' && Signs.isWord(scan.at(end + 1))) || scan.at(end) == '_';
        int length = end - begin;
        if (glued) {
            if (!continues) {
                tail(scan, begin, end, length);
            }
            return;
        }
        if (length == 7 && splitBritish(scan, begin, end)) {
            return;
        }
        if (length == 4 || length == 8) {
            british(scan, begin);
        }
        if (continues) {
            dashedSpanish(scan, begin, end, length);
            return;
        }
        String code = new String(scan.chars, begin, length).toUpperCase(java.util.Locale.ROOT);
        boolean upper = Signs.isUpper(scan.chars[end - 1]) || Signs.isDigit(scan.chars[end - 1]);
        switch (length) {
            case 9 -> nine(scan, begin, end, code, upper);
            case 8 -> shortSpanish(scan, begin, end, code);
            case 10 -> indian(scan, begin, end, code);
            case 11 -> finnish(scan, begin, end, code);
            case 16 -> italian(scan, begin, end, code);
            case 15 -> named(scan, begin, end, "fr-nir", frenchCorsican(code), Topics.NIR);
            default -> {}
        }
    }

    private static void add(Scan scan, int begin, int end, String rule, double certainty) {
        scan.add(Kind.NATIONAL_ID, begin, end, rule, certainty);
        if (certainty >= scan.least) {
            scan.skipTo(end);
        }
    }

    private static void named(Scan scan, int begin, int end, String rule, boolean valid, long topic) {
        if (valid && scan.around(begin, end).about(topic | Topics.IDENTITY | Topics.TAX)) {
            add(scan, begin, end, rule, .85);
        }
    }

    private static double weighed(Scan scan, int begin, int end, double alone) {
        Context around = scan.around(begin, end);
        if (around.about(Topics.IDENTITY | Topics.TAX)) {
            return .95;
        }
        return (around.nearest & (Topics.THING | Topics.VERSION | Topics.HASH)) != 0 ? .3 : alone;
    }

    private static void nine(Scan scan, int begin, int end, String code, boolean upper) {
        if (upper && isSpanish(code)) {
            add(scan, begin, end, Signs.isDigit(code.charAt(0)) ? "es-nif" : "es-nie", weighed(scan, begin, end, .7));
        } else if (upper && isSingaporean(code)) {
            add(scan, begin, end, "sg-nric", weighed(scan, begin, end, .7));
        } else if (upper && isSingaporeForm(code)) {
            scan.add(Kind.NATIONAL_ID, begin, end, "sg-nric-unchecked", .2);
        } else if (isBritish(code)) {
            double certainty = weighed(scan, begin, end, .4);
            add(scan, begin, end, "uk-nino", certainty);
        }
    }

    static boolean isSpanish(String code) {
        char first = code.charAt(0);
        int lead = first == 'X' ? 0 : first == 'Y' ? 1 : first == 'Z' ? 2 : -1;
        int number = number(code, lead < 0 ? 0 : 1, 8);
        if (number < 0) {
            return false;
        }
        int whole = lead < 0 ? number : lead * 10_000_000 + number;
        return SPANISH.charAt(whole % 23) == code.charAt(8) && number > 0;
    }

    private static boolean isSingaporeForm(String code) {
        return Signs.isUpper(code.charAt(0)) && number(code, 1, 8) >= 0 && Signs.isLetter(code.charAt(8));
    }

    static boolean isSingaporean(String code) {
        char first = code.charAt(0);
        int number = number(code, 1, 8);
        if ("STFGM".indexOf(first) < 0 || number < 0 || !Signs.isLetter(code.charAt(8))) {
            return false;
        }
        int[] weights = {2, 7, 6, 5, 4, 3, 2};
        int sum = first == 'T' || first == 'G' ? 4 : first == 'M' ? 3 : 0;
        for (int place = 0; place < 7; place++) {
            sum += (code.charAt(place + 1) - '0') * weights[place];
        }
        int rest = sum % 11;
        char check = first == 'S' || first == 'T'
                ? SINGAPORE_ST.charAt(rest)
                : first == 'M' ? "XWUTRQPNJLK".charAt(10 - rest) : SINGAPORE_FG.charAt(rest);
        return check == code.charAt(8);
    }

    private static int number(String code, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            if (!Signs.isDigit(code.charAt(at))) {
                return -1;
            }
            number = number * 10 + code.charAt(at) - '0';
        }
        return number;
    }

    /// India's tax number: the fourth letter says whose.
    private static void indian(Scan scan, int begin, int end, String code) {
        boolean letters = true;
        for (int at = 0; at < 5; at++) {
            letters &= Signs.isLetter(code.charAt(at));
        }
        boolean formed = letters
                && number(code, 5, 9) >= 0
                && Signs.isLetter(code.charAt(9))
                && "ABCFGHLJPTK".indexOf(code.charAt(3)) >= 0;
        if (formed) {
            boolean named = scan.around(begin, end).about(Topics.IDENTITY | Topics.TAX | Topics.CARD);
            add(scan, begin, end, "in-pan", named ? .9 : code.charAt(3) == 'P' ? .5 : .4);
        }
    }

    private static void italian(Scan scan, int begin, int end, String code) {
        for (int at = 0; at < 6; at++) {
            if (!Signs.isLetter(code.charAt(at))) {
                return;
            }
        }
        boolean month = ITALIAN_MONTHS.indexOf(code.charAt(8)) >= 0;
        boolean formed = month && Signs.isLetter(code.charAt(11)) && Signs.isLetter(code.charAt(15));
        if (formed) {
            boolean checked = italianCheck(code) == code.charAt(15);
            add(scan, begin, end, "it-codice-fiscale", checked ? .95 : .3);
        }
    }

    static char italianCheck(String code) {
        int sum = 0;
        for (int at = 0; at < 15; at++) {
            char sign = code.charAt(at);
            int value = Signs.isDigit(sign) ? sign - '0' : sign - 'A';
            sum += at % 2 == 0 ? ITALIAN_ODD[value] : value;
        }
        return (char) ('A' + sum % 26);
    }

    /// Corsica's departments are 2A and 2B.
    static boolean frenchCorsican(String code) {
        boolean corsican = code.charAt(5) == '2' && (code.charAt(6) == 'A' || code.charAt(6) == 'B');
        if (!corsican || number(code, 0, 5) < 0 || number(code, 7, 15) < 0) {
            return false;
        }
        String digits = code.substring(0, 5) + (code.charAt(6) == 'A' ? "19" : "18") + code.substring(7, 13);
        return 97 - Long.parseLong(digits) % 97 == number(code, 13, 15);
    }

    // ---- the United Kingdom's National Insurance number

    private static boolean isBritish(String code) {
        return isBritishPrefix(code.charAt(0), code.charAt(1))
                && number(code, 2, 8) >= 0
                && code.charAt(8) >= 'A'
                && code.charAt(8) <= 'D';
    }

    static boolean isBritishPrefix(char first, char second) {
        if (!Signs.isUpper(first)
                || !Signs.isUpper(second)
                || "DFIQUV".indexOf(first) >= 0
                || "DFIQUVO".indexOf(second) >= 0) {
            return false;
        }
        return switch ("" + first + second) {
            case "BG", "GB", "NK", "KN", "NT", "TN", "ZZ" -> false;
            default -> true;
        };
    }

    /// `AB 12 34 56 C` and `AB123456 C`; the word is its first with digits.
    private static void british(Scan scan, int wordBegin) {
        char first = Signs.upper(scan.chars[wordBegin]);
        char second = Signs.upper(scan.at(wordBegin + 1));
        if (!isBritishPrefix(first, second)) {
            return;
        }
        int at = wordBegin + 2;
        int digits = 0;
        while (digits < 6 && at < scan.to) {
            char sign = scan.chars[at];
            if (Signs.isDigit(sign)) {
                digits++;
            } else if ((sign != ' ' && sign != '-') || digits % 2 != 0) {
                return;
            }
            at++;
        }
        char gap = scan.at(at);
        if (gap == ' ' || gap == '-') {
            at++;
        }
        char suffix = Signs.upper(scan.at(at));
        if (digits == 6 && suffix >= 'A' && suffix <= 'D' && !Signs.isWord(scan.at(at + 1))) {
            add(scan, wordBegin, at + 1, "uk-nino", weighed(scan, wordBegin, at + 1, .6));
        }
    }

    /// `AB 12 34 56 C`, of which the first word with digits is `12`.
    static boolean spacedBritish(Scan scan, int begin, int end) {
        if (end - begin != 2 || scan.at(begin - 1) != ' ' || Signs.isWord(scan.at(begin - 4))) {
            return false;
        }
        if (!isBritishPrefix(Signs.upper(scan.at(begin - 3)), Signs.upper(scan.at(begin - 2)))) {
            return false;
        }
        char[] chars = scan.chars;
        int last = begin + 10;
        boolean formed = last <= scan.to
                && Signs.isDigit(chars[begin + 3])
                && Signs.isDigit(chars[begin + 4])
                && Signs.isDigit(chars[begin + 6])
                && Signs.isDigit(chars[begin + 7])
                && chars[begin + 2] == ' '
                && chars[begin + 5] == ' '
                && chars[begin + 8] == ' ';
        if (!formed
                || Signs.upper(chars[begin + 9]) < 'A'
                || Signs.upper(chars[begin + 9]) > 'D'
                || Signs.isWord(scan.at(last))) {
            return false;
        }
        add(scan, begin - 3, last, "uk-nino", weighed(scan, begin - 3, last, .7));
        return true;
    }

    /// `AB 123456C`.
    private static boolean splitBritish(Scan scan, int begin, int end) {
        String code = "" + scan.at(begin - 3) + scan.at(begin - 2) + new String(scan.chars, begin, end - begin);
        boolean formed = scan.at(begin - 1) == ' ' && !Signs.isWord(scan.at(begin - 4));
        if (!formed || !isBritish(code.toUpperCase(java.util.Locale.ROOT))) {
            return false;
        }
        add(scan, begin - 3, end, "uk-nino", weighed(scan, begin - 3, end, .5));
        return true;
    }

    private static boolean isDay(int date) {
        int day = date / 10_000;
        int month = date / 100 % 100;
        int most = month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
        return day >= 1 && day <= most && month >= 1 && month <= 12;
    }

    // ---- after a dash

    /// `131052-308T`, `12345678-Z`.
    private static void tail(Scan scan, int begin, int end, int length) {
        if (length == 4 && Signs.isDigit(scan.at(begin - 7)) && !Signs.isWord(scan.at(begin - 8))) {
            String code = new String(scan.chars, begin - 7, 11);
            int day = number(code, 0, 6);
            int serial = number(code, 7, 10);
            if (day >= 0 && isDay(day) && serial >= 2) {
                int check = (int) (((long) day * 1000 + serial) % 31);
                if (FINNISH.charAt(check) == code.charAt(10)) {
                    add(scan, begin - 7, end, "fi-hetu", .9);
                }
            }
        }
    }

    /// `1111111G`, of seven digits.
    private static void shortSpanish(Scan scan, int begin, int end, String code) {
        if (Signs.isUpper(scan.chars[end - 1]) && isSpanish("0" + code)) {
            add(scan, begin, end, "es-nif", weighed(scan, begin, end, .4));
        }
    }

    /// `Y8063915-Z`.
    private static void dashedSpanish(Scan scan, int begin, int end, int length) {
        boolean formed = length == 8
                && scan.at(end) == '-'
                && Signs.isUpper(scan.at(end + 1))
                && !Signs.isWord(scan.at(end + 2));
        if (formed && isSpanish(new String(scan.chars, begin, 8) + scan.chars[end + 1])) {
            add(scan, begin, end + 2, "es-nie", weighed(scan, begin, end + 2, .7));
        }
    }

    /// `12345678-Z`, of which the word is digits only.
    static boolean dashedDigits(Scan scan, int begin, int end) {
        int length = end - begin;
        boolean formed = (length == 8 || length == 7)
                && scan.at(end) == '-'
                && Signs.isUpper(scan.at(end + 1))
                && !Signs.isWord(scan.at(end + 2))
                && scan.at(end + 2) != '-'
                && scan.at(begin - 1) != '-';
        if (!formed
                || !isSpanish((length == 7 ? "0" : "") + new String(scan.chars, begin, length) + scan.chars[end + 1])) {
            return false;
        }
        double certainty = weighed(scan, begin, end + 2, length == 8 ? .6 : .4);
        add(scan, begin, end + 2, "es-nif", certainty);
        return certainty >= scan.least;
    }

    /// `020594X903P`, whose letter in the middle is the century.
    private static void finnish(Scan scan, int begin, int end, String code) {
        int day = number(code, 0, 6);
        int serial = number(code, 7, 10);
        boolean century = "ABCDEFYXWVU".indexOf(code.charAt(6)) >= 0;
        boolean date = isDay(day);
        if (century
                && date
                && serial >= 2
                && FINNISH.charAt((int) (((long) day * 1000 + serial) % 31)) == code.charAt(10)) {
            add(scan, begin, end, "fi-hetu", .9);
        }
    }

    /// Whether the last letter is the right one.
    static boolean agrees(String rule, String code) {
        int last = code.length() - 1;
        return switch (rule) {
            case "es-nif", "es-nie" -> isSpanish(code.length() == 8 ? "0" + code : code);
            case "sg-nric" -> isSingaporean(code);
            case "it-codice-fiscale" -> italianCheck(code) == code.charAt(last);
            default -> {
                long whole = number(code, 0, 6) * 1000L + number(code, last - 3, last);
                yield FINNISH.charAt((int) (whole % 31)) == code.charAt(last);
            }
        };
    }
}
