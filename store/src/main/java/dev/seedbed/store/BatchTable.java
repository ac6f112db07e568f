package dev.seedbed.store;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.run.BatchLog.Batch;
import dev.seedbed.api.run.BatchLog.Question;
import dev.seedbed.api.setting.PromptReference;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Batches as rows. Not thread-safe: whoever uses it holds the connection's lock, and commits.
final class BatchTable {
    static final String SCHEMA = """
            CREATE TABLE batch (
              name TEXT PRIMARY KEY,
              identity TEXT NOT NULL,
              id TEXT,
              intended INTEGER NOT NULL,
              input TEXT NOT NULL,
              output TEXT NOT NULL,
              cached TEXT,
              currency TEXT NOT NULL);
            CREATE TABLE batch_question (
              batch TEXT NOT NULL,
              number INTEGER NOT NULL,
              high INTEGER NOT NULL,
              low INTEGER NOT NULL,
              alias TEXT NOT NULL,
              step TEXT NOT NULL,
              sample TEXT NOT NULL,
              request TEXT NOT NULL,
              seed INTEGER NOT NULL,
              attempt INTEGER NOT NULL,
              prompt TEXT,
              prompt_version INTEGER,
              prompt_sha256 TEXT,
              most_input INTEGER NOT NULL,
              most_output INTEGER NOT NULL,
              tries INTEGER NOT NULL,
              PRIMARY KEY (batch, number)) WITHOUT ROWID""";

    private final Connection connection;

    BatchTable(Connection connection) {
        this.connection = connection;
    }

    List<Batch> open() throws SQLException {
        List<Batch> batches = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT name, identity, id, intended, input, output, cached,"
                        + " currency FROM batch ORDER BY intended, name")) {
            while (row.next()) {
                batches.add(new Batch(
                        row.getString(1),
                        row.getString(2),
                        Optional.ofNullable(row.getString(3)),
                        Instant.EPOCH.plusNanos(row.getLong(4)),
                        new Price(
                                new BigDecimal(row.getString(5)),
                                new BigDecimal(row.getString(6)),
                                Optional.ofNullable(row.getString(7)).map(BigDecimal::new),
                                Optional.empty(),
                                row.getString(8),
                                Optional.empty()),
                        questions(row.getString(1))));
            }
        }
        return batches;
    }

    private List<Question> questions(String name) throws SQLException {
        List<Question> questions = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement("SELECT high, low, alias, step, sample, request,"
                + " seed, attempt, prompt, prompt_version, prompt_sha256, most_input, most_output, tries"
                + " FROM batch_question WHERE batch = ? ORDER BY number")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    questions.add(question(row));
                }
            }
        }
        return questions;
    }

    private static Question question(ResultSet row) throws SQLException {
        String prompt = row.getString(9);
        return new Question(
                new Hash(row.getLong(1), row.getLong(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getInt(8),
                prompt == null
                        ? Optional.empty()
                        : Optional.of(new PromptReference(prompt, row.getInt(10), row.getString(11))),
                row.getLong(12),
                row.getLong(13),
                row.getInt(14));
    }

    void insert(Batch batch) throws SQLException {
        try (PreparedStatement row = connection.prepareStatement("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            row.setString(1, batch.name());
            row.setString(2, batch.identity());
            row.setString(3, batch.id().orElse(null));
            row.setLong(4, ChronoUnit.NANOS.between(Instant.EPOCH, batch.intended()));
            row.setString(5, batch.price().inputPerMillion().toString());
            row.setString(6, batch.price().outputPerMillion().toString());
            row.setString(
                    7,
                    batch.price()
                            .cachedInputPerMillion()
                            .map(BigDecimal::toString)
                            .orElse(null));
            row.setString(8, batch.price().currency());
            row.executeUpdate();
        }
        try (PreparedStatement row = connection.prepareStatement(
                "INSERT INTO batch_question VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int number = 0; number < batch.questions().size(); number++) {
                insert(row, batch.name(), number, batch.questions().get(number));
            }
        }
    }

    private static void insert(PreparedStatement row, String name, int number, Question question) throws SQLException {
        @Nullable PromptReference prompt = question.prompt().orElse(null);
        row.setString(1, name);
        row.setInt(2, number);
        row.setLong(3, question.key().high());
        row.setLong(4, question.key().low());
        row.setString(5, question.alias());
        row.setString(6, question.step());
        row.setString(7, question.sample());
        row.setString(8, question.request());
        row.setInt(9, question.seed());
        row.setInt(10, question.attempt());
        row.setString(11, prompt == null ? null : prompt.id());
        row.setInt(12, prompt == null ? 0 : prompt.version());
        row.setString(13, prompt == null ? null : prompt.sha256());
        row.setLong(14, question.mostInput());
        row.setLong(15, question.mostOutput());
        row.setInt(16, question.tries());
        row.executeUpdate();
    }

    void setId(String name, String id) throws SQLException {
        update("UPDATE batch SET id = ? WHERE name = ?", id, name);
    }

    void delete(String name) throws SQLException {
        update("DELETE FROM batch_question WHERE batch = ?", name);
        update("DELETE FROM batch WHERE name = ?", name);
    }

    private void update(String command, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(command)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }
}
