package dev.seedbed.api;

/// A text is not the JSON it should be. The message says what is wrong; line and column (from 1) say where.
public final class JsonException extends RuntimeException {
    private final int line;
    private final int column;

    public JsonException(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }
}
