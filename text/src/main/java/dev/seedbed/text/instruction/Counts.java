package dev.seedbed.text.instruction;

import java.util.Locale;

/// Counts what a reply has, each in one pass.
final class Counts {
    private Counts() {}

    /// Runs of letters, digits and `_`, as `\w+` of Python finds them: a combining mark ends a word.
    static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            boolean word = isWord(point);
            words += word && !inside ? 1 : 0;
            inside = word;
            i += Character.charCount(point);
        }
        return words;
    }

    static boolean isWord(int point) {
        return point == '_'
                || Character.isLetterOrDigit(point)
                || Character.getType(point) == Character.LETTER_NUMBER
                || Character.getType(point) == Character.OTHER_NUMBER;
    }

    /// Copies that do not overlap, in any case.
    static int occurrences(String text, String wanted) {
        String lower = text.toLowerCase(Locale.ROOT);
        String sought = wanted.toLowerCase(Locale.ROOT);
        int count = 0;
        for (int at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + sought.length())) {
            count++;
        }
        return count;
    }

    /// Whether there is a copy, in any case, with a boundary of words at both ends.
    static boolean hasWord(String text, String word) {
        String lower = text.toLowerCase(Locale.ROOT);
        String sought = word.toLowerCase(Locale.ROOT);
        for (int at = lower.indexOf(sought); at >= 0; at = lower.indexOf(sought, at + 1)) {
            if (isBoundary(lower, at) && isBoundary(lower, at + sought.length())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isBoundary(String text, int at) {
        boolean before = at > 0 && isWord(text.codePointBefore(at));
        boolean behind = at < text.length() && isWord(text.codePointAt(at));
        return before != behind;
    }

    /// `[...]` in one line.
    static int placeholders(String text) {
        int count = 0;
        int begin = text.indexOf('[');
        // Both are only looked for when they lie behind: looking at each bracket would make time quadratic.
        int end = -1;
        int line = -1;
        while (begin >= 0) {
            end = end < begin ? text.indexOf(']', begin) : end;
            if (end < 0) {
                return count;
            }
            line = line < begin ? text.indexOf('\n', begin) : line;
            line = line < 0 ? text.length() : line;
            if (line < end) {
                begin = text.indexOf('[', line);
            } else {
                count++;
                begin = text.indexOf('[', end);
            }
        }
        return count;
    }

    static boolean hasPostscript(String text, String marker) {
        String lower = text.toLowerCase(Locale.ROOT);
        return switch (marker) {
            case "P.P.S" -> hasInitials(lower, "p.", "p.", "s");
            case "P.S." -> hasInitials(lower, "p.", "s.", "");
            default -> lower.contains(marker.toLowerCase(Locale.ROOT));
        };
    }

    /// Whether the three stand behind one another, with one white space between them at most.
    private static boolean hasInitials(String text, String first, String second, String third) {
        for (int at = text.indexOf(first); at >= 0; at = text.indexOf(first, at + 1)) {
            int next = behind(text, at + first.length(), second);
            if (next >= 0 && (third.isEmpty() || behind(text, next, third) >= 0)) {
                return true;
            }
        }
        return false;
    }

    private static int behind(String text, int at, String wanted) {
        int next = at < text.length() && Character.isWhitespace(text.charAt(at)) ? at + 1 : at;
        return text.startsWith(wanted, next) ? next + wanted.length() : -1;
    }

    /// Lines that begin with `-`, or with a `*` that is not followed by another.
    static int bullets(String text) {
        int count = 0;
        int line = 0;
        while (line < text.length()) {
            int place = indented(text, line);
            int end = text.indexOf('\n', place);
            end = end < 0 ? text.length() : end;
            if (place < text.length() && text.charAt(place) == '-') {
                count++;
            } else if (place + 1 < text.length() && text.charAt(place) == '*' && text.charAt(place + 1) != '*') {
                count++;
            }
            line = Math.max(end, place) + 1;
        }
        return count;
    }

    /// Lines that begin as items of a list, numbered or not.
    static int listItems(String text) {
        int count = 0;
        int line = 0;
        while (line < text.length()) {
            int place = indented(text, line);
            int end = text.indexOf('\n', place);
            end = end < 0 ? text.length() : end;
            count += isItem(text, place, end) ? 1 : 0;
            line = Math.max(end, place) + 1;
        }
        return count;
    }

    private static boolean isItem(String text, int place, int end) {
        if (place + 1 >= end) {
            return false;
        }
        if ("-*+\u2022\u2013".indexOf(text.charAt(place)) >= 0) {
            return Character.isWhitespace(text.charAt(place + 1));
        }
        int digits = place;
        while (digits < end && Character.isDigit(text.charAt(digits)) && digits - place < 4) {
            digits++;
        }
        return digits > place
                && digits + 1 < end
                && ".):".indexOf(text.charAt(digits)) >= 0
                && Character.isWhitespace(text.charAt(digits + 1));
    }

    private static int indented(String text, int line) {
        int place = line;
        while (place < text.length() && Character.isWhitespace(text.charAt(place))) {
            place++;
        }
        return place;
    }

    /// `*one*` and `**two**`, each with something in it, in one line.
    static int highlights(String text) {
        return highlights(text, 1) + highlights(text, 2);
    }

    private static int highlights(String text, int stars) {
        String mark = "*".repeat(stars);
        int count = 0;
        int at = text.indexOf(mark);
        while (at >= 0) {
            int begin = at + stars;
            int end = begin;
            while (end < text.length() && text.charAt(end) != '*' && text.charAt(end) != '\n') {
                end++;
            }
            if (text.startsWith(mark, end)) {
                count += text.substring(begin, end).isBlank() ? 0 : 1;
                at = text.indexOf(mark, end + stars);
            } else {
                at = text.indexOf(mark, at + 1);
            }
        }
        return count;
    }

    /// The marker with a number behind it.
    static int sections(String text, String marker) {
        int count = 0;
        for (int at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length())) {
            int place = at + marker.length();
            place += place < text.length() && Character.isWhitespace(text.charAt(place)) ? 1 : 0;
            count += place < text.length() && Character.isDigit(text.charAt(place)) ? 1 : 0;
        }
        return count;
    }

    static boolean hasTitle(String text) {
        return text.lines().anyMatch(Counts::isTitled);
    }

    private static boolean isTitled(String line) {
        int begin = line.indexOf("<<");
        int end = line.lastIndexOf(">>");
        if (begin < 0 || end < begin + 3) {
            return false;
        }
        return line.substring(begin, end).chars().anyMatch(c -> c != '<' && c != '>' && !Character.isWhitespace(c));
    }

    static boolean isUpper(String text) {
        return text.codePoints().anyMatch(Character::isUpperCase)
                && text.codePoints().noneMatch(point -> Character.isLowerCase(point) || Character.isTitleCase(point));
    }

    static boolean isLower(String text) {
        return text.codePoints().anyMatch(Character::isLowerCase)
                && text.codePoints().noneMatch(point -> Character.isUpperCase(point) || Character.isTitleCase(point));
    }
}
