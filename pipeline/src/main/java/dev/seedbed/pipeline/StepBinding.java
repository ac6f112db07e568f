package dev.seedbed.pipeline;

import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.pipeline.SettingsBinding.Bound;
import dev.seedbed.pipeline.StepEntries.Entry;
import dev.seedbed.pipeline.expression.InvalidSourceException;
import dev.seedbed.pipeline.expression.JinjaTemplate;
import dev.seedbed.pipeline.expression.Nearest;
import dev.seedbed.pipeline.step.Detour;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Checks the steps of a pipeline one after the other, each against the columns that those before it leave, and
/// builds them.
final class StepBinding {
    private static final Parameter<Object> PROMPTS = Parameter.anyValue("prompts", "");
    private static final Parameter<Object> PRESET = Parameter.anyValue("preset", "");
    private static final List<String> FIRST = List.of("0");

    private final Catalogue catalogue;
    private final Path directory;
    private final Map<String, Optional<Set<Capability>>> capabilities;
    private final Map<String, String> environment;
    private final List<Problem> problems;
    private final List<Ready> ready = new ArrayList<>();
    private final Set<Path> inputs = new LinkedHashSet<>();
    private Columns columns = Columns.none();
    private Set<String> scores = Set.of();

    StepBinding(
            Catalogue catalogue,
            Path directory,
            Map<String, Optional<Set<Capability>>> capabilities,
            Map<String, String> environment,
            List<Problem> problems) {
        this.catalogue = catalogue;
        this.directory = directory;
        this.capabilities = capabilities;
        this.environment = environment;
        this.problems = problems;
    }

    /// An entry that was found right and can be built again and again.
    private record Ready(StepType type, StepBuilding building) {}

    /// Steps of one entry, or none if it is wrong.
    record Built(Entry entry, Optional<StepType> type, List<Step> steps) {}

    List<PlannedStep> bind(Raw.Fields root, PlannedPipeline.Head head, ModelBinding models) {
        List<Built> built = new ArrayList<>();
        for (Entry entry : StepEntries.steps(root, problems)) {
            built.add(bind(entry, head, models));
        }
        new ShapeCheck(built, head, models.models(), problems).check(root);
        ready.forEach(each -> problems.addAll(WrittenFiles.problems(each.type(), each.building(), inputs)));
        return planned(built);
    }

    /// The steps once more.
    List<PlannedStep> build() {
        List<PlannedStep> steps = new ArrayList<>();
        for (Ready each : ready) {
            StepBuilding again = each.building().again();
            for (Step step : onItsWay(again, each.type().builder().build(again))) {
                steps.add(
                        new PlannedStep(step, each.type().id(), each.building().name()));
            }
        }
        return List.copyOf(steps);
    }

    private static List<PlannedStep> planned(List<Built> built) {
        List<PlannedStep> steps = new ArrayList<>();
        for (Built each : built) {
            for (Step step : each.steps()) {
                steps.add(
                        new PlannedStep(step, each.entry().type(), each.entry().name()));
            }
        }
        return List.copyOf(steps);
    }

    /// The columns behind the last step.
    Columns columns() {
        return columns;
    }

    /// What is right, but better looked at.
    List<String> warnings(ModelBinding models) {
        List<String> warnings = new ArrayList<>(new SelfJudging(models::model)
                .warnings(ready.stream()
                        .map(each -> new SelfJudging.Bound(
                                each.type(),
                                each.building().name(),
                                each.building().settings()))
                        .toList()));
        warnings.addAll(UnscrubbedDocuments.warnings(ready.stream()
                .map(each -> new UnscrubbedDocuments.Bound(
                        each.type(),
                        each.building().name(),
                        each.building().settings(),
                        each.building().inputs()))
                .toList()));
        return warnings;
    }

    List<Path> inputs() {
        return List.copyOf(inputs);
    }

    private Built bind(Entry entry, PlannedPipeline.Head head, ModelBinding models) {
        Optional<StepType> type = type(entry);
        if (entry.path().equals(FIRST)
                && !type.map(each -> ShapeCheck.mayMakeSamples(each.kind())).orElse(true)) {
            columns = new Columns(Set.of(), false);
        }
        List<Step> steps = type.map(each -> steps(entry, each, head, models)).orElse(List.of());
        if (steps.isEmpty()
                && type.map(each -> each.kind() != StepKind.GATE && each.kind() != StepKind.COLLECTOR)
                        .orElse(true)) {
            // What a wrong step would have made of the columns is not known; later steps are not blamed for it.
            columns = new Columns(columns.names(), false);
        }
        Set<String> more = new LinkedHashSet<>(scores);
        for (Step step : steps) {
            columns = step.columnsAfter(columns);
            more.addAll(step.scores());
        }
        scores = more;
        return new Built(entry, type, steps);
    }

