package dev.seedbed.pipeline.step;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.pipeline.step.InputRow.Place;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// The rows of a Parquet file, streamed by DuckDB, which is loaded with the first such file and not before.
/// DuckDB also writes each row as JSON, so that lists, structures, dates and decimals need no second mapping of
/// ours.
final class ParquetRows implements InputRows {
    private final InputFile file;
    private final Connection connection;
    private final List<String> columns;
    private @Nullable PreparedStatement statement;
    private @Nullable ResultSet rows;
    private long number;

    ParquetRows(InputFile file) {
        if (!Files.isReadable(file.path())) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, file.shown() + ": cannot be read");
        }
        this.file = file;
        try {
            Properties streamed = new Properties();
            streamed.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
            // asked for by name, so that no other database's driver is looked for and loaded with it
            this.connection = new DuckDBDriver().connect("jdbc:duckdb:", streamed);
            try (Statement settings = connection.createStatement()) {
                // the rows are used by one thread, and a run's own threads want the cores
                settings.execute("SET threads = 1");
            }
            this.columns = describe();
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private List<String> describe() throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement describe = prepared("DESCRIBE SELECT * FROM " + table());
                ResultSet each = describe.executeQuery()) {
            while (each.next()) {
                names.add(each.getString(1));
            }
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return names;
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(columns);
    }

    @Override
    public @Nullable InputRow next() {
        try {
            ResultSet open = rows == null ? query() : rows;
            if (!open.next()) {
                return null;
            }
            number++;
            return row(open.getString(1));
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    private ResultSet query() throws SQLException {
        // the name of the table means the whole row, unless a column has that name
        String alias = "row";
        while (has(alias)) {
            alias += "_";
        }
        statement = prepared("SELECT to_json(\"" + alias + "\")::VARCHAR FROM " + table() + " AS \"" + alias + "\"");
        rows = statement.executeQuery();
        return rows;
    }

    private boolean has(String name) {
        return columns.stream()
                .anyMatch(column -> column.toLowerCase(Locale.ROOT).equals(name));
    }

    private InputRow row(String json) {
        Place place = new Place(file.shown(), "row", number);
        try {
            return new InputRow.Read(place, Json.parseObject(json));
        } catch (JsonException e) {
            return new InputRow.Malformed(place, "holds what JSON cannot say: " + e.getMessage(), json);
        }
    }

    private static String table() {
        return "read_parquet(?, hive_partitioning = false)";
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(sql);
        // to DuckDB the name is a pattern: what has a meaning there is put in brackets
        prepared.setString(1, file.path().toString().replaceAll("[*?\\[]", "[$0]"));
        return prepared;
    }

    private SeedbedException failure(SQLException cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String firstLine = message.lines().findFirst().orElse(message);
        return new SeedbedException(
                ErrorKind.WRONG_INPUT, file.shown() + ": cannot be read as Parquet: " + firstLine, cause);
    }

    @Override
    public void close() {
        try (connection;
                PreparedStatement _ = statement;
                ResultSet _ = rows) {
            number = 0;
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
