package dev.seedbed.curate.topic;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A file with a word or phrase in each line; empty lines and those that begin with `#` do not count.
final class TermFile {
    /// What both gates take.
    static final Parameter<List<String>> COLUMN = Parameter.listOf(
                    "column", new Kind.Column(), "The column to look at; several may be given, then each must pass.")
            .defaultsTo("answer");

    private TermFile() {}

    static List<String> read(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the words of " + file, e);
        }
    }
}
