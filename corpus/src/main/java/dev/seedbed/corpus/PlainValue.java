package dev.seedbed.corpus;

import dev.seedbed.api.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Values as most ids are, whole numbers and texts of printable ASCII without escapes, which need no parser; a
/// parser for the id of each row would take a tenth of the whole time.
final class PlainValue {
    private static final int MOST_DIGITS = 18;

    private PlainValue() {}

    /// The value of well-formed JSON in `bytes[from..to)`; null if it is none of these.
    static @Nullable Object read(byte[] bytes, int from, int to) {
        if (bytes[from] == '"') {
            for (int i = from + 1; i < to - 1; i++) {
                if (!isPlain(bytes[i])) {
                    return null;
                }
            }
            return new String(bytes, from + 1, to - from - 2, StandardCharsets.ISO_8859_1);
        }
        if (to - from > MOST_DIGITS) {
            return null;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return null;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /// Any value as JSON.
    static String write(Object value) {
        return switch (value) {
            case Long number -> number.toString();
            case String text when text.chars().allMatch(PlainValue::isPlain) -> '"' + text + '"';
            default -> Json.write(value);
        };
    }

    private static boolean isPlain(int c) {
        return c >= ' ' && c < 0x7F && c != '"' && c != '\\';
    }
}
