package dev.seedbed.store;

import com.sun.management.OperatingSystemMXBean;
import dev.seedbed.api.run.JournalledCall;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Prints what the journal does on this machine: `JournalBenchmark [rows] [threads] [durability]`, in a fresh
/// folder of the temporary directory.
final class JournalBenchmark {
    private static long lastProcessorTime;

    private JournalBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        int rows = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1_000_000;
        int threads = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
        Durability durability = arguments.length > 2 ? Durability.valueOf(arguments[2]) : Durability.PROCESS_DEATH;
        Path folder = Files.createTempDirectory("journal-benchmark");
        Path file = folder.resolve("journal.sqlite");
        JournalledCall[] samples = samples();
        try (SqliteJournal journal = SqliteJournal.open(file, durability)) {
            report("append", rows, onThreads(threads, rows, n -> journal.append(numbered(samples, n))));
        }
        System.out.printf(Locale.ROOT, "file: %,d bytes a row%n", Files.size(file) / rows);
        long start = System.nanoTime();
        try (SqliteJournal journal = SqliteJournal.open(file, durability)) {
            report("reopen", rows, System.nanoTime() - start);
            report("find, in order", rows, onThreads(threads, rows, n -> find(journal, n)));
            report("find, at random", rows, onThreads(threads, rows, n -> find(journal, n * 7_368_787L % rows)));
            report("miss", rows, onThreads(threads, rows, n -> journal.find(Calls.key(-1 - n))));
        }
        Files.delete(file);
        Files.delete(folder);
    }

    private static JournalledCall[] samples() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        JournalledCall[] samples = new JournalledCall[1000];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = Calls.answered(i, Calls.prose(random, 1024), Calls.prose(random, 1024));
        }
        return samples;
    }

    private static JournalledCall numbered(JournalledCall[] samples, long n) {
        JournalledCall like = samples[(int) (n % samples.length)];
        return Calls.of(n, like.request(), like.result());
    }

    private static void find(SqliteJournal journal, long n) {
        if (journal.find(Calls.key(n)).isEmpty()) {
            throw new IllegalStateException("call " + n + " is missing");
        }
    }

    private interface Action {
        void run(long n) throws InterruptedException;
    }

    private static long onThreads(int threads, int rows, Action action) throws InterruptedException {
        AtomicLong next = new AtomicLong();
        CountDownLatch done = new CountDownLatch(threads);
        long start = System.nanoTime();
        for (int i = 0; i < threads; i++) {
            Thread.ofVirtual().start(() -> {
                try {
                    for (long n = next.getAndIncrement(); n < rows; n = next.getAndIncrement()) {
                        action.run(n);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } finally {
                    done.countDown();
                }
            });
        }
        done.await();
        return System.nanoTime() - start;
    }

    private static void report(String what, int rows, long nanos) {
        long cpu =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
        System.out.printf(
                Locale.ROOT,
                "%s: %.2f s, %,.0f rows/s, %.1f us of processor time a row%n",
                what,
                nanos / 1e9,
                rows / (nanos / 1e9),
                (cpu - lastProcessorTime) / 1e3 / rows);
        lastProcessorTime = cpu;
    }
}
