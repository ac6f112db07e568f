package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Has a judge rate a sample, writes the rating into a column, and rejects what is rated too low.
///
/// @param values what the prompt's variables stand for, by the columns of the sample
/// @param rating of a reply that was not cut
/// @param atLeast the rating that passes
/// @param reason of those below
public record RatingStep(
        String name,
        Question question,
        Function<Data, Map<String, ? extends @Nullable Object>> values,
        Function<String, Reading<Long>> rating,
        double atLeast,
        String column,
        String reason)
        implements Generator {

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Reading<Long> reading =
                question.put(work, question.ask(sample, values.apply(sample.data())), Reading.whole(rating));
        return switch (reading) {
            case Reading.Unusable<Long> unusable -> Outcome.rejected(unusable.rejection());
            case Reading.Found<Long> found ->
                found.value() >= atLeast
                        ? Outcome.passed(sample.with(column, found.value()))
                        : Outcome.rejected(tooLow(found.value()));
        };
    }

    private Rejection tooLow(long rating) {
        return new Rejection(
                reason,
                column + " is " + rating + ", and must be at least " + atLeast,
                Data.of(column, rating).with("at_least", atLeast));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(column));
    }
}
