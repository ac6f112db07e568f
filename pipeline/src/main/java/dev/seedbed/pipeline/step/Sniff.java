package dev.seedbed.pipeline.step;

import dev.seedbed.api.SeedbedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the beginning of the input says about its columns: the headers of all files that have one, and the
/// first thousand rows of the others.
///
/// @param columns in the order they were seen
/// @param whole whether there can be no others
/// @param problems what could not be read
record Sniff(Set<String> columns, boolean whole, List<String> problems) {
    private static final int MOST_ROWS = 1_000;
    private static final int MOST_CHARACTERS = 1 << 24;

    /// @param limit how many rows the run reads at most
    static Sniff of(List<InputFile> files, Optional<String> delimiter, long limit, boolean stopsAtMalformed) {
        Set<String> columns = new LinkedHashSet<>();
        Set<String> problems = new LinkedHashSet<>();
        boolean whole = true;
        long left = Math.min(limit, MOST_ROWS);
        long characters = MOST_CHARACTERS;
        for (InputFile file : files) {
            if (left <= 0 && !file.format().declaresColumns()) {
                whole = false;
                continue;
            }
            try (InputRows rows = file.format().open(file, delimiter)) {
                if (rows.columns().isPresent()) {
                    columns.addAll(rows.columns().get());
                    continue;
                }
                InputRow row = null;
                while (left > 0 && characters > 0 && (row = rows.next()) != null) {
                    left--;
                    switch (row) {
                        case InputRow.Read read -> {
                            columns.addAll(read.data().columns());
                            characters -= sizeOf(read);
                        }
                        case InputRow.Malformed malformed
                        when stopsAtMalformed -> {
                            problems.add(LoadSource.message(malformed));
                            left = 0;
                        }
                        case InputRow.Malformed malformed ->
                            characters -= malformed.raw().length();
                    }
                }
                whole &= row == null && left > 0 && characters > 0;
            } catch (SeedbedException e) {
                problems.add(e.getMessage());
                whole = false;
            }
        }
        return new Sniff(columns, whole, List.copyOf(problems));
    }

    private static long sizeOf(InputRow.Read read) {
        long size = 0;
        for (Object value : read.data().asMap().values()) {
            size += value instanceof String text ? text.length() : 16;
        }
        return size;
    }
}
