package dev.seedbed.text.filter;

/// Words and marks in the manner of spaCy's tokenizer for English, which datatrove uses: what white space
/// separates, without the marks at both ends, each of which is a word of its own, and split inside at hyphens,
/// slashes and commas between letters, at runs of full stops, and in front of `n't`, `'s`, `'m`, `'re`, `'ve`,
/// `'ll`, `'d`. Addresses of the web stay whole, and so do the common abbreviations with a full stop.
///
/// Not taken over: spaCy's tables of exceptions (`cannot`, emoticons, units behind numbers), and its split of
/// symbols from each other. Behaviour as of spaCy 3.8, October 2026.
final class EnglishWords {
    private EnglishWords() {}

    static void read(char[] chars, int from, int to, Tokens into) {
        int i = from;
        while (i < to) {
            if (Marks.isSpace(chars[i])) {
                i++;
                continue;
            }
            int start = i;
            i = into.addPlain(chars, start, to);
            if (i > start) {
                continue;
            }
            while (i < to && !Marks.isSpace(chars[i])) {
                i++;
            }
            split(chars, start, i, into);
        }
    }

    private static void split(char[] chars, int from, int to, Tokens into) {
        int start = from;
        while (start < to) {
            int width = prefix(chars, start, to);
            if (width == 0) {
                break;
            }
            into.add(chars, start, start + width);
            start += width;
        }
        int end = to;
        while (end > start) {
            int width = suffix(chars, start, end);
            if (width == 0) {
                break;
            }
            end -= width;
        }
        if (end > start) {
            middle(chars, start, end, into);
        }
        suffixes(chars, end, to, into);
    }

    /// The marks behind a word, in their order. They were taken off from behind, one or a run of dots at a time,
    /// and so are they found again from the front.
    private static void suffixes(char[] chars, int from, int to, Tokens into) {
        int i = from;
        while (i < to) {
            int end = i + 1;
            if (chars[i] == '.') {
                while (end < to && chars[end] == '.') {
                    end++;
                }
            } else if (isApostrophe(chars[i]) && end < to && isAsciiLetter(chars[end])) {
                while (end < to && isAsciiLetter(chars[end])) {
                    end++;
                }
            } else if (Character.isHighSurrogate(chars[i]) && end < to && Character.isLowSurrogate(chars[end])) {
                end++;
            }
            into.add(chars, i, end);
            i = end;
        }
    }

    private static int prefix(char[] chars, int from, int to) {
        char c = chars[from];
        if (c == '.') {
            int dots = run(chars, from, to, '.');
            return dots > 1 ? dots : 0;
        }
        if (c == '\'' && isContraction(chars, from, to)) {
            return 0;
        }
        if (isEdge(c) || c == '%' || c == '=' || c == '§') {
            return 1;
        }
        if (c == '+') {
            return from + 1 < to && Character.isDigit(chars[from + 1]) ? 0 : 1;
        }
        return symbol(chars, from, to);
    }

    private static int suffix(char[] chars, int from, int to) {
        char c = chars[to - 1];
        if (c == '.') {
            return fullStops(chars, from, to);
        }
        if (isEdge(c)) {
            return 1;
        }
        if ((c == 's' || c == 'S') && to - from > 2 && isApostrophe(chars[to - 2])) {
            return 2;
        }
        if (c == '+' || c == '%') {
            return to - from > 1 && Character.isDigit(chars[to - 2]) ? 1 : 0;
        }
        if (Character.isLowSurrogate(c) && to - from > 1) {
            return symbol(chars, to - 2, to) == 2 ? 2 : 0;
        }
        return symbol(chars, to - 1, to);
    }

    private static int fullStops(char[] chars, int from, int to) {
        int dots = 1;
        while (dots < to - from && chars[to - 1 - dots] == '.') {
            dots++;
        }
        if (dots > 1) {
            return dots;
        }
        if (to - from == 1 || Abbreviations.isAbbreviation(chars, from, to)) {
            return 0;
        }
        char before = chars[to - 2];
        if (Character.isUpperCase(before)) {
            return to - from > 2 && Character.isUpperCase(chars[to - 3]) ? 1 : 0;
        }
        return 1;
    }

    private static void middle(char[] chars, int from, int to, Tokens into) {
        if (isAddress(chars, from, to)) {
            into.add(chars, from, to);
            return;
        }
        int start = from;
        for (int i = from + 1; i < to - 1; ) {
            int width = infix(chars, i, to);
            if (width == 0) {
                i++;
                continue;
            }
            contracted(chars, start, i, into);
            into.add(chars, i, i + width);
            i += width;
            start = i;
        }
        if (start < to) {
            contracted(chars, start, to, into);
        }
    }

