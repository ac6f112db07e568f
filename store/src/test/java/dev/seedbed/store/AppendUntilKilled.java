package dev.seedbed.store;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/// A process that appends calls from several threads until it is killed, and prints the number of each when its
/// append has returned.
final class AppendUntilKilled {
    private AppendUntilKilled() {}

    public static void main(String[] arguments) {
        AtomicLong next = new AtomicLong(Long.parseLong(arguments[1]));
        SqliteJournal journal = SqliteJournal.open(Path.of(arguments[0]), Durability.PROCESS_DEATH);
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (int thread = 0; thread < 8; thread++) {
            Thread.ofPlatform().start(() -> {
                while (true) {
                    long n = next.getAndIncrement();
                    try {
                        journal.append(Calls.answered(n));
                    } catch (InterruptedException e) {
                        return;
                    }
                    out.println(n);
                }
            });
        }
    }
}
