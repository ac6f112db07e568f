package dev.seedbed.curate.topic;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.curate.file.FileText;
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
        return FileText.read(file, "The words")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
