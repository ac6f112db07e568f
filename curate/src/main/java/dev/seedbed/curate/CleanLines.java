package dev.seedbed.curate;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.text.filter.FilterProfile;
import dev.seedbed.text.filter.FilterWorker;
import dev.seedbed.text.filter.Rule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/// Puts what a profile of heuristic filters leaves of a text in its place. The profile's rules about whole texts are
/// those of [QualityGate] and reject nothing here.
///
/// Columns that are absent or hold no text stay as they are. Any number of threads.
final class CleanLines implements Transformer {
    private static final Parameter<List<String>> COLUMN = Parameter.listOf(
                    "column", new Kind.Column(), "The column to clean; several may be given.")
            .defaultsTo("text");

    private static final Parameter<String> PROFILE = Parameter.choice(
                    "profile",
                    FilterProfile.profiles().stream()
                            .filter(name -> FilterProfile.named(name).cleans())
                            .toList(),
                    "Whose rules about lines; each project's are its own.")
            .defaultsTo("c4");

    private static final Parameter<Map<String, Double>> BOUNDS = Parameter.mapOf(
            "bounds",
            new Kind.Decimal(-1e9, 1e9),
            "Other bounds for some of the rules about lines, by their names; the bound itself stays.");

    static final StepType TYPE = StepType.named(
                    "clean-lines",
                    StepKind.TRANSFORMER,
                    "Takes out the lines of a text that a published profile of heuristic filters drops.")
            .details("""
                    Profiles that drop lines judge what is left of a text: the gate `quality` does, and keeps the row as it is. This
                    step puts what is left in place. `c4`, `c4/datatrove` and `fineweb` also take out citations such as `[12]` and
                    white space at both ends of lines; `dclm` also shortens runs of empty lines.

                    It rejects nothing: a text of which no line is left becomes empty. Put `quality` with the same profile in front of
                    it for the rules about whole texts. The rules about lines and their bounds are in docs/how-to/filter-text.md.""")
            .taking(COLUMN, PROFILE, BOUNDS)
            .shorthand(PROFILE)
            .example("- clean-lines: { column: text, profile: c4, bounds: { line-min-words: 3 } }")
            .builtBy(CleanLines::build);

    private final String name;
    private final List<String> columns;
    private final FilterProfile profile;
    /// Workers that nobody uses just now. A worker is heavy and has no state between texts.
    private final Queue<FilterWorker> idle = new ConcurrentLinkedQueue<>();

    private CleanLines(String name, List<String> columns, FilterProfile profile) {
        this.name = name;
        this.columns = columns;
        this.profile = profile;
    }

    private static Transformer build(Building building) {
        Settings settings = building.settings();
        FilterProfile whole = FilterProfile.named(settings.get(PROFILE));
        FilterProfile profile =
                whole.without(whole.rules().stream().map(Rule::name).toList());
        for (Map.Entry<String, Double> bound :
                settings.find(BOUNDS).orElse(Map.of()).entrySet()) {
            try {
                profile = profile.with(bound.getKey(), bound.getValue());
            } catch (IllegalArgumentException unknown) {
                building.problem(BOUNDS, "names a rule about lines that is not there: " + unknown.getMessage());
            }
        }
        return new CleanLines(building.name(), settings.get(COLUMN), profile);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        FilterWorker used = idle.poll();
        FilterWorker worker = used == null ? profile.worker() : used;
        try {
            Map<String, @Nullable Object> changed = new LinkedHashMap<>();
            for (String column : columns) {
                if (sample.data().value(column) instanceof String text) {
                    Optional<String> cleaned = worker.judge(text).cleaned();
                    cleaned.ifPresent(left -> changed.put(column, left));
                }
            }
            return Outcome.passed(
                    changed.isEmpty() ? sample : sample.with(sample.data().with(Data.copyOf(changed))));
        } finally {
            idle.offer(worker);
        }
    }
}
