package dev.seedbed.cli.command;

import dev.seedbed.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What tests of a command share: the command line as a user types it, and what it printed last.
abstract class CommandTest {
    private static final int COLUMNS = 80;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    final int seedbed(String... arguments) {
        return seedbed(environment(), arguments);
    }

    /// Of all calls that name no other.
    Map<String, String> environment() {
        return Map.of();
    }

    final int seedbed(Map<String, String> environment, String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(stream(out), stream(err), false, COLUMNS);
        return new Commands(terminal, environment, "test").execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    final String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    final String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
