package dev.seedbed.api.setting;

/// A place in a pipeline.
///
/// @param file the file's name, or what else it came from (`Quickstart.java`, `--set steps.0.magpie.model`)
/// @param line from 1; 0 where there are no lines
/// @param column from 1; 0 where it is not known
public record Location(String file, int line, int column) {
    /// Such as `pipeline.yaml:12:5`, or `Quickstart.java:12`.
    @Override
    public String toString() {
        if (line == 0) {
            return file;
        }
        return column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
    }
}
