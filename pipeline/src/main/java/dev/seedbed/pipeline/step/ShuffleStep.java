package dev.seedbed.pipeline.step;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.WaitingSamples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// `shuffle`: all samples in an order that follows from the seed and their ids. So two samples stand in the
/// same order whatever others there are. One thread at a time.
final class ShuffleStep implements Barrier {
    private static final int IN_MEMORY = 10_000;

    static final StepType TYPE = StepType.named(
                    "shuffle",
                    StepKind.COLLECTOR,
                    "Puts all samples in a random order, which follows from the seed and each sample's id.")
            .details("""
                    It waits for all samples, so what comes before it must end by itself. The order depends neither on the order
                    they come in nor on which others there are. Beyond the first 10,000, samples wait in a temporary file; each takes
                    about 90 bytes of memory.
                    """)
            .example("- shuffle")
            .builtBy(building -> new ShuffleStep(building.name(), building.seed(), IN_MEMORY));

    private final String name;
    private final long seed;
    private final WaitingSamples samples;
    private final List<Entry> entries = new ArrayList<>();

    private record Entry(long order, SampleId id, long place) {}

    /// @param inMemory how many samples wait in memory
    ShuffleStep(String name, long seed, int inMemory) {
        this.name = name;
        this.seed = seed;
        this.samples = new WaitingSamples(inMemory);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void collect(Sample sample) {
        long order = Draw.of(seed, sample.id(), name, 0, 0).value();
        entries.add(new Entry(order, sample.id(), samples.put(sample)));
    }

    @Override
    public Iterator<Released> release() {
        entries.sort(Comparator.comparingLong(Entry::order).thenComparing(Entry::id));
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
                Sample sample = samples.get(entries.get(next++).place());
                return new Released(sample, Outcome.passed(sample));
            }
        };
    }
}
