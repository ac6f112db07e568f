package dev.seedbed.text.filter;

/// Web addresses in a text, as NeMo Curator's heuristic filters know them: `http://` or `https://` and at least
/// one of the ASCII characters that an address may have, or `%` with two hexadecimal digits (NeMo Curator 1.4.0,
/// `stages/text/utils/constants.py`, October 2026).
final class Addresses {
    private static final boolean[] PART = new boolean[0x80];

    static {
        for (char c = 0; c < 0x80; c++) {
            PART[c] = Character.isLetterOrDigit(c) || "$-_@.&+/:=?#~!*(),".indexOf(c) >= 0;
        }
    }

    private Addresses() {}

    /// How many characters of `chars[from..to)` belong to addresses.
    static long length(char[] chars, int from, int to) {
        long length = 0;
        int i = from;
        while (i < to - 7) {
            int begin = chars[i] == 'h' ? scheme(chars, i, to) : 0;
            int end = begin == 0 ? i : parts(chars, i + begin, to);
            if (begin > 0 && end > i + begin) {
                length += end - i;
                i = end;
            } else {
                i++;
            }
        }
        return length;
    }

    private static int scheme(char[] chars, int at, int to) {
        if (chars[at + 1] != 't' || chars[at + 2] != 't' || chars[at + 3] != 'p') {
            return 0;
        }
        int colon = chars[at + 4] == 's' ? 5 : 4;
        boolean whole = at + colon + 2 < to
                && chars[at + colon] == ':'
                && chars[at + colon + 1] == '/'
                && chars[at + colon + 2] == '/';
        return whole ? colon + 3 : 0;
    }

    private static int parts(char[] chars, int from, int to) {
        int i = from;
        while (i < to) {
            char c = chars[i];
            if (c < 0x80 && PART[c]) {
                i++;
            } else if (c == '%' && i + 2 < to && isHex(chars[i + 1]) && isHex(chars[i + 2])) {
                i += 3;
            } else {
                break;
            }
        }
        return i;
    }

    private static boolean isHex(char c) {
        int lower = c | 0x20;
        return (c >= '0' && c <= '9') || (c < 0x80 && lower >= 'a' && lower <= 'f');
    }
}
