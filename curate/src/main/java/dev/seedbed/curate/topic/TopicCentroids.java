package dev.seedbed.curate.topic;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.step.UnansweredException;
import dev.seedbed.api.step.Work;
import dev.seedbed.text.Cosine;
import dev.seedbed.text.Excerpt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Topics as the centres of what examples of them mean.
///
/// ```java
/// Map<String, List<String>> examples = Map.of("physics", List.of("Why do ships float?"));
/// TopicCentroids topics = new TopicCentroids("topics", embedder, examples);
/// topics.similarities("How does a lever work?", work); // {physics=0.41}
/// ```
///
/// A topic's centre is the mean of its examples' vectors, each of length 1. The examples are embedded when the
/// first text comes, through its [Work], and others wait for it. If one of them gets no vector, no text can be
/// compared: the run is stopped. Any number of threads.
final class TopicCentroids {
    private static final int LONGEST_SHOWN = 80;

    private final String step;
    private final Model model;
    private final Map<String, List<String>> examples;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Map<String, float[]> centres;

    /// @param step whose topics they are, to say so in errors
    TopicCentroids(String step, Model model, Map<String, List<String>> examples) {
        this.step = step;
        this.model = model;
        this.examples = examples;
    }

    /// The cosine of a text with each topic's centre, in the topics' order and to four digits.
    Map<String, Double> similarities(String text, Work work) throws InterruptedException {
        Map<String, float[]> made = centres(work);
        float[] vector = work.embed(model, List.of(text)).getFirst();
        Map<String, Double> similarities = new LinkedHashMap<>();
        made.forEach((topic, centre) ->
                similarities.put(topic, Math.round(Cosine.product(vector, centre) * 1e4) / 1e4));
        return similarities;
    }

    private Map<String, float[]> centres(Work work) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            Map<String, float[]> made = centres;
            if (made == null) {
                made = embedded(work);
                centres = made;
            }
            return made;
        } finally {
            lock.unlock();
        }
    }

    /// All at once, so that they travel together.
    private Map<String, float[]> embedded(Work work) throws InterruptedException {
        List<String> all = new ArrayList<>();
        examples.values().forEach(all::addAll);
        List<float[]> vectors;
        try {
            vectors = work.embed(model, all);
        } catch (UnansweredException refused) {
            throw withoutVector(work, refused);
        }
        Map<String, float[]> made = new LinkedHashMap<>();
        int from = 0;
        for (Map.Entry<String, List<String>> topic : examples.entrySet()) {
            int to = from + topic.getValue().size();
            made.put(topic.getKey(), mean(vectors.subList(from, to)));
            from = to;
        }
        return made;
    }

    /// Says which example it is. Those that were answered are known by now, so nothing is paid for twice.
    private RuntimeException withoutVector(Work work, UnansweredException refused) throws InterruptedException {
        for (Map.Entry<String, List<String>> topic : examples.entrySet()) {
            for (String example : topic.getValue()) {
                try {
                    work.embed(model, List.of(example));
                } catch (UnansweredException again) {
                    return new SeedbedException(
                            ErrorKind.UNUSABLE,
                            "step '" + step + "' cannot compare any row: its example of '" + topic.getKey() + "', '"
                                    + Excerpt.of(example, LONGEST_SHOWN) + "', got no vector, as " + again.getMessage()
                                    + "; take it out or say it otherwise, or mend the cause and give `--retry-failed`",
                            again);
                }
            }
        }
        return refused;
    }

    private static float[] mean(List<float[]> vectors) {
        float[] sum = new float[vectors.getFirst().length];
        for (float[] vector : vectors) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] += vector[i];
            }
        }
        return EmbeddingReply.ofLengthOne(sum);
    }
}
