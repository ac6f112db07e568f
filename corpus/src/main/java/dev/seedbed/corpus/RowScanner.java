package dev.seedbed.corpus;

import static dev.seedbed.corpus.UnreadableRowException.DUPLICATE_COLUMN;
import static dev.seedbed.corpus.UnreadableRowException.NO_TEXT;
import static dev.seedbed.corpus.UnreadableRowException.TOO_LONG;
import static dev.seedbed.corpus.UnreadableRowException.UNREADABLE;

import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads a line as a row: proves that it is one JSON object, and finds the columns that are looked at. One
/// thread.
final class RowScanner {
    private static final int FEW = 32;
    private static final int[] ONE_TEXT = new int[0];
    private static final @Nullable Object[] NOTHING_NOTED = new @Nullable Object[0];

    private final RowColumns columns;
    private final long longestLine;
    private final JsonBytes json = new JsonBytes();
    private final int[] from;
    private final int[] to;
    private final int[] nameFrom = new int[FEW];
    private final int[] nameTo = new int[FEW];
    private int names;
    private @Nullable Set<String> manyNames;

    RowScanner(RowColumns columns, long longestLine) {
        this.columns = columns;
        this.longestLine = longestLine;
        this.from = new int[columns.count()];
        this.to = new int[columns.count()];
    }

    /// A row, or nothing if the line is blank.
    @Nullable
    Row scan(InputList files, Block block, int line) throws UnreadableRowException {
        int first = block.starts[line];
        int end = block.lineEnd(line);
        if (line == 0 && block.position == 0 && startsWithMark(block.bytes, first, end)) {
            first += 3;
        }
        if (end - first > longestLine) {
            throw tooLong(end - first, longestLine);
        }
        json.over(block.bytes, first, end);
        if (json.atEnd()) {
            return null;
        }
        findColumns(block.bytes);
        int textFrom = block.charsUsed;
        int[] textEnds = columns.texts() == 1 ? ONE_TEXT : new int[columns.texts() - 1];
        int textTo = decodeText(block, textEnds);
        @Nullable Object[] noted = noted(block.bytes);
        block.charsUsed = textTo;
        return new Row(files, block, line, first, end, textFrom, textTo, columns, textEnds, noted);
    }

    static UnreadableRowException tooLong(long bytes, long longest) {
        return new UnreadableRowException(
                TOO_LONG, "it has " + bytes + " bytes, and the longest line allowed has " + longest, -1);
    }

    /// The mark that some programs put before UTF-8.
    private static boolean startsWithMark(byte[] bytes, int first, int end) {
        return end - first >= 3
                && bytes[first] == (byte) 0xef
                && bytes[first + 1] == (byte) 0xbb
                && bytes[first + 2] == (byte) 0xbf;
    }

    private void findColumns(byte[] bytes) throws UnreadableRowException {
        Arrays.fill(from, -1);
        names = 0;
        manyNames = null;
        if (json.next() != '{') {
            json.skipValue();
            throw new UnreadableRowException(UNREADABLE, "it is JSON, but no object", -1);
        }
        json.take('{');
        if (!json.took('}')) {
            do {
                findColumn(bytes);
            } while (json.took(','));
            json.take('}');
        }
        if (!json.atEnd()) {
            throw json.broken("it is not well-formed JSON: something follows the object");
        }
    }

    private void findColumn(byte[] bytes) throws UnreadableRowException {
        if (json.next() != '"') {
            throw json.broken("it is not well-formed JSON: the name of a column is missing");
        }
        int name = json.at() + 1;
        boolean escapes = json.skipText();
        int nameEnd = json.at() - 1;
        int column = note(bytes, name, nameEnd, escapes);
        json.take(':');
        json.next();
        int value = json.at();
        json.skipValue();
        if (column >= 0) {
            from[column] = value;
            to[column] = json.at();
        }
    }

    /// Remembers a name, which must be new, and says which of the columns it is, if any.
    private int note(byte[] bytes, int name, int nameEnd, boolean escapes) throws UnreadableRowException {
        if (escapes || manyNames != null || names == FEW) {
            String text = decoded(bytes, name, nameEnd);
            if (!manyNames(bytes).add(text)) {
                throw twice(text);
            }
            return columns.find(text);
        }
        for (int i = 0; i < names; i++) {
            if (Arrays.equals(bytes, nameFrom[i], nameTo[i], bytes, name, nameEnd)) {
                throw twice(decoded(bytes, name, nameEnd));
            }
        }
        nameFrom[names] = name;
        nameTo[names++] = nameEnd;
        return columns.find(bytes, name, nameEnd);
    }

    private static UnreadableRowException twice(String name) {
        return new UnreadableRowException(DUPLICATE_COLUMN, "the column '" + name + "' stands there twice", -1);
    }

