package dev.seedbed.recipes.harness;

import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepType;
import dev.seedbed.pipeline.step.JsonLadder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Builds the steps of a type as a pipeline would: its defaults, then those of the preset, then what is set.
public final class TestBuilding implements Building {
    private final StepType type;
    private final String preset;
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final Map<String, Model> models = new HashMap<>();
    private final Map<String, String> prompts = new HashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final List<Path> inputs = new ArrayList<>();
    private Columns columns = Columns.none();
    private boolean begins = true;

    public TestBuilding(StepType type, String preset) {
        this.type = type;
        this.preset = preset;
        for (Parameter<?> parameter : type.parameters()) {
            parameter.defaultSource().ifPresent(value -> set(parameter.name(), value));
        }
        Preset chosen = type.presets().stream()
                .filter(each -> each.name().equals(preset))
                .findFirst()
                .orElseThrow();
        chosen.defaults().forEach(this::set);
    }

    /// With the type's first preset, if it has any.
    public static TestBuilding of(StepType type) {
        return new TestBuilding(type);
    }

    private TestBuilding(StepType type) {
        this.type = type;
        this.preset = type.presets().isEmpty() ? "" : type.presets().getFirst().name();
        for (Parameter<?> parameter : type.parameters()) {
            parameter.defaultSource().ifPresent(value -> set(parameter.name(), value));
        }
        type.presets().stream().limit(1).forEach(first -> first.defaults().forEach(this::set));
    }

    public TestBuilding set(String name, Object value) {
        Parameter<?> parameter = type.parameters().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("no parameter " + name));
        values.put(name, of(parameter.kind(), value));
        return this;
    }

    private static Object of(Kind<?> kind, Object value) {
        return switch (kind) {
            case Kind.WholeNumber whole when value instanceof Number number -> number.longValue();
            case Kind.Decimal decimal when value instanceof Number number -> number.doubleValue();
            case Kind.TemplateText template when value instanceof String text -> JinjaText.of(text);
            default -> value;
        };
    }

    public TestBuilding model(String parameter, Model model) {
        models.put(model.alias(), model);
        return set(parameter, model.alias());
    }

    public TestBuilding prompt(String id, String text) {
        prompts.put(id, text);
        return this;
    }

    /// Behind steps that leave these columns; without this, it begins the pipeline.
    public TestBuilding behind(String... names) {
        begins = false;
        columns = Columns.none().plus(List.of(names));
        return this;
    }

    public List<Step> build() {
        return type.builder().build(this);
    }

    public List<String> problems() {
        return problems;
    }

    public List<Path> inputs() {
        return inputs;
    }

    @Override
    public String name() {
        return type.id();
    }

    @Override
    public Settings settings() {
        return Settings.of(values);
    }

    @Override
    public Columns columns() {
        return columns;
    }

    @Override
    public boolean begins() {
        return begins;
    }

    @Override
    public Model model(Parameter<String> parameter) {
        return findModel(parameter).orElseThrow();
    }

    @Override
    public Optional<Model> findModel(Parameter<String> parameter) {
        return settings().find(parameter).flatMap(alias -> Optional.ofNullable(models.get(alias)));
    }

    @Override
    public List<Model> models(Parameter<List<String>> parameter) {
        return settings().find(parameter).orElse(List.of()).stream()
                .map(alias -> Optional.ofNullable(models.get(alias)).orElseThrow())
                .toList();
    }

    @Override
    public Template prompt(Prompt prompt) {
        return new JinjaText(prompts.getOrDefault(prompt.id(), prompt.text()), prompt.variables(), prompt.reference());
    }

    @Override
    public JsonReplies jsonReplies(JsonWanted wanted) {
        return JsonLadder.of(this, wanted);
    }

    @Override
    public long seed() {
        return 42;
    }

    @Override
    public String preset() {
        return preset;
    }

    @Override
    public void problem(Parameter<?> parameter, String message) {
        problems.add("`" + parameter.name() + "` " + message);
    }

    @Override
    public void input(Path file) {
        inputs.add(file);
    }
}
