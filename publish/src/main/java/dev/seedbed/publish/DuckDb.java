package dev.seedbed.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// A DuckDB in memory that reads JSON lines and writes Parquet, nothing else: no network, no folder of its own,
/// one thread, so that the same rows give the same bytes. Loading it costs some 100 ms, so it is loaded only
/// where Parquet is asked for.
final class DuckDb implements AutoCloseable {
    private static final int SMALLEST_LINE_LIMIT = 1 << 24;

    private final Connection connection;

    DuckDb() throws IOException {
        try {
            // Not by DriverManager, which would load every driver there is.
            connection = new DuckDBDriver().connect("jdbc:duckdb:", new Properties());
            execute("SET threads = 1");
            execute("SET preserve_insertion_order = true");
            execute("SET temp_directory = ''");
            execute("SET autoinstall_known_extensions = false");
            execute("SET autoload_known_extensions = false");
        } catch (SQLException e) {
            throw new IOException("DuckDB cannot be started: " + e.getMessage(), e);
        }
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /// The first column of the first row.
    @Nullable
    String text(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getString(1) : null;
        }
    }

    /// Writes a query's rows to a Parquet file. Row groups are small, so that memory is bounded: they hold some
    /// 60 MB at 2 KB a row.
    void writeParquet(String query, Path target) throws SQLException {
        execute("COPY (" + query + ") TO " + literal(target.toString())
                + " (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 32768)");
    }

    /// The arguments of DuckDB's JSON readers for a file of lines of which the longest is of so many bytes.
    static String lines(Path file, long longest) {
        return globLiteral(file) + ", format = 'newline_delimited', maximum_object_size = "
                + Math.max(SMALLEST_LINE_LIMIT, longest + 1);
    }

    static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    static String identifier(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// Readers take a file's name for a pattern: what is special there stands in brackets.
    private static String globLiteral(Path file) {
        return literal(file.toString().replaceAll("[\\[?*]", "[$0]"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
