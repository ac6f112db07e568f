package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.corpus.InputList.InputFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.duckdb.DuckDBDriver;
import org.jspecify.annotations.Nullable;

/// The rows of a Parquet file as lines of JSON, written by DuckDB. What is kept is later taken from the file
/// itself, with the types it has there; see [ParquetOutput].
final class ParquetBlocks implements Blocks {
    private static final int ROOM = 1 << 16;

    private final InputFile file;
    private final int number;
    private final Connection connection;
    private final Statement statement;
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
        try {
            Properties streamed = new Properties();
            streamed.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
            // Asked for by name, so that no other database's driver is looked for and loaded with it.
            this.connection = new DuckDBDriver().connect("jdbc:duckdb:", streamed);
            this.statement = connection.createStatement();
            statement.execute("SET threads = 1");
            String alias = alias();
            this.rows = statement.executeQuery("SELECT to_json(\"" + alias + "\")::VARCHAR FROM (SELECT * FROM "
                    + ParquetOutput.reader(file.path(), false) + " OFFSET " + (row - 1) + ") AS \"" + alias + "\"");
        } catch (SQLException e) {
            throw failure(e);
        }
    }

    /// The name of the table means the whole row, unless a column has that name.
    private String alias() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet each =
                statement.executeQuery("DESCRIBE SELECT * FROM " + ParquetOutput.reader(file.path(), false))) {
            while (each.next()) {
                names.add(each.getString(1).toLowerCase(Locale.ROOT));
            }
        }
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
            if (filled > 0 && filled + line.length + 1 > block.bytes.length) {
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
            return rows.getString(1).getBytes(StandardCharsets.UTF_8);
        } catch (SQLException e) {
            throw failure(e);
        }
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
                statement;
                rows) {
            ended = true;
        } catch (SQLException e) {
            throw failure(e);
        }
    }
}
