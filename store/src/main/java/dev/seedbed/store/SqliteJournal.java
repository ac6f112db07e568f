package dev.seedbed.store;

import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.Journal;
import dev.seedbed.api.run.JournalledCall;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.ReentrantLock;

/// The journal in one SQLite file.
///
/// ```java
/// try (Journal journal = SqliteJournal.open(directory.resolve("journal.sqlite"), Durability.PROCESS_DEATH)) {
///     journal.append(call);                       // returns when the call would survive kill -9
///     journal.find(call.key());                   // the newest call of that key
/// }
/// ```
///
/// **Threads.** Any number may append and find at once. One thread writes: it takes all calls that wait,
/// inserts them in one transaction, and lets their callers go on, so that the cost of a commit is shared. A
/// caller that is interrupted while it waits gets an [InterruptedException], but its call, which is paid for,
/// is still written.
///
/// **Memory.** An index of the keys, 42 MB for a million calls, read at open in well under a second; the calls
/// themselves stay on disk.
///
/// **Failures** are [SeedbedException]s that name the file and say what to do. When a batch cannot be written,
/// none of its calls counts as made, the journal is as it was before, and the next call may try again.
public final class SqliteJournal implements Journal {
    /// Bounds the time that a find can wait for the connection while a batch is written.
    private static final int LARGEST_BATCH = 256;

    private final JournalFile file;
    private final Connection connection;
    private final ReentrantLock connectionLock = new ReentrantLock();
    private final KeyIndex index;
    private final BlockingQueue<Pending> queue = new LinkedBlockingQueue<>();
    private final Thread writer;
    private volatile int size;

    /// Used and replaced by the holder of the connection's lock only.
    private CallTable calls;

    private boolean closed;

    /// A call on its way to the disk; without a call, the sign that no more will come.
    private record Pending(Optional<JournalledCall> call, CompletableFuture<Void> written) {
        Pending(Optional<JournalledCall> call) {
            this(call, new CompletableFuture<>());
        }
    }

    private SqliteJournal(JournalFile file, Connection connection) throws SQLException {
        this.file = file;
        this.connection = connection;
        index = readKeys();
        calls = new CallTable(connection);
        connection.setAutoCommit(false);
        writer = Thread.ofPlatform().daemon().name("seedbed-journal").unstarted(this::writeUntilClosed);
    }

    /// Opens a journal, or makes it if there is no such file. Its folder must exist.
    ///
    /// What a killed process had committed is there. A file that is damaged, of another kind or of a newer
    /// layout is refused and left as it is.
    ///
    /// @throws SeedbedException if the file cannot be used, or this or another process has it open
    public static SqliteJournal open(Path file, Durability durability) {
        JournalFile journalFile = new JournalFile(file);
        Connection connection = journalFile.open(durability);
        try {
            SqliteJournal journal = new SqliteJournal(journalFile, connection);
            journal.writer.start();
            return journal;
        } catch (SQLException e) {
            SeedbedException failure = journalFile.explained("cannot be read", e);
            try {
                connection.close();
            } catch (SQLException suppressed) {
                failure.addSuppressed(suppressed);
            }
            throw failure;
        }
    }

