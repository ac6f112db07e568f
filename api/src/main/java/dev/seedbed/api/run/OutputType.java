package dev.seedbed.api.run;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.util.List;
import java.util.function.Function;

/// A form of output as a pipeline names it under `outputs:`.
///
/// @param id what stands in a pipeline
/// @param summary one or two sentences for the reference
/// @param parameters in the order of the reference
/// @param builder makes the output
public record OutputType(String id, String summary, List<Parameter<?>> parameters, Function<Settings, Output> builder) {
    public OutputType {
        parameters = List.copyOf(parameters);
    }
}
