package dev.seedbed.api.step;

import java.util.Map;

/// Named defaults, such as those of a paper and those of the code its authors released.
///
/// @param name what stands after `preset:`
/// @param summary one sentence for the reference
/// @param defaults by parameter name, as they would be written in YAML; they replace the parameters' own
///     defaults
public record Preset(String name, String summary, Map<String, Object> defaults) {
    public Preset {
        defaults = Map.copyOf(defaults);
    }
}
