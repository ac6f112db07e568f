package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.corpus.Checkpoint.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides about rows in their order, counts, and writes. One thread.
final class Verdicts<L> implements AutoCloseable {
    private final Corpus corpus;
    private final Examination<L> examination;
    private final String signature;
    private final Tally tally;
    private final KeptRows kept;
    private final RemovedRows removed;
    private final Optional<Path> folder;
    private final long bytesTotal;
    private long bytesSinceCheckpoint;
    private @Nullable String firstWithoutText;

    Verdicts(Corpus corpus, Examination<L> examination, String signature, Optional<Checkpoint> checkpoint) {
        this.corpus = corpus;
        this.examination = examination;
        this.signature = signature;
        this.tally = checkpoint.map(Checkpoint::tally).orElseGet(Tally::new);
        this.bytesTotal = corpus.inputs.bytes();
        this.folder = corpus.outputs().isEmpty() || corpus.keptStream != null
                ? Optional.empty()
                : Optional.of(Checkpoint.folder(corpus.outputs().getFirst()));
        checkpoint.ifPresent(this::restore);
        this.kept = new KeptRows(corpus, checkpoint.map(Checkpoint::keptLength).orElse(0L));
        this.removed = new RemovedRows(
                corpus, checkpoint.map(Checkpoint::removedLength).orElse(0L));
    }

    private void restore(Checkpoint checkpoint) {
        try {
            examination.restore(folder.orElseThrow(), checkpoint.mark());
        } catch (IOException e) {
            throw Checkpoint.failure(folder.orElseThrow(), e);
        }
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
        } catch (IOException e) {
            throw Checkpoint.failure(work, e);
        }
    }

    CorpusReport finish() {
        if (firstWithoutText != null
                && tally.kept + tally.removed == 0
                && tally.reasons.keySet().equals(Set.of(UnreadableRowException.NO_TEXT))) {
            close();
            corpus.outputs().forEach(RowOutput::forget);
            folder.ifPresent(Checkpoint::forget);
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "No row has the text that is to be looked at. " + firstWithoutText
                            + ". Name the column with the text.");
        }
        kept.finish();
        removed.finish();
        folder.ifPresent(Checkpoint::forget);
        return new CorpusReport(
                tally.rows(), tally.kept, tally.removed, tally.rejected, tally.blankLines, bytesTotal, tally.reasons);
    }

    @Override
    public void close() {
        kept.close();
        removed.close();
    }
}
