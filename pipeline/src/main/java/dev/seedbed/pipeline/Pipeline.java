package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Location;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// A pipeline written in Java, with the words of the YAML.
///
/// ```java
/// PipelineSpec spec = Pipeline.named("helpful-sft")
///         .seed(42)
///         .model("writer", "local", model -> model.set("model", "smollm2-135m-instruct"))
///         .target(20)
///         .step("magpie", step -> step.set("model", "writer"))
///         .filter("length", Map.of("language", "en"))
///         .output("jsonl")
///         .spec();
/// ```
///
/// Values may be texts, numbers, flags, lists, maps, paths and durations, and where a JSON Schema is wanted the
/// class of a record ([RecordSchema]). What is wrong is reported by the [Binder], with the line of Java that said
/// it. The keys of a map that has no order of its own are sorted. For one thread.
public final class Pipeline {
    private final JavaValues root = new JavaValues();
    private final JavaValues models = new JavaValues();
    private final List<Raw> steps = new ArrayList<>();
    private final List<Raw> outputs = new ArrayList<>();
    private final Location location = JavaValues.caller();
    private Path directory = Path.of("");

    private Pipeline() {}

    /// Begins a pipeline.
    public static Pipeline named(String name) {
        Pipeline pipeline = new Pipeline();
        pipeline.root.set("name", name);
        return pipeline;
    }

    public Pipeline seed(long seed) {
        return set("seed", seed);
    }

    public Pipeline target(long rows) {
        return set("target", rows);
    }

    public Pipeline patience(long candidates) {
        return set("patience", candidates);
    }

    public Pipeline deadline(Duration perCall) {
        return set("deadline", perCall);
    }

    public Pipeline budget(Consumer<SettingsBuilder> caps) {
        JavaValues values = new JavaValues();
        caps.accept(values);
        root.put("budget", values.fields(JavaValues.caller()));
        return this;
    }

    /// Sets any other key of the pipeline.
    public Pipeline set(String key, Object value) {
        root.set(key, value);
        return this;
    }

    /// Adds a model.
    public Pipeline model(String alias, String provider, Consumer<SettingsBuilder> settings) {
        JavaValues values = new JavaValues();
        values.set("provider", provider);
        settings.accept(values);
        models.put(alias, values.fields(JavaValues.caller()));
        return this;
    }

    /// Adds an alias for several models: the first answers, and the others stand in for it, in order.
    public Pipeline firstOf(String alias, String... members) {
        JavaValues values = new JavaValues();
        values.set("first-of", List.of(members));
        models.put(alias, values.fields(JavaValues.caller()));
        return this;
    }

    /// Adds an alias for several models: one answers all that is asked about a sample, drawn by weight.
    public Pipeline oneOf(String alias, Map<String, ? extends Number> weights) {
        JavaValues values = new JavaValues();
        values.set("one-of", weights);
        models.put(alias, values.fields(JavaValues.caller()));
        return this;
    }

    /// Adds a step with nothing but its defaults.
    public Pipeline step(String type) {
        steps.add(JavaValues.raw(type, JavaValues.caller()));
        return this;
    }

    /// Adds a step in its short form, as `take: 10` is one.
    public Pipeline step(String type, Object shorthand) {
        steps.add(JavaValues.raw(Map.of(type, shorthand), JavaValues.caller()));
        return this;
    }

    /// Adds a step.
    public Pipeline step(String type, Consumer<SettingsBuilder> settings) {
        steps.add(entry(type, settings));
        return this;
    }

    /// Adds several gates: each is a name, or a map from its name to its settings.
    public Pipeline filter(Object... gates) {
        return step(StepEntries.FILTER, List.of(gates));
    }

    /// Adds an output with nothing but its defaults.
    public Pipeline output(String type) {
        outputs.add(JavaValues.raw(type, JavaValues.caller()));
        return this;
    }

    /// Adds an output.
    public Pipeline output(String type, Consumer<SettingsBuilder> settings) {
        outputs.add(entry(type, settings));
        return this;
    }

    /// What relative paths are relative to: the working directory, if nothing is said.
    public Pipeline directory(Path newDirectory) {
        directory = newDirectory;
        return this;
    }

    private static Raw entry(String type, Consumer<SettingsBuilder> settings) {
        Location caller = JavaValues.caller();
        JavaValues values = new JavaValues();
        settings.accept(values);
        return new Raw.Fields(List.of(new Raw.Field(type, caller, values.fields(caller))), caller);
    }

    /// The pipeline so far.
    public PipelineSpec spec() {
        JavaValues all = new JavaValues();
        root.fields(location).fields().forEach(field -> all.put(field.name(), field.raw()));
        if (!models.isEmpty()) {
            all.put("models", models.fields(location));
        }
        all.put("steps", new Raw.Items(steps, location));
        if (!outputs.isEmpty()) {
            all.put("outputs", new Raw.Items(outputs, location));
        }
        Raw.Fields fields = all.fields(location);
        return new PipelineSpec(fields, directory, YamlText.of(fields), List.of());
    }
}
