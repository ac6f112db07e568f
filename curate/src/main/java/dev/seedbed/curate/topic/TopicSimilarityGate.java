package dev.seedbed.curate.topic;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Rejects samples whose texts mean what examples of a topic mean, or what none of the wanted topics' do.
///
/// A denied topic goes before an allowed one. A blank text is about nothing, and is not embedded.
record TopicSimilarityGate(String name, List<String> columns, TopicCentroids topics, Bounds bounds, boolean annotate)
        implements Gate {
    static final String COLUMN = "topic_similarity";

    /// @param allow of which a row must be like one
    /// @param allowFrom the least cosine that counts as like it
    /// @param deny of which it must be like none
    /// @param denyFrom the least cosine that counts as like it
    record Bounds(List<String> allow, double allowFrom, List<String> deny, double denyFrom) {}

    private record Closest(String topic, double similarity) {}

    @Override
    public Columns columnsAfter(Columns before) {
        return annotate ? before.plus(List.of(COLUMN)) : before;
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        if (annotate) {
            Map<String, Object> all = new LinkedHashMap<>();
            for (String column : columns) {
                all.put(column, similarities(sample, column, work));
            }
            return Outcome.passed(sample.with(COLUMN, columns.size() == 1 ? all.get(columns.getFirst()) : all));
        }
        Optional<Rejection> rejection = judge(sample, work);
        return rejection.isPresent() ? Outcome.rejected(rejection.get()) : Outcome.passed(sample);
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) throws InterruptedException {
        for (String column : columns) {
            Map<String, Double> found = similarities(sample, column, work);
            Optional<Rejection> rejection = denied(column, found).or(() -> other(column, found));
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return Optional.empty();
    }

    private Map<String, Double> similarities(Sample sample, String column, Work work) throws InterruptedException {
        String text = TextColumns.text(sample, column);
        return text.isBlank() ? Map.of() : topics.similarities(text, work);
    }

    private Optional<Rejection> denied(String column, Map<String, Double> found) {
        return closest(bounds.deny(), found)
                .filter(closest -> closest.similarity() >= bounds.denyFrom())
                .map(closest -> new Rejection(
                        "denied-topic",
                        column + " is like the examples of '" + closest.topic() + "': a cosine of "
                                + closest.similarity() + ", of " + bounds.denyFrom() + " at which it is denied",
                        evidence(column, closest, found).with("deny_from", bounds.denyFrom())));
    }

    private Optional<Rejection> other(String column, Map<String, Double> found) {
        if (bounds.allow().isEmpty()) {
            return Optional.empty();
        }
        Optional<Closest> closest = closest(bounds.allow(), found);
        if (closest.isEmpty()) {
            return Optional.of(new Rejection(
                    "other-topic",
                    column + " has no text, so it is about none of the topics",
                    Data.of("column", column)));
        }
        return closest.filter(each -> each.similarity() < bounds.allowFrom())
                .map(each -> new Rejection(
                        "other-topic",
                        column + " is not like the examples of any topic allowed: '" + each.topic()
                                + "' is the closest, with a cosine of " + each.similarity() + ", of "
                                + bounds.allowFrom() + " at least",
                        evidence(column, each, found).with("allow_from", bounds.allowFrom())));
    }

    /// The first of the closest, in the order of the names.
    private static Optional<Closest> closest(Collection<String> names, Map<String, Double> found) {
        Closest closest = null;
        for (String name : names) {
            Double similarity = found.get(name);
            if (similarity != null && (closest == null || similarity > closest.similarity())) {
                closest = new Closest(name, similarity);
            }
        }
        return Optional.ofNullable(closest);
    }

    private static Data evidence(String column, Closest closest, Map<String, Double> found) {
        return Data.of("column", column)
                .with("topic", closest.topic())
                .with("similarity", closest.similarity())
                .with("similarities", found);
    }
}
