package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.pipeline.expression.InvalidSourceException;
import dev.seedbed.pipeline.expression.JinjaTemplate;
import dev.seedbed.pipeline.expression.Nearest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Turns raw values into the checked values of parameters, and notes what is wrong with them.
final class SettingsBinding {
    private final Scope scope;
    private final List<Problem> problems;

    SettingsBinding(Scope scope, List<Problem> problems) {
        this.scope = scope;
        this.problems = problems;
    }

    /// Values that were bound.
    ///
    /// @param places by parameter name, of those that were written
    /// @param whole whether no problem was found in them
    record Bound(Map<String, Object> values, Map<String, Location> places, boolean whole) {
        Settings settings() {
            return Settings.of(values);
        }
    }

    /// Binds a map of settings.
    ///
    /// @param owner whose settings they are, as problems name it
    /// @param defaults by parameter name; they go before the parameters' own
    Bound bind(String owner, List<Parameter<?>> parameters, Raw.Fields raw, Map<String, Object> defaults) {
        return bind(owner, "", parameters, raw, defaults);
    }

    private Bound bind(
            String owner, String prefix, List<Parameter<?>> parameters, Raw.Fields raw, Map<String, Object> defaults) {
        int before = problems.size();
        refuseUnknown(owner, parameters, raw);
        Map<String, Object> values = new LinkedHashMap<>();
        Map<String, Location> places = new LinkedHashMap<>();
        for (Parameter<?> parameter : resultConditionsLast(parameters)) {
            SettingsBinding here = isResultCondition(parameter)
                    ? new SettingsBinding(scope.with(added(parameters, values)), problems)
                    : this;
            Optional<Raw.Field> field = raw.find(parameter.name());
            field.ifPresent(each -> places.put(parameter.name(), each.raw().location()));
            field.flatMap(each -> here.value(parameter.kind(), each.raw(), prefix + parameter.name()))
                    .or(() -> field.isPresent() && parameter.isRequired()
                            ? Optional.empty()
                            : here.byDefault(parameter, raw.location(), prefix, defaults))
                    .ifPresent(value -> values.put(parameter.name(), value));
            if (field.isEmpty() && parameter.isRequired() && !values.containsKey(parameter.name())) {
                problems.add(new Problem(
                        raw.location(),
                        owner + " needs `" + prefix + parameter.name() + "`"
                                + (parameter.kind() instanceof Kind.AnyValue
                                        ? ""
                                        : ": " + KindWords.of(parameter.kind()))));
            }
        }
        return new Bound(values, places, problems.size() == before);
    }

    private static List<Parameter<?>> resultConditionsLast(List<Parameter<?>> parameters) {
        List<Parameter<?>> ordered = new ArrayList<>(parameters);
        ordered.sort(Comparator.comparing(SettingsBinding::isResultCondition));
        return ordered;
    }

    private static boolean isResultCondition(Parameter<?> parameter) {
        return parameter.kind() instanceof Kind.Condition condition && condition.ofResult();
    }

    /// The names of columns and scores that the step's settings say it adds.
    private static Set<String> added(List<Parameter<?>> parameters, Map<String, Object> values) {
        return parameters.stream()
                .filter(each -> each.kind() instanceof Kind.NewColumn || each.kind() instanceof Kind.NewScore)
                .flatMap(each -> Optional.ofNullable(values.get(each.name())).stream())
                .map(String::valueOf)
                .collect(Collectors.toSet());
    }

    private Optional<Object> byDefault(
            Parameter<?> parameter, Location location, String prefix, Map<String, Object> defaults) {
        int before = problems.size();
        Optional<Object> value = Optional.ofNullable(defaults.get(parameter.name()))
                .or(parameter::defaultSource)
                .flatMap(
                        source -> value(parameter.kind(), JavaValues.raw(source, location), prefix + parameter.name()));
        // The author has not written the value that is complained of.
        problems.subList(before, problems.size())
                .replaceAll(problem -> new Problem(
                        problem.location(), problem.message().replaceFirst("` is ", "` is left out, which means ")));
        return value;
    }

