package dev.seedbed.store;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The journal's file: how it is made, how it is opened, and what is said when that fails.
///
/// **Layout.** `call_key` holds nothing but the keys, so that the index is rebuilt at open without reading the
/// bodies; `call` holds the rest under the same rowid, and `origin` what many calls share (model, step,
/// prompt). A clustered key would cost nine tenths of the speed of writing, since every insert would go to
/// another page. Pages of 16 KB hold whole bodies. Texts stand as they are, so that any SQLite tool can read
/// them. `estimated` is 0 where the endpoint itself counted the tokens, and else says what counted them. `batch` and
/// `batch_question`
/// hold the batches whose answers are not all in yet.
///
/// **One process.** The connection locks the file for itself as long as it is open. That needs no shared memory
/// either, so a journal works on network file systems that have none.
final class JournalFile {
    /// `Seed` in ASCII.
    private static final int APPLICATION = 0x53656564;

    private static final int LAYOUT = 3;

    /// How the name of a file ends that is being made.
    private static final String NEW = ".new";

    private static final String SCHEMA = """
            CREATE TABLE origin (
              id INTEGER PRIMARY KEY,
              alias TEXT NOT NULL,
              identity TEXT NOT NULL,
              step TEXT NOT NULL,
              prompt TEXT,
              prompt_version INTEGER,
              prompt_sha256 TEXT,
              model TEXT,
              currency TEXT NOT NULL);
            CREATE TABLE call_key (
              id INTEGER PRIMARY KEY,
              high INTEGER NOT NULL,
              low INTEGER NOT NULL);
            CREATE TABLE call (
              id INTEGER PRIMARY KEY,
              origin INTEGER NOT NULL REFERENCES origin,
              sample TEXT NOT NULL,
              seed INTEGER NOT NULL,
              attempt INTEGER NOT NULL,
              request TEXT NOT NULL,
              ending TEXT NOT NULL,
              answer TEXT NOT NULL,
              input_tokens INTEGER,
              output_tokens INTEGER,
              cached_tokens INTEGER,
              reasoning_tokens INTEGER,
              estimated INTEGER,
              fingerprint TEXT,
              status INTEGER,
              body TEXT,
              cost TEXT NOT NULL,
              lost_tokens INTEGER NOT NULL DEFAULT 0,
              lost_money TEXT NOT NULL DEFAULT '0',
              started INTEGER NOT NULL,
              took INTEGER NOT NULL,
              tries INTEGER NOT NULL);
            """ + BatchTable.SCHEMA;

    private final Path path;

