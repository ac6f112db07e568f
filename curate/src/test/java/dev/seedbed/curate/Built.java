package dev.seedbed.curate;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A step built as a pipeline builds it, with the type's defaults, and what it said while it was built.
final class Built implements Building {
    private final StepType type;
    private final Map<String, Object> values = new HashMap<>();
    final List<String> problems = new ArrayList<>();
    final List<Path> inputs = new ArrayList<>();
    final List<Step> steps;
    final Step step;

    private Built(StepType type, Map<String, ?> settings) {
        this.type = type;
        type.parameters()
                .forEach(parameter -> parameter
                        .defaultSource()
                        .ifPresent(value -> values.put(parameter.name(), bound(parameter.kind(), value))));
        values.putAll(settings);
        this.steps = type.builder().build(this);
        this.step = steps.getFirst();
    }

    static Built of(String id, Map<String, ?> settings) {
        return new Built(
                Curation.stepTypes().stream()
                        .filter(type -> type.id().equals(id))
                        .findFirst()
                        .orElseThrow(),
                settings);
    }

    private static Object bound(Kind<?> kind, Object value) {
        return switch (kind) {
            case Kind.ListOf<?> _ -> value instanceof List<?> ? value : List.of(value);
            case Kind.WholeNumber _ -> ((Number) value).longValue();
            default -> value;
        };
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
    public void problem(Parameter<?> parameter, String message) {
        problems.add(parameter.name() + " " + message);
    }

    @Override
    public void input(Path file) {
        inputs.add(file);
    }

    @Override
    public Columns columns() {
        throw new UnsupportedOperationException("no curation step reads the columns");
    }

    @Override
    public Model model(Parameter<String> parameter) {
        throw new UnsupportedOperationException("no curation step asks a model");
    }

    @Override
    public Optional<Model> findModel(Parameter<String> parameter) {
        return settings().find(parameter).map(Embedder::new);
    }

    private record Embedder(String alias) implements Model {
        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.EMBED);
        }

        @Override
        public Optional<ChatTemplate> chatTemplate() {
            return Optional.empty();
        }
    }

    @Override
    public List<Model> models(Parameter<List<String>> parameter) {
        throw new UnsupportedOperationException("no curation step asks a model");
    }

    @Override
    public Template prompt(Prompt prompt) {
        throw new UnsupportedOperationException("no curation step asks a model");
    }

    @Override
    public JsonReplies jsonReplies(JsonWanted wanted) {
        throw new UnsupportedOperationException("no curation step asks a model");
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
}
