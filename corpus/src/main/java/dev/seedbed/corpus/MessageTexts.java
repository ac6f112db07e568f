package dev.seedbed.corpus;

import static dev.seedbed.corpus.UnreadableRowException.NO_TEXT;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The texts of a list of messages, `{"role": ..., "content": ...}` or `{"from": ..., "value": ...}`, a line each. A
/// content may be a text, null, or a list of parts of which those with a `text` count. A list in which no message has
/// either has no text.
final class MessageTexts {
    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final byte[] VALUE = "value".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TEXT = "text".getBytes(StandardCharsets.UTF_8);

    private final JsonBytes json;
    private final Block block;
    private boolean first = true;
    private int contents;
    private int messages;

    /// @param json stands at a value that is known to be well-formed
    MessageTexts(JsonBytes json, Block block) {
        this.json = json;
        this.block = block;
    }

    /// Appends them to the block's chars, in which there is room.
    void append(String column) throws UnreadableRowException {
        int end = json.at();
        if (json.next() != '[' || !appendEach(CONTENT) || (messages > 0 && contents == 0)) {
            json.over(block.bytes, end, end);
            throw new UnreadableRowException(
                    NO_TEXT, "its column '" + column + "' is neither a text nor a list of messages", -1);
        }
    }

    /// Appends every text in the value, however deep it stands, but for the names of fields.
    void appendAll() throws UnreadableRowException {
        switch (json.next()) {
            case '"' -> appendText();
            case '[' -> {
                json.take('[');
                if (!json.took(']')) {
                    do {
                        appendAll();
                    } while (json.took(','));
                    json.take(']');
                }
            }
            case '{' -> {
                json.take('{');
                if (!json.took('}')) {
                    do {
                        json.next();
                        json.skipText();
                        json.take(':');
                        appendAll();
                    } while (json.took(','));
                    json.take('}');
                }
            }
            default -> json.skipValue();
        }
    }

    /// The texts in a list of objects, under this name.
    private boolean appendEach(byte[] name) throws UnreadableRowException {
        json.take('[');
        if (json.took(']')) {
            return true;
        }
        do {
            if (json.next() != '{' || !appendOne(name)) {
                return false;
            }
        } while (json.took(','));
        json.take(']');
        return true;
    }

    private boolean appendOne(byte[] name) throws UnreadableRowException {
        messages += Arrays.equals(name, CONTENT) ? 1 : 0;
        json.take('{');
        if (json.took('}')) {
            return true;
        }
        do {
            json.next();
            int from = json.at() + 1;
            json.skipText();
            boolean message = Arrays.equals(name, CONTENT);
            boolean wanted = isNamed(name, from) || (message && isNamed(VALUE, from));
            json.take(':');
            if (!wanted) {
                json.skipValue();
                continue;
            }
            contents += message ? 1 : 0;
            if (!appendContent(message)) {
                return false;
            }
        } while (json.took(','));
        json.take('}');
        return true;
    }

    private boolean isNamed(byte[] name, int from) {
        return Arrays.equals(block.bytes, from, json.at() - 1, name, 0, name.length);
    }

    private boolean appendContent(boolean mayHaveParts) throws UnreadableRowException {
        return switch (json.next()) {
            case '"' -> {
                appendText();
                yield true;
            }
            case 'n' -> {
                json.skipValue();
                yield true;
            }
            case '[' -> mayHaveParts && appendEach(TEXT);
            default -> false;
        };
    }

    private void appendText() throws UnreadableRowException {
        int from = json.at() + 1;
        json.skipText();
        if (!first) {
            block.chars[block.charsUsed++] = '\n';
        }
        first = false;
        block.append(from, json.at() - 1);
    }
}
