package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.JudgeQuestion.Heard;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;
import java.util.Map;

/// Has the answer in a column revised as little as it needs, into `revised`; why stands in `critique`.
///
/// @param answer the column with the answer
record ReviseStep(String name, JudgeQuestion question, String answer) implements Generator {
    static final String CRITIQUE = "critique";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String given = sample.data().textIfPresent(answer).orElse("");
        if (given.isBlank()) {
            return Outcome.rejected(
                    new Rejection("empty-side", "there is no text to revise in '" + answer + "'", Data.empty()));
        }
        Map<String, String> values = Map.of("prompt", PromptStep.text(sample), "answer", given);
        return switch (question.put(work, question.about(0, values), new Revision())) {
            case Reading.Found<Heard<String>> found ->
                Outcome.passed(sample.with(CRITIQUE, found.value().reasons())
                        .with(RevisionsStep.REVISED, found.value().value()));
            case Reading.Unusable<Heard<String>> unusable -> {
                Rejection no = unusable.rejection();
                yield Outcome.rejected(
                        no.reason().equals("unscored")
                                ? new Rejection(Revision.NONE, no.explanation(), no.evidence())
                                : no);
            }
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(CRITIQUE, RevisionsStep.REVISED));
    }
}
