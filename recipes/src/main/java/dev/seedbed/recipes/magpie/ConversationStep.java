package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Adds the whole conversation as one column, `messages`, as trainers read it.
record ConversationStep(String name, int turns) implements Transformer {
    @Override
    public Outcome apply(Sample sample, Work work) {
        List<Map<String, String>> messages = new ArrayList<>();
        for (Message message : Turns.of(sample, turns)) {
            Map<String, String> fields = new LinkedHashMap<>();
            fields.put("role", message.role().name().toLowerCase(Locale.ROOT));
            fields.put("content", message.content());
            messages.add(fields);
        }
        return Outcome.passed(sample.with(Turns.MESSAGES, messages));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(Turns.MESSAGES));
    }
}
