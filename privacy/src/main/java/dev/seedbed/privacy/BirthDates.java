package dev.seedbed.privacy;

/// Dates of birth: any date that the words before it call so.
final class BirthDates {
    private static final String[] MONTHS = {
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "januar",
        "februar",
        "märz",
        "mai",
        "juni",
        "juli",
        "oktober",
        "dezember",
        "janvier",
        "février",
        "mars",
        "avril",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
        "gennaio",
        "febbraio",
        "aprile",
        "maggio",
        "giugno",
        "luglio",
        "settembre",
        "ottobre",
        "dicembre",
    };

    private BirthDates() {}

    static boolean mayBe(int digits) {
        return digits <= 2 || digits == 4;
    }

    /// @param begin of a group of digits
    static boolean at(Scan scan, int begin, int end) {
        int last = numeric(scan, begin, end);
        int first = begin;
        if (last < 0) {
            last = dayAndMonth(scan, end, end - begin);
        }
        if (last < 0 && end - begin <= 2) {
            int month = monthBefore(scan, begin);
            if (month >= 0) {
                first = month;
                last = yearAfter(scan, ordinal(scan, end));
            }
        }
        if (last < 0 || (scan.around(first, last).close & Topics.BIRTH) == 0) {
            return false;
        }
        scan.add(Kind.DATE_OF_BIRTH, first, last, "date-of-birth", .85);
        scan.skipTo(last);
        return true;
    }

    /// `1985-03-07`, `07.03.1985`, `3/7/85`.
    private static int numeric(Scan scan, int begin, int end) {
        char sign = scan.at(end);
        if (sign != '-' && sign != '/' && sign != '.') {
            return -1;
        }
        int second = digits(scan, end + 1);
        int gap = scan.at(second) == sign && sign == '.' && scan.at(second + 1) == ' ' ? 1 : 0;
        if (second == end + 1 || second > end + 3 || scan.at(second) != sign) {
            return -1;
        }
        int thirdBegin = second + 1 + gap;
        int third = digits(scan, thirdBegin);
        int size = third - thirdBegin;
        boolean yearFirst = end - begin == 4 && size >= 1 && size <= 2;
        boolean yearLast = end - begin <= 2 && (size == 4 || size == 2);
        boolean ends = !Signs.isWord(scan.at(third)) || scan.at(third) == 'T';
        return (yearFirst || yearLast) && ends ? third : -1;
    }

    /// `7 March 1985`, `7th of March, 1985`, `7. März 1985`.
    private static int dayAndMonth(Scan scan, int end, int size) {
        if (size > 2) {
            return -1;
        }
        int at = blanks(scan, ordinal(scan, end));
        if (scan.at(at) == 'o' && scan.at(at + 1) == 'f' && scan.at(at + 2) == ' ') {
            at += 3;
        } else if (scan.at(at) == 'd' && scan.at(at + 1) == 'e' && scan.at(at + 2) == ' ') {
            at += 3;
        }
        int month = month(scan, at);
        return month < 0 ? -1 : yearAfter(scan, month);
    }

    private static int ordinal(Scan scan, int end) {
        if (scan.at(end) == '.') {
            return end + 1;
        }
        boolean letters =
                Signs.isLetter(scan.at(end)) && Signs.isLetter(scan.at(end + 1)) && !Signs.isLetter(scan.at(end + 2));
        return letters ? end + 2 : end;
    }

    private static int blanks(Scan scan, int from) {
        int at = from;
        while (at < from + 3
                && (scan.at(at) == ' ' || scan.at(at) == '-' || scan.at(at) == '.' || scan.at(at) == ',')) {
            at++;
        }
        return at;
    }

    private static int digits(Scan scan, int from) {
        int at = from;
        while (at < from + 5 && Signs.isDigit(scan.at(at))) {
            at++;
        }
        return at;
    }

    private static int yearAfter(Scan scan, int from) {
        int begin = blanks(scan, from);
        if (scan.at(begin) == 'd' && scan.at(begin + 1) == 'e' && scan.at(begin + 2) == ' ') {
            begin += 3;
        }
        int end = digits(scan, begin);
        boolean year = end - begin == 4 && (scan.at(begin) == '1' || scan.at(begin) == '2');
        return year && begin > from && !Signs.isWord(scan.at(end)) ? end : -1;
    }

    private static int month(Scan scan, int from) {
        int end = from;
        while (end < from + 11 && Character.isLetter(scan.at(end))) {
            end++;
        }
        if (end - from < 3 || end - from > 10) {
            return -1;
        }
        String word = new String(scan.chars, from, end - from).toLowerCase(java.util.Locale.ROOT);
        for (String month : MONTHS) {
            if (month.equals(word)) {
                return end;
            }
        }
        return -1;
    }

    private static int monthBefore(Scan scan, int begin) {
        int end = begin;
        while (end > scan.from && end > begin - 2 && (scan.chars[end - 1] == ' ' || scan.chars[end - 1] == '.')) {
            end--;
        }
        int first = end;
        while (first > scan.from && first > end - 11 && Character.isLetter(scan.chars[first - 1])) {
            first--;
        }
        return end < begin && month(scan, first) == end ? first : -1;
    }
}
