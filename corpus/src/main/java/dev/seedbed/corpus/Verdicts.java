package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.corpus.Checkpoint.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Decides about rows in their order, counts, and writes. One thread.
final class Verdicts<L> implements AutoCloseable {
    /// An examination that waits for a model takes long for a block.
    private static final int ROWS_BETWEEN_NEWS = 256;

    private final Corpus corpus;
    private final Examination<L> examination;
    private final String signature;
    private Tally tally = new Tally();
    private boolean saved;
    private boolean finished;
    private final KeptRows kept;
    private final RemovedRows removed;
    private final Optional<Path> folder;
    private final long bytesTotal;
    private long bytesSinceCheckpoint;
    private @Nullable String firstRejected;

    /// Nobody else may write the outputs from now on.
    Verdicts(Corpus corpus, Examination<L> examination, String signature) {
        this.corpus = corpus;
        this.examination = examination;
        this.signature = signature;
        this.bytesTotal = corpus.inputs.bytes();
        this.folder = corpus.outputs().isEmpty() || corpus.keptStream != null
                ? Optional.empty()
                : Optional.of(Checkpoint.folder(corpus.outputs().getFirst()));
        this.kept = new KeptRows(corpus);
        try {
            this.removed = new RemovedRows(corpus);
        } catch (SeedbedException e) {
            kept.close();
            throw e;
        }
    }

    /// Takes up what an earlier process left, or begins anew.
    Optional<Checkpoint> begin() {
        Optional<Checkpoint> found = folder.flatMap(this::left);
        found.ifPresent(this::goOn);
        if (found.isEmpty() && folder.isPresent()) {
            try {
                examination.begin(folder.get());
            } catch (IOException e) {
                throw Checkpoint.failure(folder.get(), e);
            }
        }
        kept.begin(found.map(Checkpoint::keptLength).orElse(0L));
        removed.begin(found.map(Checkpoint::removedLength).orElse(0L));
        return found;
    }

    private Optional<Checkpoint> left(Path work) {
        Optional<Checkpoint> found = Checkpoint.read(work);
        // What cannot be taken up now, for want of memory, can be with more.
        saved = found.isPresent();
        String why = found.map(checkpoint -> unusable(work, checkpoint)).orElse("");
        if (found.isPresent() && why.isEmpty()) {
            return found;
        }
        if (!why.isEmpty()) {
            corpus.listener.accept(why + ", so it begins anew");
        }
        forget(work);
        saved = false;
        return Optional.empty();
    }

    private void goOn(Checkpoint checkpoint) {
        tally = checkpoint.tally();
        corpus.listener.accept("goes on after " + String.format(Locale.ROOT, "%,d", tally.rows()) + " rows, from "
                + corpus.inputs.name(checkpoint.file()) + ":" + checkpoint.line());
    }

    /// Empty if it can be used, and what the examination remembers is brought back.
    private String unusable(Path work, Checkpoint checkpoint) {
        if (!checkpoint.signature().equals(signature)) {
            return "the inputs or the command have changed since " + work + " was left";
        }
        if (!kept.holds(checkpoint.keptLength()) || !removed.holds(checkpoint.removedLength())) {
            return "the unfinished outputs that belong to " + work + " are gone";
        }
        try {
            examination.restore(work, checkpoint.mark());
            return "";
        } catch (IOException | JsonException | IllegalArgumentException e) {
            String message = e.getMessage() == null ? e.toString() : e.getMessage();
            return "what " + work + " remembers cannot be brought back (" + message + ")";
        }
    }

    private void forget(Path work) {
        Checkpoint.forget(work, examination.files());
    }

    @SuppressWarnings("unchecked") // what the examination itself has seen
    void decide(Block block) {
        for (int i = 0; i < block.lines; i++) {
            switch (block.rows.get(i)) {
                case null -> tally.blankLines++;
                case Row row -> decide(row, examination.decide((L) block.looked.get(i), row));
                case UnreadableRowException unreadable -> reject(block, i, unreadable);
                case Object other -> throw new IllegalStateException(other.toString());
            }
            if (i % ROWS_BETWEEN_NEWS == ROWS_BETWEEN_NEWS - 1) {
                corpus.watcher.accept(progress(block.readBytes * i / block.lines));
            }
        }
        kept.endBlock();
        tally.bytesRead += block.readBytes;
        corpus.watcher.accept(progress(0));
        bytesSinceCheckpoint += block.length + block.overlong;
        if (bytesSinceCheckpoint >= Math.min(corpus.checkpointBytes, examination.mostBetweenCheckpoints())
                && folder.isPresent()) {
            save(folder.get(), block);
            bytesSinceCheckpoint = 0;
        }
    }

