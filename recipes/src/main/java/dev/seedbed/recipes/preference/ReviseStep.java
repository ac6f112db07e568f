package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Has the answer in a column revised as little as it needs, into `revised`; why stands in `critique`.
///
/// @param answer the column with the answer
record ReviseStep(String name, Question question, String answer) implements Generator {
    static final String CRITIQUE = "critique";
    private static final Pattern REVISION = Pattern.compile("<revision>(.*?)</revision>", Pattern.DOTALL);

    /// What a reviser says.
    private record Revised(String critique, String text) {}

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String given = sample.data().textIfPresent(answer).orElse("");
        if (given.isBlank()) {
            return Outcome.rejected(
                    new Rejection("empty-side", "there is no text to revise in '" + answer + "'", Data.empty()));
        }
        Map<String, String> values = Map.of("prompt", PromptStep.text(sample), "answer", given);
        return switch (question.put(work, question.ask(sample, values), Reading.whole(ReviseStep::read))) {
            case Reading.Found<Revised> found ->
                Outcome.passed(sample.with(CRITIQUE, found.value().critique())
                        .with(RevisionsStep.REVISED, found.value().text()));
            case Reading.Unusable<Revised> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    /// Exactly one revision, with text in it: of two it is not known which one is meant.
    private static Reading<Revised> read(String reply) {
        Matcher revision = REVISION.matcher(reply);
        if (!revision.find() || revision.group(1).isBlank()) {
            return Reading.unusable("no-revision", "there is no text between <revision> and </revision>", reply);
        }
        Revised found = new Revised(
                reply.substring(0, revision.start()).strip(), revision.group(1).strip());
        return revision.find()
                ? Reading.unusable("no-revision", "there are several revisions in the reply", reply)
                : Reading.found(found);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(CRITIQUE, RevisionsStep.REVISED));
    }
}
