package dev.seedbed.publish;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Writes a file whole or not at all: beside its place first, then moved there, so that nobody ever sees half
/// of it and a failure leaves the old one.
final class WholeFile {
    private WholeFile() {}

    /// Writes to a file.
    @FunctionalInterface
    interface Content {
        void writeTo(Path unfinished) throws IOException;
    }

    /// Writes text.
    @FunctionalInterface
    interface Text {
        void writeTo(Writer out) throws IOException;
    }

    static Path write(Path target, Content content) throws IOException {
        Path unfinished = target.resolveSibling("." + target.getFileName() + ".unfinished");
        try {
            content.writeTo(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        return target;
    }

    /// Writes text in UTF-8.
    static Path writeText(Path target, Text text) throws IOException {
        return write(target, unfinished -> {
            try (BufferedWriter out = Files.newBufferedWriter(unfinished, StandardCharsets.UTF_8)) {
                text.writeTo(out);
            }
        });
    }
}
