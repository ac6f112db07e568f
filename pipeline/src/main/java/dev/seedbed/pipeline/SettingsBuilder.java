package dev.seedbed.pipeline;

/// Where Java code says the settings of a step, a model or an output.
public interface SettingsBuilder {
    /// Sets a setting, named as in YAML.
    ///
    /// @param value a text, number, flag, list, map, path or duration
    SettingsBuilder set(String name, Object value);
}
