package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts what both answers of a pair will answer into the column `prompt`: a text, or a conversation that ends with
/// the user. All later steps of a recipe read it from there, so that the two sides cannot have different prompts.
record PromptStep(String name, String column, Optional<String> input) implements Transformer {
    static final Parameter<String> PROMPT = Parameter.column(
                    "prompt",
                    "The column with what is asked: a text, or a conversation that ends with the user, as a list of"
                            + " objects with `role` and `content`.")
            .defaultsTo("instruction");
    static final Parameter<String> INPUT =
            Parameter.column("input", "A column that follows the prompt after an empty line, where it is filled.");

    static Step of(Building building) {
        return new PromptStep(
                building.name() + "/prompt",
                building.settings().get(PROMPT),
                building.settings().find(INPUT));
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        Object value = sample.data().value(column);
        if (value instanceof String text && !text.isBlank()) {
            String more =
                    input.flatMap(each -> sample.data().textIfPresent(each)).orElse("");
            return Outcome.passed(sample.with(Pair.PROMPT, more.isBlank() ? text : text + "\n\n" + more));
        }
        Optional<List<Message>> turns = Messages.ofColumn(value);
        if (turns.isEmpty()
                || turns.get().isEmpty()
                || turns.get().getLast().role() != Message.Role.USER
                || turns.get().getLast().content().isBlank()) {
            return Outcome.rejected(new Rejection(
                    "no-prompt",
                    "column '" + column + "' holds " + Json.kind(value)
                            + ", but must hold a text or a conversation that ends with the user",
                    Data.of(column, value)));
        }
        return Outcome.passed(sample.with(Pair.PROMPT, value));
    }

    /// The prompt as turns.
    static List<Message> turns(Sample sample) {
        @Nullable Object value = sample.data().value(Pair.PROMPT);
        return value instanceof String text
                ? List.of(Message.user(text))
                : Messages.ofColumn(value).orElseThrow();
    }

    /// The prompt as one text, for prompts that quote it: a single user's turn is shown bare.
    static String text(Sample sample) {
        List<Message> turns = turns(sample);
        if (turns.size() == 1) {
            return turns.getFirst().content();
        }
        StringBuilder text = new StringBuilder();
        for (Message turn : turns) {
            String role = turn.role().name();
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append(role.charAt(0))
                    .append(role.substring(1).toLowerCase(Locale.ROOT))
                    .append(": ")
                    .append(turn.content());
        }
        return text.toString();
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Pair.PROMPT));
    }
}
