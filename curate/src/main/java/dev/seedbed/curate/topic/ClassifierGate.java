package dev.seedbed.curate.topic;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.TextLabels;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.curate.column.TextColumns;
import java.util.List;

/// The `classifier` step of the pipeline language: a [BoundsGate] that goes by the labels that a classifier
/// gives texts.
final class ClassifierGate {
    private static final Parameter<String> MODEL =
            Parameter.model("model", "The model that labels texts.").required();

    private static final Parameter<List<String>> DENY =
            Parameter.listOf("deny", new Kind.Text(), "Labels that a row must not have.");

    private static final Parameter<List<String>> ALLOW =
            Parameter.listOf("allow", new Kind.Text(), "Labels of which a row must have one.");

    private static final Parameter<Double> DENY_FROM = Parameter.decimal(
                    "deny-from", 0, 1, "From which score on a row has a label of `deny`.")
            .defaultsTo(0.5);

    private static final Parameter<Double> ALLOW_FROM = Parameter.decimal(
                    "allow-from", 0, 1, "From which score on a row has a label of `allow`.")
            .defaultsTo(0.5);

    private static final Parameter<Boolean> ANNOTATE = Parameter.flag(
                    "annotate", "Whether to let all rows pass, with their scores in a column.")
            .defaultsTo(false);

    static final StepType TYPE = StepType.named(
                    "classifier",
                    StepKind.GATE,
                    "Rejects rows by the labels that a classifier gives them: toxicity, topic, quality.")
            .details("""
                    The classifier is a file of your own that runs in this process, by `provider: onnx`: any of the BERT family that
                    was exported to ONNX. Which labels it has stands in its `config.json`; a label that it does not have is an error.
                    A text that is too long for it is looked at in windows that overlap, and each label's score is the highest of any.
                    A label that is denied goes before one that is allowed. A row without a text has none: `allow` rejects it, `deny`
                    does not. Each text is scored once, however often it comes, in this run and in later ones.

                    With `annotate` nothing is rejected, and `allow` and `deny` may be left out. Column: `labels`, the scores by
                    label; by column and label if several are looked at.

                    Reasons: `denied-label`, `other-label`. Evidence: `column`, the `label` with the highest score of those that are
                    denied, or of those that are allowed, its `score`, the bound as `deny_from` or `allow_from`, all labels' `scores`,
                    and in how many `parts` the text was looked at.""")
            .taking(TextColumns.COLUMN, MODEL, DENY, ALLOW, DENY_FROM, ALLOW_FROM, ANNOTATE)
            .needing(Capability.CLASSIFY)
            .example("- classifier: { column: answer, model: toxic, deny: [toxic, threat], deny-from: 0.7 }")
            .builtBy(ClassifierGate::build);

    private static final BoundsGate.Wording WORDING = new BoundsGate.Wording(
            "labels",
            "label",
            "score",
            "scores",
            "denied-label",
            "other-label",
            (label, score, bound) -> " is labelled '" + label + "' with a score of " + score + ", of " + bound
                    + " at which it is denied",
            (label, score, bound) -> " has none of the labels allowed: '" + label + "' has the highest score, " + score
                    + ", of " + bound + " at least",
            " has no text, so it has no labels");

    private ClassifierGate() {}

    private static Step build(Building building) {
        Settings settings = building.settings();
        Model model = building.findModel(MODEL).orElseThrow();
        Bounds bounds = Bounds.of(settings, ALLOW, ALLOW_FROM, DENY, DENY_FROM);
        boolean annotate = settings.get(ANNOTATE);
        check(building, bounds, annotate, model);
        return new BoundsGate(
                building.name(), settings.get(TextColumns.COLUMN), bounds, WORDING, annotate, (text, work) -> {
                    TextLabels labels = TextLabels.of(work.ask(Ask.of(model, TextLabels.question(text))));
                    return new BoundsGate.Seen(labels.scores(), Data.of("parts", labels.parts()));
                });
    }

    /// @param model whose labels may not be known, which is no reason to refuse any
    private static void check(Building building, Bounds bounds, boolean annotate, Model model) {
        List<String> labels = model.labels();
        if (bounds.letAllPass() && !annotate) {
            building.problem(
                    DENY,
                    "is left out, and so is `allow`, so every row would pass; give one of them"
                            + (labels.isEmpty() ? "" : ", of " + Bounds.quoted(labels)));
        }
        if (!labels.isEmpty()) {
            bounds.refuseUnknown(
                    building,
                    ALLOW,
                    DENY,
                    labels,
                    "the labels of '" + model.alias() + "' are " + Bounds.quoted(labels));
        }
        bounds.refuseBoth(building, DENY);
    }
}
