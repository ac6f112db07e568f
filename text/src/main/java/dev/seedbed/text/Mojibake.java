package dev.seedbed.text;

import java.util.Optional;

/// Finds characters that were lost or read in the wrong encoding.
///
/// UTF-8 read as Latin-1 or Windows-1252 shows one of `Ã Â â Ð Ñ ð` and bytes of 0x80 to 0xBF as those encodings
/// show them; read as Windows-1251 it shows pairs that begin with `Р`, `С`, `Г` or `в`. All tests look at a
/// character and its neighbours, and only where one is not ASCII.
final class Mojibake {
    /// What Windows-1252 has for 0x80 to 0x9F.
    private static final String WINDOWS =
            "\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019"
                    + "\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178";

    /// Signs and rare letters that Windows-1251 has for 0x80 to 0xBF.
    private static final String CYRILLIC_SIGNS =
            "\u0402\u0403\u201A\u0453\u201E\u2026\u2020\u2021\u20AC\u2030\u0409\u2039\u040A\u040C\u040B\u040F\u0452"
                    + "\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u2122\u0459\u203A\u045A\u045C\u045B\u045F\u00A0\u040E\u045E\u0408\u00A4\u0490\u00A6\u00A7\u0401\u00A9"
                    + "\u0404\u00AC\u00AE\u0407\u00B0\u00B1\u0406\u0456\u0491\u00B5\u00B6\u00B7\u0451\u2116\u0454\u00BB\u0458\u0405\u0455\u0457";

    private Mojibake() {}

