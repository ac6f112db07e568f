package dev.seedbed.curate.duplicates;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.WaitingSamples;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearSettings;
import dev.seedbed.text.near.NearVerdict;
import dev.seedbed.text.near.Profiler;
import dev.seedbed.text.near.ShingleCounts;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Rejects samples whose text is nearly that of one with a higher score: [NearDuplicates] with the samples in
/// the order of their scores, the highest first, then in candidate order. Those without a score come last. They
/// leave in candidate order.
///
/// Waits for all of them; beyond the first 10,000 they wait in a temporary file, and each takes about 60 bytes.
/// What is common is counted over all before the first verdict. One thread at a time.
final class BestOfNearDuplicates implements Barrier {
    private static final int IN_MEMORY = 10_000;

    private final String name;
    private final NearEvidence evidence;
    private final NearSettings settings;
    private final Optional<Double> common;
    private final Optional<Expression> score;
    private final KeptBefore before;
    private final ShingleCounts counts = new ShingleCounts();
    private final Profiler counting;
    private final WaitingSamples samples = new WaitingSamples(IN_MEMORY);
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(int row, double score, long place) {
        static final Comparator<Entry> BEST_FIRST =
                Comparator.comparingDouble(Entry::score).reversed().thenComparingInt(Entry::row);
    }

    /// @param common the share of rows above which a shingle does not count
    /// @param score what is best; empty if that is a problem of the pipeline, which then does not run
    /// @param before rows that stay whatever comes
    BestOfNearDuplicates(
            String name,
            NearEvidence evidence,
            NearSettings settings,
            Optional<Double> common,
            Optional<Expression> score,
            KeptBefore before) {
        this.before = before;
        this.name = name;
        this.evidence = evidence;
        this.settings = settings;
        this.common = common;
        this.score = score;
        this.counting = new Profiler(settings, CommonShingles.none());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return evidence.columnsAfter(before);
    }

    @Override
    public void collect(Sample sample) {
        if (common.isPresent()) {
            counts.add(counting.profile(evidence.text(sample)));
        }
        entries.add(new Entry(entries.size(), score(sample), samples.put(sample)));
    }

    private double score(Sample sample) {
        try {
            Object value = score.map(expression -> expression.evaluate(sample)).orElse(null);
            return value instanceof Number number ? number.doubleValue() : Double.NEGATIVE_INFINITY;
        } catch (TemplateException e) {
            // It has no such score: an unscored row is not a bad one, but nothing speaks for it.
            return Double.NEGATIVE_INFINITY;
        }
    }

    @Override
    public Iterator<Released> release() {
        Map<Integer, NearVerdict> near = verdicts();
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                if (next == entries.size()) {
                    samples.close();
                }
                return next < entries.size();
            }

            @Override
            public Released next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                Entry entry = entries.get(next++);
                Sample sample = samples.get(entry.place());
                NearVerdict verdict = near.getOrDefault(entry.row(), new NearVerdict.Kept(0, 0));
                return new Released(sample, evidence.outcome(sample, evidence.text(sample), verdict));
            }
        };
    }

    /// Those of the rows that do not stay.
    private Map<Integer, NearVerdict> verdicts() {
        CommonShingles leftOut = CommonShingles.none();
        if (common.isPresent()) {
            leftOut = counts.common(common.get());
        }
        Map<Integer, NearVerdict> near = new HashMap<>();
        try (NearIndex index = before.index(settings, leftOut)) {
            for (Entry entry : entries.stream().sorted(Entry.BEST_FIRST).toList()) {
                Sample sample = samples.get(entry.place());
                NearVerdict verdict = index.admit(
                        index.profile(evidence.text(sample)),
                        entry.row(),
                        sample.id().toString());
                if (verdict instanceof NearVerdict.Near) {
                    near.put(entry.row(), verdict);
                }
            }
        } catch (UncheckedIOException e) {
            throw NearEvidence.unusable(e);
        }
        return near;
    }
}
