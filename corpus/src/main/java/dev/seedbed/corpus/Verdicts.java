package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.corpus.Checkpoint.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides about rows in their order, counts, and writes. One thread.
final class Verdicts<L> implements AutoCloseable {
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
    private @Nullable String firstWithoutText;

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
        kept.begin(found.map(Checkpoint::keptLength).orElse(0L));
        removed.begin(found.map(Checkpoint::removedLength).orElse(0L));
        try {
            if (found.isPresent()) {
                saved = true;
                tally = found.get().tally();
                examination.restore(folder.orElseThrow(), found.get().mark());
            } else if (folder.isPresent()) {
                examination.begin(folder.get());
            }
        } catch (IOException e) {
            throw Checkpoint.failure(folder.orElseThrow(), e);
        }
        return found;
    }

    private Optional<Checkpoint> left(Path work) {
        Optional<Checkpoint> found = Checkpoint.read(work);
        String why = found.map(this::unusable).orElse("");
        if (found.isPresent() && why.isEmpty()) {
            corpus.listener.accept("goes on after "
                    + String.format(Locale.ROOT, "%,d", found.get().tally().rows()) + " rows, from "
                    + corpus.inputs.name(found.get().file()) + ":" + found.get().line());
            return found;
        }
        if (!why.isEmpty()) {
            corpus.listener.accept(why + ", so it begins anew");
        }
        Checkpoint.forget(work);
        return Optional.empty();
    }

    /// Empty if it can be used.
    private String unusable(Checkpoint checkpoint) {
        if (!checkpoint.signature().equals(signature)) {
            return "the inputs or the command have changed since " + folder.orElseThrow() + " was left";
        }
        return kept.holds(checkpoint.keptLength()) && removed.holds(checkpoint.removedLength())
                ? ""
                : "the unfinished outputs that belong to " + folder.orElseThrow() + " are gone";
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
        }
        kept.endBlock();
        tally.bytesRead += block.readBytes;
        corpus.watcher.accept(progress());
        bytesSinceCheckpoint += block.endPosition - block.position;
        if (bytesSinceCheckpoint >= corpus.checkpointBytes && folder.isPresent()) {
            save(folder.get(), block);
            bytesSinceCheckpoint = 0;
        }
    }

    private void decide(Row row, Fate fate) {
        switch (fate) {
            case Fate.Kept stays -> {
                tally.kept++;
                kept.keep(row, stays);
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
        if (firstWithoutText == null && unreadable.reason().equals(UnreadableRowException.NO_TEXT)) {
            firstWithoutText = file + ":" + number + ": " + unreadable.explanation();
        }
        tally.rejected++;
        tally.reasons.merge(unreadable.reason(), 1L, Long::sum);
        kept.reject();
        removed.write(file, number, unreadable);
    }

    private CorpusProgress progress() {
        return new CorpusProgress(
                tally.rows(),
                tally.kept,
                tally.removed,
                tally.rejected,
                Math.min(tally.bytesRead, bytesTotal),
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
        if (firstWithoutText != null
                && tally.kept + tally.removed == 0
                && tally.reasons.keySet().equals(Set.of(UnreadableRowException.NO_TEXT))) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "No row has the text that is to be looked at. " + firstWithoutText
                            + ". Name the column with the text.");
        }
        kept.finish();
        removed.finish();
        finished = true;
        examination.finish();
        folder.ifPresent(Checkpoint::forget);
        return new CorpusReport(
                tally.rows(), tally.kept, tally.removed, tally.rejected, tally.blankLines, bytesTotal, tally.reasons);
    }

    /// What was written without ever reaching a checkpoint is of no use to anybody.
    @Override
    public void close() {
        kept.close();
        removed.close();
        examination.close();
        if (!finished && !saved) {
            corpus.outputs().forEach(RowOutput::forget);
            folder.ifPresent(Checkpoint::forget);
        }
    }
}
