package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.pipeline.PlannedPipeline;
import dev.seedbed.pipeline.PlannedStep;
import java.util.ArrayList;
import java.util.List;

/// Builds the gates of a pipeline whose rows come from files that no pipeline reads.
final class FileGates {
    private static final String FILES = "rows-of-files";

    private FileGates() {}

    static RowGates of(Seedbed seedbed, PipelineSpec spec, List<String> columns) {
        List<Gate> gates = new ArrayList<>();
        try (PlannedPipeline plan = plan(seedbed, spec, columns)) {
            if (!plan.models().isEmpty() || !plan.groups().isEmpty()) {
                throw wrong("The gates ask models, which takes a pipeline: what was answered would be paid for again.");
            }
            for (PlannedStep planned : plan.buildSteps()) {
                switch (planned.step()) {
                    case FileRows _ -> {}
                    case Gate gate -> gates.add(judging(gate, columns));
                    default ->
                        throw wrong(
                                "'" + planned.type() + "' is no gate, and only a gate can judge the rows of files one"
                                        + " by one. `seedbed steps list` names the gates.");
                }
            }
            return new RowGates(gates, plan.inputs(), spec.toYaml() + EnginePlan.inputs(plan));
        }
    }

    /// What a gate would write has no place in a file whose rows stay as they are.
    private static Gate judging(Gate gate, List<String> columns) {
        Columns before = Columns.none().plus(columns);
        if (!gate.columnsAfter(before).equals(before)) {
            throw wrong(
                    "'" + gate.name() + "' writes columns of its own (`annotate`), which the rows of files do not get"
                            + " from it. Leave that out; --annotate writes verdicts about rows that all stay.");
        }
        return gate;
    }

    private static PlannedPipeline plan(Seedbed seedbed, PipelineSpec spec, List<String> columns) {
        return withRows(seedbed, columns).plan(spec.startingWith(FILES));
    }

    /// With the step `rows-of-files`, which has these columns.
    static Seedbed withRows(Seedbed seedbed, List<String> columns) {
        StepType files = StepType.named(FILES, StepKind.SOURCE, "Rows that stand in files.")
                .builtBy(building -> new FileRows(building.name(), columns));
        return seedbed.with(List.of(files));
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }

    private record FileRows(String name, List<String> columns) implements Source {
        @Override
        public Columns columnsAfter(Columns before) {
            return Columns.none().plus(columns);
        }

        @Override
        public boolean endless() {
            return false;
        }

        @Override
        public Candidates open() {
            throw new IllegalStateException("the rows are not read by a pipeline");
        }
    }
}
