package dev.seedbed.pipeline.step;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `save`: writes the samples that come by.
final class SaveStep {
    static final Parameter<Path> PATH = Parameter.outputPath(
                    "path", "The file to write, which ends in `.jsonl`, `.ndjson`, or one of these and `.gz`.")
            .required();
    static final Parameter<List<String>> COLUMNS =
            Parameter.listOf("columns", new Kind.Column(), "The columns to write, in this order. Left out, all.");
    static final Parameter<String> ID = Parameter.text(
            "id", "The field that the sample's id is written to, before the columns. Left out, it is not written.");

    static final StepType TYPE = StepType.named(
                    "save",
                    StepKind.EXPORTER,
                    "Writes the samples that come by to a file of JSON Lines, in candidate order, and lets them pass.")
            .details("""
                    The file is written beside its place under the name with `.partial` behind it, and moved there when the run has
                    come to its end; a run that stops leaves the file that was there before as it was. With `columns`, every row has
                    all of them, null where the sample has none.
                    """)
            .taking(PATH, COLUMNS, ID)
            .shorthand(PATH)
            .example("- save: { path: answers.jsonl, columns: [question, answer], id: _id }")
            .builtBy(SaveStep::build);

    private SaveStep() {}

    private static Step build(Building building) {
        Path path = building.settings().get(PATH);
        List<String> columns = building.settings().find(COLUMNS).orElse(List.of());
        Optional<String> id = building.settings().find(ID);
        if (!FileFormat.JSONL.fits(path)) {
            building.problem(
                    PATH,
                    "is '" + path + "', but must end in .jsonl, .ndjson, .jsonl.gz or .ndjson.gz: JSON Lines are"
                            + " written; other formats are under `outputs`");
        } else if (Files.isDirectory(path)) {
            building.problem(PATH, "is '" + path + "', but that is a folder; name a file in it");
        }
        if (id.filter(String::isBlank).isPresent()) {
            building.problem(ID, "is empty, but must be the name of a field, such as '_id'");
        } else if (id.isPresent()
                && (columns.contains(id.get())
                        || (columns.isEmpty() && building.columns().names().contains(id.get())))) {
            building.problem(ID, "is '" + id.get() + "', but the samples have a column of that name; choose another");
        }
        return new SaveExporter(building.name(), path, columns, id);
    }
}
