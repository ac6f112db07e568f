package dev.seedbed.recipes.preference;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Has the prompt answered once, into a column.
///
/// @param manner a message that tells the model how to answer, behind the step's own system message
/// @param instead a column with another prompt to answer in place of the user's last turn
record TextAnswerStep(
        String name, Answering answering, String column, Optional<Template> manner, Optional<String> instead)
        implements Generator {
    static TextAnswerStep plain(String name, Answering answering, String column) {
        return new TextAnswerStep(name, answering, column, Optional.empty(), Optional.empty());
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String how = manner.map(template -> template.render(Map.of())).orElse("");
        Ask ask = instead.isEmpty()
                ? answering.ask(sample, how)
                : answering.ask(sample, how, List.of(Message.user(sample.data().text(instead.get()))));
        return switch (answering.question().put(work, ask, Reading.text())) {
            case Reading.Found<String> found -> Outcome.passed(sample.with(column, found.value()));
            case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(column));
    }
}