    private void refuseUnknown(String owner, List<Parameter<?>> parameters, Raw.Fields raw) {
        List<String> names = parameters.stream().map(Parameter::name).toList();
        for (Raw.Field field : raw.fields()) {
            if (names.contains(field.name())) {
                continue;
            }
            String message;
            if (Secrets.isSecretName(field.name())) {
                message = Secrets.message("`" + field.name() + "` would be a key in the file");
            } else if (names.isEmpty()) {
                message = "`" + field.name() + "` is no setting of " + owner + ", which has none";
            } else {
                message = "`" + field.name() + "` is no setting of " + owner + Nearest.hint(field.name(), names)
                        + " (allowed: " + Shown.names(names) + ")";
            }
            problems.add(new Problem(field.location(), message));
        }
    }

    /// The value of that kind; empty, with a problem noted, if it is none.
    private Optional<Object> value(Kind<?> kind, Raw raw, String name) {
        if (raw instanceof Raw.Scalar scalar && scalar.value() == null && !(kind instanceof Kind.AnyValue)) {
            problems.add(new Problem(
                    raw.location(), "`" + name + "` has no value; give it " + KindWords.of(kind) + ", or remove it"));
            return Optional.empty();
        }
        return switch (kind) {
            case Kind.Text _ -> text(kind, raw, name);
            case Kind.Choice choice -> choice(choice, raw, name);
            case Kind.WholeNumber number -> Numbers.whole(raw, number).or(() -> wrong(kind, raw, name));
            case Kind.Decimal number -> Numbers.decimal(raw, number).or(() -> wrong(kind, raw, name));
            case Kind.Flag _ ->
                raw instanceof Raw.Scalar scalar && scalar.value() instanceof Boolean flag
                        ? Optional.of(flag)
                        : wrong(kind, raw, name);
            case Kind.Time _ ->
                string(raw).flatMap(Durations::read).<Object>map(time -> time).or(() -> wrong(kind, raw, name));
            case Kind.Amount _ ->
                string(raw).flatMap(Numbers::money).<Object>map(money -> money).or(() -> wrong(kind, raw, name));
            case Kind.FilePath path ->
                text(kind, raw, name).flatMap(text -> scope.path(path, (String) text, problem(raw, name)));
            case Kind.ModelAlias(boolean embeds) ->
                text(kind, raw, name).flatMap(text -> scope.alias((String) text, embeds, problem(raw, name)));
            case Kind.Column _ ->
                text(kind, raw, name).flatMap(text -> scope.column((String) text, problem(raw, name)));
            case Kind.NewColumn _ ->
                text(kind, raw, name).flatMap(text -> scope.newColumn((String) text, problem(raw, name)));
            case Kind.NewScore _ ->
                text(kind, raw, name).flatMap(text -> scope.newScore((String) text, problem(raw, name)));
            case Kind.TemplateText _ -> text(kind, raw, name).flatMap(_ -> template((Raw.Scalar) raw, name));
            case Kind.Condition _ -> text(kind, raw, name).flatMap(_ -> expression((Raw.Scalar) raw, name, true));
            case Kind.Formula _ -> text(kind, raw, name).flatMap(_ -> expression((Raw.Scalar) raw, name, false));
            case Kind.AnyValue _ -> Optional.ofNullable(raw.value());
            case Kind.JsonSchema _ -> schema(kind, raw, name);
            case Kind.ListOf<?> list -> list(list, raw, name);
            case Kind.MapOf<?> map -> map(map, raw, name);
            case Kind.Group group -> group(group, raw, name);
        };
    }

    private Scope.Complaint problem(Raw raw, String name) {
        return message -> problems.add(new Problem(raw.location(), "`" + name + "` " + message));
    }

    private Optional<Object> wrong(Kind<?> kind, Raw raw, String name) {
        String seen = raw instanceof Raw.Scalar ? Shown.value(raw) : Shown.kind(raw) + ", " + Shown.value(raw);
        boolean quoted = raw instanceof Raw.Scalar scalar
                && scalar.value() instanceof String text
                && (kind instanceof Kind.WholeNumber || kind instanceof Kind.Decimal || kind instanceof Kind.Flag)
                && text.matches("[-+]?[0-9.]+|true|false");
        problems.add(new Problem(
                raw.location(),
                "`" + name + "` is " + seen + ", but must be " + KindWords.of(kind)
                        + (quoted ? "; write it without quotes" : "")));
        return Optional.empty();
    }

    private static Optional<String> string(Raw raw) {
        return raw instanceof Raw.Scalar scalar && scalar.value() instanceof String text
                ? Optional.of(text)
                : Optional.empty();
    }

