package dev.seedbed.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.SeedbedException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of a process that writes.
class KilledProcessTest {
    @TempDir
    Path folder;

    @Test
    void everyAppendThatReturnedIsFoundAfterAKillAtAnyMoment() throws Exception {
        Path file = folder.resolve("journal.sqlite");
        List<Long> returned = new ArrayList<>();
        long next = 0;
        for (int killAfter : new int[] {0, 1, 100, 3000}) {
            returned.addAll(appendAndKill(file, next, killAfter));
            try (SqliteJournal journal = SqliteJournal.open(file, Durability.PROCESS_DEATH)) {
                assertThat(journal.size()).isGreaterThanOrEqualTo(returned.size());
                for (long n : returned) {
                    assertThat(journal.find(Calls.key(n))).contains(Calls.answered(n));
                }
            }
            next += 1_000_000;
        }
        assertThat(returned).hasSizeGreaterThan(3100);
    }

    @Test
    void aSecondProcessIsRefused() throws Exception {
        Path file = folder.resolve("journal.sqlite");
        Process process = start(file, 0);
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).isNotNull();

            assertThatThrownBy(() -> SqliteJournal.open(file, Durability.PROCESS_DEATH))
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContaining("is in use by another process");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /// The numbers that the process printed before it died; the last may have been cut.
    private static List<Long> appendAndKill(Path file, long first, int killAfter) throws Exception {
        Process process = start(file, first);
        List<Long> printed = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (int i = 0; i < killAfter; i++) {
                printed.add(Long.parseLong(lines.readLine()));
            }
            process.destroyForcibly();
            String rest = readAll(lines);
            int end = rest.lastIndexOf('\n');
            rest.substring(0, Math.max(end, 0)).lines().forEach(line -> printed.add(Long.parseLong(line)));
        } finally {
            process.destroyForcibly().waitFor();
        }
        return printed;
    }

    private static String readAll(BufferedReader lines) {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[8192];
        try {
            for (int read = lines.read(buffer); read >= 0; read = lines.read(buffer)) {
                text.append(buffer, 0, read);
            }
        } catch (IOException e) {
            // The pipe of a killed process may break; what was read so far counts.
        }
        return text.toString();
    }

    private static Process start(Path file, long first) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendUntilKilled.class.getName(),
                        file.toString(),
                        Long.toString(first))
                .redirectError(
                        Files.createTempFile("append-until-killed", ".txt").toFile())
                .start();
    }
}
