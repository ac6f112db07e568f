package dev.seedbed.pipeline.step;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.pipeline.step.InputRow.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The objects of one JSON array, or of objects written one after the other over any number of lines. Only one
/// of them is in memory at a time.
final class JsonElementRows implements InputRows {
    private final InputFile file;
    private final BufferedReader in;
    private long line = 1;
    private long element;
    private boolean inArray;
    private boolean arrayClosed;

    JsonElementRows(InputFile file) {
        this.file = file;
        this.in = new BufferedReader(
                new InputStreamReader(InputBytes.open(file), StandardCharsets.UTF_8.newDecoder()), 1 << 16);
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public @Nullable InputRow next() {
        int start = nextStart();
        if (start < 0) {
            return null;
        }
        long firstLine = line;
        element++;
        String text = restOfObject();
        Place place = new Place(file.shown(), "line", firstLine);
        try {
            return new InputRow.Read(place, Json.parseObject(text));
        } catch (JsonException e) {
            return new InputRow.Malformed(
                    place, "element " + element + " is not a row of JSON: " + e.getMessage(), text);
        }
    }

    /// Reads up to the brace that opens the next object; -1 at the end of the file.
    private int nextStart() {
        while (true) {
            int c = read();
            if (c < 0 && inArray) {
                throw broken("the file ends inside its array");
            }
            if (c < 0 || (c == '{' && !arrayClosed)) {
                return c;
            }
            if (c == '[' && !inArray && !arrayClosed && element == 0) {
                inArray = true;
            } else if (c == ']' && inArray) {
                inArray = false;
                arrayClosed = true;
            } else if (!Character.isWhitespace(c) && !(c == ',' && inArray)) {
                throw broken("an object is wanted, but there is '" + Character.toString(c) + "'");
            }
        }
    }

    private String restOfObject() {
        StringBuilder text = new StringBuilder("{");
        int depth = 1;
        boolean inText = false;
        while (depth > 0) {
            int c = read();
            if (c < 0) {
                throw broken("the file ends inside an object");
            }
            text.append((char) c);
            if (inText && c == '\\') {
                int escaped = read();
                if (escaped >= 0) {
                    text.append((char) escaped);
                }
            } else if (c == '"') {
                inText = !inText;
            } else if (!inText) {
                depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            }
        }
        return text.toString();
    }

    private int read() {
        try {
            int c = in.read();
            if (c == '\n') {
                line++;
            }
            return c;
        } catch (CharacterCodingException _) {
            throw broken("it is not UTF-8");
        } catch (IOException e) {
            throw InputBytes.failure(file.shown() + ":" + line, e);
        }
    }

    /// What is wrong between the objects cannot be passed over: nobody could say where the next row begins.
    private SeedbedException broken(String problem) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT, file.shown() + ":" + line + ": cannot be read as JSON: " + problem);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw InputBytes.failure(file.shown(), e);
        }
    }
}
