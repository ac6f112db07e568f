package dev.seedbed.api.setting;

import dev.seedbed.api.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One setting that a step, a model provider or an output takes: its name, kind, default and what it is for.
/// YAML keys, the Java builder, validation, the JSON Schema and the reference pages all come from it.
///
/// ```java
/// static final Parameter<Double> MAXIMUM = Parameter.decimal("maximum", 0, 1, "The highest ROUGE-L F kept.")
///         .defaultsTo(0.7);
/// double maximum = settings.get(MAXIMUM);
/// ```
///
/// A parameter is optional unless [#required] says otherwise; one that is optional and has no default is read
/// with [Settings#find]. Immutable; the `with`-like methods return a new one.
///
/// @param name lower case words joined by hyphens, as written in YAML
/// @param kind what it takes
/// @param isRequired whether leaving it out is an error
/// @param defaultSource the default as it would be written in YAML, if there is one
/// @param summary one or two sentences for the reference
public record Parameter<T>(
        String name, Kind<T> kind, boolean isRequired, Optional<Object> defaultSource, String summary) {

    private static <T> Parameter<T> of(String name, Kind<T> kind, String summary) {
        return new Parameter<>(name, kind, false, Optional.empty(), summary);
    }

    public static Parameter<String> text(String name, String summary) {
        return of(name, new Kind.Text(), summary);
    }

    public static Parameter<String> choice(String name, List<String> allowed, String summary) {
        return of(name, new Kind.Choice(allowed), summary);
    }

    public static Parameter<Long> wholeNumber(String name, long minimum, long maximum, String summary) {
        return of(name, new Kind.WholeNumber(minimum, maximum), summary);
    }

    public static Parameter<Double> decimal(String name, double minimum, double maximum, String summary) {
        return of(name, new Kind.Decimal(minimum, maximum), summary);
    }

    public static Parameter<Boolean> flag(String name, String summary) {
        return of(name, new Kind.Flag(), summary);
    }

    public static Parameter<Duration> time(String name, String summary) {
        return of(name, new Kind.Time(), summary);
    }

    public static Parameter<Money> amount(String name, String summary) {
        return of(name, new Kind.Amount(), summary);
    }

    public static Parameter<Path> inputPath(String name, String summary) {
        return of(name, new Kind.FilePath(true), summary);
    }

    public static Parameter<Path> outputPath(String name, String summary) {
        return of(name, new Kind.FilePath(false), summary);
    }

    public static Parameter<String> model(String name, String summary) {
        return of(name, new Kind.ModelAlias(), summary);
    }

    /// The alias of a model that embeds, in a step whose other models need not.
    public static Parameter<String> embedder(String name, String summary) {
        return of(name, new Kind.ModelAlias(true), summary);
    }

    public static Parameter<String> column(String name, String summary) {
        return of(name, new Kind.Column(), summary);
    }

    public static Parameter<String> newColumn(String name, String summary) {
        return of(name, new Kind.NewColumn(), summary);
    }

    public static Parameter<String> newScore(String name, String summary) {
        return of(name, new Kind.NewScore(), summary);
    }

    public static Parameter<Template> template(String name, String summary) {
        return of(name, new Kind.TemplateText(), summary);
    }

    public static Parameter<Expression> condition(String name, String summary) {
        return of(name, new Kind.Condition(false), summary);
    }

    /// A condition about what the step leaves, the scores and columns that it adds included.
    public static Parameter<Expression> resultCondition(String name, String summary) {
        return of(name, new Kind.Condition(true), summary);
    }

    public static Parameter<Expression> formula(String name, String summary) {
        return of(name, new Kind.Formula(), summary);
    }

    public static Parameter<Object> anyValue(String name, String summary) {
        return of(name, new Kind.AnyValue(), summary);
    }

    public static Parameter<Map<String, Object>> jsonSchema(String name, String summary) {
        return of(name, new Kind.JsonSchema(), summary);
    }

    public static <T> Parameter<List<T>> listOf(String name, Kind<T> item, String summary) {
        return of(name, new Kind.ListOf<>(item), summary);
    }

    public static <T> Parameter<Map<String, T>> mapOf(String name, Kind<T> value, String summary) {
        return of(name, new Kind.MapOf<>(value), summary);
    }

    public static Parameter<Settings> group(String name, List<Parameter<?>> parameters, String summary) {
        return of(name, new Kind.Group(parameters), summary);
    }

    /// A group that may also be switched on by `true`, with all that is inside left out.
    public static Parameter<Settings> switchable(String name, List<Parameter<?>> parameters, String summary) {
        return of(name, new Kind.Group(parameters, true), summary);
    }

    /// This, but leaving it out is an error.
    public Parameter<T> required() {
        return new Parameter<>(name, kind, true, Optional.empty(), summary);
    }

    /// This with a default, given as it would be written in YAML: a text, number, flag, list or map.
    public Parameter<T> defaultsTo(Object source) {
        return new Parameter<>(name, kind, false, Optional.of(source), summary);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return name;
    }
}
