package dev.seedbed.cli.command;

import dev.seedbed.pipeline.reference.JsonSchemas;
import picocli.CommandLine.Command;

/// `seedbed schema`: what lets an editor complete and check pipelines.
@Command(
        name = "schema",
        header = "Prints the JSON Schema of pipelines, by which editors complete and check them.",
        description = {
            "seedbed schema > seedbed.schema.json, and as a pipeline's first line:",
            "# yaml-language-server: $$schema=seedbed.schema.json"
        },
        mixinStandardHelpOptions = true)
final class SchemaCommand implements Runnable {
    private final Workshop workshop;

    SchemaCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public void run() {
        workshop.terminal().out().println(SchemaText.of(JsonSchemas.ofPipelines(workshop.catalogue())));
    }
}
