package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.text.CloseVectors;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.NearestVectors.Neighbour;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Removes rows that mean nearly what a row that stays means: whose vectors have a cosine that reaches the
/// threshold.
///
/// ```java
/// try (EmbeddingEndpoint model = Seedbed.standard().embedder("minilm", List.of())) {
///     Corpus.of(List.of(file), List.of("text")).keptTo(kept).removedTo(removed)
///             .examine(new SemanticExamination(model, 0.9));
/// }
/// ```
///
/// It does what the step `semantic-duplicates` does: the first row stays, each is compared with all that stay
/// ([CloseVectors]), and none is missed. A row without a text, or whose text the model does not take, stays and
/// is compared with none; the end of the run says how many those were, and how many texts of how many tokens
/// the model was asked for. A model that takes no text at all ends the run. It is used once.
///
/// **Memory**: for each row that stays 4 bytes a number of its vector, 4 for 32 of them, and 16: 1,600 at 384
/// dimensions. When six tenths of the heap are full of them the run ends with an error, and goes on with more.
/// **Time**: that of the model, and for each row in proportion to those that stay. **Taken up again**: a
/// checkpoint comes after each megabyte of rows, as vectors are dear; what was embedded behind the last is
/// embedded again.
///
/// Reason: `semantic-duplicate`. Evidence: the `survivor` (file, line, id), `cosine`, `threshold`, and up to
/// 200 characters of both as `text` and `text_that_stays`.
public final class SemanticExamination extends UsedOnce<Optional<Meanings.Asked>> {
    /// The reason of every removal.
    public static final String SEMANTIC_DUPLICATE = "semantic-duplicate";

    private static final String KEPT = "kept";
    private static final String ROWS = "rows";
    private static final String FIRST = "first";

    /// Less than a block of rows has, so that one comes after each.
    private static final long BETWEEN_CHECKPOINTS = 1L << 19;
    private static final double MOST_OF_THE_HEAP = 0.6;
    private static final int PARTS = 3;
    private static final int LONGEST_SHOWN = 200;
    private static final int NUMBERS_A_STAGE = 32;

    private final EmbeddingEndpoint endpoint;
    private final double threshold;
    private final Optional<String> idColumn;
    private final long mostBytes;
    private final Meanings meanings;
    private final TextStore shown = new TextStore();
    private final SavedState state = new SavedState("uncompared");
    private KeptRecords records = KeptRecords.nowhere();
    private @Nullable CloseVectors kept;
    private int dimensions;
    private long[] places = new long[16];
    private long[] stored = new long[16];
    private long uncompared;
    private String firstUncompared = "";

    /// Evidence names rows by file and line.
    ///
    /// @param endpoint the model, which whoever opened it closes
    /// @param threshold the least cosine of a duplicate, above 0 and at most 1
    public SemanticExamination(EmbeddingEndpoint endpoint, double threshold) {
        this(endpoint, threshold, Optional.empty());
    }

    /// Evidence names rows by an id, too; the corpus must be [Corpus#identifiedBy] that column.
    public SemanticExamination(EmbeddingEndpoint endpoint, double threshold, Optional<String> idColumn) {
        this(endpoint, threshold, idColumn, (long) (Runtime.getRuntime().maxMemory() * MOST_OF_THE_HEAP));
    }

