package dev.seedbed.pipeline.reference;

import dev.seedbed.api.model.Provider;
import dev.seedbed.api.run.OutputType;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Preset;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.pipeline.Catalogue;
import dev.seedbed.pipeline.KindWords;
import dev.seedbed.pipeline.PipelineKeys;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// The JSON Schema (draft 2020-12) of pipelines, by which editors complete and check them while they are
/// written.
///
/// ```java
/// Json.write(JsonSchemas.ofPipelines(catalogue));
/// ```
///
/// It accepts every pipeline that the binder accepts; what hangs on other parts of the pipeline, such as the
/// names of columns, only the binder checks. The same catalogue always gives the same schema.
public final class JsonSchemas {
    private static final String DURATION = "^([0-9]{1,9}(ms|s|m|h|d))+$";
    private static final String AMOUNT = "^\\s*[0-9]+(\\.[0-9]+)? ?[A-Z]{3}\\s*$";
    private static final String SCALED = "^\\s*[-+]?[0-9]+(\\.[0-9]+)?[kMGB]\\s*$";
    private static final String NAME = "^[A-Za-z0-9][A-Za-z0-9._-]*$";

    private final Catalogue catalogue;

    private JsonSchemas(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// The schema as a JSON value.
    public static Map<String, Object> ofPipelines(Catalogue catalogue) {
        return new JsonSchemas(catalogue).pipeline();
    }

    private Map<String, Object> pipeline() {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "Seedbed pipeline");
        schema.put("type", "object");
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Parameter<?> key : PipelineKeys.all()) {
            properties.put(key.name(), pipelineKey(key));
        }
        schema.put("properties", properties);
        schema.put("required", required(PipelineKeys.all()));
        schema.put("additionalProperties", false);
        schema.put("$defs", definitions());
        return schema;
    }

    private Map<String, Object> pipelineKey(Parameter<?> key) {
        Map<String, Object> schema = switch (key.name()) {
            case "models" -> models();
            case "steps" -> list(reference("step"));
            case "outputs" -> list(reference("output"));
            case "name" -> name();
            default -> parameter(key);
        };
        schema.put("description", key.summary());
        return schema;
    }

    private static Map<String, Object> list(Map<String, Object> item) {
        Map<String, Object> schema = map("type", "array");
        schema.put("items", item);
        return schema;
    }

    private static Map<String, Object> name() {
        Map<String, Object> schema = map("type", List.of("string", "number", "boolean"));
        schema.put("pattern", NAME);
        return schema;
    }

    private Map<String, Object> models() {
        List<Object> byProvider = new ArrayList<>();
        for (Provider provider : catalogue.providers()) {
            List<Parameter<?>> parameters = new ArrayList<>(PipelineKeys.ofModels());
            parameters.addAll(provider.parameters());
            Map<String, Object> schema = object(parameters);
            schema.put("title", provider.id());
            schema.put("description", provider.summary());
            Map<String, Object> properties = properties(schema);
            Map<String, Object> constant = map("const", provider.id());
            constant.put("description", provider.summary());
            properties.put("provider", constant);
            byProvider.add(schema);
        }
        PipelineKeys.formsOfGroups().forEach(form -> byProvider.add(group(form)));
        Map<String, Object> schema = map("type", List.of("object", "null"));
        schema.put("additionalProperties", map("anyOf", byProvider));
        return schema;
    }

    private static Map<String, Object> group(List<Parameter<?>> parameters) {
        String name = parameters.getFirst().name();
        Map<String, Object> schema = object(parameters);
        schema.put("title", name);
        schema.put("required", List.of(name));
        return schema;
    }

    private Map<String, Object> definitions() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        List<StepType> gates = catalogue.steps().stream()
                .filter(type -> type.kind() == StepKind.GATE || type.kind() == StepKind.COLLECTOR)
                .toList();
        definitions.put("gate", entry(gates, Map.of()));
        Map<String, Object> filter = map("description", "Several gates, one after the other.");
        filter.put("anyOf", List.of(list(reference("gate")), reference("gate")));
        definitions.put("step", entry(catalogue.steps(), Map.of("filter", filter)));
        definitions.put("output", outputs());
        for (StepType type : catalogue.steps()) {
            definitions.put("step." + type.id(), settings(type));
        }
        return definitions;
    }

    private static Map<String, Object> entry(List<StepType> types, Map<String, Object> more) {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> bare = new ArrayList<>();
        for (StepType type : types) {
            properties.put(type.id(), reference("step." + type.id()));
            if (type.parameters().stream().noneMatch(Parameter::isRequired)) {
                bare.add(type.id());
            }
        }
        properties.putAll(more);
        return nameOrMap(bare, properties);
    }

    private Map<String, Object> outputs() {
        Map<String, Object> properties = new LinkedHashMap<>();
        List<Object> bare = new ArrayList<>();
        for (OutputType type : catalogue.outputs()) {
            Map<String, Object> schema = object(type.parameters());
            schema.put("type", List.of("object", "null"));
            schema.put("description", type.summary());
            properties.put(type.id(), schema);
            if (type.parameters().stream().noneMatch(Parameter::isRequired)) {
                bare.add(type.id());
            }
        }
        return nameOrMap(bare, properties);
    }

    private static Map<String, Object> nameOrMap(List<Object> bare, Map<String, Object> properties) {
        Map<String, Object> single = map("type", "object");
        single.put("properties", properties);
        single.put("additionalProperties", false);
        single.put("minProperties", 1);
        single.put("maxProperties", 1);
        return bare.isEmpty() ? single : map("anyOf", List.of(map("enum", bare), single));
    }

    private Map<String, Object> settings(StepType type) {
        List<Parameter<?>> parameters = new ArrayList<>(type.parameters());
        Map<String, Object> schema = object(parameters);
        schema.put("description", type.summary());
        Map<String, Object> properties = properties(schema);
        Map<String, Object> name = name();
        name.put("description", PipelineKeys.ofSteps().getFirst().summary());
        properties.put("name", name);
        Parameter<?> when = PipelineKeys.ofSteps().getLast();
        properties.put(when.name(), parameter(when));
        if (!type.presets().isEmpty()) {
            Map<String, Object> preset =
                    map("enum", type.presets().stream().map(Preset::name).toList());
            preset.put("default", type.presets().getFirst().name());
            preset.put("description", "Which named defaults to begin from.");
            properties.put("preset", preset);
        }
        if (!type.prompts().isEmpty()) {
            Map<String, Object> prompts = new LinkedHashMap<>();
            type.prompts().forEach(prompt -> prompts.put(prompt.id(), prompt(prompt)));
            Map<String, Object> all = map("type", "object");
            all.put("description", "Templates in place of the recipe's own prompts.");
            all.put("properties", prompts);
            all.put("additionalProperties", false);
            properties.put("prompts", all);
        }
        List<Object> forms = new ArrayList<>();
        forms.add(schema);
        type.shorthand().ifPresent(parameter -> forms.add(parameter(parameter)));
        if (type.parameters().stream().noneMatch(Parameter::isRequired)) {
            forms.add(map("type", "null"));
        }
        if (forms.size() == 1) {
            return schema;
        }
        Map<String, Object> any = map("description", type.summary());
        any.put("anyOf", forms);
        return any;
    }

    private static Map<String, Object> object(List<Parameter<?>> parameters) {
        Map<String, Object> properties = new LinkedHashMap<>();
        parameters.forEach(each -> properties.put(each.name(), parameter(each)));
        Map<String, Object> schema = map("type", "object");
        schema.put("properties", properties);
        List<Object> required = required(parameters);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    @SuppressWarnings("unchecked") // object() makes it so
    private static Map<String, Object> properties(Map<String, Object> schema) {
        return (Map<String, Object>) Objects.requireNonNull(schema.get("properties"));
    }

    private static List<Object> required(List<Parameter<?>> parameters) {
        return parameters.stream()
                .filter(Parameter::isRequired)
                .<Object>map(Parameter::name)
                .toList();
    }

    private static Map<String, Object> parameter(Parameter<?> parameter) {
        Map<String, Object> schema = kind(parameter.kind());
        schema.put("description", parameter.summary());
        parameter.defaultSource().ifPresent(value -> schema.put("default", value));
        return schema;
    }

    private static Map<String, Object> kind(Kind<?> kind) {
        return switch (kind) {
            case Kind.Text _, Kind.NewColumn _, Kind.NewScore _, Kind.Column _, Kind.FilePath _, Kind.ModelAlias _ ->
                map("type", List.of("string", "number", "boolean"));
            case Kind.TemplateText _, Kind.Condition _, Kind.Formula _ -> {
                Map<String, Object> schema = map("type", List.of("string", "number", "boolean"));
                schema.put("examples", List.of(example(kind)));
                yield schema;
            }
            case Kind.Choice choice -> map("enum", choice.allowed());
            case Kind.WholeNumber number -> {
                Map<String, Object> whole = map("type", "integer");
                whole.put("minimum", number.minimum());
                whole.put("maximum", number.maximum());
                yield map("anyOf", List.of(whole, pattern(SCALED)));
            }
            case Kind.Decimal number -> {
                Map<String, Object> decimal = map("type", "number");
                decimal.put("minimum", number.minimum());
                decimal.put("maximum", number.maximum());
                yield map("anyOf", List.of(decimal, pattern(SCALED)));
            }
            case Kind.Flag _ -> map("type", "boolean");
            case Kind.Time _ -> pattern(DURATION);
            case Kind.Amount _ -> pattern(AMOUNT);
            case Kind.AnyValue _ -> new LinkedHashMap<>();
            case Kind.JsonSchema _ -> map("type", "object");
            case Kind.ListOf<?> list -> map("anyOf", List.of(list(kind(list.item())), kind(list.item())));
            case Kind.MapOf<?> map -> {
                Map<String, Object> schema = map("type", "object");
                schema.put("additionalProperties", kind(map.value()));
                yield schema;
            }
            case Kind.Group group ->
                group.isSwitch()
                        ? map("anyOf", List.of(map("type", "boolean"), object(group.parameters())))
                        : object(group.parameters());
        };
    }

    private static String example(Kind<?> kind) {
        String words = KindWords.of(kind);
        return words.substring(words.indexOf('`') + 1, words.lastIndexOf('`')).replace("\"", "");
    }

    private static Map<String, Object> pattern(String pattern) {
        Map<String, Object> schema = map("type", "string");
        schema.put("pattern", pattern);
        return schema;
    }

    private static Map<String, Object> prompt(Prompt prompt) {
        Map<String, Object> schema = map("type", "string");
        schema.put(
                "description",
                "A template that may read "
                        + String.join(", ", prompt.variables().stream().sorted().toList()) + ".");
        schema.put("default", prompt.text());
        return schema;
    }

    private static Map<String, Object> reference(String definition) {
        return map("$ref", "#/$defs/" + definition);
    }

    private static Map<String, Object> map(String key, Object value) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put(key, value);
        return map;
    }
}
