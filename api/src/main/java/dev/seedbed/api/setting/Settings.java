package dev.seedbed.api.setting;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// The checked values of parameters, defaults filled in. Immutable and thread-safe.
///
/// ```java
/// long maximum = settings.get(MAXIMUM);
/// Optional<Template> system = settings.find(SYSTEM);
/// ```
public final class Settings {
    private final Map<String, Object> values;

    private Settings(Map<String, Object> values) {
        this.values = values;
    }

    /// Settings with these values by parameter name, each of the type that its parameter's kind gives. Only the
    /// binder of the pipeline language and tests make them.
    public static Settings of(Map<String, ?> values) {
        return new Settings(new LinkedHashMap<>(values));
    }

    /// The value of a parameter that is required or has a default.
    ///
    /// @throws NoSuchElementException if it has no value
    public <T> T get(Parameter<T> parameter) {
        return find(parameter)
                .orElseThrow(() -> new NoSuchElementException("parameter '" + parameter.name() + "' has no value"));
    }

    /// The value of a parameter, empty if it was left out and has no default.
    @SuppressWarnings("unchecked") // the binder stored what the parameter's kind gives
    public <T> Optional<T> find(Parameter<T> parameter) {
        return Optional.ofNullable((T) values.get(parameter.name()));
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
