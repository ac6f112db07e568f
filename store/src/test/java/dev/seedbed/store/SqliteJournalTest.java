package dev.seedbed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Money;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.JournalledCall;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SqliteJournalTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("journal.sqlite");
    }

    private SqliteJournal open() {
        return SqliteJournal.open(file, Durability.PROCESS_DEATH);
    }

    @Test
    void keepsEveryFieldOfAnAnsweredCall() throws Exception {
        JournalledCall call = new JournalledCall(
                Calls.key(1),
                "judge",
                "openai gpt-4o-mini",
                "judge",
                "abc",
                "{\"messages\":[\"\u0000 \uD83C\uDF31 \\n\"]}",
                Integer.MAX_VALUE,
                3,
                Optional.empty(),
                new JournalledCall.Answered(new Reply(
                        "line\nline \u00e9 \uD83C\uDF31 \u0000 end",
                        Reply.Finish.LENGTH,
                        new Usage(Long.MAX_VALUE, 9, 5, 7, true),
                        Optional.empty(),
                        Optional.of("fp_1"))),
                new Money(new BigDecimal("123456789012345678901234567890.123456789012345678"), "EUR"),
                new JournalledCall.Lost(77, new BigDecimal("0.25")),
                Instant.parse("1969-12-31T23:59:59.999999999Z"),
                Duration.ofNanos(1),
                4);
        try (SqliteJournal journal = open()) {
            journal.append(call);
            assertThat(journal.find(call.key())).contains(call);
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.find(call.key())).contains(call);
        }
    }

    @Test
    void keepsEveryFieldOfAFailedCall() throws Exception {
        JournalledCall call =
                Calls.of(2, "{}", new JournalledCall.Failed("too long", 400, "{\"error\":\"context length\"}"));
        try (SqliteJournal journal = open()) {
            journal.append(call);
            assertThat(journal.find(call.key())).contains(call);
        }
    }

    @Test
    void findsNothingForAKeyThatWasNotAppended() {
        try (SqliteJournal journal = open()) {
            assertThat(journal.find(Calls.key(1))).isEmpty();
            assertThat(journal.size()).isZero();
        }
    }

    @Test
    void givesTheNewestCallOfAKey() throws Exception {
        try (SqliteJournal journal = open()) {
            journal.append(Calls.of(1, "{}", new JournalledCall.Failed("no", 400, "")));
            journal.append(Calls.answered(1));
            assertThat(journal.find(Calls.key(1))).contains(Calls.answered(1));
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.find(Calls.key(1))).contains(Calls.answered(1));
            assertThat(journal.size()).isEqualTo(2);
        }
    }

    @Test
    void takesCallsFromManyThreads() throws Exception {
        int calls = 2_000;
        try (SqliteJournal journal = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> tasks = new ArrayList<>();
            for (long n = 0; n < calls; n++) {
                JournalledCall call = Calls.answered(n);
                tasks.add(threads.submit(() -> {
                    journal.append(call);
                    assertThat(journal.find(call.key())).contains(call);
                    return null;
                }));
            }
            for (Future<?> task : tasks) {
                task.get();
            }
            assertThat(journal.size()).isEqualTo(calls);
        }
        try (SqliteJournal journal = SqliteJournal.open(file, Durability.POWER_LOSS)) {
            assertThat(journal.size()).isEqualTo(calls);
            for (long n = 0; n < calls; n++) {
                assertThat(journal.find(Calls.key(n))).contains(Calls.answered(n));
            }
        }
    }

    @Test
    void writesThePaidCallOfAnInterruptedCaller() throws Exception {
        try (SqliteJournal journal = open()) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> journal.append(Calls.answered(1))).isInstanceOf(InterruptedException.class);
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.find(Calls.key(1))).contains(Calls.answered(1));
        }
    }

    @Test
    void aFullDiskFailsTheCallAndHarmsNothing() throws Exception {
        String large = "x".repeat(200_000);
        try (SqliteJournal journal = open()) {
            journal.append(Calls.answered(1));
            journal.limitPages(8);
            assertThatThrownBy(() -> journal.append(Calls.answered(2, large, large)))
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("counts as not made")
                    .hasMessageContaining(
                            "The disk is full: free some space and give the same command again; answers that"
                                    + " were not written yet are asked for again");
            assertThat(journal.find(Calls.key(2))).isEmpty();
            assertThat(journal.find(Calls.key(1))).contains(Calls.answered(1));

            journal.limitPages(1_000);
            journal.append(Calls.answered(2, large, large));
            journal.append(Calls.answered(3));
        }
        try (SqliteJournal journal = open()) {
            assertThat(journal.size()).isEqualTo(3);
            assertThat(journal.find(Calls.key(2))).contains(Calls.answered(2, large, large));
            assertThat(journal.find(Calls.key(3))).contains(Calls.answered(3));
        }
    }

    @Test
    void refusesASecondJournalOfTheSameProcess() {
        try (SqliteJournal first = open()) {
            assertThat(first.size()).isZero();
            assertUnusable("is in use by another process");
        }
        open().close();
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws Exception {
        Files.writeString(file, "{\"this\": \"is a data set, put here by mistake\"}\n".repeat(1000));
        byte[] before = Files.readAllBytes(file);
        assertUnusable("It is not a journal: move it away, or name another place");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void refusesAnotherProgramsDatabase() throws Exception {
        change("CREATE TABLE notes (text)");
        byte[] before = Files.readAllBytes(file);
        assertUnusable("is a SQLite database, but not a journal of Seedbed");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void callsACallDamagedThatIsNotAsItWasWritten() throws Exception {
        try (SqliteJournal journal = open()) {
            journal.append(Calls.answered(1));
        }
        change("UPDATE call SET ending = 'nonsense'");
        try (SqliteJournal journal = open()) {
            assertThatThrownBy(() -> journal.find(Calls.key(1)))
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining("is damaged: call 1 is not as it was written");
        }
    }

    @Test
    void refusesAJournalOfANewerLayout() throws Exception {
        open().close();
        change("PRAGMA user_version = 99");
        assertUnusable("has layout 99, but this version of Seedbed knows layouts up to 3. Use the newer Seedbed");
    }

    @Test
    void refusesAnEmptyFileInsteadOfStartingAnew() throws Exception {
        Files.createFile(file);
        assertUnusable("is damaged: it is empty");
        assertThat(Files.size(file)).isZero();
    }

    @Test
    void refusesAFileThatWasCut() throws Exception {
        try (SqliteJournal journal = open()) {
            for (long n = 0; n < 200; n++) {
                journal.append(Calls.answered(n, "x".repeat(1000), "y".repeat(1000)));
            }
        }
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {whole.length - 1, whole.length / 2, 16384, 5000, 90}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::open)
                    .as("cut to %s of %s bytes", length, whole.length)
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("ove it away");
            assertThat(Files.size(file)).isEqualTo(length);
        }
    }

    @Test
    void refusesToStartAnewBesideWhatIsLeftOfAJournal() throws Exception {
        Files.writeString(folder.resolve("journal.sqlite-wal"), "left over");
        assertUnusable("is damaged: it is gone, but journal.sqlite-wal, which belongs to it, is there");
    }

    @Test
    void saysWhatToDoIfTheFolderIsMissing() {
        file = folder.resolve("missing").resolve("journal.sqlite");
        assertUnusable("cannot be created");
        assertUnusable("Check that the folder " + folder.resolve("missing") + " exists and that you may write to it");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void saysWhatToDoIfTheFolderCannotBeWrittenTo() {
        file = Path.of("/proc/self/journal.sqlite");
        assertUnusable("cannot be created");
    }

    @Test
    void refusesAFolder() throws Exception {
        Files.createDirectory(file);
        assertUnusable("is not a file");
    }

    @Test
    void takesAnyFileName() throws Exception {
        Path odd = Files.createDirectory(folder.resolve("a ?b=c #%41 \u00e9'"));
        file = odd.resolve("journal?.sqlite");
        try (SqliteJournal journal = open()) {
            journal.append(Calls.answered(1));
        }
        assertThat(odd).isDirectoryContaining(path -> path.equals(file));
        assertThat(odd.toFile().list()).hasSize(1);
    }

    @Test
    void finishesAJournalWhoseMakingWasCutShort() throws Exception {
        Files.writeString(folder.resolve("journal.sqlite.new"), "half");
        open().close();
        assertThat(folder.toFile().list()).containsExactly("journal.sqlite");
    }

    @Test
    void onlyOneOfManyThatBeginTogetherHasTheJournal() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path together = Files.createDirectory(folder.resolve("round" + round));
            file = together.resolve("journal.sqlite");
            int many = 6;
            CyclicBarrier start = new CyclicBarrier(many);
            try (ExecutorService threads = Executors.newFixedThreadPool(many)) {
                List<Future<SqliteJournal>> opened = new ArrayList<>();
                for (int i = 0; i < many; i++) {
                    opened.add(threads.submit(() -> {
                        start.await();
                        return open();
                    }));
                }
                int successes = 0;
                List<SqliteJournal> journals = new ArrayList<>();
                for (Future<SqliteJournal> each : opened) {
                    try {
                        journals.add(each.get());
                        successes++;
                    } catch (ExecutionException e) {
                        assertThat(e.getCause())
                                .isInstanceOf(SeedbedException.class)
                                .hasMessageContaining("is in use by another process");
                    }
                }
                assertThat(successes).isLessThanOrEqualTo(1);
                journals.forEach(SqliteJournal::close);
            }
            open().close();
            assertThat(together.toFile().list()).containsExactly("journal.sqlite");
        }
    }

    @Test
    void refusesCallsAfterItWasClosed() {
        SqliteJournal journal = open();
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.append(Calls.answered(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the journal is closed");
    }

    private void assertUnusable(String message) {
        assertThatThrownBy(this::open)
                .isInstanceOf(SeedbedException.class)
                .hasMessageStartingWith("The journal " + file)
                .hasMessageContaining(message);
    }

    private void change(String sql) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
