package dev.seedbed.pipeline.step;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
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
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Builds steps of one type from settings given as what their kinds give, with defaults filled in, and keeps
/// what the builder says.
final class BuildingFake implements Building {
    final List<String> problems = new ArrayList<>();
    final List<Path> inputs = new ArrayList<>();

    private final StepType type;
    private final Map<String, Object> values;
    private final Columns columns;
    private final Set<Capability> capabilities;

    BuildingFake(StepType type, Map<String, ?> given, Columns columns, Set<Capability> capabilities) {
        this.type = type;
        this.values = withDefaults(type.parameters(), given);
        this.columns = columns;
        this.capabilities = capabilities;
    }

    static BuildingFake of(StepType type, Map<String, ?> given, String... columns) {
        List<String> sorted = new ArrayList<>(List.of(columns));
        return new BuildingFake(type, given, Columns.none().plus(sorted), Set.of(Capability.CHAT, Capability.RAW));
    }

    static Settings settings(List<Parameter<?>> parameters, Map<String, ?> given) {
        return Settings.of(withDefaults(parameters, given));
    }

    private static Map<String, Object> withDefaults(List<Parameter<?>> parameters, Map<String, ?> given) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (Parameter<?> parameter : parameters) {
            parameter.defaultSource().ifPresent(source -> all.put(parameter.name(), bound(parameter.kind(), source)));
        }
        given.forEach((name, value) -> {
            if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
                throw new IllegalArgumentException("no parameter " + name);
            }
            all.put(name, value);
        });
        return all;
    }

    private static Object bound(Kind<?> kind, Object source) {
        return switch (kind) {
            case Kind.WholeNumber _ -> ((Number) source).longValue();
            case Kind.Decimal _ -> ((Number) source).doubleValue();
            default -> source;
        };
    }

    List<Step> build() {
        return type.builder().build(this);
    }

    Step buildOne() {
        List<Step> steps = build();
        if (!problems.isEmpty() || steps.size() != 1) {
            throw new AssertionError(problems + " " + steps);
        }
        return steps.getFirst();
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
    public Model model(Parameter<String> parameter) {
        return new ModelFake(settings().get(parameter), Collections.unmodifiableSet(capabilities));
    }

    @Override
    public Optional<Model> findModel(Parameter<String> parameter) {
        return settings().find(parameter).map(alias -> new ModelFake(alias, capabilities));
    }

    @Override
    public List<Model> models(Parameter<List<String>> parameter) {
        return settings().find(parameter).orElse(List.of()).stream()
                .<Model>map(alias -> new ModelFake(alias, capabilities))
                .toList();
    }

    @Override
    public Template prompt(Prompt prompt) {
        return new TemplateFake(prompt.id(), prompt.text());
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
    public boolean begins() {
        return false;
    }

    @Override
    public String preset() {
        return "";
    }

    @Override
    public void problem(Parameter<?> parameter, String message) {
        problems.add(parameter.name() + " " + message);
    }

    @Override
    public void input(Path file) {
        inputs.add(file);
    }

    record ModelFake(String alias, Set<Capability> capabilities) implements Model {
        @Override
        public Optional<ChatTemplate> chatTemplate() {
            return Optional.empty();
        }
    }
}
