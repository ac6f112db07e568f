package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import java.util.List;
import java.util.Map;

/// Asks for some tags of an instruction as one JSON object, whose fields become columns.
///
/// @param fields of the reply, in the order of the columns
record TagStep(String name, Question question, JsonReplies replies, List<String> fields, List<String> columns)
        implements Generator {
    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String instruction = sample.data().textIfPresent(Turns.instruction(1)).orElse("");
        return switch (replies.ask(work, question.ask(sample, Map.of("instruction", instruction)))) {
            case JsonReplies.Invalid invalid -> Outcome.rejected(invalid.rejection());
            case JsonReplies.Value given -> {
                Sample tagged = sample;
                for (int i = 0; i < fields.size(); i++) {
                    tagged = tagged.with(columns.get(i), given.object().value(fields.get(i)));
                }
                yield Outcome.passed(tagged);
            }
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(columns);
    }
}
