package dev.seedbed.benchmarks;

import dev.seedbed.text.contamination.Finder;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.contamination.TestItems;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearSettings;
import dev.seedbed.text.near.Profiler;
import dev.seedbed.text.near.Words;
import dev.seedbed.text.span.SpanIndex;
import dev.seedbed.text.span.SpanProfile;
import dev.seedbed.text.span.SpanSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/// Characters a second on one thread (`characters`), a thousand texts at a time. All characters are ASCII, so that
/// they are bytes, too.
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class KernelsBenchmark {
    private static final int ROWS = 1_000;
    private static final int ITEMS = 1_500;

    /// How long the texts are.
    @Param({"200", "2000"})
    public int characters;

    private final List<String> texts = new ArrayList<>();
    private final List<char[]> arrays = new ArrayList<>();
    private final List<SpanProfile> spans = new ArrayList<>();
    private final Words words = new Words();
    private final Profiler profiler = new Profiler(NearSettings.defaults(), CommonShingles.none());
    private Finder finder = TestItems.of(List.of()).finder();

    /// What is counted beside the operations.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Read {
        public long characters;

        /// Called by JMH.
        @Setup(Level.Iteration)
        public void begin() {
            characters = 0;
        }

        void add(List<String> texts) {
            for (String text : texts) {
                characters += text.length();
            }
        }
    }

    /// Called by JMH.
    @Setup
    public void makeTexts() {
        texts.addAll(Texts.of(5, ROWS, characters));
        texts.forEach(text -> arrays.add(text.toCharArray()));
        List<TestItem> items = new ArrayList<>();
        for (String text : Texts.of(6, ITEMS, 300)) {
            items.add(new TestItem("items", Integer.toString(items.size()), text));
        }
        finder = TestItems.of(items).finder();
        try (SpanIndex index = SpanIndex.temporary(SpanSettings.defaults(), true)) {
            texts.forEach(text -> spans.add(index.profile(text)));
        }
    }

    /// Words and their hashes.
    @Benchmark
    public void tokenise(Blackhole sink, Read read) {
        for (char[] text : arrays) {
            words.read(text, 0, text.length);
            sink.consume(words.count());
        }
        read.add(texts);
    }

    /// Words, distinct shingles of five, and their MinHash.
    @Benchmark
    public void shingleAndMinHash(Blackhole sink, Read read) {
        for (char[] text : arrays) {
            sink.consume(profiler.profile(text, 0, text.length));
        }
        read.add(texts);
    }

    /// The whole of near duplicates: profile, bands, comparison, keeping.
    @Benchmark
    public void nearIndexAdmit(Blackhole sink, Read read) {
        try (NearIndex index = NearIndex.temporary(NearSettings.defaults(), CommonShingles.none())) {
            int row = 0;
            for (char[] text : arrays) {
                sink.consume(index.admit(profiler.profile(text, 0, text.length), row++));
            }
        }
        read.add(texts);
    }

    /// Repeated spans of 50 words: search and keeping, the profiles made before.
    @Benchmark
    public void spanIndex(Blackhole sink, Read read) {
        try (SpanIndex index = SpanIndex.temporary(SpanSettings.defaults(), true)) {
            int row = 0;
            for (SpanProfile profile : spans) {
                sink.consume(index.repeats(profile));
                index.keep(profile, row++, "");
            }
        }
        read.add(texts);
    }

    /// Test items: 1,500 of 300 characters, of which no text holds one.
    @Benchmark
    public void contaminationFinder(Blackhole sink, Read read) {
        for (char[] text : arrays) {
            sink.consume(finder.find(text, 0, text.length));
        }
        read.add(texts);
    }
}
