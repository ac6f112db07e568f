package dev.seedbed.curate.duplicates;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.text.CloseVectors;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.NearestVectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Rejects samples whose vector points nearly where that of an earlier one does that passed.
///
/// ```java
/// Collector collector = new SemanticDuplicates("semantic-duplicates", "embedding", Optional.of("question"), 0.9);
/// ```
///
/// The first in candidate order stays. A sample is compared with all that passed, exactly ([CloseVectors], which
/// also says what that takes), and rejected for the one that is closest. A sample whose vector is absent or null
/// says nothing, and passes; one whose vector is none, or has another length than the first one's, fails. In memory
/// are 4 bytes for each number of a vector that passed, its id, and 200 characters of its text.
public final class SemanticDuplicates implements Collector {
    /// The reason of every rejection.
    public static final String SEMANTIC_DUPLICATE = "semantic-duplicate";

    static final String DUPLICATE_OF = "semantic_duplicate_of";
    static final String COSINE = "semantic_cosine";

    private final String name;
    private final Looks looks;
    private final List<SampleId> ids = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int dimensions;
    private @Nullable CloseVectors passed;

    /// What is looked at, and what becomes of it.
    ///
    /// @param vector the column with the vectors
    /// @param text the column that the evidence shows
    /// @param threshold the least cosine of a duplicate
    /// @param annotate whether the verdict goes into columns, and nothing is rejected
    /// @param takenOff whether the vectors leave the samples
    record Looks(String vector, Optional<String> text, double threshold, boolean annotate, boolean takenOff) {}

    /// @param vector the column with the vectors: lists of numbers
    /// @param text the column with what they mean, for the evidence
    /// @param threshold the least cosine of a duplicate, above 0 and at most 1
    public SemanticDuplicates(String name, String vector, Optional<String> text, double threshold) {
        this(name, new Looks(vector, text, threshold, false, false));
    }

    SemanticDuplicates(String name, Looks looks) {
        this.name = name;
        this.looks = looks;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        Columns rest = looks.takenOff() ? before.minus(List.of(looks.vector())) : before;
        return looks.annotate() ? rest.plus(List.of(DUPLICATE_OF, COSINE)) : rest;
    }

    @Override
    public Outcome admit(Sample sample) {
        Object value = sample.data().value(looks.vector());
        String text =
                Excerpt.of(looks.text().flatMap(sample.data()::textIfPresent).orElse(""), NearEvidence.LONGEST_SHOWN);
        Optional<NearestVectors.Neighbour> close = value == null ? Optional.empty() : compare(sample, value, text);
        if (close.isPresent() && !looks.annotate()) {
            return Outcome.rejected(rejection(close.get(), text));
        }
        Sample left = looks.takenOff() ? sample.with(sample.data().without(looks.vector())) : sample;
        return Outcome.passed(looks.annotate() ? annotated(left, close) : left);
    }

    /// The one that passed and is close; if there is none, this one passes.
    private Optional<NearestVectors.Neighbour> compare(Sample sample, Object value, String text) {
        float[] vector = vector(value);
        CloseVectors earlier = passed;
        if (earlier == null) {
            dimensions = vector.length;
            earlier = new CloseVectors(dimensions, looks.threshold());
            passed = earlier;
        }
        Optional<NearestVectors.Neighbour> close = earlier.closest(vector);
        if (close.isEmpty()) {
            earlier.add(vector);
            ids.add(sample.id());
            texts.add(text);
        }
        return close;
    }

    private float[] vector(Object value) {
        List<?> numbers = value instanceof List<?> list ? list : List.of();
        float[] vector = new float[numbers.size()];
        boolean fine = vector.length > 0;
        for (int i = 0; i < vector.length; i++) {
            vector[i] = numbers.get(i) instanceof Number number ? number.floatValue() : Float.NaN;
            fine = fine && Float.isFinite(vector[i]);
        }
        if (!fine) {
            throw new TemplateException(
                    "column '" + looks.vector() + "' holds " + Excerpt.of(Json.write(value), NearEvidence.LONGEST_SHOWN)
                            + ", but must hold a vector: a list of numbers, as the step `embed` makes them",
                    null);
        }
        if (passed != null && vector.length != dimensions) {
            throw new TemplateException(
                    "column '" + looks.vector() + "' holds a vector of " + vector.length
                            + " numbers, but the first one had " + dimensions
                            + "; only vectors of the same model can be compared",
                    null);
        }
        return vector;
    }

    private Sample annotated(Sample sample, Optional<NearestVectors.Neighbour> close) {
        return sample.with(DUPLICATE_OF, close.map(this::id).orElse(null))
                .with(COSINE, close.map(NearestVectors.Neighbour::similarity).orElse(null));
    }

    private String id(NearestVectors.Neighbour close) {
        return ids.get(close.index()).toString();
    }

    private Rejection rejection(NearestVectors.Neighbour close, String text) {
        String what = looks.text().orElse(looks.vector());
        Data evidence = Data.of("column", what)
                .with(DUPLICATE_OF, id(close))
                .with("cosine", close.similarity())
                .with("threshold", looks.threshold());
        if (looks.text().isPresent()) {
            evidence = evidence.with("text", text).with("text_that_stays", texts.get(close.index()));
        }
        String explanation = String.format(
                Locale.ROOT,
                "%s has a cosine of %.4f with the sample %s, which stays, and only what is below %s may stay beside it",
                what,
                close.similarity(),
                id(close),
                looks.threshold());
        return new Rejection(SEMANTIC_DUPLICATE, explanation, evidence);
    }
}