    private Optional<StepType> type(Entry entry) {
        Optional<StepType> type = catalogue.step(entry.type());
        if (type.isEmpty()) {
            problems.add(new Problem(
                    entry.location(),
                    "there is no step `" + entry.type() + "`" + Nearest.hint(entry.type(), catalogue.stepIds())
                            + " (there are: " + Shown.names(catalogue.stepIds()) + ")"));
        } else if (entry.inFilter()
                && type.get().kind() != StepKind.GATE
                && type.get().kind() != StepKind.COLLECTOR) {
            problems.add(new Problem(
                    entry.location(),
                    "`" + entry.type() + "` stands in a `filter`, but only gates and collectors can; make it a step "
                            + "of its own"));
        }
        return type;
    }

    private List<Step> steps(Entry entry, StepType type, PlannedPipeline.Head head, ModelBinding models) {
        Optional<Raw.Fields> fields = fields(entry, type);
        if (fields.isEmpty()) {
            return List.of();
        }
        Preset preset = preset(type, fields.get());
        Scope scope =
                new Scope(entry.name(), directory, columns, scores, capabilities, type.needs(), catalogue::offering);
        Bound bound = new SettingsBinding(scope, problems)
                .bind("`" + type.id() + "`", parameters(type), fields.get(), preset.defaults());
        Map<String, Template> prompts = prompts(entry, type, fields.get());
        if (!bound.whole()) {
            return List.of();
        }
        StepBuilding building = new StepBuilding(
                entry.name(),
                bound,
                columns,
                alias -> models.model(alias).orElseGet(() -> new UnopenedModel(alias)),
                catalogue::offering,
                prompts,
                head.seed(),
                entry.path().equals(FIRST),
                preset.name(),
                entry.location(),
                environment);
        return built(entry, type, building);
    }

    private List<Step> built(Entry entry, StepType type, StepBuilding building) {
        try {
            List<Step> steps = onItsWay(building, type.builder().build(building));
            inputs.addAll(building.inputs());
            ready.add(new Ready(type, building));
            return steps;
        } catch (SeedbedException e) {
            problems.add(new Problem(entry.location(), "`" + type.id() + "`: " + e.getMessage()));
            return List.of();
        } catch (RuntimeException e) {
            if (building.problems().isEmpty()) {
                throw e;
            }
            return List.of();
        } finally {
            problems.addAll(building.problems());
        }
    }

    /// The steps, with a way past them for the samples that do not meet the entry's condition.
    private static List<Step> onItsWay(StepBuilding building, List<Step> steps) {
        Optional<Expression> condition = building.settings().find(PipelineKeys.STEP_CONDITION);
        if (condition.isEmpty() || steps.isEmpty()) {
            return steps;
        }
        Optional<Step> blocking = Detour.blockedBy(steps);
        if (blocking.isPresent()) {
            building.problem(
                    PipelineKeys.STEP_CONDITION,
                    "cannot stand here, since no sample can be led past "
                            + blocking.get().name() + ": only steps that work"
                            + " on samples one by one, and collectors, can have a condition");
            return steps;
        }
        return Detour.around(building.name(), condition.get(), steps);
    }

    private static List<Parameter<?>> parameters(StepType type) {
        List<Parameter<?>> parameters = new ArrayList<>(type.parameters());
        parameters.addAll(PipelineKeys.ofSteps());
        if (!type.presets().isEmpty()) {
            parameters.add(PRESET);
        }
        if (!type.prompts().isEmpty()) {
            parameters.add(PROMPTS);
        }
        return parameters;
    }

    /// The settings as a map, whichever way they were written.
    private Optional<Raw.Fields> fields(Entry entry, StepType type) {
        if (entry.settings().isEmpty()) {
            return Optional.of(new Raw.Fields(List.of(), entry.location()));
        }
        Raw raw = entry.settings().get();
        if (raw instanceof Raw.Fields fields && !shorthandTakesMap(type, fields)) {
            return Optional.of(new Raw.Fields(fields.fields(), entry.location()));
        }
        if (type.shorthand().isPresent()) {
            String name = type.shorthand().get().name();
            return Optional.of(new Raw.Fields(List.of(new Raw.Field(name, raw.location(), raw)), entry.location()));
        }
        problems.add(new Problem(
                raw.location(),
                "`" + type.id() + "` is " + Shown.value(raw) + ", but has no short form; write its settings as a map: "
                        + "`" + type.id() + ": { ... }`"));
        return Optional.empty();
    }

