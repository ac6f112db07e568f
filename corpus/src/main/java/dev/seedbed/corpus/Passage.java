package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.corpus.InputList.InputFile;
import dev.seedbed.corpus.RowScanner.RowColumns;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/// One way through the rows: reads blocks, has them looked at, and hands them on to be decided about in order.
///
/// The thread that reads and decides also looks, at the block whose turn it is if nobody has begun with it. So
/// there are as many threads as were asked for, and a single one works without handing anything over.
final class Passage<L> {
    private static final long MOST_BYTES_OPEN = 32L << 20;

    private final Corpus corpus;
    private final Examination<L> examination;
    private final RowColumns columns;
    private final Queue<RowScanner> scanners = new ConcurrentLinkedQueue<>();
    private final Deque<Block> free = new ArrayDeque<>();
    private final Deque<FutureTask<Block>> open = new ArrayDeque<>();
    private @Nullable Blocks blocks;
    private int file;
    private long position;
    private long line = 1;
    private long bytesOpen;
    private @Nullable SeedbedException failure;

    Passage(Corpus corpus, Examination<L> examination) {
        this.corpus = corpus;
        this.examination = examination;
        List<String> noted = new ArrayList<>(corpus.noted);
        Optional.ofNullable(corpus.verdictColumn).ifPresent(noted::add);
        this.columns = new RowColumns(corpus.texts, noted, corpus.everyText);
    }

    CorpusReport run() throws InterruptedException {
        if (examination instanceof UsedOnce<?> once) {
            once.use();
        }
        try {
            return through();
        } catch (SeedbedException e) {
            if (isInterrupted(e)) {
                Thread.interrupted();
                throw (InterruptedException) new InterruptedException("interrupted between two rows").initCause(e);
            }
            throw e;
        }
    }

    /// A thread that is interrupted while it reads or writes finds the channel closed, and one that waits for a model
    /// says so.
    private static boolean isInterrupted(Throwable failure) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof ClosedByInterruptException || each instanceof InterruptedException) {
                return true;
            }
        }
        return false;
    }

    private CorpusReport through() throws InterruptedException {
        try (Verdicts<L> verdicts = new Verdicts<>(corpus, examination, signature())) {
            verdicts.begin().ifPresent(this::goOn);
            if (corpus.threads == 1) {
                walk(verdicts, Optional.empty());
            } else {
                try (ExecutorService workers = Executors.newFixedThreadPool(
                        corpus.threads - 1,
                        Thread.ofPlatform().daemon().name("seedbed-look-", 1).factory())) {
                    walk(verdicts, Optional.of(workers));
                }
            }
            return verdicts.finish();
        }
    }

    private void walk(Verdicts<L> verdicts, Optional<ExecutorService> workers) throws InterruptedException {
        int most = workers.isEmpty() ? 1 : corpus.threads * 2 + 1;
        try {
            while (true) {
                readAhead(most, workers);
                FutureTask<Block> oldest = open.poll();
                if (oldest == null) {
                    break;
                }
                oldest.run();
                Block block = looked(oldest);
                bytesOpen -= block.bytes.length;
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted between two blocks of rows");
                }
                verdicts.decide(block);
                block.clear();
                free.add(block);
            }
        } finally {
            open.forEach(each -> each.cancel(true));
            closeBlocks();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void readAhead(int most, Optional<ExecutorService> workers) {
        while (open.size() < most && (open.isEmpty() || bytesOpen < MOST_BYTES_OPEN)) {
            Block block = nextOrFailure();
            if (block == null) {
                return;
            }
            bytesOpen += block.bytes.length;
            FutureTask<Block> task = new FutureTask<>(() -> look(block), block);
            open.add(task);
            workers.ifPresent(each -> each.execute(task));
        }
    }

    /// What was read before a file turned out to be damaged is decided about before that is said.
    private @Nullable Block nextOrFailure() {
        if (failure != null) {
            return null;
        }
        try {
            return next();
        } catch (SeedbedException e) {
            failure = e;
            return null;
        }
    }

    private @Nullable Block next() {
        Block block = Optional.ofNullable(free.poll()).orElseGet(Block::new);
        while (file < corpus.inputs.files().size()) {
            Blocks reading = blocks;
            if (reading == null) {
                InputFile input = corpus.inputs.files().get(file);
                reading = Blocks.of(input, file, corpus.longestLine, position, line);
                blocks = reading;
            }
            if (reading.next(block)) {
                return block;
            }
            closeBlocks();
            file++;
            position = 0;
            line = 1;
        }
        return null;
    }

    private void closeBlocks() {
        if (blocks != null) {
            blocks.close();
            blocks = null;
        }
    }

    private void look(Block block) {
        RowScanner scanner =
                Optional.ofNullable(scanners.poll()).orElseGet(() -> new RowScanner(columns, corpus.longestLine));
        for (int i = 0; i < block.lines; i++) {
            if (block.overlong > 0) {
                block.add(RowScanner.tooLong(block.overlong, corpus.longestLine), null);
                continue;
            }
            try {
                Row row = scanner.scan(corpus.inputs, block, i);
                block.add(row, row == null ? null : examination.look(row));
            } catch (UnreadableRowException e) {
                block.add(e, null);
            } catch (OutOfMemoryError e) {
                throw outOfMemory(block, i, e);
            }
        }
        scanners.add(scanner);
    }

    /// One row alone can need more than there is.
    private SeedbedException outOfMemory(Block block, int number, OutOfMemoryError e) {
        return new SeedbedException(
                ErrorKind.UNUSABLE,
                corpus.inputs.name(block.file) + ":" + (block.firstLine + number) + ": the memory of "
                        + (Runtime.getRuntime().maxMemory() >> 20) + " MB is not enough for this row of "
                        + (block.starts[number + 1] - block.starts[number])
                        + " bytes and all that is remembered. Give Java more (-Xmx), or leave such rows out"
                        + " (--longest-line).",
                e);
    }

    private static Block looked(FutureTask<Block> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    private void goOn(Checkpoint checkpoint) {
        file = checkpoint.file();
        position = checkpoint.position();
        line = checkpoint.line();
    }

    /// Of what is done with which files: a file counts by its path, length, time, and first and last bytes.
    private String signature() {
        List<String> parts = new ArrayList<>(corpus.settings());
        parts.add(examination.settings());
        parts.add(Long.toString(corpus.checkpointBytes));
        for (InputFile input : corpus.inputs.files()) {
            parts.add(input.path().toAbsolutePath().normalize().toString());
            try {
                parts.add(Long.toString(Files.size(input.path())));
                parts.add(Files.getLastModifiedTime(input.path()).toString());
                parts.add(FileEnds.hash(input.path()).toString());
            } catch (IOException e) {
                // Whoever reads the file will say so better.
                parts.add(e.toString());
            }
        }
        return Hash.of(parts.toArray(String[]::new)).toString();
    }
}
