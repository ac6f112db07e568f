package dev.seedbed.curate;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.curate.column.TextColumns;
import dev.seedbed.text.NoveltyIndex;
import dev.seedbed.text.RougeL;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Lets a sample pass only if its text is not too similar to any text that passed before it, nor to an initial
/// pool: the novelty filter of Self-Instruct (Wang et al., 2022, section 2.2).
///
/// ```java
/// NoveltyCollector novelty = new NoveltyCollector("self-instruct/novelty", "instruction", 0.7, seedInstructions);
/// Optional<LookBehind> lookBehind = Optional.of(new LookBehind(novelty, 8));   // in the step that asks the model
/// List<String> pool = novelty.acceptedUpTo(work.candidate() - 8);              // what that step may show it
/// ```
///
/// Similarity is ROUGE-L F ([RougeL]); a text at exactly the maximum passes. A sample that passes joins the
/// pool. A column that is absent or null counts as an empty text, which is similar to nothing.
///
/// The verdicts depend on the order of candidates only. [#acceptedUpTo] may be called from any thread; all else
/// is the engine's, as for every collector. The pool keeps each text and the bytes that [NoveltyIndex] states.
public final class NoveltyCollector implements Collector {
    /// The reason of every rejection.
    public static final String TOO_SIMILAR = "too-similar";

    /// The column with the nearest texts, if they are recorded.
    public static final String MOST_SIMILAR = "most_similar";

    /// The column with the mean similarity to the pool, if it is recorded.
    public static final String AVERAGE = "avg_similarity_score";

    private final String name;
    private final String column;
    private final double maximum;
    private final int neighbours;
    private final NoveltyIndex index = new NoveltyIndex();
    private final List<String> pool = new ArrayList<>();
    private final Supplier<Stream<String>> initialPool;
    private int initialSize = -1;
    private final List<SampleId> ids = new ArrayList<>();
    private final AcceptedTexts accepted = new AcceptedTexts();

    /// @param name the step's name
    /// @param column holds the text that is compared
    /// @param maximum the highest similarity that passes, from 0 to 1
    /// @param initialPool texts that none may be too similar to, in the order in which they win ties
    public NoveltyCollector(String name, String column, double maximum, List<String> initialPool) {
        this(name, column, maximum, initialPool, 0);
    }

    /// As above, and keeps a record of the nearest texts in the samples that pass: the column `most_similar`, a
    /// list of objects `text`, `score` with the nearest `neighbours` of the pool, best first, and the column
    /// `avg_similarity_score`, the mean over the whole pool, which takes a full comparison with much of it.
    ///
    /// @param neighbours how many; 0 for neither column
    public NoveltyCollector(String name, String column, double maximum, List<String> initialPool, int neighbours) {
        this(name, column, maximum, List.copyOf(initialPool)::stream, neighbours);
    }

    /// @param initialPool read when the first sample comes
    NoveltyCollector(String name, String column, double maximum, Supplier<Stream<String>> initialPool, int neighbours) {
        if (!(maximum >= 0 && maximum <= 1)) {
            throw new IllegalArgumentException("maximum is " + maximum + ", but must be from 0 to 1");
        }
        this.name = name;
        this.column = column;
        this.maximum = maximum;
        this.initialPool = initialPool;
        this.neighbours = neighbours;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return neighbours == 0 ? before : before.plus(List.of(MOST_SIMILAR, AVERAGE));
    }

    @Override
    public Outcome admit(Sample sample) {
        if (initialSize < 0) {
            enterInitialPool();
        }
        String text = TextColumns.text(sample, column);
        RougeL.Tokens tokens = RougeL.tokens(text);
        Optional<NoveltyIndex.Match> similar = index.moreSimilarThan(maximum, tokens, pool.size());
        if (similar.isPresent()) {
            return Outcome.rejected(rejection(similar.get()));
        }
        Sample passed = neighbours == 0 ? sample : recorded(sample, tokens);
        index.add(tokens);
        pool.add(text);
        ids.add(sample.id());
        accepted.add(text);
        return Outcome.passed(passed);
    }

    @Override
    public void settled(long candidate) {
        accepted.settled(candidate);
    }

    /// The texts of the samples that passed, of the candidates up to number `candidate`, in candidate order and
    /// without the initial pool. An unchanging view, which costs nothing to make; empty below 0.
    ///
    /// @throws IllegalStateException if that candidate is not settled yet, so that the
    ///     answer would depend on timing
    public List<String> acceptedUpTo(long candidate) {
        return accepted.upTo(candidate);
    }

    private void enterInitialPool() {
        try (Stream<String> texts = initialPool.get()) {
            texts.forEach(text -> {
                index.add(RougeL.tokens(text));
                pool.add(text);
            });
        }
        initialSize = pool.size();
    }

    private Rejection rejection(NoveltyIndex.Match similar) {
        Data evidence = Data.of("column", column)
                .with("similarity", similar.f())
                .with("maximum", maximum)
                .with("nearest", pool.get(similar.entry()));
        boolean initial = similar.entry() < initialSize;
        evidence = initial
                ? evidence.with("nearest_in_initial_pool", similar.entry())
                : evidence.with(
                        "nearest_id", ids.get(similar.entry() - initialSize).toString());
        String explanation = String.format(
                Locale.ROOT,
                "%s has ROUGE-L F %.4f with %s, and at most %s may pass",
                column,
                similar.f(),
                initial
                        ? "text " + (similar.entry() + 1) + " of the initial pool"
                        : "the earlier sample " + ids.get(similar.entry() - initialSize),
                maximum);
        return new Rejection(TOO_SIMILAR, explanation, evidence);
    }

    private Sample recorded(Sample sample, RougeL.Tokens tokens) {
        List<Map<String, Object>> nearest = new ArrayList<>();
        for (NoveltyIndex.Match match : index.mostSimilar(neighbours, tokens, pool.size())) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("text", pool.get(match.entry()));
            one.put("score", match.f());
            nearest.add(one);
        }
        return sample.with(MOST_SIMILAR, nearest).with(AVERAGE, index.meanSimilarity(tokens, pool.size()));
    }
}
