package dev.seedbed.cli.command;

import dev.seedbed.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;

/// All commands, and the running of one.
public final class Commands {
    private final Terminal terminal;
    private final String version;
    private final Map<String, Supplier<Object>> commands = new LinkedHashMap<>();

    public Commands(Terminal terminal, Map<String, String> environment, String version) {
        this.terminal = terminal;
        this.version = version;
        Workshop workshop = new Workshop(terminal, environment, version);
        commands.put("run", () -> new RunCommand(workshop));
        commands.put("preview", () -> new PreviewCommand(workshop));
        commands.put("validate", () -> new ValidateCommand(workshop));
        commands.put("estimate", () -> new EstimateCommand(workshop));
        commands.put("dry-run", () -> new DryRunCommand(workshop));
        commands.put("explain", () -> new ExplainCommand(workshop));
        commands.put("recipes", () -> new RecipesCommand(workshop));
        commands.put("steps", () -> new StepsCommand(workshop));
        commands.put("schema", () -> new SchemaCommand(workshop));
        commands.put("reference", () -> new ReferenceCommand(workshop, this::all));
        commands.put("models", () -> new ModelsCommand(workshop));
        commands.put("judge", () -> JudgeCommand.of(workshop));
        commands.put("dedup", () -> new DedupCommand(workshop));
        commands.put("decontaminate", () -> new DecontaminateCommand(workshop));
        commands.put("filter", () -> new FilterCommand(workshop));
        commands.put("scrub", () -> new ScrubCommand(workshop));
        commands.put("overlap", () -> new OverlapCommand(workshop));
        commands.put("runs", () -> new RunsCommand(workshop));
        commands.put("doctor", () -> new DoctorCommand(workshop));
        commands.put("completion", () -> new CompletionCommand(terminal, this::all));
        commands.put("rehearse", () -> new RehearseCommand(workshop));
    }

    /// Runs the command that the arguments name, and says how it went.
    ///
    /// @return the exit code
    public int execute(String... arguments) {
        // Reading the annotations of every command takes longer than most commands do.
        CommandLine line = arguments.length > 0 && commands.containsKey(arguments[0]) ? only(arguments[0]) : all();
        Failures failures = new Failures(terminal, version);
        line.setParameterExceptionHandler(failures);
        line.setExecutionExceptionHandler(failures);
        line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
        line.setUsageHelpWidth(Math.clamp(terminal.columns(), 80, 120));
        return line.execute(arguments);
    }

    private CommandLine only(String name) {
        return root().addSubcommand(name, command(name));
    }

    /// Every command.
    CommandLine all() {
        CommandLine root = root();
        commands.keySet().forEach(name -> root.addSubcommand(name, command(name)));
        return root;
    }

    private Object command(String name) {
        Supplier<Object> supplier = commands.get(name);
        if (supplier == null) {
            throw new IllegalArgumentException("there is no command " + name);
        }
        return supplier.get();
    }

    private CommandLine root() {
        CommandLine root = new CommandLine(new SeedbedCommand());
        root.getCommandSpec().version("seedbed " + version);
        return root;
    }
}
