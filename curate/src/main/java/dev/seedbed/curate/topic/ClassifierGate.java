package dev.seedbed.curate.topic;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.TextLabels;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Rejects samples by the labels that a classifier gives their texts: toxicity, topic, quality, or whatever it knows.
///
/// A denied label goes before an allowed one. A blank text has no labels, and the model is not asked about it.
final class ClassifierGate implements Gate {
    static final String COLUMN = "labels";

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

    private final String name;
    private final List<String> columns;
    private final Model model;
    private final List<String> deny;
    private final List<String> allow;
    private final double denyFrom;
    private final double allowFrom;
    private final boolean annotate;

    private record Highest(String label, double score) {}

    private ClassifierGate(String name, Settings settings, Model model) {
        this.name = name;
        this.columns = settings.get(TextColumns.COLUMN);
        this.model = model;
        this.deny = settings.find(DENY).orElse(List.of());
        this.allow = settings.find(ALLOW).orElse(List.of());
        this.denyFrom = settings.get(DENY_FROM);
        this.allowFrom = settings.get(ALLOW_FROM);
        this.annotate = settings.get(ANNOTATE);
    }

    private static Gate build(Building building) {
        Model model = building.findModel(MODEL).orElseThrow();
        ClassifierGate gate = new ClassifierGate(building.name(), building.settings(), model);
        if (gate.deny.isEmpty() && gate.allow.isEmpty() && !gate.annotate) {
            building.problem(
                    DENY,
                    "is left out, and so is `allow`, so every row would pass; give one of them"
                            + (model.labels().isEmpty() ? "" : ", of " + quoted(model.labels())));
        }
        refuseUnknown(building, DENY, gate.deny, model);
        refuseUnknown(building, ALLOW, gate.allow, model);
        Set<String> both = new TreeSet<>(gate.allow);
        both.retainAll(gate.deny);
        if (!both.isEmpty()) {
            building.problem(DENY, "names " + quoted(both) + ", and `allow` does too; take it out of one of them");
        }
        return gate;
    }

    private static void refuseUnknown(
            Building building, Parameter<List<String>> setting, List<String> names, Model model) {
        Set<String> unknown = new TreeSet<>(names);
        model.labels().forEach(unknown::remove);
        if (!unknown.isEmpty() && !model.labels().isEmpty()) {
            building.problem(
                    setting,
                    "names " + quoted(unknown) + ", but the labels of '" + model.alias() + "' are "
                            + quoted(model.labels()));
        }
    }

    private static String quoted(Iterable<String> names) {
        return "'" + String.join("', '", names) + "'";
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return annotate ? before.plus(List.of(COLUMN)) : before;
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        if (annotate) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (String column : columns) {
                all.put(column, labels(sample, column, work).scores());
            }
            return Outcome.passed(sample.with(COLUMN, columns.size() == 1 ? all.get(columns.getFirst()) : all));
        }
        Optional<Rejection> rejection = judge(sample, work);
        return rejection.isPresent() ? Outcome.rejected(rejection.get()) : Outcome.passed(sample);
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) throws InterruptedException {
        for (String column : columns) {
            TextLabels labels = labels(sample, column, work);
            Optional<Rejection> rejection = denied(column, labels).or(() -> other(column, labels));
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return Optional.empty();
    }

    private TextLabels labels(Sample sample, String column, Work work) throws InterruptedException {
        String text = TextColumns.text(sample, column);
        return text.isBlank()
                ? new TextLabels(Map.of(), 0)
                : TextLabels.of(work.ask(Ask.of(model, TextLabels.question(text))));
    }

    private Optional<Rejection> denied(String column, TextLabels labels) {
        Highest highest = highest(deny, labels);
        if (highest == null || highest.score() < denyFrom) {
            return Optional.empty();
        }
        return Optional.of(new Rejection(
                "denied-label",
                column + " is labelled '" + highest.label() + "' with a score of " + highest.score() + ", of "
                        + denyFrom + " at which it is denied",
                evidence(column, highest, labels).with("deny_from", denyFrom)));
    }

    private Optional<Rejection> other(String column, TextLabels labels) {
        if (allow.isEmpty()) {
            return Optional.empty();
        }
        Highest highest = highest(allow, labels);
        if (highest == null) {
            return Optional.of(new Rejection(
                    "other-label", column + " has no text, so it has no labels", Data.of("column", column)));
        }
        if (highest.score() >= allowFrom) {
            return Optional.empty();
        }
        return Optional.of(new Rejection(
                "other-label",
                column + " has none of the labels allowed: '" + highest.label() + "' has the highest score, "
                        + highest.score() + ", of " + allowFrom + " at least",
                evidence(column, highest, labels).with("allow_from", allowFrom)));
    }

    /// The first of the highest, in the order of the names.
    private static @Nullable Highest highest(List<String> names, TextLabels labels) {
        Highest highest = null;
        for (String label : names) {
            Double score = labels.scores().get(label);
            if (score != null && (highest == null || score > highest.score())) {
                highest = new Highest(label, score);
            }
        }
        return highest;
    }

    private static Data evidence(String column, Highest highest, TextLabels labels) {
        return Data.of("column", column)
                .with("label", highest.label())
                .with("score", highest.score())
                .with("scores", labels.scores())
                .with("parts", labels.parts());
    }
}
