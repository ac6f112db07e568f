package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// Makes Parquet of what was decided, with DuckDB. Rows that come from Parquet are taken from there, with the
/// types they have; rows that come from lines get the types that their values have.
final class ParquetOutput {
    /// Begins the name under which a list of verdicts has the new text of a column, which its number follows.
    static final String CHANGED = "t";

    /// Begins the name under which it says whether that text is a text, and not JSON of something else.
    static final String PLAIN = "p";

    /// Types whose values JSON gives back as they were.
    private static final Pattern THROUGH_JSON = Pattern.compile(
            "(?:STRUCT|VARCHAR|BOOLEAN|U?(?:TINY|SMALL|BIG)INT|U?INTEGER|\"(?:[^\"]|\"\")*\"|\\w+(?= )|[ ,()\\[\\]])*+");

    private static final long LEAST_LINE_LIMIT = 1 << 24;
    private static final int BUFFER = 1 << 16;

    private ParquetOutput() {}

    static String reader(Path file, boolean byName) {
        return reader(List.of(file), byName);
    }

    /// To DuckDB a name is a pattern: what has a meaning there stands in brackets.
    private static String reader(List<Path> files, boolean byName) {
        return files.stream()
                .map(file -> literal(pattern(file)))
                .collect(Collectors.joining(
                        ", ",
                        "read_parquet([",
                        "], hive_partitioning = false" + (byName ? ", union_by_name = true)" : ")")));
    }

    private static String pattern(Path file) {
        return file.toString().replaceAll("[*?\\[]", "[$0]");
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// The rows of Parquet files that a list of verdicts keeps.
    ///
    /// @param verdicts for each row, in order, a line `{"k":true}`, and where a column is added `"v"`, its value;
    ///     where texts have changed, `"t0"` and so on, their values
    /// @param column the name of the column that is added, if any
    /// @param changed the columns that may have changed
    static void writeChosen(
            List<Path> files, Path verdicts, @Nullable String column, List<String> changed, Path target) {
        Map<String, String> columns = new LinkedHashMap<>();
        columns.put("k", "BOOLEAN");
        if (column != null) {
            columns.put("v", "VARCHAR");
        }
        for (int i = 0; i < changed.size(); i++) {
            columns.put(CHANGED + i, "VARCHAR");
            columns.put(PLAIN + i, "BOOLEAN");
        }
        String added = column == null ? "" : ", v.v AS " + identifier(column);
        write(
                "SELECT p.*" + replaced(files, changed, target) + added + " FROM (SELECT * FROM " + reader(files, true)
                        + ") AS p POSITIONAL JOIN (SELECT * FROM read_json(" + literal(pattern(verdicts))
                        + ", format = 'newline_delimited', maximum_object_size = " + lineLimit(verdicts, target)
                        + ", columns = "
                        + columns.entrySet().stream()
                                .map(each -> each.getKey() + ": '" + each.getValue() + "'")
                                .collect(Collectors.joining(", ", "{", "}"))
                        + ")) AS v WHERE v.k",
                target);
    }

    /// A text is put in place of the one before, a list of messages is made of its JSON.
    private static String replaced(List<Path> files, List<String> changed, Path target) {
        if (changed.isEmpty()) {
            return "";
        }
        Map<String, String> types;
        try (Connection connection = connection(new Properties())) {
            types = types(connection, reader(files, true));
        } catch (SQLException e) {
            throw failure(target, e);
        }
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < changed.size(); i++) {
            String type = types.getOrDefault(changed.get(i), "VARCHAR");
            String now = "v." + CHANGED + i;
            String value = switch (type) {
                case "VARCHAR" -> now;
                case "JSON" -> "CASE WHEN v." + PLAIN + i + " THEN to_json(" + now + ") ELSE " + now + "::JSON END";
                default -> "CAST(" + now + "::JSON AS " + throughJson(type, changed.get(i), target) + ")";
            };
            String name = identifier(changed.get(i));
            columns.add("CASE WHEN " + now + " IS NULL THEN p." + name + " ELSE " + value + " END AS " + name);
        }
        return " REPLACE (" + String.join(", ", columns) + ")";
    }

