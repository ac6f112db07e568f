package dev.seedbed.recipes.taxonomy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.internal.JsonQuestion;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Sifting;
import dev.seedbed.text.Normalization;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Grows the tree of one topic and makes a child of each leaf that is drawn, and of each subtopic that was no good,
/// marked for [Sifting].
///
/// @param branching how many subtopics a topic has at most
/// @param leaves how many leaves are drawn at most
/// @param byBranch whether leaves are drawn by the branches above them
record TopicTreeStep(
        String name, JsonQuestion question, int depth, int branching, String guidance, int leaves, boolean byBranch)
        implements Generator {
    static final String TOPIC = "topic";
    static final String PATH = "topic_path";
    static final String DEPTH = "topic_depth";

    /// @param weight the probability to come here from the first topic if all branches of a fork are equally likely
    private record Topic(List<String> path, double weight) {
        Topic below(String subtopic, double share) {
            return new Topic(Stream.concat(path.stream(), Stream.of(subtopic)).toList(), weight * share);
        }

        Data columns() {
            return Data.of(TOPIC, path.getLast()).with(PATH, path).with(DEPTH, path.size() - 1);
        }
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String first = sample.data().textIfPresent(TOPIC).map(String::strip).orElse("");
        if (first.isEmpty()) {
            return Outcome.rejected(
                    new Rejection("no-topic", "column '" + TOPIC + "' holds no topic", Data.of("column", TOPIC)));
        }
        Growth growth = new Growth(sample, work);
        List<Topic> level = List.of(new Topic(List.of(first), 1));
        for (int i = 0; i < depth && !level.isEmpty(); i++) {
            level = growth.below(level);
        }
        List<Data> rows = new ArrayList<>();
        drawn(level, work.random(0)).forEach(leaf -> rows.add(sample.data().with(leaf.columns())));
        rows.addAll(growth.faults);
        return Outcome.became(sample.children(name, rows));
    }

    /// Without replacement, in the order of the tree: the leaves with the largest log(u) / weight, u drawn evenly
    /// (Efraimidis and Spirakis, Information Processing Letters 97, 2006).
    private List<Topic> drawn(List<Topic> all, RandomGenerator random) {
        if (leaves >= all.size()) {
            return all;
        }
        Map<Topic, Double> keys = new HashMap<>();
        for (Topic leaf : all) {
            keys.put(leaf, Math.log(1 - random.nextDouble()) / (byBranch ? leaf.weight() : 1));
        }
        Set<Topic> chosen = new HashSet<>(all.stream()
                .sorted(Comparator.comparingDouble((Topic leaf) -> keys.getOrDefault(leaf, 0.0))
                        .reversed())
                .limit(leaves)
                .toList());
        return all.stream().filter(chosen::contains).toList();
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(TOPIC, PATH, DEPTH));
    }

    private final class Growth {
        private final Sample sample;
        private final Work work;
        private final List<Data> faults = new ArrayList<>();
        private int asked;

        Growth(Sample sample, Work work) {
            this.sample = sample;
            this.work = work;
        }

        List<Topic> below(List<Topic> topics) throws InterruptedException {
            List<Ask> asks = new ArrayList<>();
            for (Topic topic : topics) {
                asks.add(question.question().ask(sample, values(topic)).number(asked++));
            }
            List<Reading<Data>> readings = question.putAll(work, asks);
            List<Topic> next = new ArrayList<>();
            for (int i = 0; i < topics.size(); i++) {
                next.addAll(subtopics(topics.get(i), readings.get(i)));
            }
            return next;
        }

        private Map<String, Object> values(Topic topic) {
            return Map.of("path", topic.path(), "count", (long) branching, "guidance", guidance);
        }

        private List<Topic> subtopics(Topic parent, Reading<Data> reading) {
            return switch (reading) {
                case Reading.Unusable<Data> unusable -> {
                    faults.add(Sifting.marked(sample.data().with(parent.columns()), unusable.rejection()));
                    yield List.of();
                }
                case Reading.Found<Data> found -> {
                    List<String> names = distinct(parent, found.value().value("subtopics"));
                    yield names.stream()
                            .map(subtopic -> parent.below(subtopic, 1.0 / names.size()))
                            .toList();
                }
            };
        }

        private List<String> distinct(Topic parent, @Nullable Object listed) {
            Set<String> known = new HashSet<>();
            Set<String> names = new LinkedHashSet<>();
            for (Object item : listed instanceof List<?> items ? items : List.of()) {
                String subtopic = String.valueOf(item).strip();
                if (known.contains(Normalization.STANDARD.apply(subtopic))) {
                    fault(parent, subtopic, "duplicate-subtopic", "a sibling has this name, but for case");
                } else if (names.size() == branching) {
                    fault(parent, subtopic, "too-many-subtopics", "the topic has " + branching + " subtopics already");
                } else {
                    known.add(Normalization.STANDARD.apply(subtopic));
                    names.add(subtopic);
                }
            }
            return List.copyOf(names);
        }

        private void fault(Topic parent, String subtopic, String reason, String explanation) {
            Data row = sample.data().with(parent.below(subtopic, 1).columns());
            faults.add(Sifting.marked(row, new Rejection(reason, explanation, Data.of("subtopic", subtopic))));
        }
    }
}
