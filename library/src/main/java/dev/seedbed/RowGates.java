package dev.seedbed;

import dev.seedbed.api.step.Gate;
import java.nio.file.Path;
import java.util.List;

/// Gates that judge rows one by one, outside a pipeline.
///
/// @param gates in their order
/// @param inputs the files that they have read
/// @param settings all that their answers depend on, in words: as they were written, and the state of their files
public record RowGates(List<Gate> gates, List<Path> inputs, String settings) {
    public RowGates {
        gates = List.copyOf(gates);
        inputs = List.copyOf(inputs);
    }
}
