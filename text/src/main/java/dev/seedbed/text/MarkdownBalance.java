package dev.seedbed.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds bold text and links that begin and do not end.
final class MarkdownBalance {
    private static final String BOLD = "**";
    private static final int LONGEST_SPAN = 80;

    private static final Pattern OPEN_LINK =
            Pattern.compile("\\[[^\\[\\]\\n]{1,200}\\]\\((?:https?:|www\\.|#|mailto:|\\.{0,2}/)"
                    + "[^)\\s]{0,2000}+(?=\\s|\\z)(?! {0,3}\"[^\"\\n]{0,200}\"\\))");
    private static final Pattern OPEN_TEXT = Pattern.compile(
            "\\[[^\\[\\]()\\n]{1,120}\\((?:https?:|www\\.)[^)\\s\\]]{1,2000}+\\)(?![^\\[\\n]{0,200}\\])");

    private MarkdownBalance() {}

    static Optional<Finding> find(String text, CodeRegions code) {
        return openBold(text, code).or(() -> openLink(text, code)).or(() -> OpenEmphasis.find(text, code));
    }

    private static Optional<Finding> openBold(String text, CodeRegions code) {
        int paragraph = text.contains(BOLD) ? 0 : text.length();
        while (paragraph < text.length()) {
            int limit = text.indexOf("\n\n", paragraph);
            int end = limit < 0 ? text.length() : limit;
            int open = openBold(text, paragraph, end, code);
            if (open >= 0) {
                int line = text.indexOf('\n', open);
                return Optional.of(new Finding(
                        Malformations.UNBALANCED_MARKDOWN,
                        "the bold text that begins at character " + (open + 1) + " does not end in its paragraph",
                        open,
                        Math.min(line < 0 ? text.length() : line, open + LONGEST_SPAN)));
            }
            paragraph = end + 2;
        }
        return Optional.empty();
    }

    /// Where bold text begins that does not end in the paragraph, -1 if there is none.
    private static int openBold(String text, int begin, int end, CodeRegions code) {
        int open = -1;
        for (int mark = mark(text, begin, end); mark >= 0; ) {
            int behind = behind(text, mark, end);
            int next = mark(text, behind, end);
            // Four stars and more are no mark but a line or a rating.
            if (behind - mark <= 3 && !code.covers(mark)) {
                if (open >= 0 && closes(text, mark)) {
                    open = -1;
                } else if (open < 0 && opens(text, mark, behind, end, next)) {
                    open = mark;
                }
            }
            mark = next;
        }
        return open;
    }

    private static int mark(String text, int from, int end) {
        int mark = text.indexOf(BOLD, from, end);
        while (mark > 0 && text.charAt(mark - 1) == '\\') {
            mark = text.indexOf(BOLD, mark + 1, end);
        }
        return mark;
    }

    private static int behind(String text, int mark, int end) {
        int behind = mark;
        while (behind < end && text.charAt(behind) == '*') {
            behind++;
        }
        return behind;
    }

    /// A mark that begins bold text. A power (`2**8`), an argument (`**options`) or a note (`** free of
    /// charge`) does not: unless a mark behind it may end it, a capital letter or a digit must follow, as in
    /// headings and terms.
    private static boolean opens(String text, int mark, int behind, int end, int next) {
        boolean before = mark == 0
                || Character.isWhitespace(text.charAt(mark - 1))
                || "(\"'>_|".indexOf(text.charAt(mark - 1)) >= 0;
        if (!before || behind >= end) {
            return false;
        }
        char first = text.charAt(behind);
        return Character.isUpperCase(first)
                || Character.isDigit(first)
                || (next >= 0 && closes(text, next))
                || (Character.isLetter(first) && isPhrase(text, behind, end) && !Surroundings.isCodeLine(text, mark));
    }

    /// Whether words follow, and not one name as in `**options)`.
    private static boolean isPhrase(String text, int begin, int end) {
        int word = begin;
        while (word < end && Character.isLetter(text.charAt(word))) {
            word++;
        }
        return word > begin
                && word + 1 < end
                && " .,:-'".indexOf(text.charAt(word)) >= 0
                && Character.isLetterOrDigit(text.charAt(word + 1));
    }

    private static boolean closes(String text, int mark) {
        return mark > 0 && !Character.isWhitespace(text.charAt(mark - 1));
    }

    private static Optional<Finding> openLink(String text, CodeRegions code) {
        boolean links = text.contains("](");
        return (links ? link(OPEN_LINK, text, code) : Optional.<Finding>empty())
                .or(() -> links ? unopened(text, code) : Optional.empty())
                .or(() -> text.contains("(http") || text.contains("(www")
                        ? link(OPEN_TEXT, text, code)
                        : Optional.empty());
    }

    /// `text](https:...)` without a bracket that opens it.
    private static Optional<Finding> unopened(String text, CodeRegions code) {
        for (int close = text.indexOf("]("); close >= 0; close = text.indexOf("](", close + 2)) {
            boolean address = text.startsWith("http", close + 2) || text.startsWith("www.", close + 2);
            if (!address || code.covers(close)) {
                continue;
            }
            int depth = 1;
            for (int i = close - 1; i >= 0 && text.charAt(i) != '\n' && depth > 0; i--) {
                depth += text.charAt(i) == ']' ? 1 : text.charAt(i) == '[' ? -1 : 0;
            }
            if (depth > 0) {
                return Optional.of(new Finding(
                        Malformations.UNBALANCED_MARKDOWN, "the link has no opening bracket", close, close + 2));
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> link(Pattern pattern, String text, CodeRegions code) {
        Matcher link = pattern.matcher(text);
        while (link.find()) {
            if (!code.covers(link.start())) {
                return Optional.of(new Finding(
                        Malformations.UNBALANCED_MARKDOWN,
                        "the link has no closing bracket",
                        link.start(),
                        link.end()));
            }
        }
        return Optional.empty();
    }
}
