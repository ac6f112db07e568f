package dev.seedbed.cli.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The page of the reference on commands, in Markdown, written from the commands themselves.
final class CommandReference {
    private final StringBuilder page = new StringBuilder();

    private CommandReference() {}

    static String page(CommandLine root) {
        CommandReference reference = new CommandReference();
        reference.write(root);
        return reference.page.toString();
    }

    private void write(CommandLine root) {
        CommandSpec spec = root.getCommandSpec();
        page.append("<!-- Generated from the code: change it there. -->\n\n# Commands\n\n")
                .append(text(spec.usageMessage().header()))
                .append("\n\nEvery command takes `--help`, `--version` and `--debug`, which shows where in the code an")
                .append(" error comes from.\n\n")
                .append("| exit code | |\n|---|---|\n");
        for (String line : spec.usageMessage().footer()) {
            String[] codeAndWords = line.strip().split("\\s+", 2);
            page.append("| ")
                    .append(codeAndWords[0])
                    .append(" | ")
                    .append(codeAndWords[1])
                    .append(" |\n");
        }
        root.getSubcommands().values().forEach(this::command);
    }

    private void command(CommandLine command) {
        CommandSpec spec = command.getCommandSpec();
        if (spec.usageMessage().hidden()) {
            return;
        }
        if (command.getSubcommands().isEmpty()) {
            page.append("\n## `")
                    .append(spec.qualifiedName())
                    .append("`\n\n")
                    .append(text(spec.usageMessage().header()));
            String description = text(spec.usageMessage().description());
            page.append(description.isEmpty() ? "\n" : " " + description + "\n");
            arguments(spec);
        }
        command.getSubcommands().values().forEach(this::command);
    }

    private void arguments(CommandSpec spec) {
        List<String> rows = new ArrayList<>();
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            rows.add(row(parameter.paramLabel() + (parameter.arity().max() > 1 ? "..." : ""), parameter.description()));
        }
        for (OptionSpec option : spec.options()) {
            if (!option.inherited() && !option.usageHelp() && !option.versionHelp()) {
                String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
                rows.add(row(String.join(", ", option.names()) + value, option.description()));
            }
        }
        if (!rows.isEmpty()) {
            page.append("\n| | |\n|---|---|\n").append(String.join("", rows));
        }
    }

    private static String row(String name, String[] description) {
        return "| `" + name + "` | " + text(description).replace("|", "\\|") + " |\n";
    }

    /// What picocli would print, on one line.
    private static String text(String[] lines) {
        return List.of(lines).stream()
                .map(line -> Ansi.OFF.string(String.format(Locale.ROOT, line.replace("$$", "$"))))
                .collect(Collectors.joining(" "))
                .strip();
    }
}
