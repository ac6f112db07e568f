package dev.seedbed.privacy;

/// Private keys in PEM, from their BEGIN to their END, or to the first line that cannot be of a key.
///
/// A BEGIN without a body is what texts about keys write, and no secret. Lines may be parted by `\n` as in JSON, by
/// blanks, quotes and `+` as in programs.
final class PrivateKeys {
    private static final int LONGEST = 32_768;
    private static final int LONG_WORD = 16;
    private static final String[] HEADERS = {"Proc-Type:", "DEK-Info:", "Version:", "Comment:", "Charset:", "Hash:"};

    private PrivateKeys() {}

    /// @param begin of `BEGIN`
    static void at(Scan scan, int begin) {
        int first = begin - 5;
        if (first < scan.from || scan.at(begin - 1) != '-' || scan.at(first) != '-') {
            return;
        }
        int headEnd = dash(scan, begin, begin + 60);
        if (!new String(scan.chars, begin, headEnd - begin).contains("PRIVATE KEY")) {
            return;
        }
        int bodyBegin = Math.min(scan.to, headEnd + 5);
        int end = bodyEnd(scan, bodyBegin, Math.min(scan.to, bodyBegin + LONGEST));
        if (end > bodyBegin) {
            scan.add(Kind.SECRET, first, end, "private-key", .98);
            scan.skipTo(end);
        }
    }

    private static int dash(Scan scan, int from, int last) {
        int at = from;
        int most = Math.min(scan.to, last);
        while (at < most && scan.chars[at] != '-' && scan.chars[at] != '\n') {
            at++;
        }
        return at;
    }

    /// After the END, or after the last word that is of the key.
    private static int bodyEnd(Scan scan, int from, int most) {
        int end = from;
        int at = from;
        while (at < most) {
            int between = between(scan, at);
            if (between > 0) {
                at += between;
            } else if (startsWith(scan, at, "-----END")) {
                int close = dash(scan, at + 8, at + 60);
                return end == from ? end : Math.min(scan.to, scan.at(close) == '-' ? close + 5 : close);
            } else if (end == from && isHeader(scan, at)) {
                at = lineEnd(scan, at, most);
            } else {
                int word = wordEnd(scan, at, most);
                if (word == at || !isOfKey(scan, at, word)) {
                    return end;
                }
                end = word;
                at = word;
            }
        }
        return end;
    }

    /// A long word, the only one of its line, or the last before the END.
    private static boolean isOfKey(Scan scan, int begin, int end) {
        if (end - begin >= LONG_WORD) {
            return true;
        }
        int after = end;
        while (scan.at(after) == ' ') {
            after++;
        }
        return startsWith(scan, after, "-----END") || (endsLine(scan, end) && beginsLine(scan, begin));
    }

    private static boolean beginsLine(Scan scan, int begin) {
        int at = begin;
        while (scan.at(at - 1) == ' ' || scan.at(at - 1) == '\t' || scan.at(at - 1) == '"' || scan.at(at - 1) == '\'') {
            at--;
        }
        char before = scan.at(at - 1);
        boolean written = scan.at(at - 2) == '\\' && (before == 'n' || before == 'r');
        return before == '\n' || before == '\r' || written;
    }

    private static boolean endsLine(Scan scan, int end) {
        char sign = scan.at(end);
        return sign == 0 || sign == '\n' || sign == '\r' || sign == '\\' || sign == '"' || sign == '\'';
    }

    /// How many signs part words here.
    private static int between(Scan scan, int at) {
        char sign = scan.chars[at];
        if (sign == '\\') {
            char next = scan.at(at + 1);
            return next == 'n' || next == 'r' ? 2 : next == '\n' ? 1 : 0;
        }
        boolean joins = sign == '+' && (scan.at(at + 1) == '\n' || scan.at(at + 1) == ' ');
        return joins || sign == '"' || sign == '\'' || Signs.isBlank(sign) ? 1 : 0;
    }

    private static boolean isHeader(Scan scan, int at) {
        for (String header : HEADERS) {
            if (startsWith(scan, at, header)) {
                return true;
            }
        }
        return false;
    }

    private static int lineEnd(Scan scan, int from, int most) {
        int at = from;
        while (at < most && scan.chars[at] != '\n' && scan.chars[at] != '\\') {
            at++;
        }
        return at;
    }

    private static int wordEnd(Scan scan, int from, int most) {
        int at = from;
        while (at < most && isBase64(scan.chars[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBase64(char sign) {
        return Signs.isWord(sign) || sign == '+' || sign == '/' || sign == '=';
    }

    private static boolean startsWith(Scan scan, int at, String text) {
        for (int index = 0; index < text.length(); index++) {
            if (scan.at(at + index) != text.charAt(index)) {
                return false;
            }
        }
        return true;
    }
}
