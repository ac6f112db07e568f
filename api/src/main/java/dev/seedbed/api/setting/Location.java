package dev.seedbed.api.setting;

/// A place in a pipeline.
///
/// @param file the file's name, or what else it came from (`Java`, `--set steps.0.magpie.model`)
/// @param line from 1; 0 where there are no lines
/// @param column from 1; 0 where there are no lines
public record Location(String file, int line, int column) {
    /// Such as `pipeline.yaml:12:5`.
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
