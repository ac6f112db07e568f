package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.corpus.InputList.InputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// The rows of a Parquet file as lines of JSON, written by DuckDB. What is kept is later taken from the file
/// itself, with the types it has there; see [ParquetOutput]. What JSON cannot say, NaN and infinities, is null in
/// the lines.
final class ParquetBlocks implements Blocks {
    private static final int ROOM = 1 << 16;

    /// Possessive, as a text may be longer than the stack is deep.
    private static final Pattern TEXT_OR_NON_NUMBER =
            Pattern.compile("\"(?:[^\"\\\\]++|\\\\.)*+\"|-?Infinity|-?NaN", Pattern.DOTALL);

    private final InputFile file;
    private final int number;
    private final Connection connection;
    private final ResultSet rows;
    private byte @Nullable [] waiting;
    private long row;
    private boolean ended;

    ParquetBlocks(InputFile file, int number, long row) {
        if (!Files.isReadable(file.path())) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, file.name() + ": may not be read");
        }
        this.file = file;
        this.number = number;
        this.row = row;
        Properties streamed = new Properties();
        streamed.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        try {
            this.connection = ParquetOutput.connection(streamed);
        } catch (SQLException e) {
            throw failure(e);
        }
        try {
            this.rows = query();
        } catch (SQLException e) {
            SeedbedException failure = failure(e);
            try {
                connection.close();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private ResultSet query() throws SQLException {
        String alias = alias();
        return connection
                .createStatement()
                .executeQuery("SELECT to_json(\"" + alias + "\")::VARCHAR FROM (SELECT * FROM "
                        + ParquetOutput.reader(file.path(), false) + " OFFSET " + (row - 1) + ") AS \"" + alias + "\"");
    }

    /// The name of the table means the whole row, unless a column has that name.
    private String alias() throws SQLException {
        List<String> names = ParquetOutput.columns(connection, ParquetOutput.reader(file.path(), false)).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .toList();
        String alias = "row";
        while (names.contains(alias)) {
            alias += "_";
        }
        return alias;
    }

    @Override
    public boolean next(Block block) {
        block.clear();
        block.file = number;
        block.firstLine = row;
        // A mark at the beginning of the file is one of text files.
        block.position = row;
        int filled = 0;
        while (filled < Block.SIZE - ROOM) {
            byte[] line = take();
            if (line == null) {
                break;
            }
            // Where a block ends may not depend on how large it grew before.
            if (filled > 0 && filled + line.length + 1 > Block.SIZE) {
                waiting = line;
                break;
            }
            block.grow(filled + line.length + 1);
            System.arraycopy(line, 0, block.bytes, filled, line.length);
            filled += line.length;
            block.bytes[filled++] = '\n';
        }
        block.length = filled;
        block.split();
        block.readBytes = filled;
        row += block.lines;
        block.endPosition = row;
        block.endLine = row;
        return filled > 0;
    }

    private byte @Nullable [] take() {
        byte[] before = waiting;
        waiting = null;
        if (before != null || ended) {
            return before;
        }
        try {
            if (!rows.next()) {
                ended = true;
                return null;
            }
            return withoutNonNumbers(rows.getString(1)).getBytes(StandardCharsets.UTF_8);
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// JSON knows neither NaN nor the infinities that a column of numbers may hold, and so they are null in it.
    static String withoutNonNumbers(String json) {
        if (!json.contains("NaN") && !json.contains("Infinity")) {
            return json;
        }
        StringBuilder out = new StringBuilder(json.length());
        Matcher pieces = TEXT_OR_NON_NUMBER.matcher(json);
        while (pieces.find()) {
            boolean text = pieces.group().startsWith("\"");
            pieces.appendReplacement(out, text ? Matcher.quoteReplacement(pieces.group()) : "null");
        }
        return pieces.appendTail(out).toString();
    }

    private SeedbedException failure(SQLException cause) {
        String message = cause.getMessage() == null ? cause.toString() : cause.getMessage();
        String firstLine = message.lines().findFirst().orElse(message);
        return new SeedbedException(
                ErrorKind.WRONG_INPUT, file.name() + ": cannot be read as Parquet: " + firstLine, cause);
    }

    @Override
    public void close() {
        try (connection;
                rows) {
            ended = true;
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
