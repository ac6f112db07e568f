package dev.seedbed.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Hash;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.run.BatchLog;
import dev.seedbed.api.run.BatchLog.Batch;
import dev.seedbed.api.run.BatchLog.Question;
import dev.seedbed.api.setting.PromptReference;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchLogTest {
    @TempDir
    Path folder;

    private SqliteJournal open() {
        return SqliteJournal.open(folder.resolve("journal.sqlite"), Durability.PROCESS_DEATH);
    }

    private static BatchLog log(SqliteJournal journal) {
        return journal.batches().orElseThrow();
    }

    private static Batch batch(String name, Instant intended, int questions) {
        Price price =
                new Price(new BigDecimal("0.075"), new BigDecimal("0.30"), "USD").withCachedInput(BigDecimal.ZERO);
        List<Question> all = IntStream.range(0, questions)
                .mapToObj(i -> new Question(
                        Hash.of(name, "" + i),
                        "writer",
                        "generate",
                        "sample " + i,
                        "{\"prompt\":\"\u00e9 " + i + "\"}",
                        i,
                        1,
                        i % 2 == 0
                                ? Optional.empty()
                                : Optional.of(new PromptReference("generate.prompt", 2, "0".repeat(64))),
                        100 + i,
                        50,
                        2))
                .toList();
        return new Batch(name, "openai:gpt-4o-mini", Optional.empty(), intended, price, all);
    }

    @Test
    void whatWasIntendedAndSubmittedIsThereAfterTheFileWasClosed() {
        Batch first = batch("seedbed-1", Instant.parse("2026-11-20T12:00:00.123456789Z"), 3);
        Batch second = batch("seedbed-2", Instant.parse("2026-11-20T13:00:00Z"), 1);
        try (SqliteJournal journal = open()) {
            log(journal).intend(second);
            log(journal).intend(first);
            log(journal).submitted("seedbed-2", "batch_7");
        }
        try (SqliteJournal journal = open()) {
            assertThat(log(journal).open()).containsExactly(first, second.withId("batch_7"));
        }
    }

    @Test
    void whatIsClosedIsGone() {
        try (SqliteJournal journal = open()) {
            log(journal).intend(batch("seedbed-1", Instant.EPOCH, 2));
            log(journal).intend(batch("seedbed-2", Instant.EPOCH, 2));
            log(journal).close("seedbed-1");

            assertThat(log(journal).open()).extracting(Batch::name).containsExactly("seedbed-2");
        }
    }

    @Test
    void aJournalOfTheLayoutBeforeTakesBatchesAndKeepsItsCalls() throws Exception {
        try (SqliteJournal journal = open()) {
            journal.append(Calls.answered(1));
        }
        change("DROP TABLE batch", "DROP TABLE batch_question", "PRAGMA user_version = 2");
        try (SqliteJournal journal = open()) {
            log(journal).intend(batch("seedbed-1", Instant.EPOCH, 2));

            assertThat(journal.size()).isEqualTo(1);
            assertThat(log(journal).open()).hasSize(1);
        }
    }

    private void change(String... commands) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.sqlite"));
                Statement statement = connection.createStatement()) {
            for (String command : commands) {
                statement.execute(command);
            }
        }
    }
}
