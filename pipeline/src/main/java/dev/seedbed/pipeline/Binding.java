package dev.seedbed.pipeline;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.HumanPrice;
import dev.seedbed.api.run.OutputType;
import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Columns;
import dev.seedbed.pipeline.SettingsBinding.Bound;
import dev.seedbed.pipeline.StepEntries.Entry;
import dev.seedbed.pipeline.expression.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Checks one pipeline and builds it.
final class Binding {
    private final Catalogue catalogue;
    private final PipelineSpec spec;
    private final Map<String, String> environment;
    private final List<Problem> problems = new ArrayList<>();
    private final ModelBinding models;

    Binding(Binder.Surroundings surroundings, PipelineSpec spec) {
        this.catalogue = surroundings.catalogue();
        this.spec = spec;
        this.environment = surroundings.environment();
        this.models = new ModelBinding(surroundings, spec.directory(), problems);
    }

    PlannedPipeline plan() {
        boolean succeeded = false;
        try {
            PlannedPipeline plan = checked();
            succeeded = true;
            return plan;
        } finally {
            if (!succeeded) {
                models.close();
            }
        }
    }

    private PlannedPipeline checked() {
        problems.addAll(spec.problems());
        Secrets.refuse(spec.root(), problems);
        PlannedPipeline.Head head = head();
        models.bind(spec.root(), head.budget());
        StepBinding steps = new StepBinding(catalogue, spec.directory(), models.capabilities(), environment, problems);
        List<PlannedStep> first = steps.bind(spec.root(), head, models);
        List<PlannedOutput> outputs = outputs(steps.columns());
        if (!problems.isEmpty()) {
            throw new InvalidPipelineException(inOrder());
        }
        if (!models.failures().isEmpty()) {
            throw unusable();
        }
        AtomicReference<Optional<List<PlannedStep>>> unused = new AtomicReference<>(Optional.of(first));
        Supplier<List<PlannedStep>> supplier =
                () -> unused.getAndSet(Optional.empty()).orElseGet(steps::build);
        return new PlannedPipeline(
                spec,
                head,
                models.models(),
                models.groups(),
                Stream.concat(models.warnings().stream(), steps.warnings(models).stream())
                        .toList(),
                outputs,
                steps.inputs(),
                steps.columns(),
                supplier);
    }

    private SeedbedException unusable() {
        List<SeedbedException> failures = models.failures();
        String message =
                String.join("\n", failures.stream().map(Throwable::getMessage).toList());
        return new SeedbedException(ErrorKind.UNUSABLE, message, failures.getFirst());
    }

