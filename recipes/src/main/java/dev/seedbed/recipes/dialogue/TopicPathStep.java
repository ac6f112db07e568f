package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Takes the topics of a conversation from a column, or makes a path of the one topic there.
record TopicPathStep(String name, String column, Question question, int length) implements Generator {
    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Object value = sample.data().value(column);
        if (value instanceof String topic && !topic.isBlank()) {
            return made(sample, topic.strip(), work);
        }
        List<String> topics = value instanceof List<?> list ? distinct(list) : List.of();
        return topics.isEmpty()
                ? Outcome.rejected(new Rejection(
                        "no-topics", "there is no topic in the column " + column, Data.of("column", column)))
                : Outcome.passed(sample.with(TopicDialogue.PATH, topics));
    }

    private Outcome made(Sample sample, String topic, Work work) throws InterruptedException {
        var ask = question.ask(sample, Map.of("topic", topic, "count", length));
        return switch (question.put(work, ask, reply -> Listed.read(reply, length))) {
            // A path that was cut is a shorter one.
            case Reading.Found<Listed> found ->
                Outcome.passed(sample.with(TopicDialogue.PATH, found.value().items()));
            case Reading.Unusable<Listed> unusable -> Outcome.rejected(unusable.rejection());
        };
    }

    private static List<String> distinct(List<?> list) {
        Set<String> seen = new HashSet<>();
        return list.stream()
                .map(item -> String.valueOf(item).strip())
                .filter(text -> !text.isEmpty() && seen.add(text.toLowerCase(Locale.ROOT)))
                .toList();
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(TopicDialogue.PATH));
    }
}
