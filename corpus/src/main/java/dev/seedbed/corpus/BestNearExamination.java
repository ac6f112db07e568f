package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.Profiler;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Removes near duplicates so that of several the best by a score stays: the rows are admitted in the order of
/// (score, row), which takes a way through all of them before the first is written. Rows without a score come
/// last.
///
/// Texts and verdicts wait in a temporary file; a row takes 40 bytes of memory beside what the index keeps.
final class BestNearExamination extends UsedOnce<Boolean> {
    private final Scored scored;
    private final KeptIndex index;
    private int next;

    private BestNearExamination(Scored scored, KeptIndex index) {
        this.scored = scored;
        this.index = index;
    }

    static BestNearExamination of(NearOptions options, CommonShingles common, Supplier<Corpus> rows)
            throws InterruptedException {
        KeptIndex index = new KeptIndex(options, common);
        Scored scored = new Scored(options, index);
        Corpus corpus = rows.get().noting(List.of(options.score().orElseThrow()));
        options.id().ifPresent(corpus::identifiedBy);
        BestNearExamination examination = new BestNearExamination(scored, index);
        try {
            corpus.examine(scored);
            scored.mustHaveScores();
            index.begin(Optional.empty());
            scored.decideAll(new Profiler(options.settings(), common));
            return examination;
        } catch (RuntimeException | InterruptedException e) {
            examination.close();
            throw e;
        }
    }

    @Override
    public Boolean look(Row row) {
        return true;
    }

    @Override
    public Fate decide(Boolean looked, Row row) {
        if (next >= scored.count || scored.places[next] != row.place()) {
            throw changed(row.toString());
        }
        return scored.fate(next++);
    }

    private static SeedbedException changed(String where) {
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                where + ": the input has changed since the first way through it, so that its rows are no longer those"
                        + " that were decided about. Give the same command again when nobody writes to it.");
    }

    /// The verdicts follow from the rows of earlier runs, too.
    @Override
    public String settings() {
        return "near " + index.settings() + " " + index.earlier();
    }

    @Override
    public long save(Path folder) {
        return next;
    }

    @Override
    public void restore(Path folder, long mark) {
        next = Math.toIntExact(mark);
    }

    @Override
    public void ending(Optional<Path> waiting) {
        if (next < scored.count) {
            throw changed(scored.rest(next));
        }
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
        scored.texts.close();
        index.close();
    }

    /// The first way through the rows: remembers their scores, and where their texts lie.
    private static final class Scored implements Examination<Boolean> {
        private final NearOptions options;
        private final KeptIndex index;
        private final TextStore texts = new TextStore();
        private @Nullable InputList files;
        private double[] scores = new double[16];
        private long[] places = new long[16];

        /// Where the text of a row lies, and then what is evidence against it, or -1.
        private long[] stored = new long[16];

        private int count;
        private boolean hasScores;

        Scored(NearOptions options, KeptIndex index) {
            this.options = options;
            this.index = index;
        }

        @Override
        public Boolean look(Row row) {
            return true;
        }

        @Override
        public Fate decide(Boolean looked, Row row) {
            if (count == scores.length) {
                int more = count + count / 2;
                scores = Arrays.copyOf(scores, more);
                places = Arrays.copyOf(places, more);
                stored = Arrays.copyOf(stored, more);
            }
            Object score = row.value(options.score().orElseThrow());
            hasScores |= score instanceof Number;
            scores[count] = score instanceof Number number ? number.doubleValue() : Double.NEGATIVE_INFINITY;
            places[count] = row.place();
            stored[count++] = texts.append(index.name(row));
            texts.append(row.text());
            files = row.files();
            return Fate.Kept.AS_IT_IS;
        }

        void mustHaveScores() {
            if (count > 0 && !hasScores) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "No row has a number in the column '" + options.score().orElseThrow()
                                + "', so nothing says which is best. Name the column with the score.");
            }
        }

        void decideAll(Profiler profiler) {
            InputList known = files;
            if (known == null) {
                return;
            }
            for (int row : bestFirst()) {
                String name = texts.read(stored[row]);
                String text = texts.readAfter(stored[row]);
                stored[row] = index.removal(index.admit(profiler.profile(text), places[row], name), name, known, text)
                        .map(removed -> texts.append(removed.evidence().toString()))
                        .orElse(-1L);
            }
        }

        /// The first row that did not come again.
        String rest(int row) {
            Place place = Objects.requireNonNull(files).place(places[row]);
            return place.file() + ":" + place.line();
        }

        Fate fate(int row) {
            return stored[row] < 0
                    ? Fate.Kept.AS_IT_IS
                    : new Fate.Removed(KeptIndex.NEAR_DUPLICATE, evidence(stored[row]));
        }

        private Data evidence(long place) {
            return Json.parseObject(texts.read(place));
        }

        /// The rows by falling score, equals in their order: a merge sort from below (Knuth, TAOCP volume 3,
        /// section 5.2.4), as sorting objects would take five times the memory.
        private int[] bestFirst() {
            int[] from = new int[count];
            int[] to = new int[count];
            Arrays.setAll(from, i -> i);
            for (long width = 1; width < count; width *= 2) {
                for (long left = 0; left < count; left += 2 * width) {
                    merge(from, to, (int) left, (int) Math.min(count, left + width), (int)
                            Math.min(count, left + 2 * width));
                }
                int[] swapped = from;
                from = to;
                to = swapped;
            }
            return from;
        }

        private void merge(int[] from, int[] to, int left, int middle, int right) {
            int first = left;
            int second = middle;
            for (int i = left; i < right; i++) {
                boolean takeFirst = second == right || (first < middle && scores[from[first]] >= scores[from[second]]);
                to[i] = takeFirst ? from[first++] : from[second++];
            }
        }
    }
}
