package dev.seedbed.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds texts whose form is broken.
///
/// ```java
/// new Malformations().find("{\"a\": [1, 2");                                 // malformed-json
/// new Malformations(Set.of(Malformations.CUT_OFF)).find("The cat sat on");  // cut-off
/// ```
///
/// | code | finds |
/// |---|---|
/// | `empty` | nothing but white space |
/// | `mojibake` | replacement characters, UTF-8 read as Latin-1 or Windows-1252 (`Ã©`, `â€™`), unpaired
/// surrogates, control characters |
/// | `unclosed-fence` | a code block that is never closed |
/// | `malformed-json` | a text that begins as JSON, or is one block of it, but does not parse |
/// | `unbalanced-markdown` | bold text that is opened in a paragraph and not closed there, a link without its
/// end |
/// | `cut-off` | prose that ends in the middle of a sentence |
///
/// `cut-off` must be asked for: titles, list items and short answers end without a full stop, too.
public final class Malformations implements Detector {
    public static final String EMPTY = "empty";
    public static final String MOJIBAKE = "mojibake";
    public static final String UNCLOSED_FENCE = "unclosed-fence";
    public static final String MALFORMED_JSON = "malformed-json";
    public static final String UNBALANCED_MARKDOWN = "unbalanced-markdown";
    public static final String CUT_OFF = "cut-off";

    /// All codes, `cut-off` too.
    public static final List<String> CODES =
            List.of(EMPTY, MOJIBAKE, UNCLOSED_FENCE, MALFORMED_JSON, UNBALANCED_MARKDOWN, CUT_OFF);

    /// UTF-8's first bytes as Windows-1252 shows them, and what may come behind them.
    private static final String CONTINUATION = "[\u0080-\u00BF\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030"
            + "\u0160\u2039\u0152\u017D\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178]";

    private static final Pattern MOJIBAKE_PATTERN = Pattern.compile("\uFFFD+|(?<!\\p{Lu})\u00C3"
            + CONTINUATION + "|\u00C2[\u00A0\u00A3\u00A9\u00AE\u00B0\u00B7\u00AB\u00BB\u00BC-\u00BF]"
            + "|\u00E2(?:\u20AC|\u0080|\u201A\u00AC)" + CONTINUATION + "|\u00EF\u00BB\u00BF|\u00F0\u0178"
            + CONTINUATION
            + "|(?:[\u00D0\u00D1]" + CONTINUATION + "){2,20}|[\u0080-\u0084\u0086-\u009F]"
            + "|[\u0000-\u0008\u000B\u000E-\u001A\u001C-\u001F\u007F]");

    private static final String JSON_FENCE = "```json";
    private static final String FENCE = "```";

    private static final Pattern JSON_BEGIN = Pattern.compile(
            "\\s*(?:\\{\\s*(?:\"[^\"\\n]*\"\\s*:|\\}\\s*\\z)|\\[\\s*(?:\\{\\s*\"|\"[^\"\\n]*\"\\s*[,\\]]"
                    + "|\\]\\s*\\z|\\[?-?\\d[\\d.]*\\s*,))");

    private final List<String> codes;

    /// Looks for all but `cut-off`.
    public Malformations() {
        this(Set.of(EMPTY, MOJIBAKE, UNCLOSED_FENCE, MALFORMED_JSON, UNBALANCED_MARKDOWN));
    }

    /// Looks for some.
    ///
    /// @throws IllegalArgumentException if one is not a code of this detector
    public Malformations(Set<String> codes) {
        this.codes = Codes.chosen(CODES, codes);
    }

    @Override
    public List<String> codes() {
        return codes;
    }

    @Override
    public Optional<Finding> find(String text) {
        CodeRegions code = CodeRegions.of(text);
        for (String each : codes) {
            Optional<Finding> finding = switch (each) {
                case EMPTY -> empty(text);
                case MOJIBAKE -> mojibake(text);
                case UNCLOSED_FENCE -> unclosedFence(text, code);
                case MALFORMED_JSON -> malformedJson(text);
                case UNBALANCED_MARKDOWN -> MarkdownBalance.find(text, code);
                case CUT_OFF -> Endings.cutOff(text, code);
                default -> throw new AssertionError(each);
            };
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> empty(String text) {
        return text.isBlank()
                ? Optional.of(new Finding(EMPTY, "the text is empty", 0, text.length()))
                : Optional.empty();
    }

    private static Optional<Finding> mojibake(String text) {
        int suspect = 0;
        while (suspect < text.length() && isPlain(text.charAt(suspect))) {
            suspect++;
        }
        Matcher matcher = MOJIBAKE_PATTERN.matcher(text);
        if (suspect < text.length() && matcher.find(suspect)) {
            return Optional.of(new Finding(
                    MOJIBAKE,
                    "characters were lost or read in the wrong encoding at character " + (matcher.start() + 1),
                    matcher.start(),
                    matcher.end()));
        }
        for (int i = suspect; i < text.length(); i++) {
            int point = text.codePointAt(i);
            if (Character.isSupplementaryCodePoint(point)) {
                i++;
            } else if (Character.isSurrogate((char) point)) {
                return Optional.of(new Finding(MOJIBAKE, "half of a character stands alone", i, i + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean isPlain(char c) {
        return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
    }

    private static Optional<Finding> unclosedFence(String text, CodeRegions code) {
        int fence = code.unclosed();
        if (fence < 0) {
            return Optional.empty();
        }
        int end = text.indexOf('\n', fence);
        return Optional.of(new Finding(
                UNCLOSED_FENCE,
                "the code block that begins at character " + (fence + 1) + " is never closed",
                fence,
                end < 0 ? text.length() : end));
    }

    private static Optional<Finding> malformedJson(String text) {
        int begin = 0;
        int end = text.length();
        String stripped = text.strip();
        if (stripped.startsWith(JSON_FENCE) && stripped.endsWith(FENCE) && stripped.length() > JSON_FENCE.length()) {
            begin = text.indexOf(JSON_FENCE) + JSON_FENCE.length();
            end = Math.max(begin, text.lastIndexOf(FENCE));
            if (text.indexOf(FENCE, begin) < end) {
                return Optional.empty();
            }
        } else if (!JSON_BEGIN.matcher(text).lookingAt()) {
            return Optional.empty();
        }
        String json = text.substring(begin, end);
        int error = JsonSyntax.firstError(json);
        if (error < 0) {
            return Optional.empty();
        }
        int place = begin + error;
        boolean early = json.substring(error).isBlank();
        return Optional.of(new Finding(
                MALFORMED_JSON,
                early
                        ? "the text begins as JSON and ends too early"
                        : "the text begins as JSON and cannot be read from character " + (place + 1),
                place,
                Math.min(text.length(), place + 20)));
    }
}
