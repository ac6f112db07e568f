package dev.seedbed.curate.contamination;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.contamination.Overlap.Limits;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Rejects samples that have too much word for word from reference texts.
///
/// ```java
/// Gate gate = new VerbatimOverlapGate("verbatim-overlap", List.of("answer"), texts, new Limits(50, 0.5));
/// ```
///
/// Each column is looked at by itself; of a list of messages, their contents are the text. The rejection is about the
/// first column that has too much. A column that is absent or null has nothing.
///
/// Any number of threads; a verdict depends on the sample and the reference texts only.
public final class VerbatimOverlapGate implements Gate {
    /// The column with the verdict, if nothing is rejected.
    public static final String OVERLAP = "verbatim_overlap";

    private final String name;
    private final List<String> columns;
    private final Supplier<ReferenceTexts> source;
    private final Limits limits;
    private final boolean annotate;
    private @Nullable ReferenceTexts texts;

    public VerbatimOverlapGate(String name, List<String> columns, ReferenceTexts texts, Limits limits) {
        this(name, columns, () -> texts, limits, false);
    }

    /// @param source asked when the first sample comes
    VerbatimOverlapGate(
            String name, List<String> columns, Supplier<ReferenceTexts> source, Limits limits, boolean annotate) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.source = source;
        this.limits = limits;
        this.annotate = annotate;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return annotate ? before.plus(List.of(OVERLAP)) : before;
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        if (!annotate) {
            return Gate.super.apply(sample, work);
        }
        return Outcome.passed(sample.with(
                OVERLAP, find(sample).map(found -> evidence(found).asMap()).orElse(null)));
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        return find(sample)
                .map(found -> new Rejection(
                        Overlap.VERBATIM_OVERLAP,
                        found.column() + ": " + found.overlap().explanation(limits),
                        evidence(found)));
    }

    private record Found(String column, String text, Overlap overlap) {}

    private Optional<Found> find(Sample sample) {
        ReferenceTexts references = texts();
        for (String column : columns) {
            String text = RowText.of(sample.data().value(column));
            Overlap overlap = references.overlap(text);
            if (overlap.exceeds(limits)) {
                return Optional.of(new Found(column, text, overlap));
            }
        }
        return Optional.empty();
    }

    private static Data evidence(Found found) {
        return Data.of("column", found.column()).with(found.overlap().evidence(found.text()));
    }

    private synchronized ReferenceTexts texts() {
        ReferenceTexts read = texts;
        if (read == null) {
            read = source.get();
            texts = read;
        }
        return read;
    }
}