    /// `don't` are two words, and so are `I'm`, `they're`.
    private static void contracted(char[] chars, int from, int to, Tokens into) {
        int at = to;
        for (int i = Math.max(from + 1, to - 3); i < to - 1; i++) {
            if (isApostrophe(chars[i]) && isContraction(chars, i, to)) {
                at = (chars[i + 1] | 0x20) == 't' ? i - 1 : i;
                break;
            }
        }
        if (at <= from || at == to) {
            into.add(chars, from, to);
        } else {
            into.add(chars, from, at);
            into.add(chars, at, to);
        }
    }

    private static boolean isContraction(char[] chars, int apostrophe, int to) {
        int length = to - apostrophe - 1;
        if (length < 1 || length > 2) {
            return false;
        }
        int first = chars[apostrophe + 1] | 0x20;
        if (length == 1) {
            boolean not = first == 't' && apostrophe > 1 && (chars[apostrophe - 1] | 0x20) == 'n';
            return not || first == 's' || first == 'm' || first == 'd';
        }
        int second = chars[apostrophe + 2] | 0x20;
        return (first == 'r' && second == 'e') || (first == 'v' && second == 'e') || (first == 'l' && second == 'l');
    }

    private static int infix(char[] chars, int at, int to) {
        char c = chars[at];
        if (isAsciiLetter(c) || (c >= '0' && c <= '9')) {
            return 0;
        }
        char before = chars[at - 1];
        char after = chars[at + 1];
        return switch (c) {
            case '.' -> {
                int dots = run(chars, at, to, '.');
                yield dots > 1 ? dots : Character.isLowerCase(before) && Character.isUpperCase(after) ? 1 : 0;
            }
            case '…' -> 1;
            case '-', '–', '—', '~' -> {
                int dashes = run(chars, at, to, c);
                boolean letters =
                        Character.isLetter(before) && at + dashes < to && Character.isLetter(chars[at + dashes]);
                boolean digits = c == '-' && Character.isDigit(before) && Character.isDigit(after);
                yield letters && dashes < 4 ? dashes : digits ? 1 : 0;
            }
            case ',' -> Character.isLetter(before) && Character.isLetter(after) ? 1 : 0;
            case '/', ':', '<', '>', '=' -> Character.isLetterOrDigit(before) && Character.isLetter(after) ? 1 : 0;
            case '+', '*', '^' -> Character.isDigit(before) && (Character.isDigit(after) || after == '-') ? 1 : 0;
            default -> symbol(chars, at, to);
        };
    }

    /// Pictures and currencies; two characters if they are a surrogate pair.
    private static int symbol(char[] chars, int at, int to) {
        if (chars[at] == '$') {
            return 1;
        }
        if (chars[at] < 0x80) {
            return 0;
        }
        int codePoint = Character.codePointAt(chars, at, to);
        return switch (Character.getType(codePoint)) {
            case Character.OTHER_SYMBOL, Character.CURRENCY_SYMBOL -> Character.charCount(codePoint);
            default -> 0;
        };
    }

    private static boolean isAddress(char[] chars, int from, int to) {
        boolean at = false;
        for (int i = from + 1; i < to - 2; i++) {
            char c = chars[i];
            if (c == ':' && chars[i + 1] == '/' && chars[i + 2] == '/') {
                return true;
            }
            at |= c == '@';
        }
        return at || Marks.beginsAt(chars, from, to, "www.");
    }

    private static int run(char[] chars, int from, int to, char c) {
        int i = from;
        while (i < to && chars[i] == c) {
            i++;
        }
        return i - from;
    }

    /// Marks that spaCy takes off both ends of a word.
    private static boolean isEdge(char c) {
        return switch (c) {
            case ',', ':', ';', '!', '?', '(', ')', '[', ']', '{', '}', '<', '>', '_', '#', '*', '&' -> true;
            case '"', '\'', '`', '“', '”', '„', '‘', '’', '‚', '«', '»', '…', '¿', '¡', '—', '–' -> true;
            case '。', '？', '！', '，', '、', '；', '：', '～', '·', '।', '،', '۔', '؛', '٪' -> true;
            case '「', '」', '『', '』', '（', '）', '〔', '〕', '【', '】', '《', '》', '〈', '〉', '〖', '〗' -> true;
            default -> false;
        };
    }

    private static boolean isApostrophe(char c) {
        return c == '\'' || c == '’';
    }

    private static boolean isAsciiLetter(char c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z' && c < 0x80;
    }
}
