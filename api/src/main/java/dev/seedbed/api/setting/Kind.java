package dev.seedbed.api.setting;

import dev.seedbed.api.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What a parameter takes. The pipeline language reads, checks, documents and completes parameters from this
/// alone; adding a kind makes the compiler list the places to extend.
///
/// @param <T> what [Settings#get] returns for it
public sealed interface Kind<T> {
    /// Any text, taken as it is.
    record Text() implements Kind<String> {}

    /// One of a few words.
    record Choice(List<String> allowed) implements Kind<String> {
        public Choice {
            allowed = List.copyOf(allowed);
        }
    }

    /// A whole number in a range, ends included. In YAML also `2M`, `10k`.
    record WholeNumber(long minimum, long maximum) implements Kind<Long> {}

    /// A number in a range, ends included.
    record Decimal(double minimum, double maximum) implements Kind<Double> {}

    /// `true` or `false`.
    record Flag() implements Kind<Boolean> {}

    /// A time such as `30s`, `10m`, `2h`.
    record Time() implements Kind<Duration> {}

    /// An amount such as `2 USD`.
    record Amount() implements Kind<Money> {}

    /// A file or folder, relative to the pipeline file.
    ///
    /// @param mustExist whether it is an input
    record FilePath(boolean mustExist) implements Kind<Path> {}

    /// The alias of one of the pipeline's models.
    ///
    /// @param embeds whether it must turn texts into vectors, whatever else the step's models must do
    record ModelAlias(boolean embeds) implements Kind<String> {
        /// One that does what the step's models must do.
        public ModelAlias() {
            this(false);
        }
    }

    /// The name of a column that exists where the step stands.
    record Column() implements Kind<String> {}

    /// The name of a column that the step writes, new or not.
    record NewColumn() implements Kind<String> {}

    /// The name of a score that the step adds to samples.
    record NewScore() implements Kind<String> {}

    /// A Jinja template over the columns that exist where the step stands.
    record TemplateText() implements Kind<Template> {}

    /// A CEL expression over the columns and scores that gives true or false.
    ///
    /// @param ofResult whether it is about what the step leaves, not what reaches it: it may also read the columns
    ///     and scores that the step's own settings of the kinds [NewColumn] and [NewScore] name
    record Condition(boolean ofResult) implements Kind<Expression> {}

    /// A CEL expression over the columns and scores that gives any JSON value.
    record Formula() implements Kind<Expression> {}

    /// Any JSON value, as it stands.
    record AnyValue() implements Kind<Object> {}

    /// A JSON Schema (draft 2020-12): an object, checked to be a schema.
    record JsonSchema() implements Kind<Map<String, Object>> {}

    /// A list; a single item may stand for a list of one.
    record ListOf<T>(Kind<T> item) implements Kind<List<T>> {}

    /// Values by name, in the order written.
    record MapOf<T>(Kind<T> value) implements Kind<Map<String, T>> {}

    /// Parameters inside a parameter.
    ///
    /// @param isSwitch whether `true` stands for all of them left out, and `false` for the whole left out
    record Group(List<Parameter<?>> parameters, boolean isSwitch) implements Kind<Settings> {
        public Group(List<Parameter<?>> parameters) {
            this(parameters, false);
        }

        public Group {
            parameters = List.copyOf(parameters);
        }
    }
}
