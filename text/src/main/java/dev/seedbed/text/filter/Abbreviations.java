package dev.seedbed.text.filter;

import java.util.Arrays;
import java.util.Set;

/// English abbreviations whose full stop ends no sentence.
final class Abbreviations {
    private static final int LONGEST = 6;
    private static final Set<String> KNOWN = Set.of(
            "dr", "mr", "mrs", "ms", "prof", "st", "jr", "sr", "gen", "rep", "sen", "rev", "gov", "hon", "capt", "col",
            "lt", "sgt", "vs", "etc", "inc", "corp", "co", "ltd", "bros", "e.g", "i.e", "a.m", "p.m", "u.s", "u.k",
            "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "no", "fig", "al",
            "approx", "dept", "est", "mt", "ft", "ave", "blvd", "ph.d", "d.c");

    private static final long[] PACKED =
            KNOWN.stream().mapToLong(Abbreviations::packed).sorted().toArray();

    private Abbreviations() {}

    private static long packed(String word) {
        long packed = 0;
        for (int i = 0; i < word.length(); i++) {
            packed = packed << 8 | word.charAt(i);
        }
        return packed;
    }

    /// Whether `chars[from..to)`, which ends with a full stop, is an abbreviation or an initial.
    static boolean isAbbreviation(char[] chars, int from, int to) {
        int length = to - from - 1;
        if (length < 1 || length > LONGEST) {
            return false;
        }
        if (length == 1) {
            return Character.isLetter(chars[from]);
        }
        long packed = 0;
        for (int i = from; i < to - 1; i++) {
            char c = Marks.lower(chars[i]);
            if (c >= 0x80) {
                return false;
            }
            packed = packed << 8 | c;
        }
        return Arrays.binarySearch(PACKED, packed) >= 0;
    }
}
