package dev.seedbed.api;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes one line of JSON. Every row is written five times on its way (request, call, ledger, data set, export),
/// which a general writer with its buffers and contexts made a tenth of a run's processor time.
final class JsonText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();
    private static final int LAST_CONTROL = 0x1f;

    private final StringBuilder out = new StringBuilder(256);
    private final boolean isSorted;

    /// @param isSorted whether the keys of every object are sorted by code unit
    JsonText(boolean isSorted) {
        this.isSorted = isSorted;
    }

    JsonText value(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case String text -> text(text);
            case Boolean flag -> out.append(flag.booleanValue());
            case Long number -> out.append(number.longValue());
            case Integer number -> out.append(number.intValue());
            case Double number -> decimal(number);
            case BigInteger number -> out.append(number);
            case BigDecimal number -> out.append(number);
            case Data data -> object(data.asMap());
            case Map<?, ?> map -> object(isSorted && map.size() > 1 ? new TreeMap<>(map) : map);
            case Collection<?> items -> list(items);
            default -> value(Data.normalized(value));
        }
        return this;
    }

    /// What is no number in JSON is written as a text, as it is read.
    private void decimal(double number) {
        if (Double.isFinite(number)) {
            out.append(number);
        } else {
            out.append('"').append(number).append('"');
        }
    }

    private void object(Map<?, ?> map) {
        out.append('{');
        char before = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (before != 0) {
                out.append(before);
            }
            before = ',';
            text((String) entry.getKey());
            out.append(':');
            value(entry.getValue());
        }
        out.append('}');
    }

    private void list(Collection<?> items) {
        out.append('[');
        char before = 0;
        for (Object item : items) {
            if (before != 0) {
                out.append(before);
            }
            before = ',';
            value(item);
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        int length = text.length();
        int written = 0;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean isPlain =
                    c > LAST_CONTROL && c != '"' && c != '\\' && !(Character.isSurrogate(c) && Json.isLone(text, i));
            if (!isPlain) {
                out.append(text, written, i);
                written = i + 1;
                special(c);
            }
        }
        out.append(text, written, length).append('"');
    }

    private void special(char c) {
        switch (c) {
            case '"', '\\' -> out.append('\\').append(c);
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            default -> {
                if (c > LAST_CONTROL) {
                    out.append('\ufffd');
                } else {
                    out.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
                }
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
