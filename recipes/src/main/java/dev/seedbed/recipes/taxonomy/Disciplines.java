package dev.seedbed.recipes.taxonomy;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.recipes.internal.JsonLines;
import dev.seedbed.recipes.internal.YamlFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The taxonomy that a person approved: its leaves are the disciplines. What was crossed out of the file is gone,
/// and all below it.
///
/// | ending | form |
/// |---|---|
/// | `.yaml` `.yml` `.json` | nested maps and lists, the leaves texts; a key without anything below is a leaf |
/// | `.jsonl` | a line for each, with `discipline`, as `until: disciplines` writes them |
/// | any other | a line for each; empty ones and those that begin with `#` are passed over |
final class Disciplines {
    static final String DISCIPLINE = "discipline";
    static final String PATH = "discipline_path";

    private Disciplines() {}

    /// Rows with both columns, the path from the root down to the discipline.
    static List<Data> read(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        List<Data> rows = new ArrayList<>();
        if (name.endsWith(".jsonl")) {
            for (Data row :
                    new JsonLines(file, "disciplines", List.of(DISCIPLINE), "{\"discipline\": \"Botany\"}").rows()) {
                Object path = row.value(PATH);
                rows.add(row(
                        row.text(DISCIPLINE),
                        path instanceof List<?> names
                                ? names.stream().map(String::valueOf).toList()
                                : List.of(row.text(DISCIPLINE))));
            }
        } else if (Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith)) {
            collect(file, YamlFile.read(file), List.of(), rows);
        } else {
            lines(file).forEach(line -> rows.add(row(line, List.of(line))));
        }
        if (rows.isEmpty()) {
            throw wrong(file, "holds no discipline");
        }
        return rows;
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (CharacterCodingException | UncheckedIOException e) {
            throw wrong(file, "is not a text in UTF-8");
        } catch (IOException e) {
            throw wrong(file, "cannot be read: " + e.getMessage());
        }
    }

    private static void collect(Path file, @Nullable Object node, List<String> path, List<Data> rows) {
        switch (node) {
            case null -> leaf(path, rows);
            case Map<?, ?> map ->
                map.forEach((key, below) -> collect(file, below, and(path, String.valueOf(key)), rows));
            case List<?> items -> items.forEach(item -> collect(file, item, path, rows));
            case String text -> leaf(and(path, text), rows);
            default ->
                throw wrong(file, "has " + node + " below " + path + ", but a discipline is a text: put it in quotes");
        }
    }

    private static void leaf(List<String> path, List<Data> rows) {
        if (!path.isEmpty()) {
            rows.add(row(path.getLast(), path));
        }
    }

    private static List<String> and(List<String> path, String name) {
        return Stream.concat(path.stream(), Stream.of(name.strip())).toList();
    }

    static Data row(String discipline, List<String> path) {
        return Data.of(DISCIPLINE, discipline.strip()).with(PATH, path);
    }

    private static SeedbedException wrong(Path file, String message) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "the taxonomy " + file + " " + message
                        + ". It is YAML or JSON whose leaves are disciplines, JSON Lines with `discipline`, or a line for"
                        + " each");
    }
}
