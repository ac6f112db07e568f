package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Source;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rows of files.
///
/// A row's id is the hash of the step's name and of the row as it stands in the file, before columns are
/// renamed; equal rows are told apart by their number among themselves. So neither rows that are added
/// anywhere, nor a change of the mapping, changes the id of another row, and what was answered for it stays
/// answered.
///
/// @param delimiter of CSV files
/// @param idColumn the file's column that identifies a row, instead of its content
/// @param sniff what the beginning of the files says about their columns
/// @param marksMalformed whether a malformed row becomes a sample for [MalformedRows] to reject, or stops the
///     run
record LoadSource(
        String name,
        List<InputFile> files,
        Optional<String> delimiter,
        ColumnMapping mapping,
        Optional<String> idColumn,
        long limit,
        Sniff sniff,
        boolean marksMalformed)
        implements Source {

    @Override
    public boolean readsRows() {
        return true;
    }

    @Override
    public boolean endless() {
        return false;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        // A name that no row of the beginning has is far likelier a slip than a column of later rows only; such a
        // column can be declared by `columns`.
        // Of an input that is empty or cannot be read, nothing is known; the later steps are not to blame.
        boolean known = mapping.isClosed()
                || (sniff.problems().isEmpty() && !sniff.columns().isEmpty());
        return new Columns(new LinkedHashSet<>(mapping.apply(sniff.columns())), known);
    }

    @Override
    public Candidates open() {
        return new Reading();
    }

    static String message(InputRow.Malformed row) {
        return row.place() + ": " + row.problem() + "; it begins: " + row.beginning();
    }

    private final class Reading implements Candidates {
        private final Iterator<InputFile> rest = files.iterator();
        private final OccurrenceCounts occurrences = new OccurrenceCounts();
        private @Nullable InputRows rows;
        private @Nullable InputRow next;
        private long taken;

        @Override
        public boolean hasNext() {
            if (next == null && taken < limit) {
                next = advance();
            }
            return next != null;
        }

        @Override
        public Sample next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            InputRow row = next;
            next = null;
            taken++;
            return switch (row) {
                case InputRow.Read read -> sample(read);
                case InputRow.Malformed malformed when marksMalformed -> marked(malformed);
                case InputRow.Malformed malformed ->
                    throw new SeedbedException(
                            ErrorKind.WRONG_INPUT,
                            message(malformed) + "\nCorrect the row, or say `bad-rows: reject` on the step '" + name
                                    + "' to go on without it.");
            };
        }

        private @Nullable InputRow advance() {
            while (true) {
                if (rows == null) {
                    if (!rest.hasNext()) {
                        return null;
                    }
                    InputFile file = rest.next();
                    rows = file.format().open(file, delimiter);
                }
                InputRow row = rows.next();
                if (row != null) {
                    return row;
                }
                close();
            }
        }

        private Sample sample(InputRow.Read read) {
            SampleId id = idColumn.isPresent() ? givenId(read, idColumn.get()) : contentId(read.data());
            return new Sample(id, mapping.apply(read.data()), List.of(), Map.of());
        }

        private SampleId contentId(Data data) {
            return numbered(Json.canonical(data.asMap()));
        }

        private SampleId givenId(InputRow.Read read, String column) {
            String value = read.data()
                    .textIfPresent(column)
                    .orElseThrow(() -> new SeedbedException(
                            ErrorKind.WRONG_INPUT,
                            read.place() + ": has no value in '" + column + "', which the step '" + name
                                    + "' takes the row's id from; its columns are "
                                    + String.join(", ", read.data().columns())));
            SampleId id = SampleId.root(name, "id " + value);
            if (occurrences.seen(id.hash().high()) > 0) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        read.place() + ": the id '" + value + "' (column '" + column
                                + "') was seen before, but ids must differ; leave `id` out of the step '" + name
                                + "' to tell rows apart by their content");
            }
            return id;
        }

        private Sample marked(InputRow.Malformed malformed) {
            Data data = Data.of("problem", malformed.problem())
                    .with("file", malformed.place().file())
                    .with("place", malformed.place().toString())
                    .with("begins", malformed.beginning());
            SampleId id = numbered("malformed " + malformed.raw());
            return new Sample(id, data, List.of(), Map.of(MalformedRows.MARK, 1.0));
        }

        private SampleId numbered(String distinction) {
            SampleId first = SampleId.root(name, distinction);
            int before = occurrences.seen(first.hash().high());
            return before == 0 ? first : SampleId.root(name, distinction + " #" + before);
        }

        @Override
        public void close() {
            if (rows != null) {
                rows.close();
                rows = null;
            }
        }
    }
}
