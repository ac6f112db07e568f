package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.VerdictForm;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Has a judge rate a sample, writes the rating into a column, and rejects what is rated too low.
///
/// @param values what the prompt's variables stand for, by the columns of the sample
/// @param rating how it is said, as a whole number
/// @param atLeast the rating that passes
/// @param reason of those below
public record RatingStep(
        String name,
        JudgeQuestion judge,
        Function<Data, Map<String, ?>> values,
        VerdictForm<Double> rating,
        double atLeast,
        String column,
        String reason)
        implements Generator {

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        return switch (judge.put(work, judge.about(0, values.apply(sample.data())), rating)) {
            case Reading.Unusable<Heard<Double>> unusable -> Outcome.rejected(unusable.rejection());
            case Reading.Found<Heard<Double>> found ->
                rated(sample, Math.round(found.value().value()));
        };
    }

    private Outcome rated(Sample sample, long given) {
        return given >= atLeast ? Outcome.passed(sample.with(column, given)) : Outcome.rejected(tooLow(given));
    }

    private Rejection tooLow(long given) {
        return new Rejection(
                reason,
                column + " is " + given + ", and must be at least " + atLeast,
                Data.of(column, given).with("at_least", atLeast));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(column));
    }
}
