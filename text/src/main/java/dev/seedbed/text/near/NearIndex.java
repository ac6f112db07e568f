package dev.seedbed.text.near;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Says of each row whether it is a near duplicate of one that stays: whether the exact Jaccard similarity of
/// their sets of word shingles reaches a threshold.
///
/// ```java
/// try (NearIndex index = NearIndex.temporary(NearSettings.defaults(), CommonShingles.none())) {
///     index.admit(index.profile("How do I sort a list of numbers in Python, please?"), 0);       // Kept
///     index.admit(index.profile("How do I sort a list of numbers in Python, please?!"), 1);      // Near row 0
/// }
/// ```
///
/// **Verdicts.** Bands of a MinHash signature propose kept rows, lengths and a 128-bit sketch rule most of them
/// out, and what is left is compared by its whole set of shingles. So a row is only ever removed for a row that
/// stays and is that similar; the survivor is the most similar one that was found, the earliest of equals, and
/// one with an equal set before all others. A pair at the threshold is not proposed with a probability of at
/// most 0.5 % ([Bands]), and ruled out by its sketch with one below 0.001 %; a more similar one with less.
/// Texts without words are duplicates only if they are equal.
///
/// **Common shingles** ([CommonShingles]) count neither in the bands nor in the similarity. If a row has no
/// others, only an equal set is a duplicate. With [CommonShingles#asRowsCome] what is common changes as rows
/// come: verdicts go by what is common at that moment, but the bands of a kept row stay what they were, so that
/// a duplicate of a row that came before its template was known may be missed.
///
/// **Crowds.** Rows of one template that are not quite similar enough all stay, and are candidates of each
/// other: the work would grow with their square. So at most 2,000 rows of a band are looked at, and
/// the 1,000 with the nearest sketches compared; [#crowded] says how many rows met those bounds, for which a
/// duplicate may have been missed. Leaving out common shingles makes crowds go. Equal sets are always found.
///
/// **Order and threads.** [#profile] may be called by any thread and does not depend on others; a thread with
/// many texts uses a [Profiler] of its own. [#admit] and all else are for one thread at a time; the verdicts
/// follow from the texts, the settings and the order of the rows.
///
/// **Memory.** At a threshold of 0.8: 112 bytes of heap for each kept row ([KeptTables]), whatever its length;
/// 3 MB to begin with. The shingles, 8 bytes each, lie in a file that is mapped: a temporary one without a
/// name, which goes with the index, or one that stays, so that later rows are compared with earlier ones
/// ([#open]).
public final class NearIndex implements AutoCloseable {
    private static final String FILE = "kept.near";

    /// Bounds on the work for one row, half a millisecond at most.
    private static final int MOST_OF_A_CHAIN = 2_000;

    private static final int MOST_CANDIDATES = 1_000;

    private final NearSettings settings;
    private final CommonShingles common;
    private final Bands bands;
    private final int mostDifferent;
    private final KeptFile file;
    private final ConcurrentLinkedQueue<Profiler> profilers = new ConcurrentLinkedQueue<>();
    private final Comparison comparison;
    private final RowSet equal = new RowSet();
    private final RowSet similar = new RowSet();
    private final Minima minima;
    private final long[] keys;
    private KeptTables tables;
    private long crowded;

    private NearIndex(NearSettings settings, CommonShingles common, KeptFile file) {
        this.settings = settings;
        this.common = common;
        this.bands = settings.bands();
        this.mostDifferent = Sketch.mostDifferent(settings.threshold());
        this.file = file;
        this.comparison = new Comparison(settings, common, file);
        this.minima = new Minima(bands);
        this.keys = new long[bands.bands() + 1];
        this.tables = new KeptTables(bands.bands() + 1);
    }

    /// An index that goes when it is closed, or when nobody can reach it any more.
    public static NearIndex temporary(NearSettings settings, CommonShingles common) {
        return new NearIndex(settings, common, KeptFile.temporary(settings));
    }