    private void decide(Row row, Fate fate) {
        if (corpus.idColumn != null && row.has(corpus.idColumn)) {
            tally.identified++;
        }
        switch (fate) {
            case Fate.Kept stays -> {
                tally.kept++;
                kept.keep(row, stays);
            }
            case Fate.Changed changes -> {
                tally.kept++;
                tally.changed++;
                tally.reasons.merge(changes.reason(), 1L, Long::sum);
                kept.change(row, changes);
                removed.write(row, changes);
            }
            case Fate.Removed goes -> {
                tally.removed++;
                tally.reasons.merge(goes.reason(), 1L, Long::sum);
                kept.remove(row, goes);
                removed.write(row, goes);
            }
        }
    }

    private void reject(Block block, int line, UnreadableRowException unreadable) {
        String file = corpus.inputs.name(block.file);
        long number = block.firstLine + line;
        if (corpus.strict) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file + ":" + number + ": " + unreadable.explanation()
                            + ". Without --strict it would be counted and left out.");
        }
        if (firstRejected == null) {
            firstRejected = file + ":" + number + ": " + unreadable.explanation();
        }
        tally.rejected++;
        tally.reasons.merge(unreadable.reason(), 1L, Long::sum);
        kept.reject();
        removed.write(file, number, unreadable);
    }

    /// @param more how much of a block that is not yet through
    private CorpusProgress progress(long more) {
        return new CorpusProgress(
                tally.rows(),
                tally.kept,
                tally.removed,
                tally.rejected,
                Math.min(tally.bytesRead + more, bytesTotal),
                bytesTotal);
    }

    private void save(Path work, Block block) {
        try {
            Files.createDirectories(work);
            long mark = examination.save(work);
            new Checkpoint(
                            signature,
                            block.file,
                            block.endPosition,
                            block.endLine,
                            kept.checkpoint(),
                            removed.checkpoint(),
                            mark,
                            tally)
                    .write(work);
            saved = true;
        } catch (IOException e) {
            throw Checkpoint.failure(work, e);
        }
    }

    CorpusReport finish() {
        if (tally.kept + tally.removed == 0 && tally.rejected > 0) {
            throw nothingRead();
        }
        if (corpus.idColumn != null && tally.identified == 0 && tally.kept + tally.removed > 0) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "No row has the column '" + corpus.idColumn
                            + "', so it can name none. Name the column with the id, or none.");
        }
        Optional<Path> keptWaits = kept.complete(tally.changed > 0);
        Optional<Path> removedWaits = removed.complete();
        // What is looked at first comes last: where there are kept rows, all else is there.
        examination.ending(keptWaits.or(() -> removedWaits));
        removed.appear();
        kept.appear();
        finished = true;
        examination.notes(tally.kept + tally.removed).forEach(corpus.listener);
        examination.finish();
        folder.ifPresent(this::forget);
        return new CorpusReport(
                tally.rows(),
                tally.kept,
                tally.changed,
                tally.removed,
                tally.rejected,
                tally.blankLines,
                bytesTotal,
                tally.reasons);
    }

    /// Outputs without a row would look like an answer.
    private SeedbedException nothingRead() {
        // A run that was taken up again has not seen the first.
        String first = firstRejected == null ? "" : " " + firstRejected + ".";
        if (tally.reasons.keySet().equals(Set.of(UnreadableRowException.NO_TEXT))) {
            return new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "No row has the text that is to be looked at." + first + " Name the column with the text.");
        }
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "None of the " + String.format(Locale.ROOT, "%,d", tally.rejected) + " rows can be read "
                        + new TreeMap<>(tally.reasons) + "." + first
                        + " See that the files hold a JSON object a line, and that --text names the text.");
    }

    /// What was written without ever reaching a checkpoint is of no use to anybody.
    @Override
    public void close() {
        kept.close();
        removed.close();
        examination.close();
        if (!finished && !saved) {
            corpus.outputs().forEach(RowOutput::forget);
            folder.ifPresent(this::forget);
        }
    }
}
