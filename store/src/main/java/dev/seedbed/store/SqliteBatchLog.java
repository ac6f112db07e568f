package dev.seedbed.store;

import dev.seedbed.api.run.BatchLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// The log of batches in the journal's own file, so that both survive together.
final class SqliteBatchLog implements BatchLog {
    private final Connection connection;
    private final ReentrantLock connectionLock;
    private final JournalFile file;
    private final BatchTable table;

    SqliteBatchLog(Connection connection, ReentrantLock connectionLock, JournalFile file) {
        this.connection = connection;
        this.connectionLock = connectionLock;
        this.file = file;
        this.table = new BatchTable(connection);
    }

    @Override
    public List<Batch> open() {
        connectionLock.lock();
        try {
            return table.open();
        } catch (SQLException e) {
            throw file.explained("cannot be read", e);
        } catch (RuntimeException e) {
            throw file.damaged("a batch is not as it was written (" + e.getMessage() + ")", e);
        } finally {
            connectionLock.unlock();
        }
    }

    @Override
    public void intend(Batch batch) {
        change(() -> table.insert(batch));
    }

    @Override
    public void submitted(String name, String id) {
        change(() -> table.setId(name, id));
    }

    @Override
    public void close(String name) {
        change(() -> table.delete(name));
    }

    private interface Change {
        void make() throws SQLException;
    }

    private void change(Change change) {
        connectionLock.lock();
        try {
            change.make();
            connection.commit();
        } catch (SQLException e) {
            undo(e);
            throw file.explained("cannot take what is to be kept of a batch", e);
        } finally {
            connectionLock.unlock();
        }
    }

    private void undo(Exception reason) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }
}