    /// File by file, each from its beginning; what `--set` says comes last.
    private List<Problem> inOrder() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.<Problem, Boolean>comparing(
                                problem -> problem.location().line() == 0)
                        .thenComparingInt(problem -> problem.location().line())
                        .thenComparingInt(problem -> problem.location().column()))
                .toList();
    }

    private PlannedPipeline.Head head() {
        Bound bound = new SettingsBinding(Scope.outside("pipeline", spec.directory()), problems)
                .bind("a pipeline", PipelineKeys.all(), spec.root(), Map.of());
        Settings keys = bound.settings();
        Budget budget = keys.find(PipelineKeys.BUDGET)
                .map(caps -> new Budget(
                        caps.find(PipelineKeys.MONEY),
                        caps.find(PipelineKeys.TOKENS),
                        caps.find(PipelineKeys.CALLS),
                        caps.find(PipelineKeys.TIME)))
                .orElse(Budget.NONE);
        return new PlannedPipeline.Head(
                name(keys, bound),
                keys.find(PipelineKeys.SEED).orElse(0L),
                keys.find(PipelineKeys.TARGET),
                keys.find(PipelineKeys.PATIENCE).orElse(1L),
                new CallRules(
                        keys.find(PipelineKeys.DEADLINE).orElse(CallRules.USUAL.deadline()),
                        keys.find(PipelineKeys.RETRIES).orElse(0L).intValue(),
                        keys.find(PipelineKeys.OUTAGE).orElse(CallRules.USUAL.outage()),
                        keys.find(PipelineKeys.MAX_ERROR_RATE).orElse(CallRules.USUAL.maxErrorRate())),
                keys.find(PipelineKeys.COMPARE_WITH).map(id -> HumanPrice.valueOf(id.toUpperCase(Locale.ROOT))),
                detection(keys, bound),
                budget);
    }

    /// Left out, it is on: whoever does not think of it is whom it is for.
    private Optional<OutputDetection> detection(Settings keys, Bound bound) {
        Optional<Location> place = Optional.ofNullable(bound.places().get(PipelineKeys.PERSONAL_DATA.name()));
        if (place.isEmpty()) {
            return Optional.of(OutputDetection.USUAL);
        }
        Optional<OutputDetection> wanted = keys.find(PipelineKeys.PERSONAL_DATA)
                .map(group -> new OutputDetection(
                        group.get(PipelineKeys.PERSONAL_DATA_KINDS), group.get(PipelineKeys.PERSONAL_DATA_ALLOW)));
        if (wanted.filter(each -> each.kinds().isEmpty()).isPresent()) {
            problems.add(new Problem(
                    place.get(),
                    "`personal-data.kinds` is empty, so nothing would be looked for; name kinds, or write"
                            + " `personal-data: false`"));
        }
        return wanted;
    }

    private String name(Settings keys, Bound bound) {
        Optional<String> given = keys.find(PipelineKeys.NAME);
        if (given.isPresent()) {
            if (!StepEntries.NAME.matcher(given.get()).matches()) {
                problems.add(new Problem(
                        Optional.ofNullable(bound.places().get("name"))
                                .orElse(spec.root().location()),
                        "`name` is '" + given.get() + "', but must be made of letters, digits, `-`, `_` and `.`"));
            }
            return given.get();
        }
        String file = String.valueOf(Path.of(spec.root().location().file()).getFileName());
        String stem = file.contains(".") ? file.substring(0, file.lastIndexOf('.')) : file;
        String name = stem.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[^A-Za-z0-9]+", "");
        return name.isEmpty() ? "pipeline" : name;
    }

    private List<PlannedOutput> outputs(Columns columns) {
        List<PlannedOutput> outputs = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Entry entry : StepEntries.outputs(spec.root(), problems)) {
            Optional<OutputType> type = catalogue.output(entry.type());
            if (type.isEmpty()) {
                problems.add(new Problem(
                        entry.location(),
                        "there is no output `" + entry.type() + "`"
                                + Nearest.hint(entry.type(), catalogue.outputIds()) + " (there are: "
                                + Shown.names(catalogue.outputIds()) + ")"));
                continue;
            }
            if (!seen.add(entry.type() + " " + entry.settings().map(Raw::value))) {
                problems.add(new Problem(
                        entry.location(), "the output `" + entry.type() + "` is written twice; remove one"));
            }
            output(entry, type.get(), columns).ifPresent(outputs::add);
        }
        return outputs;
    }

    private Optional<PlannedOutput> output(Entry entry, OutputType type, Columns columns) {
        Raw raw = entry.settings().orElse(new Raw.Fields(List.of(), entry.location()));
        if (!(raw instanceof Raw.Fields fields)) {
            problems.add(new Problem(
                    raw.location(), "`" + type.id() + "` is " + Shown.value(raw) + ", but must be a map of settings"));
            return Optional.empty();
        }
        Scope scope =
                new Scope(type.id(), spec.directory(), columns, Set.of(), models.capabilities(), Set.of(), _ -> "");
        Bound bound = new SettingsBinding(scope, problems)
                .bind("the output `" + type.id() + "`", type.parameters(), fields, Map.of());
        if (!bound.whole()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PlannedOutput(type.id(), type.builder().apply(bound.settings())));
        } catch (SeedbedException e) {
            problems.add(new Problem(entry.location(), "the output `" + type.id() + "`: " + e.getMessage()));
            return Optional.empty();
        }
    }
}
