package dev.seedbed.publish;

import dev.seedbed.api.Json;
import java.util.List;
import java.util.Locale;

/// The YAML block at the head of a card. Every text stands in double quotes with JSON's escapes, which YAML
/// shares, so that none can be taken for a number, a flag or markup.
final class FrontMatter {
    private final StringBuilder lines = new StringBuilder("---\n");

    void text(String key, String value) {
        lines.append(key).append(": ").append(quoted(value)).append('\n');
    }

    void list(String key, List<String> values) {
        lines.append(key).append(":\n");
        values.forEach(value -> lines.append("  - ").append(quoted(value)).append('\n'));
    }

    /// Lines as they are.
    void lines(String yaml) {
        lines.append(yaml);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        Json.write(text).codePoints().forEach(codePoint -> {
            if (isPrintable(codePoint)) {
                quoted.appendCodePoint(codePoint);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", codePoint));
            }
        });
        return quoted.toString();
    }

    /// YAML 1.2, section 5.1, without the line separators that YAML 1.1 takes for ends of lines.
    private static boolean isPrintable(int codePoint) {
        return isBetween(codePoint, 0x20, 0x7e)
                || (isBetween(codePoint, 0xa0, 0xd7ff) && !isBetween(codePoint, 0x2028, 0x2029))
                || (isBetween(codePoint, 0xe000, 0xfffd) && codePoint != 0xfeff)
                || codePoint >= 0x10000;
    }

    private static boolean isBetween(int codePoint, int first, int last) {
        return codePoint >= first && codePoint <= last;
    }

    @Override
    public String toString() {
        return lines + "---\n";
    }
}
