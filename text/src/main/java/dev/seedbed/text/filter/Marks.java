package dev.seedbed.text.filter;

import java.util.Arrays;

/// Sets of characters that more than one rule asks for.
///
/// The marks that end sentences are Unicode's property Sentence_Terminal, and the others those that datatrove
/// calls punctuation (datatrove 0.10.1, `utils/text.py`, October 2026).
final class Marks {
    private static final int[] SENTENCE_ENDS = {
        0x0021, 0x0021, 0x002E, 0x002E, 0x003F, 0x003F, 0x0589, 0x0589, 0x061D, 0x061F,
        0x06D4, 0x06D4, 0x0700, 0x0702, 0x07F9, 0x07F9, 0x0837, 0x0837, 0x0839, 0x0839,
        0x083D, 0x083E, 0x0964, 0x0965, 0x104A, 0x104B, 0x1362, 0x1362, 0x1367, 0x1368,
        0x166E, 0x166E, 0x1735, 0x1736, 0x17D4, 0x17D6, 0x17D9, 0x17DA, 0x1803, 0x1803,
        0x1809, 0x1809, 0x1944, 0x1945, 0x1AA8, 0x1AAB, 0x1B5A, 0x1B5B, 0x1B5E, 0x1B5F,
        0x1B7D, 0x1B7E, 0x1C3B, 0x1C3C, 0x1C7E, 0x1C7F, 0x203C, 0x203D, 0x2047, 0x2049,
        0x2E2E, 0x2E2E, 0x2E3C, 0x2E3C, 0x2E53, 0x2E54, 0x3002, 0x3002, 0xA4FF, 0xA4FF,
        0xA60E, 0xA60F, 0xA6F3, 0xA6F3, 0xA6F7, 0xA6F7, 0xA876, 0xA877, 0xA8CE, 0xA8CF,
        0xA92F, 0xA92F, 0xA9C8, 0xA9C9, 0xAA5D, 0xAA5F, 0xAAF0, 0xAAF1, 0xABEB, 0xABEB,
        0xFE52, 0xFE52, 0xFE56, 0xFE57, 0xFF01, 0xFF01, 0xFF0E, 0xFF0E, 0xFF1F, 0xFF1F,
        0xFF61, 0xFF61, 0x10A56, 0x10A57, 0x10F55, 0x10F59, 0x10F86, 0x10F89, 0x11047, 0x11048,
        0x110BE, 0x110C1, 0x11141, 0x11143, 0x111C5, 0x111C6, 0x111CD, 0x111CD, 0x111DE, 0x111DF,
        0x11238, 0x11239, 0x1123B, 0x1123C, 0x112A9, 0x112A9, 0x1144B, 0x1144C, 0x115C2, 0x115C3,
        0x115C9, 0x115D7, 0x11641, 0x11642, 0x1173C, 0x1173E, 0x11944, 0x11944, 0x11946, 0x11946,
        0x11A42, 0x11A43, 0x11A9B, 0x11A9C, 0x11C41, 0x11C42, 0x11EF7, 0x11EF8, 0x11F43, 0x11F44,
        0x16A6E, 0x16A6F, 0x16AF5, 0x16AF5, 0x16B37, 0x16B38, 0x16B44, 0x16B44, 0x16E98, 0x16E98,
        0x1BC9F, 0x1BC9F, 0x1DA88, 0x1DA88
    };

    private static final int[] OTHER_MARKS = {
        0x0000, 0x0008, 0x000B, 0x001F, 0x0022, 0x002D, 0x002F, 0x002F, 0x003A, 0x003E,
        0x0040, 0x0040, 0x005B, 0x0060, 0x007B, 0x009F, 0x00AB, 0x00AB, 0x00B4, 0x00B4,
        0x00BB, 0x00BB, 0x2013, 0x2014, 0x2019, 0x2019, 0x201C, 0x201E, 0x2026, 0x2026,
        0x2236, 0x2236, 0x2501, 0x2501, 0x25BA, 0x25BA, 0x3001, 0x3001, 0x3008, 0x300D,
        0x3010, 0x3011, 0xFF05, 0xFF05, 0xFF08, 0xFF09, 0xFF0C, 0xFF0C, 0xFF11, 0xFF11,
        0xFF1A, 0xFF1B, 0xFF5E, 0xFF5E
    };

    private static final boolean[] MARK = new boolean[0x80];

    static {
        for (int c = 0; c < MARK.length; c++) {
            MARK[c] = within(SENTENCE_ENDS, c) || within(OTHER_MARKS, c);
        }
    }

    private Marks() {}

    /// Whether a code point ends sentences, in any script. Quotation marks do not.
    static boolean endsSentences(int codePoint) {
        return within(SENTENCE_ENDS, codePoint);
    }

    /// Whether a word of such characters only is no word: marks and control characters.
    static boolean isMark(int codePoint) {
        return codePoint < MARK.length
                ? MARK[codePoint]
                : within(SENTENCE_ENDS, codePoint) || within(OTHER_MARKS, codePoint);
    }

    private static boolean within(int[] ranges, int codePoint) {
        int found = Arrays.binarySearch(ranges, codePoint);
        if (found >= 0) {
            return true;
        }
        int next = -found - 1;
        return next % 2 == 1;
    }

    /// What Python's `str.split` and `str.strip` take for white space.
    static boolean isSpace(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r') || c >= 0x1C;
        }
        return c >= 0x85 && isWideSpace(c);
    }

    /// What has the Unicode property White_Space, which is what Rust splits at.
    static boolean isUnicodeSpace(char c) {
        if (c <= ' ') {
            return c == ' ' || (c >= '\t' && c <= '\r');
        }
        return c >= 0x85 && isWideSpace(c);
    }

    private static boolean isWideSpace(char c) {
        return c == 0x85
                || c == 0xA0
                || c == 0x1680
                || (c >= 0x2000 && c <= 0x200A)
                || c == 0x2028
                || c == 0x2029
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /// The lower case of a character, as far as ASCII phrases can tell: the Kelvin sign is a k, too.
    static char lower(char c) {
        if (c >= 'A' && c <= 'Z') {
            return (char) (c + 32);
        }
        return c == 0x212A ? 'k' : c;
    }

    /// Whether `chars[at..)` begins with a phrase of lower-case ASCII, in any case.
    static boolean beginsAt(char[] chars, int at, int to, String phrase) {
        int length = phrase.length();
        if (at < 0 || to - at < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (lower(chars[at + i]) != phrase.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
