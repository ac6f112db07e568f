package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.pipeline.step.InputRow.Place;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A whole text file as one row.
final class TextRow implements InputRows {
    private static final List<String> COLUMNS = List.of("text", "file");

    private final InputFile file;
    private boolean read;

    TextRow(InputFile file) {
        this.file = file;
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(COLUMNS);
    }

    @Override
    public @Nullable InputRow next() {
        if (read) {
            return null;
        }
        read = true;
        Place place = new Place(file.shown(), "", 1);
        byte[] bytes = bytes();
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return new InputRow.Read(place, Data.of("text", text).with("file", file.relative()));
        } catch (CharacterCodingException _) {
            return new InputRow.Malformed(place, "is not UTF-8", new String(bytes, StandardCharsets.UTF_8));
        }
    }

    private byte[] bytes() {
        try (InputStream in = InputBytes.open(file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw InputBytes.failure(file.shown(), e);
        }
    }

    @Override
    public void close() {
        // nothing is open between rows
    }
}
