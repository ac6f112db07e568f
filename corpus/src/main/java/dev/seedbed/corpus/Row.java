package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.corpus.RowScanner.RowColumns;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A row of a file: where it stands, its bytes, and the text that is looked at.
///
/// ```java
/// kernel.measure(row.chars(), row.from(), row.to());    // the text without a String
/// row.line();                                           // 17
/// row.value("id");                                      // of a column that was asked for
/// ```
///
/// The **text** is that of the columns looked at, in their order, a line feed between two; of a column with a
/// list of messages it is their contents, a line feed between two. The arrays are shared by many rows and used
/// again: read between the bounds only, change nothing, and keep nothing once the row is decided about.
public final class Row {
    /// Instead of the value of a column that is not there.
    static final Object ABSENT = new Object();

    private static final int LINE_BITS = 44;

    private final InputList files;
    private final Block block;
    private final int number;
    private final int bytesFrom;
    private final int bytesTo;
    private final int textFrom;
    private final int textTo;
    private final RowColumns columns;
    private final int[] textEnds;
    private final @Nullable Object[] noted;

    Row(
            InputList files,
            Block block,
            int number,
            int bytesFrom,
            int bytesTo,
            int textFrom,
            int textTo,
            RowColumns columns,
            int[] textEnds,
            @Nullable Object[] noted) {
        this.files = files;
        this.block = block;
        this.number = number;
        this.bytesFrom = bytesFrom;
        this.bytesTo = bytesTo;
        this.textFrom = textFrom;
        this.textTo = textTo;
        this.columns = columns;
        this.textEnds = textEnds;
        this.noted = noted;
    }

    /// The file, as it was named.
    public String file() {
        return files.name(block.file);
    }

    /// The line in the file, from 1; in Parquet the row.
    public long line() {
        return block.firstLine + number;
    }

    /// A number for the place of the row, which grows from row to row. Costs eight bytes to remember;
    /// [#placed] says what it stands for.
    public long place() {
        return ((long) block.file << LINE_BITS) | line();
    }

    /// Where a row stands that gave this number.
    public Place placed(long place) {
        return files.place(place);
    }

    static long place(int file, long line) {
        return ((long) file << LINE_BITS) | line;
    }

    static int fileOf(long place) {
        return (int) (place >>> LINE_BITS);
    }

    static long lineOf(long place) {
        return place & ((1L << LINE_BITS) - 1);
    }

    /// Holds the text, from [#from] to [#to].
    public char[] chars() {
        return block.chars;
    }

    public int from() {
        return textFrom;
    }

    /// The place behind the last char.
    public int to() {
        return textTo;
    }

    /// A copy of the text.
    public String text() {
        return new String(block.chars, textFrom, textTo - textFrom);
    }

    /// How many columns the text is of.
    public int texts() {
        return columns.texts();
    }

    /// A copy of the text of one of them, from 0.
    public String text(int column) {
        int from = column == 0 ? textFrom : textEnds[column - 1] + 1;
        int end = column == columns.texts() - 1 ? textTo : textEnds[column];
        return new String(block.chars, from, end - from);
    }

    /// Holds the JSON of the row, from [#bytesFrom] to [#bytesTo].
    public byte[] bytes() {
        return block.bytes;
    }

    public int bytesFrom() {
        return bytesFrom;
    }

    /// The place behind the last byte; the end of the line does not count.
    public int bytesTo() {
        return bytesTo;
    }

    /// All columns.
    public Data data() {
        return Json.parseObject(utf8(bytesFrom, bytesTo));
    }

    /// The value of a column that was asked for, null if it is absent or null.
    ///
    /// @throws IllegalArgumentException if the column was not asked for
    public @Nullable Object value(String column) {
        int found = columns.find(column);
        if (found < 0) {
            throw new IllegalArgumentException("the column '" + column + "' was not asked for");
        }
        if (!columns.isNoted(found)) {
            return data().value(column);
        }
        return ABSENT.equals(noted[found]) ? null : noted[found];
    }

    /// The value of such a column as text; a number as its digits.
    public Optional<String> textOf(String column) {
        Object value = value(column);
        return value == null ? Optional.empty() : Optional.of(value instanceof String text ? text : Json.write(value));
    }

    private String utf8(int from, int to) {
        return new String(block.bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /// The files that it comes from.
    InputList files() {
        return files;
    }

    /// Whether it has a column that was asked for.
    boolean has(String column) {
        int found = columns.find(column);
        return found >= 0 && (found < columns.texts() || !ABSENT.equals(noted[found]));
    }

    /// The place behind what ends the line.
    int lineEnd() {
        return block.starts[number + 1];
    }

    @Override
    public String toString() {
        return file() + ":" + line();
    }
}
