package dev.seedbed.pipeline;

import dev.seedbed.api.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Writes values as YAML that reads back to the same values: maps and lists in blocks, long texts as they are.
final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*( [A-Za-z0-9_./-]+)*");
    private static final Pattern RESERVED =
            Pattern.compile("null|true|false|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);
    // A block keeps these as they are: no control characters but the line feed, no unusual line ends.
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cntrl}\\p{Cs}\\p{Co}\\p{Cn}\\u2028\\u2029\\uFEFF&&[^\\n]]");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    static String of(Raw.Fields root) {
        YamlText text = new YamlText();
        if (root.fields().isEmpty()) {
            return "{}\n";
        }
        text.fields(root.fields(), 0);
        return text.out.toString();
    }

    private void fields(List<Raw.Field> fields, int indent) {
        boolean first = true;
        for (Raw.Field field : fields) {
            if (!first) {
                out.repeat(' ', indent);
            }
            first = false;
            out.append(inline(field.name())).append(':');
            value(field.raw(), indent);
        }
    }

    /// A value behind a key that stands at this indentation.
    private void value(Raw raw, int indent) {
        switch (raw) {
            case Raw.Fields fields
            when !fields.fields().isEmpty() -> {
                out.append('\n').repeat(' ', indent + 2);
                fields(fields.fields(), indent + 2);
            }
            case Raw.Items items
            when !items.items().isEmpty() -> {
                out.append('\n');
                items(items.items(), indent + 2);
            }
            default -> {
                out.append(' ');
                leaf(raw, indent + 2);
            }
        }
    }

    private void items(List<Raw> items, int indent) {
        for (Raw item : items) {
            out.repeat(' ', indent).append('-');
            switch (item) {
                case Raw.Fields fields
                when !fields.fields().isEmpty() -> {
                    out.append(' ');
                    fields(fields.fields(), indent + 2);
                }
                case Raw.Items inner
                when !inner.items().isEmpty() -> {
                    out.append('\n');
                    items(inner.items(), indent + 2);
                }
                default -> {
                    out.append(' ');
                    leaf(item, indent + 2);
                }
            }
        }
    }

    private void leaf(Raw raw, int indent) {
        switch (raw) {
            case Raw.Fields _ -> out.append("{}\n");
            case Raw.Items _ -> out.append("[]\n");
            case Raw.Scalar scalar -> {
                if (scalar.value() instanceof String text && isBlock(text)) {
                    block(text, indent);
                } else {
                    out.append(scalar(scalar)).append('\n');
                }
            }
        }
    }

    private static boolean isBlock(String text) {
        String body = text.stripLeading();
        return text.contains("\n")
                && !body.isEmpty()
                && body.length() == text.length()
                && !UNSAFE.matcher(text).find();
    }

    private void block(String text, int indent) {
        boolean ends = text.endsWith("\n");
        boolean blankEnd =
                text.endsWith("\n\n") || (ends && text.stripTrailing().length() < text.length() - 1);
        out.append(blankEnd ? "|+" : ends ? "|" : "|-").append('\n');
        String body = ends ? text.substring(0, text.length() - 1) : text;
        for (String line : body.split("\n", -1)) {
            if (!line.isEmpty()) {
                out.repeat(' ', indent).append(line);
            }
            out.append('\n');
        }
    }

    private static String scalar(Raw.Scalar scalar) {
        return switch (scalar.value()) {
            case null -> "null";
            case String text -> inline(text);
            case BigDecimal number -> number.toString();
            case Number number -> number(scalar.source(), number);
            case Object flag -> flag.toString();
        };
    }

    /// As it was written, so that `0.60` stays that.
    private static String number(String source, Number number) {
        return source.matches("[-+]?[0-9]+(\\.[0-9]+)?") ? source : Json.write(number);
    }

    private static String inline(@Nullable String text) {
        if (text == null) {
            return "null";
        }
        boolean plain = PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches();
        boolean amount = text.matches("[0-9]+(\\.[0-9]+)? ?[a-zA-Z]+") && !text.matches("0[xo].*|.*[eE]");
        return plain || amount ? text : quoted(text);
    }

    /// A JSON string is one of YAML, too, but for the characters that YAML does not let stand.
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        String json = Json.write(text);
        json.codePoints().forEach(c -> {
            boolean printable = (c >= 0x20 && c < 0x7f)
                    || (c >= 0xa0 && c != 0x2028 && c != 0x2029 && c < 0xd800)
                    || (c >= 0xe000 && c < 0xfe00)
                    || c >= 0x10000;
            quoted.append(printable ? Character.toString(c) : String.format("\\u%04x", c));
        });
        return quoted.toString();
    }
}
