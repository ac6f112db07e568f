package dev.seedbed.curate.contamination;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.curate.file.FileText;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.near.Letters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A file of test items: JSON Lines (`.jsonl`, `.ndjson`), a JSON array or JSON Lines (`.json`), CSV (`.csv`, `.tsv`),
/// each also packed (`.gz`).
///
/// ```java
/// List<TestItem> items = ItemFile.read(Path.of("gsm8k.jsonl"), ItemColumns.usual());
/// ```
///
/// The benchmark is called as the file, up to the first dot; of several files, [#names] says how each is called. An
/// item
/// without a column for its id has the number of its line in JSON Lines, otherwise of its record, from 1. A CSV file
/// whose header names no question, but whose last field is a letter from A to D in
/// every record, is read as those of MMLU: the question, four choices, the letter.
///
/// A question of fewer than [#FEW_WORDS] words is put together with its choices, as `Which of these is true?` says
/// nothing. In scripts that put no spaces between words, every two letters count for a word.
public final class ItemFile {
    private static final int FEW_WORDS = 8;
    private static final String THE_ITEMS = "The items";
    private static final Set<String> ENDINGS = Set.of("jsonl", "ndjson", "json", "csv", "tsv");

    private ItemFile() {}

    /// The items of a file, a row each, in its order. One without a question is an item with an empty one, which is
    /// not looked for.
    ///
    /// @throws SeedbedException if it cannot be read, or has no column with the question
    public static List<TestItem> read(Path file, ItemColumns columns) {
        return read(file, benchmark(file), columns);
    }

    /// A row of a file.
    ///
    /// @param number of its line or record
    private record Numbered(int number, Data row) {}

    static List<TestItem> read(Path file, String benchmark, ItemColumns columns) {
        List<Numbered> numbered = rows(file);
        List<Data> rows = numbered.stream().map(Numbered::row).toList();
        if (rows.isEmpty()) {
            throw wrong(file, "there are no items in it");
        }
        if (rows.stream()
                .noneMatch(
                        row -> columns.find(ItemColumns.QUESTION, row.columns()).isPresent())) {
            String wanted = columns.named().containsKey(ItemColumns.QUESTION)
                    ? "'" + columns.named().get(ItemColumns.QUESTION) + "'"
                    : "one of " + String.join(", ", ItemColumns.questions());
            throw wrong(
                    file,
                    "there is no column with the question: expected " + wanted + ", but there are "
                            + String.join(", ", rows.getFirst().columns()) + ". Name the right one as `question`");
        }
        List<TestItem> items = new ArrayList<>();
        for (Numbered each : numbered) {
            String id = columns.text(ItemColumns.ID, each.row());
            items.add(new TestItem(
                    benchmark,
                    id.isEmpty() ? Integer.toString(each.number()) : id,
                    question(columns, each.row()),
                    columns.text(ItemColumns.ANSWER, each.row())));
        }
        return items;
    }

    private static String question(ItemColumns columns, Data row) {
        String question = columns.text(ItemColumns.QUESTION, row);
        String choices = columns.text(ItemColumns.CHOICES, row);
        boolean few = words(question) < FEW_WORDS;
        return few && !choices.isEmpty() ? question + "\n" + choices : question;
    }

    private static long words(String text) {
        long alone = text.codePoints()
                .filter(point -> Letters.kind(point) == Letters.ALONE)
                .count();
        return text.isBlank() ? 0 : text.strip().split("\\s+").length + alone / 2;
    }

    private static String benchmark(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    }

    /// What the benchmarks of files are called: as the file up to its first dot; those of the same name as the whole
    /// file; and where that is the same, too, with as many folders in front as tell them apart.
    static Map<Path, String> names(List<Path> files) {
        Map<Path, String> names = new LinkedHashMap<>();
        files.forEach(file -> names.put(file.toAbsolutePath().normalize(), benchmark(file)));
        for (int parts = 1; ; parts++) {
            Map<String, Long> having =
                    names.values().stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
            if (having.size() == names.size()) {
                return names;
            }
            int shown = parts;
            names.replaceAll((file, name) -> having.getOrDefault(name, 0L) == 1 ? name : ending(file, shown));
        }
    }

