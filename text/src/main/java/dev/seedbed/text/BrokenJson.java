package dev.seedbed.text;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds JSON that cannot be read, where a text is meant as JSON: the text begins with an object or a list and
/// holds nothing else, or a block of it is fenced as JSON.
///
/// Several values behind one another, prose behind a complete value, comments and `...` in a fenced block, and
/// sets or intervals such as `[1, 2)` are let pass.
final class BrokenJson {
    private static final String FENCE = "```json";

    private static final Pattern BEGIN =
            Pattern.compile("\\s*(?:\\{\\s*(?:\"[^\"\\n]{0,200}\"?\\s*[:,}\\n\"]|\\}\\s*\\z|'[^'\\n]{1,80}'\\s*:)"
                    + "|\\[\\s*(?:\\{\\s*[\"']|\"[^\"\\n]{0,300}\"?\\s*[,\\]\\n]|\\]\\s*\\z|\\[?-?\\d[\\d.]*\\s*,))");
    private static final Pattern BARE_KEYS =
            Pattern.compile("\\s*\\{\\s*[A-Za-z_]\\w{0,40}\\s*:\\s*(?:\"|\\[|\\{|-?\\d|true|false|null)");
    private static final Pattern PROGRAM =
            Pattern.compile(";|=>|\\bfunction\\b|\\breturn\\b|\\bvar\\b|\\bconst\\b|//|/\\*");
    private static final Pattern NUMBERS = Pattern.compile("\\s*\\[[\\s\\[]*-?\\d[\\s\\[\\]\\d.,eE+-]*");

    private BrokenJson() {}

    static Optional<Finding> find(String text) {
        int first = 0;
        while (first < text.length() && Character.isWhitespace(text.charAt(first))) {
            first++;
        }
        if (first < text.length() && (text.charAt(first) == '{' || text.charAt(first) == '[')) {
            return whole(text);
        }
        return fenced(text);
    }

    private static Optional<Finding> whole(String text) {
        boolean object =
                BARE_KEYS.matcher(text).lookingAt() && !PROGRAM.matcher(text).find() && text.indexOf('"') >= 0;
        Matcher begin = BEGIN.matcher(text);
        if (!object && !begin.lookingAt()) {
            return Optional.empty();
        }
        Matcher numbers = NUMBERS.matcher(text);
        if (numbers.lookingAt() && numbers.end() < text.length()) {
            return Optional.empty();
        }
        return error(text, 0, text.length(), false);
    }

    private static Optional<Finding> fenced(String text) {
        int begin = -1;
        for (int fence = text.indexOf(FENCE); fence >= 0; fence = text.indexOf(FENCE, fence + 1)) {
            if (fence < begin) {
                // One line may hold many fences, and the block behind it is one.
                continue;
            }
            begin = text.indexOf('\n', fence);
            int end = begin < 0 ? -1 : text.indexOf("```", begin);
            if (end < 0) {
                return Optional.empty();
            }
            boolean info =
                    begin - fence > FENCE.length() && Character.isLetterOrDigit(text.charAt(fence + FENCE.length()));
            String json = text.substring(begin, end);
            if (!info
                    && !json.isBlank()
                    && !json.contains("//")
                    && !json.contains("/*")
                    && !json.contains("...")
                    && !json.contains("\u2026")) {
                Optional<Finding> finding = error(text, begin, end, true);
                if (finding.isPresent()) {
                    return finding;
                }
            }
        }
        return Optional.empty();
    }

    /// The first error of values that stand behind one another.
    private static Optional<Finding> error(String text, int begin, int end, boolean fenced) {
        int place = begin;
        while (place < end) {
            int behind = JsonSyntax.endOfValue(text, place, end);
            if (behind < 0) {
                int error = JsonSyntax.firstError(text, place, end);
                return finding(text, error, text.substring(error, end).isBlank());
            }
            place = behind;
            while (place < end && Character.isWhitespace(text.charAt(place))) {
                place++;
            }
            if (place < end && "{[".indexOf(text.charAt(place)) < 0) {
                boolean sameLine = text.substring(place - 1, place).equals(" ");
                boolean rest = fenced || sameLine || "}],:\"".indexOf(text.charAt(place)) >= 0;
                return rest ? finding(text, place, false) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> finding(String text, int place, boolean early) {
        if (text.startsWith("...", place) || text.startsWith("\u2026", place)) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                Malformations.MALFORMED_JSON,
                early
                        ? "the text begins as JSON and ends too early"
                        : "the text begins as JSON and cannot be read from character " + (place + 1),
                Math.min(place, text.length()),
                Math.min(text.length(), place + 20)));
    }
}
