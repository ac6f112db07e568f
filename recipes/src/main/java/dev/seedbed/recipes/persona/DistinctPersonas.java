package dev.seedbed.recipes.persona;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.MeaningStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The two stages in which Persona Hub drops near-duplicates: by words, then by meaning.
///
/// ```yaml
/// - distinct-personas: { model: meaning }
/// ```
public final class DistinctPersonas {
    /// What the thresholds of both stages were, in every row.
    static final String RECORD = "persona_dedup";

    static final Parameter<String> MODEL = Parameter.model(
            "model", "The model that embeds, for the stage by meaning. Left out, there is only the stage by words.");
    static final Parameter<String> COLUMN =
            Parameter.column("column", "The personas.").defaultsTo(Persona.COLUMN);
    static final Parameter<Double> WORDS_BELOW = Parameter.decimal(
                    "words-below",
                    0,
                    1,
                    "A persona passes if the Jaccard similarity of its words with those of every earlier one is below"
                            + " this.")
            .defaultsTo(0.9);
    static final Parameter<Double> MEANING_BELOW = Parameter.decimal(
                    "meaning-below",
                    0,
                    1,
                    "A persona passes if the cosine of its vector with that of every earlier one is below this.")
            .defaultsTo(0.9);

    /// What a pipeline names as `distinct-personas`.
    public static final StepType TYPE = StepType.named(
                    "distinct-personas",
                    StepKind.RECIPE,
                    "Rejects personas that are near-duplicates of an earlier one, by their words and by their meaning.")
            .taking(MODEL, COLUMN, WORDS_BELOW, MEANING_BELOW)
            .shorthand(MODEL)
            .needing(Capability.EMBED)
            .citing(Personas.SOURCE)
            .writing(RECORD)
            .details("""
                    The first in candidate order stays. Words are compared without case and punctuation. Where the paper
                    estimates their similarity by MinHash (single words, signatures of 128), it is computed here, so
                    that no near-duplicate is missed. Lower both thresholds when variety counts more than number.

                    `persona_dedup` records both thresholds, `{"words_below": 0.9, "meaning_below": 0.9}`, the second
                    null if there is no model.

                    Rejects with `too-many-shared-words` and `too-similar-meaning`; evidence: `similarity`, `below`
                    and `nearest_id`. With a model also with `no-text`.
                    """)
            .example("- load: rows.jsonl\n- distinct-personas: { model: meaning, column: persona }")
            .builtOfMany(DistinctPersonas::steps);

    private DistinctPersonas() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        String column = settings.get(COLUMN);
        double wordsBelow = settings.get(WORDS_BELOW);
        double meaningBelow = settings.get(MEANING_BELOW);
        Optional<Model> model = building.findModel(MODEL);
        List<Step> steps = new ArrayList<>();
        steps.add(new WordOverlap(building.name() + "/words", column, wordsBelow));
        model.ifPresent(embedder -> {
            steps.add(new MeaningStep(building.name() + "/embed", embedder, column, List::of));
            steps.add(new MeaningOverlap(building.name() + "/meaning", column, meaningBelow));
        });
        Data thresholds = Data.of("words_below", wordsBelow)
                .with("meaning_below", model.isPresent() ? (Object) meaningBelow : null);
        steps.add(new Recorded(building.name() + "/record", thresholds));
        return steps;
    }

    private record Recorded(String name, Data thresholds) implements Transformer {
        @Override
        public Outcome apply(Sample sample, Work work) {
            return Outcome.passed(sample.with(RECORD, thresholds.asMap()));
        }

        @Override
        public Columns columnsAfter(Columns before) {
            return before.plus(List.of(RECORD));
        }
    }
}
