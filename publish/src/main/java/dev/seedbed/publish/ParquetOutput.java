package dev.seedbed.publish;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The data set as `dataset.parquet`: zstd, the types found in all rows as [ParquetType] says, in the order of
/// the rows.
///
/// DuckDB's own detection would take texts that look like dates, times or UUIDs for such, so only the structure
/// that it finds is used, and the types are ours.
final class ParquetOutput implements Output {
    @Override
    public List<Path> write(FinishedRun run) throws IOException {
        Path target = run.directory().resolve("dataset.parquet");
        return List.of(WholeFile.write(target, unfinished -> convert(run.dataset(), unfinished)));
    }

    private static void convert(Path dataset, Path target) throws IOException {
        String lines = DuckDb.lines(dataset, LongestLine.of(dataset));
        try (DuckDb database = new DuckDb()) {
            Map<String, ParquetType> columns = columns(database, dataset, lines);
            if (columns.isEmpty()) {
                database.writeParquet("SELECT NULL::VARCHAR AS " + Rows.ID + " LIMIT 0", target);
                return;
            }
            try {
                database.writeParquet(query(columns, lines), target);
            } catch (SQLException e) {
                database.writeParquet(query(withoutUnreadable(database, columns, lines), lines), target);
            }
        } catch (SQLException e) {
            throw new IOException("dataset.parquet cannot be written: " + e.getMessage(), e);
        }
    }

    private static Map<String, ParquetType> columns(DuckDb database, Path dataset, String lines) throws SQLException {
        @Nullable
        String structure = database.text("SELECT json_group_structure(json) FROM read_json_objects(" + lines + ")");
        Map<String, ParquetType> columns = new LinkedHashMap<>();
        if (structure != null && Json.parse(structure) instanceof Map<?, ?> fields) {
            fields.forEach((name, type) -> columns.put((String) name, ParquetType.of(type)));
        }
        checkNames(dataset, columns.keySet());
        return columns;
    }

    private static void checkNames(Path dataset, Set<String> names) {
        Map<String, String> lowerCase = new LinkedHashMap<>();
        for (String name : names) {
            if (name.isEmpty()) {
                throw refusal(dataset, "it has a column without a name. Give it one in the pipeline.");
            }
            String other = lowerCase.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                throw refusal(
                        dataset,
                        "its columns '" + other + "' and '" + name + "' differ by case only, which readers of Parquet "
                                + "cannot tell apart. Rename one of them in the pipeline.");
            }
        }
    }

    private static SeedbedException refusal(Path dataset, String why) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT, "The output parquet cannot write " + dataset.getFileName() + ": " + why);
    }

    /// The columns, with those that hold numbers beyond their type kept as JSON.
    private static Map<String, ParquetType> withoutUnreadable(
            DuckDb database, Map<String, ParquetType> columns, String lines) {
        Map<String, ParquetType> readable = new LinkedHashMap<>(columns);
        for (Map.Entry<String, ParquetType> column : columns.entrySet()) {
            try {
                database.text("SELECT count(" + DuckDb.identifier(column.getKey()) + ") FROM "
                        + reader(Map.of(column.getKey(), column.getValue()), lines));
            } catch (SQLException e) {
                readable.put(column.getKey(), new ParquetType.JsonText());
            }
        }
        return readable;
    }

    private static String query(Map<String, ParquetType> columns, String lines) {
        return columns.entrySet().stream()
                .map(column -> "CAST(" + DuckDb.identifier(column.getKey()) + " AS "
                        + column.getValue().target() + ") AS " + DuckDb.identifier(column.getKey()))
                .collect(Collectors.joining(", ", "SELECT ", " FROM " + reader(columns, lines)));
    }

    private static String reader(Map<String, ParquetType> columns, String lines) {
        return columns.entrySet().stream()
                .map(column -> DuckDb.literal(column.getKey()) + ": "
                        + DuckDb.literal(column.getValue().source()))
                .collect(Collectors.joining(", ", "read_json(" + lines + ", columns = {", "})"));
    }
}
