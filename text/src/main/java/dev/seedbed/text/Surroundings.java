package dev.seedbed.text;

import java.util.Set;

/// What stands around a place in a text: whether something there is said or only talked about.
///
/// A text that explains a token, an error or a phrase quotes it, sets it in code, or names it with words such
/// as "token" or "such as"; one that holds it by accident does not.
final class Surroundings {
    private static final String OPENERS = "\"'`\u201C\u2018\u00AB\u201E(";
    private static final String CLOSERS = "\"'`\u201D\u2019\u00BB\u201C),.;";
    private static final int LONGEST_WORD = 16;
    private static final int LONGEST_LINE = 1_000;

    /// Words before or behind something that is only named.
    private static final Set<String> BEFORE = Set.of(
            "token",
            "tokens",
            "tag",
            "tags",
            "marker",
            "markers",
            "delimiter",
            "as",
            "like",
            "called",
            "named",
            "syntax",
            "placeholder",
            "placeholders",
            "variable",
            "variables",
            "string",
            "expression",
            "text",
            "phrase",
            "phrases",
            "term",
            "symbol",
            "word",
            "replace",
            "replaces",
            "replacing",
            "uses",
            "use",
            "using",
            "write",
            "writes",
            "type",
            "wrote",
            "between",
            "e.g",
            "i.e",
            "literal",
            "notation",
            "means",
            "mean",
            "characters",
            "character",
            "sequence",
            "sequences",
            "substitute",
            "swap",
            "or",
            "bracket",
            "brackets",
            "contains",
            "shows",
            "see",
            "saw",
            "prefix",
            "suffix",
            "header",
            "field",
            "fields",
            "form",
            "keyword",
            "label");

    private static final Set<String> BEHIND = Set.of(
            "token",
            "tokens",
            "tag",
            "tags",
            "marker",
            "markers",
            "delimiter",
            "delimiters",
            "is",
            "means",
            "marks",
            "stands",
            "tells",
            "placeholder",
            "placeholders",
            "variable",
            "syntax",
            "symbol",
            "string",
            "expression",
            "text",
            "notation",
            "characters",
            "instead",
            "refers",
            "denotes",
            "comment",
            "comments",
            "header",
            "field",
            "block",
            "blocks",
            "section",
            "sections",
            "character",
            "phrase",
            "or",
            "sequence");

    private Surroundings() {}

    /// Whether what stands there is quoted, set in brackets or named by its kind.
    static boolean isMention(String text, int begin, int end) {
        return isEnclosed(text, begin, end) || isNamed(text, begin, end);
    }

    /// Whether quotation marks or round brackets stand directly around it.
    static boolean isEnclosed(String text, int begin, int end) {
        return begin > 0
                && end < text.length()
                && OPENERS.indexOf(text.charAt(begin - 1)) >= 0
                && CLOSERS.indexOf(text.charAt(end)) >= 0;
    }

    private static boolean isNamed(String text, int begin, int end) {
        return BEFORE.contains(wordBefore(text, begin)) || BEHIND.contains(wordBehind(text, end));
    }

    /// The word that one space parts from a place, in lower case; empty if none does.
    static String wordBefore(String text, int place) {
        int end = place;
        while (end > 0 && (text.charAt(end - 1) == ' ' || "\"'`(:,".indexOf(text.charAt(end - 1)) >= 0)) {
            end--;
        }
        int begin = end;
        while (begin > 0 && end - begin < LONGEST_WORD && isWordPart(text.charAt(begin - 1))) {
            begin--;
        }
        return Folded.head(text.substring(begin, end), LONGEST_WORD);
    }

    static String wordBehind(String text, int place) {
        int begin = place;
        while (begin < text.length() && " \"'`),".indexOf(text.charAt(begin)) >= 0) {
            begin++;
        }
        int end = begin;
        while (end < text.length() && end - begin < LONGEST_WORD && isWordPart(text.charAt(end))) {
            end++;
        }
        return Folded.head(text.substring(begin, end), LONGEST_WORD);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetter(c) || c == '.';
    }

    /// Whether a quotation is open at a place. Who asks about many places of a text asks its [Quotations].
    static boolean isQuoted(String text, int place) {
        return new Quotations(text).isOpenAt(place);
    }

    /// Whether the whole text stands in one pair of quotation marks.
    static boolean isWrapped(String text) {
        String stripped = text.strip();
        if (stripped.length() < 2 || "\"\u201C\u00AB\u300C'".indexOf(stripped.charAt(0)) < 0) {
            return false;
        }
        char close = stripped.charAt(stripped.length() - 1);
        boolean closed = "\"\u201D\u00BB\u300D'".indexOf(close) >= 0;
        return closed && stripped.indexOf(close, 1) == stripped.length() - 1;
    }

    /// Where the line of a place begins, or what is looked at of it: whole lines of any length, looked at for
    /// each place in them, would take quadratic time.
    static int lineBegin(String text, int place) {
        int begin = place;
        while (begin > 0 && place - begin < LONGEST_LINE && text.charAt(begin - 1) != '\n') {
            begin--;
        }
        return begin;
    }

    /// Whether the line of a place reads as a program's, as far as [#lineBegin] looks at it.
    static boolean isCodeLine(String text, int place) {
        int begin = lineBegin(text, place);
        int limit = Math.min(text.length(), place + LONGEST_LINE);
        int end = text.indexOf('\n', Math.min(place, limit), limit);
        String line = text.substring(begin, end < 0 ? limit : end).strip();
        if (line.isEmpty()) {
            return false;
        }
        if ((";{}".indexOf(line.charAt(line.length() - 1)) >= 0 && line.indexOf("}}") < 0) || line.endsWith("):")) {
            return true;
        }
        for (String sign : CODE_SIGNS) {
            if (line.contains(sign)) {
                return true;
            }
        }
        return beginsAsCode(line);
    }

    /// Whether a line begins as those of programs do.
    static boolean beginsAsCode(String line) {
        for (String begin : CODE_BEGINS) {
            if (line.startsWith(begin)) {
                return true;
            }
        }
        return false;
    }

    private static final String[] CODE_SIGNS = {
        "</",
        "/>",
        "=>",
        "==",
        "();",
        " = ",
        "print(",
        "printf",
        "console.",
        "=\"",
        "f\"",
        "f'",
        "{%",
        "%}",
        "::",
        " += ",
        "ng-",
        "v-if",
        "\\\\",
        "\\frac"
    };

    private static final String[] CODE_BEGINS = {
        "return ",
        "import ",
        "def ",
        "class ",
        "//",
        "/*",
        "<!--",
        "#include",
        "const ",
        "var ",
        "public ",
        "private ",
        "for (",
        "if (",
        "while (",
        "int ",
        "char ",
        "<",
        "$ ",
        ">>> ",
        "@",
        "function "
    };
}
