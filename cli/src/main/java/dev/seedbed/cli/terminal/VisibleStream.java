package dev.seedbed.cli.terminal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// A stream for texts that come from files and models: what a terminal would obey instead of show is shown, so
/// that no row can write over other lines, rename the window or turn the reading order around.
///
/// Bytes pass as they are: what we ourselves tell the terminal is written as such.
final class VisibleStream extends PrintStream {
    VisibleStream(PrintStream out) {
        super(out, true, StandardCharsets.UTF_8);
    }

    @Override
    public void print(String text) {
        super.print(visible(text));
    }

    @Override
    public void print(Object value) {
        print(String.valueOf(value));
    }

    /// A text in which control characters, but for tabs and ends of lines, and the characters that change the
    /// direction of what follows are written as in JSON.
    static String visible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isObeyed(text, i)) {
                return escaped(text);
            }
        }
        return text;
    }

    private static String escaped(String text) {
        StringBuilder shown = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (isObeyed(text, i)) {
                shown.append(each == '\r' ? "\\r" : String.format("\\u%04x", (int) each));
            } else {
                shown.append(each);
            }
        }
        return shown.toString();
    }

    private static boolean isObeyed(String text, int at) {
        char each = text.charAt(at);
        return switch (each) {
            case '\n', '\t' -> false;
            case '\r' -> at + 1 == text.length() || text.charAt(at + 1) != '\n';
            default ->
                Character.isISOControl(each)
                        || (each >= '\u202a' && each <= '\u202e')
                        || (each >= '\u2066' && each <= '\u2069');
        };
    }
}
