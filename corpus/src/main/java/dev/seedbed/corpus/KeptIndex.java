package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.curate.duplicates.UnfinishedRun;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearVerdict;
import dev.seedbed.text.near.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A [NearIndex] that knows rows by their places and ids, says its evidence, and belongs to runs that may die.
///
/// An index that stays remembers in a file beside it how many rows it had before the run: until the run's
/// outputs are in their place, its rows do not count, and a run that begins anew cuts them off.
final class KeptIndex implements AutoCloseable {
    static final String NEAR_DUPLICATE = "near-duplicate";

    /// The files in the folder of a run that can be taken up again: the index itself, or whose run it is.
    static final List<String> FILES = List.of("kept.near", "index-run");

    private static final String RUN = FILES.getLast();
    private static final int LONGEST_SHOWN = 200;

    /// So many rows that met the bounds of the index are told of, if they are one in a hundred of all.
    private static final long FEWEST_CROWDED = 100;

    private static final long CROWDED_SHARE = 100;

    private final NearOptions options;
    private final CommonShingles common;
    private @Nullable NearIndex index;
    private @Nullable UnfinishedRun unfinished;

    KeptIndex(NearOptions options, CommonShingles common) {
        this.options = options;
        this.common = common;
    }

    /// Begins a run.
    ///
    /// @param work for an index that goes after the run but outlives its death; empty if it need not
    void begin(Optional<Path> work) {
        close();
        Optional<Path> folder = options.index();
        if (folder.isEmpty() && work.isEmpty()) {
            index = failing(() -> NearIndex.temporary(options.settings(), common));
            return;
        }
        NearIndex opened = open(folder.or(() -> work).orElseThrow());
        if (folder.isEmpty()) {
            rollBack(opened, 0);
            return;
        }
        UnfinishedRun.read(folder.get())
                .filter(died -> !died.isOver())
                .ifPresent(died -> rollBack(opened, died.size()));
        unfinished = new UnfinishedRun(opened.size(), ProcessHandle.current().pid() + "-" + System.nanoTime(), "");
        write(unfinished, folder.get());
    }