    /// Any single value is a text: `version: 1.10` means what was written.
    private Optional<Object> text(Kind<?> kind, Raw raw, String name) {
        return raw instanceof Raw.Scalar scalar ? Optional.of(scalar.source()) : wrong(kind, raw, name);
    }

    private Optional<Object> choice(Kind.Choice choice, Raw raw, String name) {
        if (raw instanceof Raw.Scalar scalar && choice.allowed().contains(scalar.source())) {
            return Optional.of(scalar.source());
        }
        if (raw instanceof Raw.Scalar scalar
                && Nearest.to(scalar.source(), choice.allowed()).isPresent()) {
            problem(raw, name)
                    .add("is " + Shown.value(raw) + ", but must be " + KindWords.of(choice)
                            + Nearest.hint(scalar.source(), choice.allowed()));
            return Optional.empty();
        }
        return wrong(choice, raw, name);
    }

    private Optional<Object> template(Raw.Scalar raw, String name) {
        return compiled(raw, name, () -> {
            Template template = scope.template(raw.source(), name);
            for (String variable : scope.unknownVariables(template)) {
                JinjaTemplate.Place place = JinjaTemplate.placeOf(raw.source(), variable);
                problems.add(new Problem(
                        raw.at(place.line(), place.column()),
                        "`" + name + "` reads `" + variable + "`, but " + scope.noSuchColumn(variable)));
            }
            return template;
        });
    }

    private Optional<Object> expression(Raw.Scalar raw, String name, boolean condition) {
        return compiled(raw, name, () -> scope.expression(raw.source(), condition));
    }

    private Optional<Object> compiled(Raw.Scalar raw, String name, Supplier<Object> compiler) {
        try {
            return Optional.of(compiler.get());
        } catch (InvalidSourceException e) {
            for (InvalidSourceException.Fault fault : e.faults()) {
                problems.add(new Problem(raw.at(fault.line(), fault.column()), "`" + name + "`: " + fault.message()));
            }
            return Optional.empty();
        }
    }

    private Optional<Object> schema(Kind<?> kind, Raw raw, String name) {
        if (!(raw instanceof Raw.Fields fields)) {
            return wrong(kind, raw, name);
        }
        int before = problems.size();
        SchemaCheck.check(fields, name, problems);
        return problems.size() == before ? Optional.of(fields.value()) : Optional.empty();
    }

    private Optional<Object> list(Kind.ListOf<?> list, Raw raw, String name) {
        List<Raw> items = raw instanceof Raw.Items several ? several.items() : List.of(raw);
        if (items.isEmpty() && list.item() instanceof Kind.Column) {
            problem(raw, name).add("is empty, so nothing would be looked at; name a column, or leave it out");
            return Optional.empty();
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            value(list.item(), items.get(i), raw instanceof Raw.Items ? name + "." + i : name)
                    .ifPresent(values::add);
        }
        return values.size() == items.size() ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    private Optional<Object> map(Kind.MapOf<?> map, Raw raw, String name) {
        if (!(raw instanceof Raw.Fields fields)) {
            return wrong(map, raw, name);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        for (Raw.Field field : fields.fields()) {
            value(map.value(), field.raw(), name + "." + field.name())
                    .ifPresent(value -> values.put(field.name(), value));
        }
        return values.size() == fields.fields().size()
                ? Optional.of(java.util.Collections.unmodifiableMap(values))
                : Optional.empty();
    }

    private Optional<Object> group(Kind.Group group, Raw raw, String name) {
        if (group.isSwitch() && raw instanceof Raw.Scalar scalar && scalar.value() instanceof Boolean isOn) {
            return isOn ? group(group, new Raw.Fields(List.of(), raw.location()), name) : Optional.empty();
        }
        if (!(raw instanceof Raw.Fields fields)) {
            String names = group.parameters().stream()
                    .map(each -> "`" + each.name() + "`")
                    .collect(Collectors.joining(", "));
            problem(raw, name)
                    .add("is " + Shown.value(raw) + ", but must be " + (group.isSwitch() ? "`true`, `false` or " : "")
                            + "a map of " + names);
            return Optional.empty();
        }
        Bound bound = bind("`" + name + "`", name + ".", group.parameters(), fields, Map.of());
        return bound.whole() ? Optional.of(bound.settings()) : Optional.empty();
    }
}
