package dev.seedbed.publish;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;

/// Builds a page of HTML in which data stays data: names of elements and attributes are written in the code,
/// every text and every attribute's value is escaped, and no attribute that could hold a link, a script or free
/// style exists.
final class Html {
    private static final Set<String> ATTRIBUTES = Set.of(
            "class",
            "colspan",
            "content",
            "charset",
            "height",
            "http-equiv",
            "lang",
            "name",
            "open",
            "role",
            "rx",
            "title",
            "viewBox",
            "width",
            "x",
            "y",
            "aria-label",
            "text-anchor");
    private static final Set<String> WITHOUT_END = Set.of("meta", "br");

    private final StringBuilder out = new StringBuilder("<!DOCTYPE html>\n");
    private final Deque<String> open = new ArrayDeque<>();

    /// Begins an element; attributes as name, value, name, value.
    Html begin(String tag, String... attributes) {
        out.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!ATTRIBUTES.contains(attributes[i])) {
                throw new IllegalArgumentException("the attribute '" + attributes[i] + "' is not allowed");
            }
            out.append(' ').append(attributes[i]).append("=\"");
            escape(attributes[i + 1]);
            out.append('"');
        }
        out.append('>');
        if (!WITHOUT_END.contains(tag)) {
            open.push(tag);
        }
        return this;
    }

    /// Begins an element that is so wide, in per cent of what it is in.
    Html beginWide(String tag, String cssClass, double percent) {
        out.append('<').append(tag).append(" class=\"");
        escape(cssClass);
        out.append(String.format(Locale.ROOT, "\" style=\"width:%.2f%%\">", percent));
        open.push(tag);
        return this;
    }

    Html end() {
        out.append("</").append(open.pop()).append('>');
        return this;
    }

    Html text(String text) {
        escape(text);
        return this;
    }

    /// A whole element with a text in it.
    Html element(String tag, String text, String... attributes) {
        return begin(tag, attributes).text(text).end();
    }

    /// The page's style sheet, which is ours.
    Html styleSheet(String css) {
        out.append("<style>").append(css).append("</style>");
        return this;
    }

    Html line() {
        out.append('\n');
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(isAllowed(c) ? c : '\uFFFD');
            }
        }
    }

    /// What HTML forbids, and the marks that turn the direction of the text around them.
    private static boolean isAllowed(char c) {
        return (c >= 0x20 || c == '\n' || c == '\t' || c == '\r')
                && (c < 0x7f || c > 0x9f)
                && (c < 0x202a || c > 0x202e)
                && (c < 0x2066 || c > 0x2069)
                && c < 0xfffe;
    }

    @Override
    public String toString() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("not ended: " + open);
        }
        return out.toString();
    }
}
