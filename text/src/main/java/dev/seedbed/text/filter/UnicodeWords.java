package dev.seedbed.text.filter;

import org.jspecify.annotations.Nullable;

/// Words after Unicode's text segmentation (UAX #29, word boundaries), without those that hold no letter and no
/// digit: runs of letters, digits, combining marks and underscores; a single apostrophe, full stop, colon or
/// middle dot between letters, a single comma, full stop or semicolon between digits belong to the word. Each
/// ideograph, each Hiragana sign, and each sign of a South-East Asian script that needs a dictionary stands alone.
///
/// Left out of the standard: Hebrew's double quote between letters, and regional indicators.
final class UnicodeWords {
    private static final boolean[] PART = new boolean[0x80];

    static {
        for (char c = 0; c < PART.length; c++) {
            PART[c] = isPart(c);
        }
    }

    private UnicodeWords() {}

    static void read(char[] chars, int from, int to, Tokens into) {
        walk(chars, from, to, into, Integer.MAX_VALUE);
    }

    static int count(char[] chars, int from, int to) {
        return walk(chars, from, to, null, Integer.MAX_VALUE);
    }

    /// How many words there are, but no more than `most`.
    static int countUpTo(char[] chars, int from, int to, int most) {
        return walk(chars, from, to, null, most);
    }

    private static int walk(char[] chars, int from, int to, @Nullable Tokens into, int most) {
        int count = 0;
        int i = from;
        while (i < to && count < most) {
            if (chars[i] < 0x80) {
                if (!PART[chars[i]]) {
                    i++;
                    continue;
                }
                int end = asciiEnd(chars, i, to, into);
                if (end > i) {
                    count++;
                    i = end;
                    continue;
                }
            }
            int codePoint = Character.codePointAt(chars, i, to);
            int width = Character.charCount(codePoint);
            if (!isPart(codePoint)) {
                i += width;
            } else if (standsAlone(codePoint)) {
                int end = withMarks(chars, i + width, to);
                count++;
                if (into != null) {
                    into.add(chars, i, end);
                }
                i = end;
            } else {
                int end = end(chars, i, to);
                if (holdsLetterOrDigit(chars, i, end)) {
                    count++;
                    if (into != null) {
                        into.add(chars, i, end);
                    }
                }
                i = end;
            }
        }
        return count;
    }

    /// Where a word of ASCII letters, which nothing follows that could belong to it, ends; `from` if it is not so.
    private static int asciiEnd(char[] chars, int from, int to, @Nullable Tokens into) {
        long hash = 0;
        int i = from;
        for (; i < to; i++) {
            char c = chars[i];
            int lower = c | 0x20;
            if (lower < 'a' || lower > 'z') {
                break;
            }
            hash = hash * Hashes.BASE + c + 1;
        }
        if (i == from || (i < to && chars[i] != ' ' && chars[i] != '\n' && chars[i] != ',')) {
            return from;
        }
        if (into != null) {
            into.addLetters(chars, from, i, hash);
        }
        return i;
    }

    private static int end(char[] chars, int from, int to) {
        int i = from;
        while (i < to) {
            char c = chars[i];
            int codePoint = c < 0x80 ? c : Character.codePointAt(chars, i, to);
            if (isPart(codePoint)) {
                if (c >= 0x80 && standsAlone(codePoint)) {
                    break;
                }
                i += Character.charCount(codePoint);
            } else if (i > from && joins(chars, from, i, to, c)) {
                i++;
            } else {
                break;
            }
        }
        return i;
    }

    private static boolean holdsLetterOrDigit(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < 0x80 ? c != '_' && isPart(c) : Character.isLetterOrDigit(Character.codePointAt(chars, i, to))) {
                return true;
            }
        }
        return false;
    }

    private static boolean joins(char[] chars, int from, int at, int to, char mark) {
        if (at + 1 >= to) {
            return false;
        }
        int before = Character.codePointBefore(chars, at, from);
        int after = Character.codePointAt(chars, at + 1, to);
        if (standsAlone(after)) {
            return false;
        }
        return switch (mark) {
            case '\'', '.', '’', '‘', '․' ->
                (Character.isLetter(before) && Character.isLetter(after))
                        || (Character.isDigit(before) && Character.isDigit(after));
            case ':', '·', '‧' -> Character.isLetter(before) && Character.isLetter(after);
            case ',', ';' -> Character.isDigit(before) && Character.isDigit(after);
            default -> false;
        };
    }

    private static int withMarks(char[] chars, int from, int to) {
        int i = from;
        while (i < to && isMark(Character.codePointAt(chars, i, to))) {
            i += Character.charCount(Character.codePointAt(chars, i, to));
        }
        return i;
    }

    static boolean isPart(int codePoint) {
        if (codePoint < 0x80) {
            int lower = codePoint | 0x20;
            return (lower >= 'a' && lower <= 'z') || (codePoint >= '0' && codePoint <= '9') || codePoint == '_';
        }
        return Character.isLetterOrDigit(codePoint) || isMark(codePoint);
    }

    private static boolean isMark(int codePoint) {
        if (codePoint < 0x300) {
            return codePoint == 0xAD;
        }
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.FORMAT -> true;
            default -> false;
        };
    }

    private static boolean standsAlone(int codePoint) {
        if (codePoint < 0xE00) {
            return false;
        }
        if (Character.isIdeographic(codePoint)) {
            return true;
        }
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HIRAGANA, THAI, LAO, KHMER, MYANMAR -> Character.isLetter(codePoint);
            default -> false;
        };
    }
}
