package dev.seedbed.api.run;

import java.util.List;

/// Where the rows of a data set come from: which of them is said to be synthetic follows from it.
///
/// @param isLoaded whether the run's candidates are rows that stood in files
/// @param writers the steps of the pipeline in which models wrote, in order
/// @param changers the steps that computed columns or changed them, in order
public record RowOrigin(boolean isLoaded, List<String> writers, List<String> changers) {
    /// Rows that nobody had before.
    public static final RowOrigin MADE = new RowOrigin(false, List.of(), List.of());

    public RowOrigin {
        writers = List.copyOf(writers);
        changers = List.copyOf(changers);
    }

    /// Whether all or part of the rows was made, and did not stand in a file.
    public boolean isSynthetic() {
        return !isLoaded || !writers.isEmpty();
    }
}