    /// A map stands for the settings, unless the one parameter of the short form takes maps and none of the
    /// keys is a setting: `compute: { length: "size(answer)" }`.
    private static boolean shorthandTakesMap(StepType type, Raw.Fields fields) {
        return type.shorthand().isPresent()
                && type.shorthand().get().kind() instanceof dev.seedbed.api.setting.Kind.MapOf<?>
                && parameters(type).stream()
                        .noneMatch(parameter -> fields.find(parameter.name()).isPresent());
    }

    private Preset preset(StepType type, Raw.Fields fields) {
        if (type.presets().isEmpty()) {
            return new Preset("", "", Map.of());
        }
        Optional<Raw.Field> field = fields.find("preset");
        if (field.isEmpty()) {
            return type.presets().getFirst();
        }
        List<String> names = type.presets().stream().map(Preset::name).toList();
        Raw raw = field.get().raw();
        String wanted = raw instanceof Raw.Scalar scalar ? scalar.source() : "";
        return type.presets().stream()
                .filter(preset -> preset.name().equals(wanted))
                .findFirst()
                .orElseGet(() -> {
                    problems.add(new Problem(
                            raw.location(),
                            "`preset` is " + Shown.value(raw) + ", but must be one of " + Shown.names(names)
                                    + Nearest.hint(wanted, names)));
                    return type.presets().getFirst();
                });
    }

    private static Location place(Raw.Scalar scalar, String text, String variable) {
        JinjaTemplate.Place place = JinjaTemplate.placeOf(text, variable);
        return scalar.at(place.line(), place.column());
    }

    /// The prompts that the pipeline has in place of the type's own, by id.
    private Map<String, Template> prompts(Entry entry, StepType type, Raw.Fields fields) {
        Optional<Raw.Field> field = type.prompts().isEmpty() ? Optional.empty() : fields.find("prompts");
        if (field.isEmpty()) {
            return Map.of();
        }
        List<String> ids = type.prompts().stream().map(Prompt::id).toList();
        if (!(field.get().raw() instanceof Raw.Fields replacements)) {
            problems.add(new Problem(
                    field.get().raw().location(),
                    "`prompts` is " + Shown.value(field.get().raw()) + ", but must be a map from names of prompts to "
                            + "templates (names: " + Shown.names(ids) + ")"));
            return Map.of();
        }
        Map<String, Template> prompts = new HashMap<>();
        for (Raw.Field replacement : replacements.fields()) {
            Optional<Prompt> prompt = type.prompts().stream()
                    .filter(each -> each.id().equals(replacement.name()))
                    .findFirst();
            if (prompt.isEmpty()) {
                problems.add(new Problem(
                        replacement.location(),
                        "`" + replacement.name() + "` is no prompt of `" + type.id() + "`"
                                + hint(type, replacement.name(), ids) + " (there are: " + Shown.names(ids) + ")"));
                continue;
            }
            prompt(entry, prompt.get(), replacement.raw())
                    .ifPresent(template -> prompts.put(replacement.name(), template));
        }
        return prompts;
    }

    /// A prompt's name begins with that of its step, which people leave out.
    private static String hint(StepType type, String wrong, List<String> ids) {
        String near = Nearest.hint(wrong, ids);
        return near.isEmpty() ? Nearest.hint(type.id() + "." + wrong, ids) : near;
    }

    private Optional<Template> prompt(Entry entry, Prompt prompt, Raw raw) {
        if (!(raw instanceof Raw.Scalar scalar && scalar.value() instanceof String text)) {
            problems.add(new Problem(
                    raw.location(),
                    "the prompt `" + prompt.id() + "` is " + Shown.value(raw) + ", but must be a template"));
            return Optional.empty();
        }
        try {
            Template template = JinjaTemplate.compile(
                    text, new PromptReference(entry.name() + "." + prompt.id(), 0, Hash.sha256Of(text)));
            List<String> allowed = prompt.variables().stream().sorted().toList();
            template.variables().stream()
                    .filter(name -> !prompt.variables().contains(name))
                    .sorted()
                    .forEach(name -> problems.add(new Problem(
                            place(scalar, text, name),
                            "the prompt `" + prompt.id() + "` reads `" + name + "`, but is given no such value"
                                    + Nearest.hint(name, allowed) + " (there are: " + Shown.names(allowed) + ")")));
            return Optional.of(template);
        } catch (InvalidSourceException e) {
            e.faults()
                    .forEach(fault -> problems.add(new Problem(
                            scalar.at(fault.line(), fault.column()),
                            "the prompt `" + prompt.id() + "`: " + fault.message())));
            return Optional.empty();
        }
    }
}
