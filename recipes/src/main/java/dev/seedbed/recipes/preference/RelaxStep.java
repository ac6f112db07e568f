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

/// Has one constraint taken out of the prompt, into `relaxed_prompt`.
record RelaxStep(String name, Question question) implements Generator {
    static final String RELAXED = "relaxed_prompt";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String prompt = PromptStep.text(sample);
        return switch (question.put(
                work, question.ask(sample, Map.of("prompt", prompt)), Reading.whole(text -> read(prompt, text)))) {
            case Reading.Found<String> found ->
                found.value().replaceAll("[\\p{P}\\p{S}\\s]", "").equalsIgnoreCase("NONE")
                        ? Outcome.rejected(new Rejection(
                                "no-constraint",
                                "the prompt was found to have no constraint",
                                Data.of("text", found.value())))
                        : Outcome.passed(sample.with(RELAXED, found.value()));
            case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    private static Reading<String> read(String prompt, String text) {
        return text.equals(prompt.strip())
                ? Reading.unusable("unchanged-prompt", "the rewritten prompt is the prompt itself", text)
                : Reading.found(text);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(RELAXED));
    }
}