    static Optional<Finding> find(String text, CodeRegions code) {
        // Where runs of Cyrillic pairs end that were found to be Russian, for even and for odd places: asking
        // again at each of their pairs would make time quadratic.
        int[] russianUntil = new int[2];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r') {
                continue;
            }
            int end = brokenUntil(text, i, c, russianUntil);
            if (end > i && !isExample(text, i, end, code)) {
                return Optional.of(new Finding(
                        Malformations.MOJIBAKE,
                        "characters were lost or read in the wrong encoding at character " + (i + 1),
                        i,
                        end));
            }
            i = Math.max(i, end - 1);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return Optional.of(new Finding(Malformations.MOJIBAKE, "half of a character stands alone", i, i + 1));
            }
        }
        return Optional.empty();
    }

    /// Where what is broken from a place on ends; the place itself if nothing is.
    private static int brokenUntil(String text, int i, char c, int[] russianUntil) {
        char next = at(text, i + 1);
        if (c < ' ' || (c >= 0x7F && c < 0xA0)) {
            boolean harmless = c == 0x0C || c == 0x1B || c == 0x85 || c == 0x0B;
            return harmless ? i : i + 1;
        }
        return switch (c) {
            case '\uFFFD' -> behind(text, i, c);
            case '\u00C3' -> isMark(next) || (isContinuation(next) && !isUpperBefore(text, i)) ? i + 2 : i;
            case '\u00C2' -> isLatinAfterSpace(next) ? i + 2 : i;
            case '\u00E2' -> threeBytes(text, i);
            case '\u00EF' ->
                (next == '\u00BB' || next == '\u00BF') && (at(text, i + 2) == '\u00BF' || at(text, i + 2) == '\u00BD')
                        ? i + 3
                        : i;
            case '\u00F0' -> next == '\u0178' ? i + 2 : i;
            case '\u00C4', '\u00C5' -> isMark(next) && isLetterAround(text, i) ? i + 2 : i;
            case '\u00D0', '\u00D1', '\u00CE', '\u00CF', '\u00D8', '\u00D9', '\u00D7' -> pairs(text, i);
            case '\u00E0',
                    '\u00E1',
                    '\u00E3',
                    '\u00E4',
                    '\u00E5',
                    '\u00E6',
                    '\u00E7',
                    '\u00E8',
                    '\u00E9',
                    '\u00EA',
                    '\u00EB',
                    '\u00EC',
                    '\u00ED' -> triples(text, i);
            case '\u0420', '\u0421' -> cyrillicPairs(text, i, russianUntil);
            case '\u0432' ->
                next == '\u0402' || (next == '\u201A' && at(text, i + 2) == '\u00AC')
                        ? i + 3 <= text.length() ? i + 3 : i + 2
                        : i;
            case '\u0434', '\u0435', '\u0436', '\u0437', '\u0438', '\u0439', '\u0433' -> cyrillicTriples(text, i);
            case '\u0412' -> "\u00B0\u00A3\u00A9\u00AE\u00A7\u00B1\u00B7\u00A0".indexOf(next) >= 0 ? i + 2 : i;
            case '\u0413' -> isLatinNear(text, i) && CYRILLIC_SIGNS.indexOf(next) >= 0 ? i + 2 : i;
            case '\u951F' -> next == '\u65A4' ? i + 2 : i;
            default -> i;
        };
    }

    private static char at(String text, int place) {
        return place < text.length() ? text.charAt(place) : ' ';
    }

    private static int behind(String text, int place, char c) {
        int end = place;
        while (end < text.length() && text.charAt(end) == c) {
            end++;
        }
        return end;
    }

    private static boolean isContinuation(char c) {
        return (c >= 0x80 && c <= 0xBF) || WINDOWS.indexOf(c) >= 0;
    }

    /// A continuation that is no quotation mark or dash, which may well stand behind a letter.
    private static boolean isMark(char c) {
        return isContinuation(c)
                && "\u00AB\u00BB\u2018\u2019\u201C\u201D\u2013\u2014\u2026\u00A0\u00B7\u201E\u201A\u2122\u00AE\u00B0\u2022\u203A\u2039\u0160\u0161\u017D\u017E\u0152\u0153"
                                .indexOf(c)
                        < 0;
    }

    private static boolean isLatinAfterSpace(char c) {
        return (c >= 0xA0 && c <= 0xBF && "\u00AA\u00BA\u00A8\u00AF".indexOf(c) < 0)
                || c == '\u201D'
                || c == '\u2019'
                || c == '\u201C';
    }

    private static boolean isUpperBefore(String text, int place) {
        return place > 0 && Character.isUpperCase(text.charAt(place - 1));
    }

    private static boolean isLetterAround(String text, int place) {
        return (place > 0 && Character.isLetter(text.charAt(place - 1)) && !isUpperBefore(text, place))
                || Character.isLowerCase(at(text, place + 2));
    }

    private static int threeBytes(String text, int i) {
        char next = at(text, i + 1);
        boolean first = next == '\u20AC' || next == '\u0080' || (next == '\u201A' && at(text, i + 2) == '\u00AC');
        if (first) {
            return isContinuation(at(text, i + 2)) || i + 2 >= text.length() || at(text, i + 2) == ' '
                    ? Math.min(text.length(), i + 3)
                    : i;
        }
        return isMark(next) && isContinuation(at(text, i + 2)) ? i + 3 : i;
    }

    /// Two characters of two bytes each, at least.
    private static int pairs(String text, int begin) {
        int end = begin;
        while ("\u00D0\u00D1\u00CE\u00CF\u00D8\u00D9\u00D7".indexOf(at(text, end)) >= 0
                && isContinuation(at(text, end + 1))) {
            end += 2;
            end += at(text, end) == ' ' && "\u00D0\u00D1\u00CE\u00CF\u00D8\u00D9\u00D7".indexOf(at(text, end + 1)) >= 0
                    ? 1
                    : 0;
        }
        return end - begin >= 4 ? Math.min(end, text.length()) : begin;
    }

    /// Two characters of three bytes each, at least.
    private static int triples(String text, int begin) {
        int end = begin;
        while (at(text, end) >= 0xE0
                && at(text, end) <= 0xEF
                && isContinuation(at(text, end + 1))
                && isContinuation(at(text, end + 2))) {
            end += 3;
        }
        return end - begin >= 6 ? Math.min(end, text.length()) : begin;
    }

    /// Three pairs that begin with a capital `Р` or `С`, one of which ends with what no Russian word has.
    private static int cyrillicPairs(String text, int begin, int[] russianUntil) {
        if (begin < russianUntil[begin % 2]) {
            return begin;
        }
        int end = begin;
        boolean odd = false;
        while ((at(text, end) == '\u0420' || at(text, end) == '\u0421') && at(text, end + 1) > ' ') {
            char second = at(text, end + 1);
            odd |= CYRILLIC_SIGNS.indexOf(second) >= 0 && second != '\u0451';
            end += 2;
        }
        if (end - begin >= 6 && odd) {
            return Math.min(end, text.length());
        }
        if (!odd) {
            russianUntil[begin % 2] = end;
        }
        return begin;
    }

    /// Two characters of three bytes each, all but the first signs.
    private static int cyrillicTriples(String text, int begin) {
        int end = begin;
        while ("\u0433\u0434\u0435\u0436\u0437\u0438\u0439".indexOf(at(text, end)) >= 0
                && isCyrillicSign(at(text, end + 1))
                && isCyrillicSign(at(text, end + 2))) {
            end += 3;
        }
        return end - begin >= 6 ? Math.min(end, text.length()) : begin;
    }

    private static boolean isCyrillicSign(char c) {
        return c != '\u0451' && CYRILLIC_SIGNS.indexOf(c) >= 0;
    }

    private static boolean isLatinNear(String text, int place) {
        return (place > 0 && text.charAt(place - 1) < 0x80 && Character.isLetter(text.charAt(place - 1)))
                || (at(text, place + 2) < 0x80 && Character.isLetter(at(text, place + 2)));
    }

    /// Whether somebody writes about broken characters: they stand alone in quotation marks, brackets or code.
    private static boolean isExample(String text, int begin, int end, CodeRegions code) {
        if (code.covers(begin)) {
            return text.charAt(begin) != '\uFFFD' || text.indexOf('\uFFFD') == text.lastIndexOf('\uFFFD');
        }
        int from = begin;
        while (from > 0 && Character.isLetterOrDigit(text.charAt(from - 1)) && begin - from < 24) {
            from--;
        }
        int to = end;
        while (to < text.length()
                && (Character.isLetterOrDigit(text.charAt(to))
                        || text.charAt(to) == '\uFFFD'
                        || (isContinuation(text.charAt(to)) && "\u201D\u2019\u00BB".indexOf(text.charAt(to)) < 0))
                && to - end < 24) {
            to++;
        }
        boolean alone = from == begin && to == end;
        return Surroundings.isEnclosed(text, from, to) || (alone && Surroundings.isMention(text, begin, end));
    }
}