    JournalFile(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    /// A connection that has the file for itself; the file is made if there is none.
    Connection open(Durability durability) {
        if (!Files.exists(path)) {
            create();
        } else if (!Files.isRegularFile(path)) {
            throw unusable("is not a file. Name another place for the run", null);
        } else if (length() == 0) {
            throw damaged("it is empty, which a journal never is", null);
        }
        Connection connection = null;
        try {
            connection = connect(path);
            prepare(connection, durability);
            deleteUnfinished();
            return connection;
        } catch (SQLException | RuntimeException e) {
            if (connection != null) {
                closeQuietly(connection, e);
            }
            throw e instanceof SQLException failure ? explained("cannot be opened", failure) : (RuntimeException) e;
        }
    }

    private void prepare(Connection connection, Durability durability) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            int application = number(statement, "PRAGMA application_id");
            if (application != APPLICATION) {
                throw unusable(
                        "is a SQLite database, but not a journal of Seedbed. Move it away, or name another place for "
                                + "the run",
                        null);
            }
            int layout = number(statement, "PRAGMA user_version");
            if (layout > LAYOUT) {
                throw unusable(
                        "has layout " + layout + ", but this version of Seedbed knows layouts up to " + LAYOUT
                                + ". Use the newer Seedbed that wrote it",
                        null);
            }
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = " + durability.synchronous());
            statement.execute("PRAGMA cache_size = -8000");
            // Takes the lock, which is then kept, so that a second process is refused now and not at its first call.
            statement.execute("BEGIN IMMEDIATE");
            if (layout < 2) {
                statement.execute("ALTER TABLE call ADD COLUMN cached_tokens INTEGER");
                statement.execute("ALTER TABLE call ADD COLUMN reasoning_tokens INTEGER");
                statement.execute("ALTER TABLE call ADD COLUMN lost_tokens INTEGER NOT NULL DEFAULT 0");
                statement.execute("ALTER TABLE call ADD COLUMN lost_money TEXT NOT NULL DEFAULT '0'");
            }
            if (layout < 3) {
                for (String table : BatchTable.SCHEMA.split(";")) {
                    statement.execute(table);
                }
                statement.execute("PRAGMA user_version = " + LAYOUT);
            }
            statement.execute("COMMIT");
            checkLength(statement);
        }
    }

    /// SQLite sees that a file was cut only where it happens to read, and does not mind a cut last page.
    private void checkLength(Statement statement) throws SQLException {
        statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        long expected = (long) number(statement, "PRAGMA page_count") * number(statement, "PRAGMA page_size");
        if (length() < expected) {
            throw damaged("it was cut to " + length() + " of " + expected + " bytes", null);
        }
    }

    /// Makes the file beside its place and puts it there, so that a process that dies meanwhile leaves no half
    /// journal. Another process may do so at the same time: whoever comes second leaves the file of the first
    /// alone, and finds it locked.
    private void create() {
        if (Files.exists(sibling("-wal")) && !Files.exists(path)) {
            throw damaged("it is gone, but " + sibling("-wal").getFileName() + ", which belongs to it, is there", null);
        }
        Path unfinished =
                sibling("." + ProcessHandle.current().pid() + "-" + Long.toHexString(System.nanoTime()) + NEW);
        try {
            try (Connection connection = connect(unfinished);
                    Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA page_size = 16384");
                statement.execute("PRAGMA journal_mode = OFF");
                statement.execute("PRAGMA synchronous = OFF");
                statement.execute("PRAGMA application_id = " + APPLICATION);
                statement.execute("PRAGMA user_version = " + LAYOUT);
                for (String table : SCHEMA.split(";")) {
                    statement.execute(table);
                }
            }
            place(unfinished);
        } catch (SQLException | IOException e) {
            if (!Files.exists(path)) {
                throw e instanceof SQLException failure
                        ? explained("cannot be created", failure)
                        : unusable("cannot be created (" + e + "). " + writable(), e);
            }
        } finally {
            deleteQuietly(unfinished);
        }
    }

    /// By a link, which fails where there is a file already; a move may replace it. Not every file system has
    /// links.
    private void place(Path unfinished) throws IOException {
        try {
            Files.createLink(path, unfinished);
        } catch (UnsupportedOperationException | FileSystemException e) {
            if (!Files.exists(path)) {
                Files.move(unfinished, path);
            }
        }
    }

    /// What processes left that died while they made the file. Only for whoever has the journal's lock.
    private void deleteUnfinished() {
        String name = path.getFileName() + ".";
        try (DirectoryStream<Path> files = Files.newDirectoryStream(
                Objects.requireNonNull(path.getParent()),
                file -> file.getFileName().toString().startsWith(name)
                        && file.getFileName().toString().endsWith(NEW))) {
            files.forEach(JournalFile::deleteQuietly);
        } catch (IOException e) {
            // They do no harm.
        }
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // It does no harm.
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(0);
        config.setGetGeneratedKeys(false); // would ask for the last rowid after every insert
        // As a URI, since a plain name would end at a question mark.
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    /// What is said of a failure of SQLite's, by its code.
    SeedbedException explained(String what, SQLException e) {
        String detail = what + " (SQLite says: " + e.getMessage() + "). ";
        return switch (primaryCode(e)) {
            case SQLITE_FULL ->
                unusable(
                        detail
                                + "The disk is full: free some space and give the same command again; answers that were not"
                                + " written yet are asked for again",
                        e);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                unusable(
                        "is in use by another process. Wait until it ends, or stop it; two runs cannot share a "
                                + "journal",
                        e);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH -> unusable(detail + writable(), e);
            case SQLITE_NOTADB -> unusable(detail + "It is not a journal: move it away, or name another place", e);
            case SQLITE_CORRUPT -> damaged("SQLite says: " + e.getMessage(), e);
            // On a disk that takes no writing, SQLite fails at its lock and calls that an error of the disk.
            default ->
                unusable(
                        detail
                                + (Files.exists(path) && !Files.isWritable(path)
                                        ? writable()
                                        : "Check the disk, then give the same command again"),
                        e);
        };
    }

    SeedbedException damaged(String how, @Nullable Throwable cause) {
        return unusable(
                "is damaged: " + how + ". Put back a copy of it; or rescue what is left with `sqlite3 "
                        + path.getFileName() + " .recover`; or move it away, and every call is made and paid anew",
                cause);
    }

    private SeedbedException unusable(String what, @Nullable Throwable cause) {
        return new SeedbedException(ErrorKind.UNUSABLE, "The journal " + path + " " + what + ".", cause);
    }

    private String writable() {
        return "Check that the folder " + path.getParent() + " exists and that you may write to it and to the file";
    }

    private static SQLiteErrorCode primaryCode(SQLException e) {
        if (!(e instanceof SQLiteException failure)) {
            return SQLiteErrorCode.UNKNOWN_ERROR;
        }
        int extended = failure.getResultCode().code;
        return extended < 0 ? failure.getResultCode() : SQLiteErrorCode.getErrorCode(extended & 0xff);
    }

    private long length() {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw unusable("cannot be read (" + e + "). " + writable(), e);
        }
    }

    private Path sibling(String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }

    private static int number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getInt(1) : 0;
        }
    }

    private static void closeQuietly(Connection connection, Exception reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
