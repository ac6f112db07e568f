package dev.seedbed.recipes.orca;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Has the teacher answer under a system message of the row's collection.
///
/// @param collection of rows whose column does not name one
/// @param choice says which rows have multiple choice questions; [MultipleChoice] if empty
/// @param generic the message that stands in the row for the one that was used, if that is erased
record ExplainStep(
        String name,
        Question teacher,
        SystemMessages messages,
        String collection,
        Optional<String> collectionColumn,
        Optional<Expression> choice,
        Optional<String> generic)
        implements Generator {
    static final String SYSTEM = "system";
    static final String MESSAGE_ID = "system_message_id";
    static final String ERASED = "erased_system_prompt";
    private static final String INSTRUCTION = "instruction";
    private static final String INPUT = "input";
    private static final String ANSWER = "answer";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Data data = sample.data();
        String instruction = data.textIfPresent(INSTRUCTION).orElse("").strip();
        if (instruction.isEmpty()) {
            return Outcome.rejected(new Rejection("no-instruction", "the column `instruction` is empty", Data.empty()));
        }
        String asked = teacher.prompt()
                .render(Map.of(
                        INSTRUCTION,
                        instruction,
                        INPUT,
                        data.textIfPresent(INPUT).orElse("").strip()));
        boolean multipleChoice =
                choice.map(condition -> condition.test(sample)).orElseGet(() -> MultipleChoice.isOffered(asked));
        String from = collectionColumn.flatMap(data::textIfPresent).orElse(collection);
        Optional<String> id = messages.drawn(from, multipleChoice, work.random(0));
        if (id.isEmpty()) {
            return Outcome.rejected(new Rejection(
                    "unknown-collection",
                    "there are no system messages for the collection '" + from + "', but for "
                            + messages.pools().keySet() + ": name them in `pools`",
                    Data.of("collection", from)));
        }
        return answered(sample, work, id.get(), asked);
    }

    private Outcome answered(Sample sample, Work work, String id, String asked) throws InterruptedException {
        String system = messages.messages().getOrDefault(id, "");
        List<Message> turns = new ArrayList<>();
        if (!system.isEmpty()) {
            turns.add(Message.system(system));
        }
        turns.add(Message.user(asked));
        return switch (teacher.put(work, teacher.ask(sample, turns), Reading.text())) {
            case Reading.Unusable<String> unusable -> Outcome.rejected(unusable.rejection());
            case Reading.Found<String> found -> {
                Data row = sample.data()
                        .with(SYSTEM, generic.orElse(system))
                        .with(ANSWER, found.value())
                        .with(MESSAGE_ID, id);
                yield Outcome.passed(sample.with(generic.isPresent() ? row.with(ERASED, system) : row));
            }
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        Columns after = before.plus(List.of(INSTRUCTION, SYSTEM, ANSWER, MESSAGE_ID));
        return generic.isPresent() ? after.plus(List.of(ERASED)) : after;
    }
}
