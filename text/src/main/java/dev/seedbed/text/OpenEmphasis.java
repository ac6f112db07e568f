package dev.seedbed.text;

import java.util.Optional;

/// Finds emphasis with one mark that lost its partner: `*word` or `word*`, `__words` or `words__`, and `words**`
/// without a beginning.
///
/// Stars are also bullets, notes, products and pointers, so a paragraph must have exactly one such run, and the
/// words around it must be prose.
final class OpenEmphasis {
    private static final int LONGEST_SPAN = 80;

    private OpenEmphasis() {}

    static Optional<Finding> find(String text, CodeRegions code) {
        if (text.indexOf('*') < 0 && text.indexOf("__") < 0) {
            return Optional.empty();
        }
        int paragraph = 0;
        while (paragraph < text.length()) {
            int limit = text.indexOf("\n\n", paragraph);
            int end = limit < 0 ? text.length() : limit;
            int place = lonely(text, paragraph, end, code);
            if (place >= 0) {
                return Optional.of(new Finding(
                        Malformations.UNBALANCED_MARKDOWN,
                        "the mark of emphasis at character " + (place + 1) + " has no partner in its paragraph",
                        place,
                        Math.min(end, place + LONGEST_SPAN)));
            }
            paragraph = end + 2;
        }
        return Optional.empty();
    }

    /// Where the only run of stars or of two low lines stands that touches a word at one side; -1 if there is
    /// none, or more than one.
    private static int lonely(String text, int begin, int end, CodeRegions code) {
        int found = -1;
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (c != '*' && c != '_') {
                continue;
            }
            int behind = i;
            while (behind < end && text.charAt(behind) == c) {
                behind++;
            }
            int length = behind - i;
            boolean escaped = i > 0 && text.charAt(i - 1) == '\\';
            boolean bullet = c == '*'
                    && length == 1
                    && isLineStart(text, i, begin)
                    && behind < end
                    && text.charAt(behind) == ' ';
            boolean marks = c == '*' ? length <= 3 : length == 2;
            if (marks && !escaped && !bullet && !code.covers(i)) {
                if (found >= 0) {
                    return -1;
                }
                found = i;
            }
            i = behind - 1;
        }
        return found >= 0 && touchesProse(text, found, begin, end) ? found : -1;
    }

    private static boolean isLineStart(String text, int place, int begin) {
        int i = place;
        while (i > begin && (text.charAt(i - 1) == ' ' || text.charAt(i - 1) == '\t')) {
            i--;
        }
        return i == begin || text.charAt(i - 1) == '\n';
    }

    private static boolean touchesProse(String text, int place, int begin, int end) {
        int behind = place;
        while (behind < end && text.charAt(behind) == text.charAt(place)) {
            behind++;
        }
        boolean wordBehind = behind + 1 < end
                && ((Character.isLetter(text.charAt(behind)) && Character.isLetter(text.charAt(behind + 1)))
                        || startsLongLine(text, behind));
        boolean wordBefore = place > begin + 1
                && Character.isLetter(text.charAt(place - 1))
                && Character.isLetter(text.charAt(place - 2));
        if (wordBehind == wordBefore || isLineStart(text, place, begin) || Surroundings.isCodeLine(text, place)) {
            return false;
        }
        if (wordBehind) {
            return text.charAt(place - 1) == ' '
                    && place > begin + 1
                    && (Character.isLetter(text.charAt(place - 2))
                            || ",.;:".indexOf(text.charAt(place - 2)) >= 0
                            || ("0123456789%".indexOf(text.charAt(place - 2)) >= 0 && isLongLine(text, place)))
                    && followsWords(text, behind, end);
        }
        // A note's mark stands at the end of a clause, and the note begins with it elsewhere.
        String mark = text.substring(place, behind);
        boolean note = text.indexOf("\n" + mark) >= 0 || text.startsWith(mark);
        return !note
                && behind + 1 < end
                && text.charAt(behind) == ' '
                && Character.isLowerCase(text.charAt(behind + 1))
                && precededByWords(text, place, begin);
    }

    /// Whether "a" or a number begins what is marked, in a line of eight words or more.
    private static boolean startsLongLine(String text, int behind) {
        char c = text.charAt(behind);
        boolean article = (c == 'a' || c == 'A') && text.charAt(behind + 1) == ' ';
        return (article || Character.isDigit(c)) && isLongLine(text, behind);
    }

    /// Whether the line holds eight words or more.
    private static boolean isLongLine(String text, int place) {
        int begin = text.lastIndexOf('\n', place) + 1;
        int end = text.indexOf('\n', place);
        return text.substring(begin, end < 0 ? text.length() : end)
                        .chars()
                        .filter(c -> c == ' ')
                        .count()
                >= 7;
    }

    private static boolean followsWords(String text, int from, int end) {
        int space = text.indexOf(' ', from);
        int dot = text.indexOf('.', from);
        return (space > 0 && space < end) || (dot > 0 && dot < end);
    }

    private static boolean precededByWords(String text, int place, int begin) {
        int space = text.lastIndexOf(' ', place - 1);
        return space > begin;
    }
}
