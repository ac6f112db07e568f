package dev.seedbed.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One candidate row: who it is, what it holds, whom it comes from, and the scores it was given.
///
/// ```java
/// Sample sample = Sample.root("load", Data.of("question", "Why?"));
/// Sample answered = sample.with("answer", "Because.");   // same id, new version
/// List<Sample> drafts = sample.children("generate", List.of(Data.of("draft", "a"), Data.of("draft", "b")));
/// ```
///
/// Immutable. A step that changes a sample passes on a new version with the same id; one that makes several of
/// it, or makes something else of it, passes on children.
///
/// @param id derived from the lineage
/// @param data the columns
/// @param parents the samples it was made of, nearest first
/// @param scores by name, in the order they were given
public record Sample(SampleId id, Data data, List<SampleId> parents, Map<String, Double> scores) {
    public Sample {
        parents = List.copyOf(parents);
        scores = scores.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    }

    /// A sample without parents, told apart from its step's others by its content.
    public static Sample root(String step, Data data) {
        return new Sample(SampleId.root(step, Json.canonical(data.asMap())), data, List.of(), Map.of());
    }

    /// A sample without parents, told apart from its step's others by the number of its draw.
    public static Sample draw(String step, long n, Data data) {
        return new Sample(SampleId.root(step, "draw " + n), data, List.of(), Map.of());
    }

    /// This with a column set.
    public Sample with(String column, @Nullable Object value) {
        return new Sample(id, data.with(column, value), parents, scores);
    }

    /// This with other columns altogether.
    public Sample with(Data newData) {
        return new Sample(id, newData, parents, scores);
    }

    /// This with a score set.
    public Sample withScore(String name, double score) {
        Map<String, Double> more = new LinkedHashMap<>(scores);
        more.put(name, score);
        return new Sample(id, data, parents, more);
    }

    /// The child number `n` (from 0) that a step makes of this, with all columns given anew and the scores
    /// kept.
    public Sample child(String step, int n, Data childData) {
        return new Sample(id.child(step, n), childData, List.of(id), scores);
    }

    /// Children 0, 1, 2... that a step makes of this.
    public List<Sample> children(String step, List<Data> childData) {
        List<Sample> children = new ArrayList<>(childData.size());
        for (Data each : childData) {
            children.add(child(step, children.size(), each));
        }
        return children;
    }
}
