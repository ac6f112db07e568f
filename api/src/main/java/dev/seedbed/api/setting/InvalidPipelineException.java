package dev.seedbed.api.setting;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.List;
import java.util.stream.Collectors;

/// A pipeline cannot run. Holds every problem that was found, in the order of the file.
public final class InvalidPipelineException extends SeedbedException {
    private final List<Problem> problems;

    public InvalidPipelineException(List<Problem> problems) {
        super(ErrorKind.WRONG_INPUT, problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