    private KeyIndex readKeys() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet newest = statement.executeQuery("SELECT max(id) FROM call_key")) {
                size = newest.next() ? newest.getInt(1) : 0;
            }
            KeyIndex keys = new KeyIndex(size);
            try (ResultSet row = statement.executeQuery("SELECT id, high, low FROM call_key ORDER BY id")) {
                while (row.next()) {
                    keys.put(row.getLong(2), row.getLong(3), row.getInt(1));
                }
            }
            return keys;
        }
    }

    @Override
    public Optional<JournalledCall> find(Hash key) {
        int row = index.find(key);
        if (row == 0) {
            return Optional.empty();
        }
        connectionLock.lock();
        try {
            return Optional.of(calls.read(row, key));
        } catch (SQLException e) {
            renewStatements(e);
            throw file.explained("cannot be read", e);
        } catch (RuntimeException e) {
            // SQLite has no checksums: a row can be whole to it, and hold what we never wrote.
            throw file.damaged("call " + row + " is not as it was written (" + e.getMessage() + ")", e);
        } finally {
            connectionLock.unlock();
        }
    }

    @Override
    public void append(JournalledCall call) throws InterruptedException {
        Pending pending = new Pending(Optional.of(call));
        enqueue(pending);
        try {
            pending.written().get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof SeedbedException failure) {
                throw new SeedbedException(failure.kind(), String.valueOf(failure.getMessage()), failure);
            }
            throw new IllegalStateException("the call for sample " + call.sample() + " was not journalled", e);
        }
    }

    private void enqueue(Pending pending) {
        synchronized (queue) {
            if (closed) {
                throw new IllegalStateException("the journal is closed");
            }
            queue.add(pending);
            closed = pending.call().isEmpty();
        }
    }

    private void writeUntilClosed() {
        List<Pending> batch = new ArrayList<>();
        boolean open = true;
        while (open) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                continue; // nobody but close ends this thread
            }
            queue.drainTo(batch, LARGEST_BATCH - 1);
            open = batch.getLast().call().isPresent();
            write(open ? batch : batch.subList(0, batch.size() - 1));
            batch.clear();
        }
    }

    private void write(List<Pending> batch) {
        int first = size + 1;
        try {
            insert(first, batch);
        } catch (SQLException e) {
            SeedbedException failure = file.explained("cannot take the call, which counts as not made", e);
            batch.forEach(pending -> pending.written().completeExceptionally(failure));
            return;
        } catch (RuntimeException e) {
            batch.forEach(pending -> pending.written().completeExceptionally(e));
            return;
        }
        int row = first;
        for (Pending pending : batch) {
            Hash key = pending.call().orElseThrow().key();
            index.put(key.high(), key.low(), row++);
        }
        size = row - 1;
        batch.forEach(pending -> pending.written().complete(null));
    }

    private void insert(int first, List<Pending> batch) throws SQLException {
        connectionLock.lock();
        try {
            int row = first;
            for (Pending pending : batch) {
                calls.insert(row++, pending.call().orElseThrow());
            }
            connection.commit();
        } catch (SQLException | RuntimeException e) {
            undo(e);
            throw e;
        } finally {
            connectionLock.unlock();
        }
    }

    private void undo(Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
            beginAnew(reason);
        }
        renewStatements(reason);
    }

    /// After some failures, a full disk among them, SQLite has undone the transaction itself; the driver then
    /// fails to undo it, and does not begin the next one, so that inserts would be committed one by one.
    private void beginAnew(Exception reason) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN");
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /// The driver closes a statement that failed, but the next call must be able to try again.
    private void renewStatements(Exception reason) {
        try {
            calls.close();
            calls = new CallTable(connection);
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /// Lets the file grow to so many pages at most and fail as on a full disk beyond, so that this can be
    /// tried.
    void limitPages(long most) throws SQLException {
        connectionLock.lock();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA max_page_count = " + most);
        } finally {
            connectionLock.unlock();
        }
    }

    /// Reads all calls: a moment for thousands, seconds for a million.
    @Override
    public Spent spent() {
        connectionLock.lock();
        try (Statement statement = connection.createStatement()) {
            return SpentQuery.run(statement);
        } catch (SQLException e) {
            throw file.explained("cannot be read", e);
        } finally {
            connectionLock.unlock();
        }
    }

    @Override
    public Optional<BatchLog> batches() {
        return Optional.of(new SqliteBatchLog(connection, connectionLock, file));
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() {
        synchronized (queue) {
            if (closed) {
                return;
            }
            enqueue(new Pending(Optional.empty()));
        }
        awaitWriter();
        connectionLock.lock();
        try {
            calls.close();
            connection.close();
        } catch (SQLException e) {
            throw file.explained("cannot be closed", e);
        } finally {
            connectionLock.unlock();
        }
    }

    private void awaitWriter() {
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
