package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;

/// Embeds the instruction, and the seeds with it: they are looked up rather than paid for again.
record MeaningStep(String name, Model embedder, TaskPool pool) implements Generator {
    static final String VECTOR = "recipe_vector";
    static final String NEAREST_SEED = "recipe_nearest_seed";
    static final String SEED_SIMILARITY = "recipe_seed_similarity";

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<String> texts = new ArrayList<>(List.of(sample.data().text(Tasks.INSTRUCTION)));
        texts.addAll(pool.instructions());
        List<float[]> vectors = work.embed(embedder, texts);
        float[] own = vectors.getFirst();
        int nearest = 1;
        for (int i = 2; i < vectors.size(); i++) {
            nearest = cosine(own, vectors.get(i)) > cosine(own, vectors.get(nearest)) ? i : nearest;
        }
        return Outcome.passed(sample.with(VECTOR, asList(own))
                .with(NEAREST_SEED, texts.get(nearest))
                .with(SEED_SIMILARITY, cosine(own, vectors.get(nearest))));
    }

    /// Of vectors of length 1.
    static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    private static List<Float> asList(float[] vector) {
        List<Float> list = new ArrayList<>(vector.length);
        for (float each : vector) {
            list.add(each);
        }
        return list;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(VECTOR, NEAREST_SEED, SEED_SIMILARITY));
    }
}