    private static String ending(Path file, int parts) {
        int count = file.getNameCount();
        return file.subpath(Math.max(0, count - parts), count).toString();
    }

    private static List<Numbered> rows(Path file) {
        mustBeKnown(file);
        FileText.mustBeThere(file, THE_ITEMS);
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        String ending = name.replaceFirst("\\.gz$", "").replaceFirst("^.*\\.", "");
        if (!ENDINGS.contains(ending)) {
            throw wrong(file, "its ending is none of .jsonl, .ndjson, .json, .csv, .tsv, each also with .gz");
        }
        String text = FileText.read(file, THE_ITEMS);
        return switch (ending) {
            case "csv" -> numbered(records(file, text, ','));
            case "tsv" -> numbered(records(file, text, '\t'));
            default -> text.stripLeading().startsWith("[") ? numbered(array(file, text)) : lines(file, text);
        };
    }

    private static void mustBeKnown(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (!Files.exists(file)
                && Benchmark.known().stream().anyMatch(known -> known.name().equals(name))) {
            throw wrong(
                    file,
                    "that is a known benchmark, but its items do not come with Seedbed. Bring its file, and name that;"
                            + " `seedbed decontaminate --list` says where it is");
        }
    }

    private static List<Numbered> numbered(List<Data> rows) {
        List<Numbered> numbered = new ArrayList<>();
        rows.forEach(row -> numbered.add(new Numbered(numbered.size() + 1, row)));
        return numbered;
    }

    private static List<Numbered> lines(Path file, String text) {
        List<Numbered> rows = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                try {
                    rows.add(new Numbered(number, Json.parseObject(line)));
                } catch (JsonException e) {
                    throw wrong(file, "line " + number + ": " + e.getMessage());
                }
            }
        }
        return rows;
    }

    private static List<Data> array(Path file, String text) {
        try {
            // Wrapped, so that what is no object has a name in the message.
            return Json.parseObject("{\"items\":" + text + "}").value("items") instanceof List<?> list
                    ? list.stream()
                            .map(item -> Json.parseObject(Json.write(item)))
                            .toList()
                    : List.of();
        } catch (JsonException e) {
            throw wrong(file, String.valueOf(e.getMessage()));
        }
    }

    private static List<Data> records(Path file, String text, char separator) {
        try {
            return records(CsvFields.of(text, separator));
        } catch (CsvFields.UnclosedQuoteException e) {
            throw wrong(file, String.valueOf(e.getMessage()));
        }
    }

    private static List<Data> records(List<List<String>> records) {
        if (records.isEmpty()) {
            return List.of();
        }
        boolean headless = ItemColumns.usual()
                        .find(ItemColumns.QUESTION, Set.copyOf(records.getFirst()))
                        .isEmpty()
                && records.stream()
                        .allMatch(each -> each.size() == 6 && each.getLast().matches("[A-D]"));
        List<Data> rows = new ArrayList<>();
        for (List<String> values : headless ? records : records.subList(1, records.size())) {
            rows.add(headless ? ofMmlu(values) : named(records.getFirst(), values));
        }
        return rows;
    }

    private static Data ofMmlu(List<String> values) {
        return Data.of(ItemColumns.QUESTION, values.getFirst()).with(ItemColumns.CHOICES, values.subList(1, 5));
    }

    private static Data named(List<String> header, List<String> values) {
        Data row = Data.empty();
        for (int i = 0; i < Math.min(header.size(), values.size()); i++) {
            row = row.with(header.get(i), values.get(i));
        }
        return row;
    }

    private static SeedbedException wrong(Path file, String message) {
        return FileText.wrong(file, THE_ITEMS, message);
    }
}
