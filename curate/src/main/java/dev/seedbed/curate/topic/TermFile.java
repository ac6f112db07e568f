package dev.seedbed.curate.topic;

import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.curate.file.FileText;
import java.nio.file.Path;
import java.util.List;

/// A file with a word or phrase in each line; empty lines and those that begin with `#` do not count.
final class TermFile {
    private TermFile() {}

    /// Those of a setting's file; nothing, and a problem with the setting, if it cannot be read.
    static List<String> read(Building building, Parameter<Path> setting) {
        Path file = building.settings().find(setting).orElse(null);
        if (file == null) {
            return List.of();
        }
        try {
            List<String> terms = lines(FileText.read(file, "The words"));
            building.input(file);
            return terms;
        } catch (SeedbedException e) {
            building.problem(setting, "is '" + file + "', but that cannot be read as a text in UTF-8");
            return List.of();
        }
    }

    /// The lines of a file that count.
    static List<String> lines(String content) {
        return content.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
