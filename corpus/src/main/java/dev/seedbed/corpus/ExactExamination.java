package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.text.Fingerprint;
import dev.seedbed.text.FirstSeen;
import dev.seedbed.text.Normalization;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// Removes rows whose text an earlier row has.
///
/// ```java
/// Corpus.of(List.of(file), List.of("text")).keptTo(kept).examine(new ExactExamination(Normalization.STANDARD));
/// ```
///
/// The first row stays. Of several columns each must be equal. Texts are compared by a 128-bit [Fingerprint] of their
/// normalised form, so that what is
/// remembered does not grow with the text: 29 to 35 bytes a row, 40 while the table doubles; with ids 12 more
/// and the id. It is used once. The reason is `exact-duplicate`, the evidence the `survivor`: file, line, and id if
/// there is one.
public final class ExactExamination extends UsedOnce<Fingerprint> {
    /// The reason of every removal.
    public static final String EXACT_DUPLICATE = "exact-duplicate";

    private static final String FILE = "exact.bin";
    private static final int RECORD = 3 * Long.BYTES;

    private final Normalization normalization;
    private final Optional<String> idColumn;
    private Survivors survivors;
    private FirstSeen seen = new FirstSeen(1);
    private int saved;

    /// Evidence names rows by file and line.
    public ExactExamination(Normalization normalization) {
        this(normalization, Optional.empty());
    }

    /// Evidence names rows by an id, too; the corpus must be [Corpus#identifiedBy] that column.
    public ExactExamination(Normalization normalization, Optional<String> idColumn) {
        this.normalization = normalization;
        this.idColumn = idColumn;
        this.survivors = new Survivors(idColumn);
    }

    @Override
    public Fingerprint look(Row row) {
        String[] texts = new String[row.texts()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = normalization.apply(row.text(i));
        }
        return Fingerprint.of(texts);
    }

    @Override
    public Fate decide(Fingerprint fingerprint, Row row) {
        int earlier = seen.put(fingerprint);
        if (earlier >= 0) {
            return new Fate.Removed(
                    EXACT_DUPLICATE, Data.of("survivor", survivors.describe(seen.note(earlier, 0), row)));
        }
        seen.note(seen.rows() - 1, 0, row.place());
        survivors.add(row);
        return Fate.Kept.AS_IT_IS;
    }

    @Override
    public String settings() {
        return "exact " + normalization + " " + idColumn;
    }

    @Override
    public List<String> files() {
        return List.of(FILE, Survivors.FILE);
    }

    @Override
    public long save(Path folder) throws IOException {
        try (FileChannel channel =
                        FileChannel.open(folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)))) {
            for (; saved < seen.rows(); saved++) {
                Fingerprint fingerprint = seen.fingerprint(saved);
                out.writeLong(fingerprint.high());
                out.writeLong(fingerprint.low());
                out.writeLong(seen.note(saved, 0));
            }
            out.flush();
            channel.force(false);
        }
        survivors.save(folder);
        return (long) survivors.saved() << Integer.SIZE | saved;
    }

    @Override
    public void restore(Path folder, long mark) throws IOException {
        Path file = folder.resolve(FILE);
        FirstSeen before = new FirstSeen(1);
        int rows = (int) mark;
        long place = -1;
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            for (int i = 0; i < rows; i++) {
                int earlier = before.put(new Fingerprint(in.readLong(), in.readLong()));
                long next = in.readLong();
                if (earlier >= 0 || next <= place) {
                    throw new IOException("'" + file + "' is damaged at record " + (i + 1));
                }
                before.note(before.rows() - 1, 0, next);
                place = next;
            }
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            // What was written after the checkpoint will be written again.
            channel.truncate((long) rows * RECORD);
        }
        survivors = Survivors.restored(idColumn, folder, (int) (mark >>> Integer.SIZE));
        seen = before;
        saved = before.rows();
    }
}