    /// @param mostBytes for what is known of the rows that stay
    SemanticExamination(EmbeddingEndpoint endpoint, double threshold, Optional<String> idColumn, long mostBytes) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold is " + threshold + ", but must be above 0 and at most 1");
        }
        this.endpoint = endpoint;
        this.threshold = threshold;
        this.idColumn = idColumn;
        this.mostBytes = mostBytes;
        this.meanings = new Meanings(endpoint);
    }

    @Override
    public Optional<Meanings.Asked> look(Row row) {
        String text = row.text();
        return text.isBlank() ? Optional.empty() : Optional.of(meanings.ask(row.place(), text));
    }

    @Override
    public Fate decide(Optional<Meanings.Asked> looked, Row row) {
        if (looked.isEmpty()) {
            return Fate.Kept.AS_IT_IS;
        }
        return switch (answer(looked.get(), row)) {
            case Meanings.Vector vector -> compare(vector.numbers(), row);
            case Meanings.Refused refused -> {
                firstUncompared = uncompared++ == 0 ? row + refused.status() : firstUncompared;
                yield Fate.Kept.AS_IT_IS;
            }
        };
    }

    private Meanings.Answer answer(Meanings.Asked asked, Row row) {
        try {
            return meanings.answer(asked);
        } catch (InterruptedException e) {
            throw new SeedbedException(ErrorKind.UNUSABLE, row + ": interrupted before its text was embedded", e);
        }
    }

    private Fate compare(float[] vector, Row row) {
        CloseVectors earlier = kept(vector.length);
        Optional<Neighbour> close = earlier.closest(vector);
        if (close.isPresent()) {
            return new Fate.Removed(SEMANTIC_DUPLICATE, evidence(close.get(), row));
        }
        mustFit(row.toString(), earlier.size() + 1L);
        String id = idColumn.map(row::value).map(PlainValue::write).orElse("");
        String text = Excerpt.of(row.text(), LONGEST_SHOWN);
        keep(row.place(), id, text, vector);
        records.add(row.place(), new byte[][] {bytes(id), bytes(text), bytes(vector)});
        return Fate.Kept.AS_IT_IS;
    }

    private CloseVectors kept(int numbers) {
        CloseVectors earlier = kept;
        if (earlier == null) {
            dimensions = numbers;
            earlier = new CloseVectors(numbers, threshold);
            kept = earlier;
        }
        if (numbers != dimensions) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "The model " + endpoint.identity() + " gave a vector of " + numbers + " numbers, but the first had "
                            + dimensions + "; only vectors of the same model can be compared.");
        }
        return earlier;
    }

    private void mustFit(String where, long rows) {
        long each = Float.BYTES * (dimensions + (dimensions + NUMBERS_A_STAGE - 1L) / NUMBERS_A_STAGE) + 2 * Long.BYTES;
        if (rows * each > mostBytes) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    String.format(
                            Locale.ROOT,
                            "%s: %,d rows stay, of which each takes %,d bytes of memory, and there is no room for"
                                    + " another in the %,d MB that Java may use for them. Give Java more (-Xmx), take"
                                    + " other duplicates out first, or cut the files; the same command goes on from the"
                                    + " last checkpoint.",
                            where,
                            rows - 1,
                            each,
                            mostBytes >> 20));
        }
    }

    private void keep(long place, String id, String text, float[] vector) {
        CloseVectors all = kept(vector.length);
        int number = all.size();
        all.add(vector);
        if (number == places.length) {
            places = Arrays.copyOf(places, number + number / 2);
            stored = Arrays.copyOf(stored, number + number / 2);
        }
        places[number] = place;
        stored[number] = shown.append(id);
        shown.append(text);
    }

    private Data evidence(Neighbour close, Row row) {
        int number = close.index();
        Place place = row.placed(places[number]);
        Data survivor = Data.of("file", place.file()).with("line", place.line());
        String id = shown.read(stored[number]);
        return Data.of("survivor", id.isEmpty() ? survivor : survivor.with("id", Json.parse(id)))
                .with("cosine", close.similarity())
                .with("threshold", threshold)
                .with("text", Excerpt.of(row.text(), LONGEST_SHOWN))
                .with("text_that_stays", shown.readAfter(stored[number]));
    }

    @Override
    public String settings() {
        return "semantic " + threshold + " " + endpoint.identity() + " " + idColumn;
    }

    @Override
    public long mostBetweenCheckpoints() {
        return BETWEEN_CHECKPOINTS;
    }

    @Override
    public void begin(Path folder) {
        records = KeptRecords.in(folder);
    }

    @Override
    public List<String> files() {
        return Stream.concat(Stream.of(KeptRecords.FILE), state.files().stream())
                .toList();
    }

    @Override
    public long save(Path folder) throws IOException {
        Map<String, Object> now = new LinkedHashMap<>();
        now.put(KEPT, records.save());
        now.put(ROWS, uncompared);
        now.put(FIRST, firstUncompared);
        return state.save(folder, now);
    }

    @Override
    public void restore(Path folder, long mark) throws IOException {
        KeptRecords left = KeptRecords.in(folder);
        try {
            Data then = state.restore(folder, mark);
            long rows = number(then, ROWS);
            String first = then.text(FIRST);
            left.restore(number(then, KEPT), PARTS, (place, parts) -> {
                float[] vector = floats(parts[2]);
                mustFit(folder.toString(), kept(vector.length).size() + 1L);
                keep(place, KeptRecords.text(parts[0]), KeptRecords.text(parts[1]), vector);
            });
            uncompared = rows;
            firstUncompared = first;
        } catch (IOException | RuntimeException e) {
            // A run that begins anew must not remember the rest.
            kept = null;
            throw e;
        }
        records = left;
    }

    private static long number(Data state, String name) {
        if (state.value(name) instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("'" + name + "' is not a number");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }

    @Override
    public List<String> notes(long rows) {
        List<String> notes = new ArrayList<>();
        if (uncompared > 0) {
            notes.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d rows were compared with none and stay, as the model does not take their texts; the first"
                            + " is %s",
                    uncompared,
                    rows,
                    firstUncompared));
        }
        meanings.taken().ifPresent(notes::add);
        return notes;
    }

    @Override
    public void close() {
        meanings.close();
        shown.close();
        records.close();
    }
}
