package dev.seedbed.text;

import java.util.List;
import java.util.Optional;
import java.util.Set;

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
/// | `mojibake` | replacement characters, UTF-8 read as Latin-1, Windows-1252 or Windows-1251 (`Ã©`, `â€™`,
/// `РџСЂ`), once or twice, unpaired surrogates, control characters |
/// | `unclosed-fence` | a code block that is never closed |
/// | `malformed-json` | a text that begins as JSON, or a block fenced as JSON, that does not parse |
/// | `unbalanced-markdown` | emphasis that is opened in a paragraph and not closed there, a link without its
/// end, a table whose rows have different numbers of cells |
/// | `cut-off` | prose that ends in the middle of a sentence, and is no loop |
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

    private static final Detector LOOPS = new Repetitions();

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
                case MOJIBAKE -> Mojibake.find(text, code);
                case UNCLOSED_FENCE -> unclosedFence(text, code);
                case MALFORMED_JSON -> BrokenJson.find(text);
                case UNBALANCED_MARKDOWN -> MarkdownBalance.find(text, code).or(() -> MarkdownTables.find(text, code));
                // A loop that was cut off is a loop.
                case CUT_OFF ->
                    Endings.cutOff(text, code).filter(_ -> LOOPS.find(text).isEmpty());
                default -> throw new AssertionError(each);
            };
            if (finding.isPresent()) {
                return finding;
            }
        }
        return Optional.empty();
    }

    private static Optional<Finding> empty(String text) {
        return text.chars().allMatch(Malformations::isInvisible)
                ? Optional.of(new Finding(EMPTY, "the text is empty", 0, text.length()))
                : Optional.empty();
    }

    private static boolean isInvisible(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.getType(c) == Character.FORMAT;
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
}
