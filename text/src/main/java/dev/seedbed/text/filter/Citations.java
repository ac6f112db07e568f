package dev.seedbed.text.filter;

/// References of encyclopaedias that C4 takes out of a line: `[12]`, `[]`, `[edit]`, `[citation needed]`.
final class Citations {
    private Citations() {}

    /// Copies a line without them; whether there were any.
    static boolean copyWithout(char[] chars, int from, int to, CleanedText into) {
        int bracket = from;
        while (bracket < to && chars[bracket] != '[') {
            bracket++;
        }
        System.arraycopy(chars, from, into.chars, into.length, bracket - from);
        into.length += bracket - from;
        return bracket < to && copyRest(chars, bracket, to, into);
    }

    private static boolean copyRest(char[] chars, int from, int to, CleanedText into) {
        boolean found = false;
        char[] out = into.chars;
        int length = into.length;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            int end = c == '[' ? end(chars, i + 1, to) : -1;
            if (end < 0) {
                out[length++] = c;
            } else {
                found = true;
                i = end - 1;
            }
        }
        into.length = length;
        return found;
    }

    private static int end(char[] chars, int from, int to) {
        int i = from;
        while (i < to && Character.isDigit(Character.codePointAt(chars, i, to))) {
            i += Character.charCount(Character.codePointAt(chars, i, to));
        }
        if (i < to && chars[i] == ']') {
            return i + 1;
        }
        int edit = literal(chars, from, to, "edit]");
        return edit >= 0 ? edit : literal(chars, from, to, "citation needed]");
    }

    private static int literal(char[] chars, int from, int to, String text) {
        if (to - from < text.length()) {
            return -1;
        }
        for (int i = 0; i < text.length(); i++) {
            if (chars[from + i] != text.charAt(i)) {
                return -1;
            }
        }
        return from + text.length();
    }
}
