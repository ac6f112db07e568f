package dev.seedbed.curate;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Measured;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.text.filter.FilterProfile;
import dev.seedbed.text.filter.FilterWorker;
import dev.seedbed.text.filter.Measurement;
import dev.seedbed.text.filter.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Rejects texts that break a rule of a profile of heuristic filters, under the rule's name.
final class QualityGate implements Gate {
    private static final Parameter<String> PROFILE = Parameter.choice(
                    "profile", FilterProfile.profiles(), "Whose rules; each project's are its own.")
            .defaultsTo("gopher");

    private static final Parameter<Map<String, Double>> BOUNDS = Parameter.mapOf(
            "bounds",
            new Kind.Decimal(-1e9, 1e9),
            "Other bounds for some of the rules, by their names; the bound itself passes.");

    private static final Parameter<List<String>> ALLOW = Parameter.listOf(
                    "allow", new Kind.Text(), "The rules that this gate does not reject for.")
            .defaultsTo(List.of());

    private static final Parameter<List<String>> BAD_WORDS = Parameter.listOf(
            "bad-words",
            new Kind.Text(),
            "Words and phrases that a page is rejected for, in any case; for profiles with the rule `bad-words`.");

    static final StepType TYPE = StepType.named(
                    "quality",
                    StepKind.GATE,
                    "Rejects rows whose text breaks a rule of a published profile of heuristic filters.")
            .details("""
                    "The Gopher rules" are different rules in every program, so each has a profile of its own: `gopher` (the
                    paper's, the same as `gopher/paper`), `gopher/datatrove`, `gopher/dolma`, `gopher/dolma-v1`, `gopher/curator`, `c4` (the
                    reference code's), `c4/datatrove`, `c4/dolma`, `fineweb`, `dclm`, `dolma`, `nemo-curator`. Their rules,
                    bounds and departures are in docs/how-to/filter-text.md. They are made for whole pages: for short
                    answers, give other bounds or allow some rules.

                    Profiles that drop lines judge what is left of the text. This gate does not change the row.

                    Reason: the rule's name, such as `min-words` or `duplicate-5-grams`. Evidence: `column`, `profile`, `rule`,
                    the measured `value`, the `bound`, and the side that `passes` (`at least` or `at most`).""")
            .taking(TextColumns.COLUMN, PROFILE, BOUNDS, ALLOW, BAD_WORDS)
            .shorthand(PROFILE)
            .example("- quality: { column: answer, profile: fineweb, bounds: { min-words: 20 }, allow: short-lines }")
            .builtBy(QualityGate::build);

    private final String name;
    private final List<String> columns;
    private final FilterProfile profile;
    /// Workers that nobody uses just now. A worker is heavy and has no state between texts.
    private final Queue<FilterWorker> idle = new ConcurrentLinkedQueue<>();

    private QualityGate(String name, List<String> columns, FilterProfile profile) {
        this.name = name;
        this.columns = columns;
        this.profile = profile;
    }

    private static Gate build(Building building) {
        Settings settings = building.settings();
        FilterProfile profile = FilterProfile.named(settings.get(PROFILE));
        for (Map.Entry<String, Double> bound :
                settings.find(BOUNDS).orElse(Map.of()).entrySet()) {
            try {
                profile = profile.with(bound.getKey(), bound.getValue());
            } catch (IllegalArgumentException unknown) {
                building.problem(BOUNDS, "names a rule that is not there: " + unknown.getMessage());
            }
        }
        Optional<List<String>> words = settings.find(BAD_WORDS);
        if (words.isPresent()) {
            try {
                profile = profile.withBadWords(words.get());
            } catch (IllegalArgumentException unknown) {
                building.problem(BAD_WORDS, "does nothing here: " + unknown.getMessage());
            }
        }
        for (String rule : settings.get(ALLOW)) {
            try {
                profile = profile.without(rule);
            } catch (IllegalArgumentException unknown) {
                building.problem(ALLOW, "names a rule that is not there: " + unknown.getMessage());
            }
        }
        return new QualityGate(building.name(), settings.get(TextColumns.COLUMN), profile);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        FilterWorker worker = idleWorker();
        try {
            for (String column : columns) {
                Verdict verdict = worker.judge(TextColumns.text(sample, column));
                if (verdict.failed().isPresent()) {
                    return verdict.failed().map(failed -> rejection(column, failed));
                }
            }
            return Optional.empty();
        } finally {
            idle.offer(worker);
        }
    }

    @Override
    public List<Measured> measure(Sample sample) {
        FilterWorker worker = idleWorker();
        try {
            List<Measured> measured = new ArrayList<>();
            for (String column : columns) {
                for (Measurement each :
                        worker.explain(TextColumns.text(sample, column)).measurements()) {
                    String bound = each.side().words() + " " + number(each.bound());
                    measured.add(new Measured(column, each.rule(), number(each.value()), bound, each.passed()));
                }
            }
            return measured;
        } finally {
            idle.offer(worker);
        }
    }

    private FilterWorker idleWorker() {
        FilterWorker used = idle.poll();
        return used == null ? profile.worker() : used;
    }

    private Rejection rejection(String column, Measurement failed) {
        Data evidence = Data.of("column", column)
                .with("profile", profile.name())
                .with("rule", failed.rule())
                .with("value", number(failed.value()))
                .with("bound", number(failed.bound()))
                .with("passes", failed.side().words());
        return new Rejection(
                failed.rule(),
                "in " + column + ", " + failed.rule() + " of the profile " + profile.name() + " is "
                        + number(failed.value()) + ", and " + failed.side().words() + " " + number(failed.bound())
                        + " passes",
                evidence);
    }

    /// A count without a point, as a person writes it.
    private static Object number(double value) {
        long whole = (long) value;
        return whole == value ? (Object) whole : (Object) value;
    }
}
