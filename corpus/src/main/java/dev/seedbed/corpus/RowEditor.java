package dev.seedbed.corpus;

import dev.seedbed.api.Json;
import dev.seedbed.corpus.RowScanner.RowColumns;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/// Puts other text into a row's JSON: a text that changes is written anew, every other byte stays. One thread.
final class RowEditor {
    private final RowScanner scanner;
    private final TextPlaces places = new TextPlaces();
    private final Block copy = new Block();

    RowEditor(Corpus corpus) {
        this.scanner = new RowScanner(new RowColumns(corpus.texts, List.of(), corpus.everyText), Corpus.LONGEST_LINE);
        copy.places = places;
    }

    /// The row with these edits, without what ends its line.
    ///
    /// @throws IllegalArgumentException if an edit is within no text, or the edits are not in order
    byte[] edited(Row row, List<Edit> wanted) {
        mustBeInOrder(wanted);
        find(row);
        Map<Integer, List<Edit>> edits = byPlace(wanted);
        ByteArrayOutputStream out = new ByteArrayOutputStream(copy.length + 64);
        int written = 0;
        // In the bytes the columns stand in an order of their own.
        for (int place : inBytes(edits.keySet())) {
            List<Edit> own = edits.getOrDefault(place, List.of());
            out.write(copy.bytes, written, places.bytesFrom(place) - 1 - written);
            out.writeBytes(Json.write(text(place, own)).getBytes(StandardCharsets.UTF_8));
            written = places.bytesTo(place) + 1;
        }
        out.write(copy.bytes, written, copy.length - written);
        copy.clear();
        return out.toByteArray();
    }

    /// Finds the texts once more, now with their places.
    private void find(Row row) {
        copy.clear();
        places.clear();
        copy.length = row.bytesTo() - row.bytesFrom();
        copy.grow(copy.length);
        System.arraycopy(row.bytes(), row.bytesFrom(), copy.bytes, 0, copy.length);
        copy.lines = 1;
        copy.starts[0] = 0;
        copy.starts[1] = copy.length;
        // A mark at the beginning of a file is not among the row's bytes.
        copy.position = 1;
        try {
            scanner.scan(row.files(), copy, 0);
        } catch (UnreadableRowException e) {
            throw new IllegalStateException(row + " could be read before", e);
        }
    }

    private int[] inBytes(Set<Integer> some) {
        return some.stream()
                .sorted(Comparator.comparingInt(places::bytesFrom))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The edits of each text, both in their order, so that nothing is looked at twice: a row may be a million
    /// messages.
    /// One that reaches over several texts puts its own into the first; what stands between them is not theirs.
    private Map<Integer, List<Edit>> byPlace(List<Edit> edits) {
        Map<Integer, List<Edit>> byPlace = new HashMap<>();
        int first = 0;
        for (Edit edit : edits) {
            while (first < places.count() && places.charsTo(first) < edit.from()) {
                first++;
            }
            boolean placed = false;
            for (int place = first; place < places.count() && places.charsFrom(place) <= edit.to(); place++) {
                int from = Math.max(edit.from(), places.charsFrom(place));
                int to = Math.min(edit.to(), places.charsTo(place));
                if (from < to || edit.from() == edit.to()) {
                    byPlace.computeIfAbsent(place, _ -> new ArrayList<>())
                            .add(new Edit(from, to, placed ? "" : edit.text()));
                    placed = true;
                }
            }
            if (!placed && !edit.text().isEmpty()) {
                throw new IllegalArgumentException("an edit is within no text: " + edit);
            }
        }
        return byPlace;
    }

    private String text(int place, List<Edit> edits) {
        StringBuilder text = new StringBuilder();
        int written = places.charsFrom(place);
        for (Edit edit : edits) {
            text.append(copy.chars, written, edit.from() - written).append(edit.text());
            written = edit.to();
        }
        return text.append(copy.chars, written, places.charsTo(place) - written).toString();
    }

    private static void mustBeInOrder(List<Edit> edits) {
        int[] ends = edits.stream()
                .flatMapToInt(edit -> IntStream.of(edit.from(), edit.to()))
                .toArray();
        int[] sorted = ends.clone();
        Arrays.sort(sorted);
        if (!Arrays.equals(ends, sorted)) {
            throw new IllegalArgumentException("the edits are not in order, or lie over one another: " + edits);
        }
    }
}
