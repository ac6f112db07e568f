package dev.seedbed.corpus;

import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearVerdict;
import dev.seedbed.text.near.Profile;
import dev.seedbed.text.near.Profiler;
import dev.seedbed.text.near.ShingleCounts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Removes rows whose text is nearly that of a row that stays: whose sets of word shingles have an exact Jaccard
/// similarity that reaches the threshold ([dev.seedbed.text.near.NearIndex] says how they are found).
///
/// ```java
/// Supplier<Corpus> corpus = () -> Corpus.of(List.of(file), List.of("text"));
/// CorpusReport report = corpus.get().keptTo(kept).removedTo(removed)
///         .examine(NearExamination.of(NearOptions.of(NearSettings.defaults()), corpus));
/// ```
///
/// The first row stays, or with a score the best; that, and leaving templates out, takes a first way through
/// the rows. It is used once. The reason is `near-duplicate`, the evidence the `survivor` (file, line, id),
/// `similarity`,
/// `threshold`, `contained` (the share of this row's shingles that the survivor has), `containing` (the other
/// way), `shingles` (how many were compared), `left_out`, and `shared`, the longest runs that both have.
public final class NearExamination extends UsedOnce<Profile> {
    /// The reason of every removal.
    public static final String NEAR_DUPLICATE = KeptIndex.NEAR_DUPLICATE;

    private final KeptIndex index;
    private final Workers<Profiler> profilers;

    private NearExamination(NearOptions options, CommonShingles common) {
        this.index = new KeptIndex(options, common);
        this.profilers = new Workers<>(() -> new Profiler(options.settings(), common));
    }

    /// The examination for these options, after the first way through the rows if they need one.
    ///
    /// @param rows makes the corpus that will be examined, without outputs; used only for such a first way
    public static Examination<?> of(NearOptions options, Supplier<Corpus> rows) throws InterruptedException {
        CommonShingles common = CommonShingles.none();
        if (options.common().isPresent()) {
            Counting counting = new Counting(options);
            rows.get().examine(counting);
            common = counting.counts.common(options.common().get());
        }
        return options.score().isEmpty()
                ? new NearExamination(options, common)
                : BestNearExamination.of(options, common, rows);
    }

    @Override
    public Profile look(Row row) {
        return profilers.look(row, NearExamination::profile);
    }

    private static Profile profile(Profiler profiler, Row row) {
        return profiler.profile(row.chars(), row.from(), row.to());
    }

    @Override
    public Fate decide(Profile profile, Row row) {
        String name = index.name(row);
        NearVerdict verdict = index.admit(profile, row.place(), name);
        if (verdict instanceof NearVerdict.Kept) {
            return Fate.Kept.AS_IT_IS;
        }
        return index.removal(verdict, name, row.files(), row.text())
                .<Fate>map(removed -> removed)
                .orElse(Fate.Kept.AS_IT_IS);
    }

    @Override
    public String settings() {
        return "near " + index.settings();
    }

    @Override
    public void begin(Path folder) {
        index.begin(Optional.of(folder));
    }

    @Override
    public long save(Path folder) throws IOException {
        return index.save(folder);
    }

    @Override
    public void restore(Path folder, long mark) throws IOException {
        index.restore(folder, mark);
    }

    @Override
    public List<String> files() {
        return KeptIndex.FILES;
    }

    @Override
    public void ending(Optional<Path> waiting) {
        index.ending(waiting);
    }

    @Override
    public List<String> notes(long rows) {
        return index.notes(rows);
    }

    @Override
    public void finish() {
        index.finish();
    }

    @Override
    public void close() {
        index.close();
    }

    /// Counts in how many rows each shingle stands.
    private static final class Counting implements Examination<Profile> {
        private final ShingleCounts counts = new ShingleCounts();
        private final Workers<Profiler> profilers;

        Counting(NearOptions options) {
            // Signs nothing, as that would depend on what is counted here.
            profilers = new Workers<>(() -> new Profiler(options.settings(), CommonShingles.asRowsCome(1)));
        }

        @Override
        public Profile look(Row row) {
            return profilers.look(row, NearExamination::profile);
        }

        @Override
        public Fate decide(Profile profile, Row row) {
            counts.add(profile);
            return Fate.Kept.AS_IT_IS;
        }
    }
}
