package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// `rows`: samples with nothing in them.
///
/// @param count how many; [Long#MAX_VALUE] means without end
/// @param numberColumn the column for the number, if it is wanted
record RowsStep(String name, long count, Optional<String> numberColumn) implements Source {
    static final Parameter<Long> COUNT = Parameter.wholeNumber(
            "count",
            1,
            Long.MAX_VALUE - 1,
            "How many. Left out, they never end: then the pipeline's target, a `take` or the budget ends the run.");
    static final Parameter<String> NUMBER =
            Parameter.newColumn("number", "A column for the number of the row, from 0. Left out, rows are empty.");

    static final StepType TYPE = StepType.named(
                    "rows",
                    StepKind.SOURCE,
                    "Starts from empty rows instead of data, for pipelines that draw or generate all they need.")
            .details("""
                    A row is told apart by its number alone, so a larger `count` changes none of the first ones. What comes next is
                    usually `sample`, which gives each row its own values, and `generate`.
                    """)
            .taking(COUNT, NUMBER)
            .shorthand(COUNT)
            .example("- rows: 100")
            .builtBy(RowsStep::build);

    private static Step build(Building building) {
        return new RowsStep(
                building.name(),
                building.settings().find(COUNT).orElse(Long.MAX_VALUE),
                building.settings().find(NUMBER));
    }

    @Override
    public boolean endless() {
        return count == Long.MAX_VALUE;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return numberColumn.map(column -> Columns.none().plus(List.of(column))).orElse(Columns.none());
    }

    @Override
    public Candidates open() {
        return new Candidates() {
            private long next;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public Sample next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                long number = next++;
                return Sample.draw(
                        name,
                        number,
                        numberColumn.map(column -> Data.of(column, number)).orElse(Data.empty()));
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
