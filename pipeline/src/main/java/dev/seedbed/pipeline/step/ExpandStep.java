package dev.seedbed.pipeline.step;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.util.Optional;

/// `expand`: several samples of one.
final class ExpandStep {
    static final Parameter<String> COLUMN = Parameter.column(
            "column",
            "The column that holds a list; each of its items becomes a sample. Left out, the sample is copied.");
    static final Parameter<String> INTO = Parameter.newColumn(
            "into",
            "The column for the item. Left out, the item takes the place of the list; otherwise the list goes.");
    static final Parameter<Long> TIMES = Parameter.wholeNumber(
                    "times", 1, 1_000_000, "How many copies of each are made.")
            .defaultsTo(1);

    static final StepType TYPE = StepType.named(
                    "expand",
                    StepKind.TRANSFORMER,
                    "Makes several samples of one: one for each item of a list, or copies.")
            .details("""
                    The sample becomes its children, which have all its other columns. An empty list becomes none. What is not a
                    list is rejected (`not-a-list`). Copies differ in their ids alone, so a later `generate` or `sample` gives each
                    its own answer.
                    """)
            .taking(COLUMN, INTO, TIMES)
            .shorthand(COLUMN)
            .example("- expand: { column: questions, into: question }")
            .builtBy(ExpandStep::build);

    private ExpandStep() {}

    private static Step build(Building building) {
        Optional<String> column = building.settings().find(COLUMN);
        Optional<String> into = building.settings().find(INTO);
        int times = Math.toIntExact(building.settings().get(TIMES));
        if (column.isEmpty() && into.isPresent()) {
            building.problem(INTO, "is '" + into.get() + "', but there is no `column` whose items could go there");
        } else if (column.isEmpty() && times == 1) {
            building.problem(TIMES, "is 1 and there is no `column`, so nothing would happen; say `column` or `times`");
        }
        return new Expand(building.name(), column, into.or(() -> column).orElse(""), times);
    }
}
