package dev.seedbed.cli.command;

import dev.seedbed.model.local.ModelFiles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// `seedbed doctor`: whether this machine has what Seedbed needs. The launcher has checked the rest before.
@Command(
        name = "doctor",
        header = "Checks whether this machine has what Seedbed needs.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    private static final int FOUND = 6;

    private final Workshop workshop;
    private boolean bad;

    DoctorCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() {
        bad = workshop.environment().getOrDefault("SEEDBED_DOCTOR", "0").equals(String.valueOf(FOUND));
        memory();
        database("journal", "jdbc:sqlite::memory:");
        database("parquet", "jdbc:duckdb:");
        for (ModelFiles.Entry entry : workshop.modelFiles().list()) {
            Optional<Path> path = entry.path();
            line(
                    "ok  ",
                    "model",
                    entry.model().name()
                            + (path.isPresent() ? " in " + path.get() : ", fetched when it is first needed"));
        }
        boolean hasKey =
                !workshop.environment().getOrDefault("OPENAI_API_KEY", "").isBlank();
        line("ok  ", "key", "OPENAI_API_KEY is " + (hasKey ? "set" : "not set; only hosted endpoints need one"));
        return bad ? FOUND : 0;
    }

    private void memory() {
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        String text =
                String.format(Locale.ROOT, "%,d MB for Java; SEEDBED_JAVA_OPTIONS=-Xmx2g would change it", megabytes);
        line(megabytes < 200 ? "warn" : "ok  ", "memory", text);
    }

    private void database(String name, String url) {
        try (Connection connection = DriverManager.getConnection(url)) {
            line(
                    "ok  ",
                    name,
                    connection.getMetaData().getDatabaseProductName() + " "
                            + connection.getMetaData().getDatabaseProductVersion());
        } catch (SQLException | LinkageError e) {
            bad = true;
            line("BAD ", name, "its native library does not load here: " + e);
        }
    }

    private void line(String mark, String name, String text) {
        workshop.terminal().out().printf(Locale.ROOT, "%s  %-8s %s%n", mark, name, text);
    }
}
