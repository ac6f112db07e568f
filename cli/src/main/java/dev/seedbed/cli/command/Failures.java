package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.cli.terminal.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns what was thrown into words for a person and an exit code.
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private static final int INTERRUPTED = 130;

    private final Terminal terminal;
    private final String version;

    Failures(Terminal terminal, String version) {
        this.terminal = terminal;
        this.version = version;
    }

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        terminal.say("seedbed: " + message(exception));
        if (command.getParent() == null) {
            terminal.say("Commands: " + String.join(", ", visible(command)));
        } else {
            terminal.say(command.getHelp().fullSynopsis().strip());
        }
        terminal.say("More: " + command.getCommandSpec().qualifiedName(" ") + " --help");
        return ErrorKind.WRONG_INPUT.exitCode();
    }

    private static String message(ParameterException exception) {
        if (!(exception instanceof UnmatchedArgumentException unmatched)) {
            return Objects.requireNonNullElse(exception.getMessage(), exception.toString());
        }
        String what = unmatched.isUnknownOption() || exception.getCommandLine().getParent() != null
                ? "what is '"
                : "there is no command '";
        List<String> near = unmatched.getSuggestions();
        return what
                + String.join(" ", unmatched.getUnmatched())
                + (what.startsWith("what") ? "' for?" : "'")
                + (near.isEmpty()
                        ? ""
                        : " Did you mean "
                                + String.join(" or ", near.stream().limit(3).toList()) + "?");
    }

    private static List<String> visible(CommandLine command) {
        return command.getSubcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult parsed) {
        Object root = command.getCommandSpec().root().userObject();
        boolean debug = root instanceof SeedbedCommand seedbed && seedbed.debug();
        return explain(exception, debug);
    }

    private int explain(Throwable thrown, boolean debug) {
        if (debug) {
            thrown.printStackTrace(terminal.err());
        }
        return switch (thrown) {
            case InvalidPipelineException invalid -> {
                invalid.problems().forEach(problem -> terminal.say(problem.toString()));
                int count = invalid.problems().size();
                terminal.say(count == 1 ? "1 problem; nothing was run" : count + " problems; nothing was run");
                yield invalid.kind().exitCode();
            }
            case SeedbedException known
            when known.kind() != ErrorKind.DEFECT -> {
                terminal.say("seedbed: " + known.getMessage());
                yield known.kind().exitCode();
            }
            case InterruptedException _ -> INTERRUPTED;
            default -> {
                defect(thrown);
                yield ErrorKind.DEFECT.exitCode();
            }
        };
    }

    /// Says that we are to blame, and what a report needs.
    void defect(Throwable thrown) {
        terminal.say("seedbed: this is a defect of Seedbed: " + thrown);
        Arrays.stream(thrown.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("dev.seedbed."))
                .limit(3)
                .forEach(frame -> terminal.say("    at " + frame));
        terminal.say("Please report it with the lines above, the pipeline, and this: seedbed " + version + ", Java "
                + Runtime.version() + ", " + System.getProperty("os.name") + " " + System.getProperty("os.arch")
                + ". With --debug it says more.");
    }
}
