package dev.seedbed.text.instruction;

import java.util.Locale;
import java.util.Set;

/// Counts sentences: each ends with `.`, `!` or `?` and white space. A full stop ends none behind an
/// abbreviation or an initial, nor do three of them before a small letter. What has no end is the last one.
final class SentenceCount {
    private static final String CLOSERS = "\"')]}\u201D\u2019\u00BB*_";
    private static final String WIDE_ENDS = "\u3002\uFF01\uFF1F";
    private static final String ENDS = ".!?\u0964\u06D4\u061F" + WIDE_ENDS;

    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "gen", "col", "lt", "sgt", "capt", "rev", "hon", "vs",
            "etc", "e.g", "i.e", "cf", "approx", "dept", "est", "fig", "no", "vol", "inc", "ltd", "co", "corp", "ave",
            "blvd", "rd", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "u.s",
            "u.k", "a.m", "p.m", "ph.d", "p.s", "p.p.s", "al", "ed", "pp");

    private SentenceCount() {}

    static int of(String text) {
        int count = 0;
        int begin = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (begin < 0 && !Character.isWhitespace(c)) {
                begin = i;
            }
            if (begin >= 0 && ENDS.indexOf(c) >= 0) {
                int end = closed(text, i);
                if (ends(text, begin, i, end)) {
                    count++;
                    begin = -1;
                }
                i = end - 1;
            }
        }
        return begin < 0 ? count : count + 1;
    }

    /// Behind further marks of an end, and what they close.
    private static int closed(String text, int end) {
        int behind = end + 1;
        while (behind < text.length()
                && (ENDS.indexOf(text.charAt(behind)) >= 0 || CLOSERS.indexOf(text.charAt(behind)) >= 0)) {
            behind++;
        }
        return behind;
    }

    private static boolean ends(String text, int begin, int mark, int behind) {
        if (behind < text.length()
                && !Character.isWhitespace(text.charAt(behind))
                && WIDE_ENDS.indexOf(text.charAt(mark)) < 0) {
            return false;
        }
        if (text.charAt(mark) != '.') {
            return true;
        }
        int next = behind;
        while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        if (text.startsWith("...", mark)) {
            return next == text.length() || !Character.isLowerCase(text.charAt(next));
        }
        int word = mark;
        while (word > begin && (Character.isLetter(text.charAt(word - 1)) || text.charAt(word - 1) == '.')) {
            word--;
        }
        String before = text.substring(word, mark).toLowerCase(Locale.ROOT);
        boolean initial = before.length() == 1 && !"i".equals(before);
        return next == text.length() || !(initial || ABBREVIATIONS.contains(before));
    }
}
