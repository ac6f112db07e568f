package dev.seedbed.curate.duplicates;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.duplicates.SemanticDuplicates.Looks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The `semantic-duplicates` step of the pipeline language: [SemanticDuplicates], behind a [MeaningStep] if there
/// are no vectors yet.
final class SemanticDuplicatesStep {
    private static final Parameter<String> EMBEDDING =
            Parameter.model("embedding", "The model that embeds `column`, if there are no vectors yet.");

    private static final Parameter<String> COLUMN = Parameter.column(
            "column", "The column whose texts are compared. Beside `vector`, what the evidence shows.");

    private static final Parameter<String> VECTOR =
            Parameter.column("vector", "A column that has the vectors already, as the step `embed` makes them.");

    private static final Parameter<Double> THRESHOLD = Parameter.decimal(
                    "threshold", 0.25, 1, "The least cosine of a duplicate. What is right depends on the model.")
            .defaultsTo(0.9);

    private static final Parameter<Boolean> ANNOTATE = Parameter.flag(
                    "annotate", "Whether to let all rows pass, with the verdict in two columns.")
            .defaultsTo(false);

    static final StepType TYPE = StepType.named(
                    "semantic-duplicates",
                    StepKind.COLLECTOR,
                    "Rejects rows that mean nearly what a row that stays means, by the cosine of their embeddings.")
            .details("""
                    With `embedding` and `column` each text is embedded, once however often it comes, and the vector is taken off
                    again; with `vector` a column is read that has them. The first in candidate order stays. Each row is compared
                    with all that stay, exactly: none is missed, and there are no chains, as a row is only ever rejected for one
                    that stays and is that close. A row without a text, or without a vector, passes.

                    What cosine means the same is up to the model. Look first, with `annotate: true` and a low threshold.

                    Memory: for each row that stays 4 bytes a dimension, and some 300. Time: 1.5 ms for a row where 20,000 stay
                    in 384 dimensions, and in proportion to that; more where the model puts all texts close together, or the
                    threshold is low.

                    With `annotate` nothing is rejected. Columns: `semantic_duplicate_of`, the id of the row that would stay, and
                    `semantic_cosine`; both null for rows that would stay.

                    Reason: `semantic-duplicate`. Evidence: `column`, the id of the row that stays as `semantic_duplicate_of`,
                    `cosine`, `threshold`, and up to 200 characters of both as `text` and `text_that_stays`.""")
            .taking(EMBEDDING, COLUMN, VECTOR, THRESHOLD, ANNOTATE)
            .needing(Capability.EMBED)
            .citing(
                    "Abbas et al. 2023, *SemDeDup: Data-efficient learning at web-scale through semantic deduplication*, "
                            + "arXiv:2303.09540; here without clusters")
            .example("- semantic-duplicates: { column: text, embedding: meaning, threshold: 0.9 }")
            .builtOfMany(SemanticDuplicatesStep::build);

    private SemanticDuplicatesStep() {}

    private static List<Step> build(Building building) {
        Settings settings = building.settings();
        Optional<String> column = settings.find(COLUMN);
        Optional<String> vector = settings.find(VECTOR);
        boolean embeds = settings.find(EMBEDDING).isPresent();
        if (embeds && vector.isPresent()) {
            building.problem(VECTOR, "is given beside `embedding`, but only one of them can say what is compared");
        } else if (embeds && column.isEmpty()) {
            building.problem(COLUMN, "is left out, but `embedding` needs a text to embed");
        } else if (!embeds && vector.isEmpty()) {
            building.problem(
                    EMBEDDING,
                    "is left out, and so is `vector`: name a model that embeds `column`, or a column that has vectors");
        }
        List<Step> steps = new ArrayList<>();
        Optional<Model> model = building.findModel(EMBEDDING);
        if (model.isPresent() && column.isPresent()) {
            steps.add(new MeaningStep(building.name() + "/embed", model.get(), column.get()));
        }
        Looks looks = new Looks(
                vector.orElse(MeaningStep.VECTOR),
                column,
                settings.get(THRESHOLD),
                settings.get(ANNOTATE),
                vector.isEmpty());
        steps.add(new SemanticDuplicates(embeds ? building.name() + "/compare" : building.name(), looks));
        return steps;
    }
}
