package dev.seedbed.pipeline.expression;

import java.util.List;
import java.util.stream.Collectors;

/// A template or an expression is wrong. Holds all that was found.
public final class InvalidSourceException extends RuntimeException {
    private final List<Fault> faults;

    /// One thing that is wrong.
    ///
    /// @param line in the template or expression, from 1
    /// @param column in the line, from 1
    /// @param message what is wrong and what to do, in words for its author
    public record Fault(int line, int column, String message) {}

    InvalidSourceException(List<Fault> faults) {
        super(faults.stream()
                .map(fault -> fault.line() + ":" + fault.column() + ": " + fault.message())
                .collect(Collectors.joining("\n")));
        this.faults = List.copyOf(faults);
    }

    public List<Fault> faults() {
        return faults;
    }
}