    private static String throughJson(String type, String column, Path target) {
        if (!THROUGH_JSON.matcher(type).matches()) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "'" + target + "' cannot be written: the column '" + column + "' has the type " + type
                            + ", of which not every value would stay as it is where a text beside it changes. Name an"
                            + " output with the ending .jsonl.");
        }
        return type;
    }

    /// The objects of a file of lines.
    static void writeLines(Path lines, Path target) {
        String reader = "read_json_objects(" + literal(pattern(lines))
                + ", format = 'newline_delimited', maximum_object_size = " + lineLimit(lines, target) + ")";
        String structure = ask("SELECT json_group_structure(json) FROM " + reader, target);
        if (structure == null || structure.equals("{}") || structure.equals("\"JSON\"")) {
            write("SELECT NULL::VARCHAR AS nothing LIMIT 0", target);
            return;
        }
        Object types = typed(Json.parse(structure));
        String rows = "from_json(json, " + literal(Json.write(types)) + ")";
        try {
            write("SELECT unnest(" + rows + "::" + signed(types) + ") FROM " + reader, target);
        } catch (SeedbedException e) {
            // Whole numbers beyond a signed one of 64 bits, perhaps.
            write("SELECT unnest(" + rows + ") FROM " + reader, target);
        }
    }

    /// How long a line may be: DuckDB takes memory for several of that length at once, whether there are such
    /// lines or not.
    private static long lineLimit(Path lines, Path target) {
        long longest = 0;
        long length = 0;
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(lines)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                for (int i = 0; i < read; i++) {
                    length++;
                    if (buffer[i] == '\n') {
                        longest = Math.max(longest, length);
                        length = 0;
                    }
                }
            }
        } catch (IOException e) {
            throw RowOutput.failure(target, e);
        }
        return Math.max(LEAST_LINE_LIMIT, Math.max(longest, length) + 1);
    }

    /// The names of all columns of some files.
    static List<String> columns(List<Path> files) {
        try (Connection connection = connection(new Properties())) {
            return columns(connection, reader(files, true));
        } catch (SQLException e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    files.getFirst() + (files.size() == 1 ? "" : " and the other inputs")
                            + ": cannot be read as Parquet: "
                            + message.lines().findFirst().orElse(message),
                    e);
        }
    }

    static List<String> columns(Connection connection, String reader) throws SQLException {
        return List.copyOf(types(connection, reader).keySet());
    }

    /// The columns in their order, with their types.
    private static Map<String, String> types(Connection connection, String reader) throws SQLException {
        Map<String, String> types = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet each = statement.executeQuery("DESCRIBE SELECT * FROM " + reader)) {
            while (each.next()) {
                types.put(each.getString(1), each.getString(2));
            }
        }
        return types;
    }

    /// What has no values has no type, and an object without columns cannot be one in Parquet.
    private static @Nullable Object typed(@Nullable Object structure) {
        return switch (structure) {
            case String name -> name.equals("NULL") ? "VARCHAR" : name;
            case List<?> items -> {
                List<@Nullable Object> typed = new ArrayList<>();
                items.forEach(item -> typed.add(typed(item)));
                yield typed;
            }
            case Map<?, ?> fields -> {
                Map<String, @Nullable Object> typed = new LinkedHashMap<>();
                fields.forEach((name, type) -> typed.put((String) name, typed(type)));
                yield typed.isEmpty() ? "JSON" : typed;
            }
            case null, default -> structure;
        };
    }

    /// The same as a type of SQL, without the unsigned numbers that few readers know.
    private static String signed(@Nullable Object types) {
        return switch (types) {
            case List<?> items -> signed(items.getFirst()) + "[]";
            case Map<?, ?> fields ->
                fields.entrySet().stream()
                        .map(field -> identifier((String) field.getKey()) + " " + signed(field.getValue()))
                        .collect(Collectors.joining(", ", "STRUCT(", ")"));
            case null -> "VARCHAR";
            default -> types.equals("UBIGINT") ? "BIGINT" : types.toString();
        };
    }

    private static void write(String query, Path target) {
        try (Connection connection = connection(new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO " + literal(target.toString())
                    + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768)");
        } catch (SQLException e) {
            throw failure(target, e);
        }
    }

    private static @Nullable String ask(String query, Path target) {
        try (Connection connection = connection(new Properties());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : null;
        } catch (SQLException e) {
            throw failure(target, e);
        }
    }

    /// One thread, so that the same rows give the same bytes; and nothing is fetched from the network.
    static Connection connection(Properties properties) throws SQLException {
        // Asked for by name, so that no other database's driver is looked for and loaded with it.
        Connection connection = new DuckDBDriver().connect("jdbc:duckdb:", properties);
        try (Statement settings = connection.createStatement()) {
            settings.execute("SET threads = 1");
            settings.execute("SET preserve_insertion_order = true");
            settings.execute("SET temp_directory = ''");
            settings.execute("SET autoinstall_known_extensions = false");
            settings.execute("SET autoload_known_extensions = false");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static SeedbedException failure(Path target, SQLException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return new SeedbedException(
                ErrorKind.UNUSABLE,
                "'" + target + "' cannot be written: "
                        + withoutInput(message.lines().findFirst().orElse(message))
                        + ". Name an output with the ending .jsonl to have the rows as lines.",
                e);
    }

    /// A message may not show what stands in rows.
    private static String withoutInput(String message) {
        int input = message.indexOf("Input:");
        return input < 0 ? message : message.substring(0, input).strip();
    }
}