    private Set<String> manyNames(byte[] bytes) {
        Set<String> many = manyNames;
        if (many == null) {
            many = new HashSet<>();
            for (int i = 0; i < names; i++) {
                many.add(decoded(bytes, nameFrom[i], nameTo[i]));
            }
            manyNames = many;
        }
        return many;
    }

    private static String decoded(byte[] bytes, int from, int to) {
        char[] chars = new char[to - from];
        return new String(chars, 0, JsonBytes.decode(bytes, from, to, chars, 0));
    }

    private int decodeText(Block block, int[] textEnds) throws UnreadableRowException {
        int out = block.charsUsed;
        for (int i = 0; i < columns.texts(); i++) {
            if (from[i] < 0) {
                throw new UnreadableRowException(
                        NO_TEXT, "it has no column '" + columns.name(i) + "'; it has " + allNames(block.bytes), -1);
            }
            block.reserve(to[i] - from[i] + 1);
            if (i > 0) {
                textEnds[i - 1] = block.charsUsed;
                block.chars[block.charsUsed++] = '\n';
            }
            if (block.bytes[from[i]] == '"') {
                block.append(from[i] + 1, to[i] - 1);
            } else {
                json.over(block.bytes, from[i], to[i]);
                MessageTexts texts = new MessageTexts(json, block);
                if (columns.everyText()) {
                    texts.appendAll();
                } else {
                    texts.append(columns.name(i));
                }
            }
        }
        int end = block.charsUsed;
        block.charsUsed = out;
        return end;
    }

    private String allNames(byte[] bytes) {
        List<String> all = new ArrayList<>();
        Set<String> many = manyNames;
        if (many != null) {
            all.addAll(many);
        } else {
            for (int i = 0; i < names; i++) {
                all.add(decoded(bytes, nameFrom[i], nameTo[i]));
            }
        }
        return all.isEmpty() ? "none" : String.join(", ", all.subList(0, Math.min(all.size(), 20)));
    }

    /// Parsed here, where a value beyond the bounds of [Json] is the trouble of its row only.
    private @Nullable Object[] noted(byte[] bytes) throws UnreadableRowException {
        if (!columns.hasNoted()) {
            return NOTHING_NOTED;
        }
        @Nullable Object[] values = new @Nullable Object[columns.count()];
        for (int i = 0; i < columns.count(); i++) {
            if (columns.isNoted(i)) {
                values[i] = from[i] < 0 ? Row.ABSENT : value(bytes, i);
            }
        }
        return values;
    }

    private @Nullable Object value(byte[] bytes, int column) throws UnreadableRowException {
        try {
            Object plain = PlainValue.read(bytes, from[column], to[column]);
            return plain != null
                    ? plain
                    : Json.parse(new String(bytes, from[column], to[column] - from[column], StandardCharsets.UTF_8));
        } catch (JsonException e) {
            throw new UnreadableRowException(
                    UNREADABLE, "its column '" + columns.name(column) + "' cannot be read: " + e.getMessage(), -1);
        }
    }

    /// The names of the columns that are looked at, those with the text first.
    static final class RowColumns {
        private final List<String> names;
        private final byte[][] bytes;
        private final int texts;
        private final boolean[] noted;
        private final boolean hasNoted;
        private final boolean everyText;

        RowColumns(List<String> texts, List<String> noted) {
            this(texts, noted, false);
        }

        /// @param everyText whether a value that is no text stands for all texts in it
        RowColumns(List<String> texts, List<String> noted, boolean everyText) {
            this.everyText = everyText;
            List<String> all = new ArrayList<>(texts);
            noted.stream().filter(each -> !all.contains(each)).forEach(all::add);
            this.names = List.copyOf(all);
            this.texts = texts.size();
            this.hasNoted = !noted.isEmpty();
            this.noted = new boolean[names.size()];
            noted.forEach(each -> this.noted[names.indexOf(each)] = true);
            this.bytes = names.stream()
                    .map(each -> each.getBytes(StandardCharsets.UTF_8))
                    .toArray(byte[][]::new);
        }

        int count() {
            return bytes.length;
        }

        int texts() {
            return texts;
        }

        /// Whether its value was asked for.
        boolean isNoted(int column) {
            return noted[column];
        }

        boolean everyText() {
            return everyText;
        }

        boolean hasNoted() {
            return hasNoted;
        }

        String name(int column) {
            return names.get(column);
        }

        int find(String name) {
            return names.indexOf(name);
        }

        int find(byte[] row, int from, int to) {
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i].length == to - from && Arrays.equals(bytes[i], 0, to - from, row, from, to)) {
                    return i;
                }
            }
            return -1;
        }
    }
}