    /// Goes on with a run that kept so many rows, those of earlier runs included.
    ///
    /// @throws IOException if the index is no longer what it was when the run left it
    void restore(Path work, long size) throws IOException {
        NearIndex opened = options.index().isPresent() ? open(options.index().get()) : reopen(work);
        if (options.index().isPresent()) {
            Path folder = options.index().get();
            String run = Files.readString(work.resolve(RUN));
            unfinished = UnfinishedRun.read(folder)
                    .filter(left -> left.run().equals(run))
                    .orElseThrow(() -> new IOException("another run has used the index '" + folder + "' since"))
                    .waitingFor("");
            write(unfinished, folder);
        }
        try {
            opened.rollBackTo(size);
        } catch (IllegalArgumentException | UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /// What lies in the folder of the run itself is made anew if it is damaged.
    private NearIndex reopen(Path work) throws IOException {
        try {
            return open(work);
        } catch (SeedbedException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private NearIndex open(Path folder) {
        NearIndex opened = failing(() -> NearIndex.open(folder, options.settings(), common));
        index = opened;
        return opened;
    }

    private static void rollBack(NearIndex opened, long size) {
        failing(() -> {
            opened.rollBackTo(size);
            return size;
        });
    }

    /// Everything so far is in the index's file.
    long save() {
        NearIndex open = opened();
        return failing(() -> {
            open.flush();
            return open.size();
        });
    }

    /// The same, at a checkpoint in this folder.
    long save(Path work) throws IOException {
        if (unfinished != null) {
            Files.writeString(work.resolve(RUN), unfinished.run());
        }
        return save();
    }

    /// The rows of this run count once that file is gone.
    void ending(Optional<Path> waiting) {
        if (unfinished != null) {
            save();
            unfinished = unfinished.waitingFor(
                    waiting.map(file -> file.toAbsolutePath().toString()).orElse(""));
            write(unfinished, options.index().orElseThrow());
        }
    }

    /// The rows of this run count from now on.
    void finish() {
        if (unfinished != null) {
            forget(options.index().orElseThrow());
            unfinished = null;
        }
    }

    /// That many rows share a template, if many do.
    ///
    /// @param rows how many there were
    List<String> notes(long rows) {
        long crowded = index == null ? 0 : index.crowded();
        if (crowded < Math.max(FEWEST_CROWDED, rows / CROWDED_SHARE)) {
            return List.of();
        }
        String share = options.common().map(given -> "less than " + given).orElse("0.001");
        return List.of(String.format(
                Locale.ROOT,
                "%,d of %,d rows resemble more rows that stay than are compared, so that the run took long and"
                        + " duplicates may have been missed. They share a template: leave it out with --common %s",
                crowded,
                rows,
                share));
    }

    /// How many rows of earlier runs there are.
    long earlier() {
        return unfinished == null ? 0 : unfinished.size();
    }

    private NearIndex opened() {
        NearIndex open = index;
        if (open == null) {
            begin(Optional.empty());
            open = index;
        }
        if (open == null) {
            throw new IllegalStateException("the index is not open");
        }
        return open;
    }

    /// What becomes of the next row.
    ///
    /// @param id what evidence calls the row
    NearVerdict admit(Profile profile, long place, String id) {
        NearIndex open = opened();
        return failing(() -> open.admit(profile, place, id));
    }

    /// What evidence will call this row if it stays: nothing where its place says all. An index that stays
    /// must name files in words, as there are others in the next run.
    String name(Row row) {
        Optional<Object> id = options.id().map(row::value);
        if (options.index().isEmpty()) {
            return id.map(PlainValue::write).orElse("");
        }
        Data name = Data.of("file", row.file()).with("line", row.line());
        return id.map(value -> name.with("id", value)).orElse(name).toString();
    }

    /// What the verdict removes a row for, if it does.
    ///
    /// @param name of the row
    /// @param text of the row
    Optional<Fate.Removed> removal(NearVerdict verdict, String name, InputList files, String text) {
        return switch (verdict) {
            case NearVerdict.Kept _ -> Optional.empty();
            case NearVerdict.Near near when isItself(near, name) -> Optional.empty();
            case NearVerdict.Near near -> Optional.of(new Fate.Removed(NEAR_DUPLICATE, evidence(near, files, text)));
        };
    }

    /// Whether the index knows the row from an earlier run of the same command: what was kept then is kept again.
    private boolean isItself(NearVerdict.Near near, String name) {
        return options.index().isPresent() && near.id().equals(name) && near.contained() == 1 && near.containing() == 1;
    }

    private Data evidence(NearVerdict.Near near, InputList files, String text) {
        List<String> shared = new ArrayList<>();
        near.shared().forEach(span -> shared.add(Excerpt.of(span.of(text), LONGEST_SHOWN)));
        return Data.of("survivor", survivor(near, files))
                .with("similarity", near.jaccard())
                .with("threshold", options.settings().threshold())
                .with("contained", near.contained())
                .with("containing", near.containing())
                .with("shingles", near.shingles())
                .with("left_out", near.leftOut())
                .with("shared", shared);
    }

    private Data survivor(NearVerdict.Near near, InputList files) {
        if (options.index().isPresent()) {
            return Json.parseObject(near.id());
        }
        Place place = files.place(near.row());
        Data survivor = Data.of("file", place.file()).with("line", place.line());
        return near.id().isEmpty() ? survivor : survivor.with("id", Json.parse(near.id()));
    }

    private static void write(UnfinishedRun run, Path folder) {
        try {
            run.write(folder);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE, "the index '" + folder + "' cannot be written: " + RowOutput.words(e), e);
        }
    }

    private static void forget(Path folder) {
        try {
            UnfinishedRun.forget(folder);
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "what the index '" + folder + "' knows of this run cannot be deleted: " + RowOutput.words(e)
                            + ". Delete the file 'unfinished-run' there, or the next run may forget the rows of this"
                            + " one.",
                    e);
        }
    }

    /// An index that cannot be used is not a defect of ours.
    private static <T> T failing(Supplier<T> action) {
        try {
            return action.get();
        } catch (UncheckedIOException | IllegalStateException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, String.valueOf(e.getMessage()), e);
        } catch (IllegalArgumentException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, String.valueOf(e.getMessage()), e);
        }
    }

    String settings() {
        return options + " " + (common instanceof CommonShingles.Counted counted ? counted.limit() : 0);
    }

    @Override
    public void close() {
        UnfinishedRun left = unfinished;
        unfinished = null;
        if (index != null) {
            index.close();
            index = null;
        }
        // Outputs that did not get their names may be given up now, which is no sign that they got them.
        if (left != null && !left.waiting().isEmpty() && !left.isOver()) {
            write(left.waitingFor(""), options.index().orElseThrow());
        }
    }
}
