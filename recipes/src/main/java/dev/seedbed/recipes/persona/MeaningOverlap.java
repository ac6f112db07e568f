package dev.seedbed.recipes.persona;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
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

/// Rejects a text whose meaning is too close to that of one that passed before, by the cosine of the vectors that
/// [MeaningStep] put there, and takes the vectors off. Every text is compared with all that passed.
final class MeaningOverlap implements Collector {
    static final String REASON = "too-similar-meaning";

    private final String name;
    private final String column;
    private final double below;
    private final List<SampleId> ids = new ArrayList<>();
    private @Nullable NearestVectors passed;

    /// @param below the cosine that a text must stay below to pass
    MeaningOverlap(String name, String column, double below) {
        this.name = name;
        this.column = column;
        this.below = below;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.minus(MeaningStep.COLUMNS);
    }

    @Override
    public Outcome admit(Sample sample) {
        float[] vector = MeaningStep.vector(sample.data());
        NearestVectors earlier = passed == null ? new NearestVectors(vector.length) : passed;
        passed = earlier;
        List<NearestVectors.Neighbour> nearest = earlier.nearest(vector, 1);
        if (!nearest.isEmpty() && nearest.getFirst().similarity() >= below) {
            return Outcome.rejected(rejection(nearest.getFirst()));
        }
        earlier.add(vector);
        ids.add(sample.id());
        return Outcome.passed(sample.with(WithoutStep.without(sample.data(), MeaningStep.COLUMNS)));
    }

    private Rejection rejection(NearestVectors.Neighbour nearest) {
        String id = ids.get(nearest.index()).toString();
        return new Rejection(
                REASON,
                String.format(
                        Locale.ROOT,
                        "%s has a cosine of %.4f with the earlier sample %s, and must stay below %s",
                        column,
                        nearest.similarity(),
                        id,
                        below),
                Data.of("column", column)
                        .with("similarity", nearest.similarity())
                        .with("below", below)
                        .with("nearest_id", id));
    }
}
