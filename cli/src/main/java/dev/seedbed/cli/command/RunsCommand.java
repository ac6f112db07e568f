package dev.seedbed.cli.command;

import dev.seedbed.RunDirectory;
import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.cli.terminal.Figures;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `seedbed runs`: what runs there are, and removing one.
@Command(name = "runs", header = "Lists the runs of this folder, and removes them.", mixinStandardHelpOptions = true)
final class RunsCommand implements Runnable {
    private final Workshop workshop;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    RunsCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or clean?");
    }

    @Command(name = "list", header = "Shows each run: rows, how it ended, size.", mixinStandardHelpOptions = true)
    void list(
            @Parameters(
                            arity = "0..1",
                            paramLabel = "FOLDER",
                            defaultValue = "runs",
                            description = "Where the runs are" + " (default: ${DEFAULT-VALUE}).")
                    Path folder) {
        List<RunDirectory> runs = RunFolders.all(folder);
        if (runs.isEmpty()) {
            workshop.terminal().say("no runs in " + folder.toAbsolutePath());
        }
        for (RunDirectory run : runs) {
            workshop.terminal().out().println(line(run));
        }
    }

    private static String line(RunDirectory run) {
        String name = String.valueOf(run.path().getFileName());
        return String.format("%-24s %10s  %s", name, PullAnnouncement.megabytes(size(run.path())), state(run));
    }

    private static String state(RunDirectory run) {
        try {
            Data manifest = Json.parseObject(Files.readString(run.manifest()));
            if (manifest.value("counts") instanceof Map<?, ?> counts && counts.get("accepted") instanceof Number rows) {
                return Figures.some(rows.longValue(), "row");
            }
            return "finished";
        } catch (JsonException | CharacterCodingException e) {
            return "its manifest.json is damaged; the command that began it writes it anew";
        } catch (IOException e) {
            return "not finished; the command that began it goes on with it";
        }
    }

    @Command(
            name = "clean",
            header = "Removes runs, with every answered call: asking again would cost again.",
            mixinStandardHelpOptions = true)
    void clean(
            @Parameters(arity = "1..*", paramLabel = "RUN", description = "A run's name or folder.") List<String> names,
            @Option(names = "--yes", description = "Removes them; without it, only says what would be removed.")
                    boolean yes) {
        for (RunDirectory run : names.stream().map(RunFolders::find).toList()) {
            String size = PullAnnouncement.megabytes(size(run.path()));
            if (yes) {
                remove(run.path());
                workshop.terminal().out().println("removed " + run.path() + " (" + size + ")");
            } else {
                workshop.terminal().out().println("would remove " + run.path() + " (" + size + "); say so with --yes");
            }
        }
    }

    private static long size(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, folder + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, folder + " cannot be removed: " + e.getMessage(), e);
        }
    }
}
