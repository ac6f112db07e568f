package dev.seedbed.cli.command;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.pipeline.Catalogue;
import dev.seedbed.pipeline.reference.JsonSchemas;
import dev.seedbed.pipeline.reference.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// `seedbed reference`: what the code says about itself, as pages.
@Command(
        name = "reference",
        header = "Writes the reference as Markdown, and the JSON Schema of pipelines, into a folder.",
        mixinStandardHelpOptions = true)
final class ReferenceCommand implements Runnable {
    private final Workshop workshop;
    private final Supplier<CommandLine> all;

    @Parameters(paramLabel = "FOLDER", description = "Where to write; files of the same names are replaced.")
    private Path folder = Path.of("");

    ReferenceCommand(Workshop workshop, Supplier<CommandLine> all) {
        this.workshop = workshop;
        this.all = all;
    }

    @Override
    public void run() {
        pages(workshop.catalogue(), all.get()).forEach(this::write);
    }

    /// Each file's text by its path in the folder.
    static Map<String, String> pages(Catalogue catalogue, CommandLine commands) {
        Map<String, String> pages = new LinkedHashMap<>(Reference.pages(catalogue));
        pages.put("cli.md", CommandReference.page(commands));
        pages.put("pipeline.schema.json", SchemaText.of(JsonSchemas.ofPipelines(catalogue)) + "\n");
        return pages;
    }

    private void write(String name, String text) {
        Path file = folder.resolve(name);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, file + " cannot be written: " + e.getMessage(), e);
        }
        workshop.terminal().out().println(file);
    }
}
