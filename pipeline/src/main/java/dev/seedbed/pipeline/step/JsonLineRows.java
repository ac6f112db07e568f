package dev.seedbed.pipeline.step;

import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.pipeline.step.InputRow.Place;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A JSON object on each line; lines of nothing but white space are no rows.
final class JsonLineRows implements InputRows {
    private final InputFile file;
    private final Utf8Lines lines;

    JsonLineRows(InputFile file) {
        this.file = file;
        this.lines = new Utf8Lines(file);
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public @Nullable InputRow next() {
        while (lines.advance()) {
            String text = lines.text();
            if (!text.isBlank()) {
                return row(text);
            }
        }
        return null;
    }

    private InputRow row(String text) {
        Place place = new Place(file.shown(), "line", lines.number());
        if (text.indexOf('\ufffd') >= 0 && !lines.isUtf8()) {
            return new InputRow.Malformed(place, "is not UTF-8", text);
        }
        try {
            return new InputRow.Read(place, Json.parseObject(text));
        } catch (JsonException e) {
            String hint = text.stripLeading().startsWith("[") && lines.number() == 1
                    ? "; if the file is one JSON array, say `format: json`"
                    : "";
            return new InputRow.Malformed(
                    place, "is not a row of JSON: " + e.getMessage() + " (column " + e.column() + ")" + hint, text);
        }
    }

    @Override
    public void close() {
        lines.close();
    }
}
