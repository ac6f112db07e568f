package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Lets an instruction pass only if its vector is not too near to that of a seed, nor of one that passed before.
/// It keeps each vector, and compares with all of them.
final class MeaningPool implements Collector {
    private static final List<String> COLUMNS =
            List.of(MeaningStep.VECTOR, MeaningStep.NEAREST_SEED, MeaningStep.SEED_SIMILARITY);
    private final String name;
    private final double maximum;
    private final List<float[]> vectors = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();

    /// @param maximum the highest cosine that passes
    MeaningPool(String name, double maximum) {
        this.name = name;
        this.maximum = maximum;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome admit(Sample sample) {
        Data data = sample.data();
        float[] vector = vector(data);
        String nearest = data.text(MeaningStep.NEAREST_SEED);
        double similarity = data.value(MeaningStep.SEED_SIMILARITY) instanceof Number number ? number.doubleValue() : 0;
        for (int i = 0; i < vectors.size() && similarity <= maximum; i++) {
            double other = MeaningStep.cosine(vector, vectors.get(i));
            if (other > similarity) {
                similarity = other;
                nearest = texts.get(i);
            }
        }
        if (similarity > maximum) {
            return Outcome.rejected(tooSimilar(similarity, nearest));
        }
        vectors.add(vector);
        texts.add(data.text(Tasks.INSTRUCTION));
        Data plain = data;
        for (String column : COLUMNS) {
            plain = plain.without(column);
        }
        return Outcome.passed(sample.with(plain));
    }

    private static float[] vector(Data data) {
        List<?> values = data.value(MeaningStep.VECTOR) instanceof List<?> list ? list : List.of();
        float[] vector = new float[values.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = values.get(i) instanceof Number number ? number.floatValue() : 0;
        }
        return vector;
    }

    private Rejection tooSimilar(double similarity, String nearest) {
        return new Rejection(
                "too-similar",
                String.format(
                        Locale.ROOT,
                        "instruction has cosine %.4f with a seed or an earlier one, and at most %s may pass",
                        similarity,
                        maximum),
                Data.of("similarity", similarity).with("maximum", maximum).with("nearest", nearest));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(COLUMNS);
    }
}
