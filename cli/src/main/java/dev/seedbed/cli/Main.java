package dev.seedbed.cli;

import dev.seedbed.cli.command.Commands;
import dev.seedbed.cli.terminal.Terminal;
import java.util.Map;

/// The `seedbed` command.
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        int exitCode;
        if (arguments.length == 1 && (arguments[0].equals("--version") || arguments[0].equals("-V"))) {
            // Answered without loading the commands, which takes four times as long.
            terminal.out().println("seedbed " + version());
            exitCode = 0;
        } else {
            exitCode = new Commands(terminal, environment, version()).execute(arguments);
        }
        terminal.out().flush();
        terminal.err().flush();
        System.exit(exitCode);
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
