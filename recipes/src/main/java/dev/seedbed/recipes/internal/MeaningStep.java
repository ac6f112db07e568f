package dev.seedbed.recipes.internal;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.text.Cosine;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// Embeds a text for the collector behind it, which cannot ask models itself, and the texts with it that it must not
/// be like whatever comes: they are looked up rather than paid for again.
///
/// @param seeds the texts that it is held against here; empty if there are none
public record MeaningStep(String name, Model embedder, String column, Supplier<List<String>> seeds)
        implements Generator {
    public static final String VECTOR = "recipe_vector";
    public static final String NEAREST_SEED = "recipe_nearest_seed";
    public static final String SEED_SIMILARITY = "recipe_seed_similarity";

    /// What the collector takes off again.
    public static final List<String> COLUMNS = List.of(VECTOR, NEAREST_SEED, SEED_SIMILARITY);

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String text = sample.data().textIfPresent(column).orElse("");
        if (text.isBlank()) {
            return Outcome.rejected(new Rejection(
                    "no-text", "column '" + column + "' holds no text to embed", Data.of("column", column)));
        }
        List<String> texts = new ArrayList<>(List.of(text));
        texts.addAll(seeds.get());
        List<float[]> vectors = work.embed(embedder, texts);
        Data embedded = sample.data().with(VECTOR, asList(vectors.getFirst()));
        if (texts.size() == 1) {
            return Outcome.passed(sample.with(embedded));
        }
        int nearest = 1;
        for (int i = 2; i < vectors.size(); i++) {
            nearest = similarity(vectors, i) > similarity(vectors, nearest) ? i : nearest;
        }
        return Outcome.passed(sample.with(
                embedded.with(NEAREST_SEED, texts.get(nearest)).with(SEED_SIMILARITY, similarity(vectors, nearest))));
    }

    private static double similarity(List<float[]> vectors, int seed) {
        return Cosine.of(vectors.getFirst(), vectors.get(seed));
    }

    private static List<Float> asList(float[] vector) {
        List<Float> list = new ArrayList<>(vector.length);
        for (float each : vector) {
            list.add(each);
        }
        return list;
    }

    /// The vector of a sample.
    public static float[] vector(Data data) {
        List<?> numbers = data.value(VECTOR) instanceof List<?> list ? list : List.of();
        float[] vector = new float[numbers.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i) instanceof Number number ? number.floatValue() : 0;
        }
        return vector;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(COLUMNS);
    }
}
