package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.internal.MeaningStep;
import dev.seedbed.recipes.internal.WithoutStep;
import dev.seedbed.text.NearestVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Lets an instruction pass only if its vector is not too near to that of a seed, nor of one that passed before.
/// It keeps each vector, and compares with all of them.
final class MeaningPool implements Collector {
    private final String name;
    private final double maximum;
    private @Nullable NearestVectors passed;
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
        float[] vector = MeaningStep.vector(data);
        String nearest = data.text(MeaningStep.NEAREST_SEED);
        double similarity = data.value(MeaningStep.SEED_SIMILARITY) instanceof Number number ? number.doubleValue() : 0;
        NearestVectors earlier = passed == null ? new NearestVectors(vector.length) : passed;
        passed = earlier;
        for (NearestVectors.Neighbour neighbour : earlier.nearest(vector, 1)) {
            if (neighbour.similarity() > similarity) {
                similarity = neighbour.similarity();
                nearest = texts.get(neighbour.index());
            }
        }
        if (similarity > maximum) {
            return Outcome.rejected(tooSimilar(similarity, nearest));
        }
        earlier.add(vector);
        texts.add(data.text(Tasks.INSTRUCTION));
        return Outcome.passed(sample.with(WithoutStep.without(data, MeaningStep.COLUMNS)));
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
        return before.minus(MeaningStep.COLUMNS);
    }
}