    /// The index in a folder, with the rows that it kept before, or a new one there. What was not [#flush]ed
    /// when the process ended may be gone; the index is whole nevertheless. One that was damaged since is
    /// refused, and left as it is.
    ///
    /// @throws IllegalArgumentException if it was made with other settings, or is damaged
    /// @throws IllegalStateException if it is in use
    /// @throws UncheckedIOException if it cannot be read or written
    public static NearIndex open(Path folder, NearSettings settings, CommonShingles common) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the folder " + folder + " for the index of near duplicates cannot be made: " + KeptFile.words(e),
                    e);
        }
        return loaded(KeptFile.open(folder.resolve(FILE), settings), settings, common);
    }

    /// Looks at the beginning of the index in a folder.
    ///
    /// @throws IllegalArgumentException if it was made with other settings, or is damaged there
    /// @throws UncheckedIOException if it is not there, or cannot be read
    public static void mustFit(Path folder, NearSettings settings) {
        KeptFile.mustFit(folder.resolve(FILE), settings);
    }

    /// An index that goes when it is closed, and begins with the rows that the one in a folder keeps. That stays as it
    /// is, and may be open elsewhere; nobody may add to it meanwhile.
    ///
    /// @throws IllegalArgumentException if it was made with other settings, or is damaged
    /// @throws UncheckedIOException if it is not there, or cannot be read, or copied to a temporary file
    public static NearIndex startingWith(Path folder, NearSettings settings, CommonShingles common) {
        return loaded(KeptFile.copyOf(folder.resolve(FILE), settings), settings, common);
    }

    private static NearIndex loaded(KeptFile file, NearSettings settings, CommonShingles common) {
        try {
            NearIndex index = new NearIndex(settings, common, file);
            index.load(Long.MAX_VALUE);
            return index;
        } catch (RuntimeException | Error e) {
            file.abandon();
            throw e;
        }
    }

    /// The file of the index in a folder.
    public static Path fileIn(Path folder) {
        return folder.resolve(FILE);
    }

    /// Reads the first `most` kept rows of the file, and cuts off what stands behind them.
    private void load(long most) {
        tables = new KeptTables(bands.bands() + 1);
        long place = KeptFile.firstPlace();
        long next = tables.rows() < most ? file.next(place) : -1;
        while (next >= 0) {
            file.seek(place);
            enter(place);
            place = next;
            next = tables.rows() < most ? file.next(place) : -1;
        }
        if (tables.rows() < most) {
            file.mustEndAt(place, tables.rows());
        }
        file.endAt(place);
    }

    private void enter(long place) {
        int counted = file.counted();
        minima.clear(file.shingles());
        long sum = file.shingles();
        // What was common when the row was kept need not be what is common today, and bands must agree.
        boolean recounts = counted >= 0 && common instanceof CommonShingles.Counted;
        int signed = 0;
        for (int i = 0; i < file.shingles(); i++) {
            long shingle = file.shingle(i);
            sum += Mixing.mix(shingle);
            if (recounts ? !isCommon(shingle) : i < counted) {
                minima.add(shingle);
                signed++;
            }
        }
        counted = counted < 0 ? counted : signed;
        keys[0] = counted < 0 ? Profiler.wordless(file.shingle(0)) : Mixing.mix(sum);
        if (counted > 0) {
            minima.finish(keys);
        }
        addToTables(keys, counted, minima.sketchLow(), minima.sketchHigh(), file.shingles(), place);
    }

    private boolean isCommon(long shingle) {
        return common instanceof CommonShingles.Counted known && known.isCommon(shingle);
    }

    private void addToTables(long[] keys, int counted, long sketchLow, long sketchHigh, int shingles, long place) {
        tables.add(keys, counted > 0 ? keys.length : 1, sketchLow, sketchHigh, shingles, place);
    }

    /// The profile of a text, made on the calling thread.
    public Profile profile(CharSequence text) {
        Profiler free = profilers.poll();
        Profiler profiler = free == null ? new Profiler(settings, common) : free;
        Profile profile = profiler.profile(text);
        profilers.add(profiler);
        return profile;
    }

    /// Something to make profiles with, for one thread.
    public Profiler profiler() {
        return new Profiler(settings, common);
    }

    /// What becomes of the next row, which has no id.
    public NearVerdict admit(Profile profile, long row) {
        return admit(profile, row, "");
    }

    /// What becomes of the next row. If it is kept, it is remembered under its number and id.
    public NearVerdict admit(Profile profile, long row, String id) {
        comparison.begin(profile);
        long[] keys = profile.keys;
        long low = profile.sketchLow;
        long high = profile.sketchHigh;
        int counted = comparison.counted();
        if (profile.counted < 0) {
            keys = this.keys;
            keys[0] = profile.fingerprint();
            if (counted > 0) {
                comparison.addCounted(minima);
                minima.finish(keys);
                low = minima.sketchLow();
                high = minima.sketchHigh();
            }
        }
        compareWithKept(profile, keys, counted > 0 ? keys.length : 1, low, high);
        if (comparison.found()) {
            return comparison.near();
        }
        long place = file.append(row, id, profile, counted, comparison::isLeftOut);
        addToTables(keys, counted, low, high, profile.shingles.length, place);
        return new NearVerdict.Kept(counted, profile.shingles() - counted);
    }

    private void compareWithKept(Profile profile, long[] keys, int used, long sketchLow, long sketchHigh) {
        equal.clear();
        similar.clear();
        boolean all = tables.find(keys, used, sketchLow, sketchHigh, mostDifferent, MOST_OF_A_CHAIN, equal, similar);
        equal.sort();
        for (int i = 0; i < equal.count(); i++) {
            if (tables.shingles(equal.row(i)) == profile.shingles.length) {
                comparison.compareWhole(tables.place(equal.row(i)));
                if (comparison.found()) {
                    return;
                }
            }
        }
        if (similar.count() > MOST_CANDIDATES) {
            all = false;
            similar.keepNearest(MOST_CANDIDATES);
        }
        crowded += all ? 0 : 1;
        similar.sort();
        for (int i = 0; i < similar.count(); i++) {
            if (comparison.mayReach(tables.shingles(similar.row(i)))) {
                comparison.compare(tables.place(similar.row(i)));
            }
        }
    }

    /// How many rows it keeps, those of earlier times included.
    public long size() {
        return tables.rows();
    }

    /// How many rows had more candidates than are looked at. If many had, the rows share a template, and common
    /// shingles should be left out.
    public long crowded() {
        return crowded;
    }

    /// Sees to it that the disk has all that was kept so far, if the index is one that stays.
    public void flush() {
        file.force();
    }

    /// Forgets all but the first `kept` rows that it keeps: what a checkpoint knew of.
    ///
    /// @throws IllegalArgumentException if it keeps fewer
    public void rollBackTo(long kept) {
        if (kept < 0 || kept > size()) {
            throw new IllegalArgumentException("the index of near duplicates keeps " + size()
                    + " rows and cannot go back to " + kept + "; was it changed since the checkpoint?");
        }
        if (kept < size()) {
            file.endAt(tables.place(Math.toIntExact(kept)));
            file.remap();
            load(kept);
        }
    }

    /// What it holds on the heap for the rows it keeps, in bytes.
    public long bytes() {
        return tables.bytes();
    }

    /// Writes what is not written yet. An index that stays can be opened again, a temporary one is gone.
    @Override
    public void close() {
        file.close();
    }
}
