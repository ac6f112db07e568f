package dev.seedbed.pipeline.step;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.pipeline.step.InputRow.Place;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The records of a CSV file (RFC 4180) with a header. Every value is a text: what looks like a number may be a
/// house number with a leading zero.
final class CsvRows implements InputRows {
    /// Half of a surrogate pair comes out of no well-formed UTF-8, so it can mark what is not.
    private static final String NOT_UTF8 = "\udfff";

    private final InputFile file;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final List<String> columns;
    private long line;

    CsvRows(InputFile file, Optional<String> delimiter) {
        this.file = file;
        String separator = delimiter.orElse(isTabbed(file) ? "\t" : ",");
        this.reader = CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowUnclosedQuote(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(
                        InputBytes.open(file),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPLACE)
                                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                                .replaceWith(NOT_UTF8)));
        try {
            this.records = reader.iterator();
            this.columns = header(separator);
        } catch (SeedbedException e) {
            close();
            throw e;
        }
    }

    private static boolean isTabbed(InputFile file) {
        String name = file.path().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".tsv") || name.endsWith(".tsv.gz");
    }

    private List<String> header(String separator) {
        CsvRecord record = nextRecord();
        if (record == null) {
            return List.of();
        }
        Set<String> names = new LinkedHashSet<>();
        for (String field : record.getFields()) {
            String name = field.isBlank() ? "column_" + (names.size() + 1) : field.strip();
            if (name.contains(NOT_UTF8)) {
                throw wrong("the header is not UTF-8");
            }
            if (!names.add(name)) {
                throw wrong("the header names the column '" + name + "' twice");
            }
        }
        String only = names.size() == 1 ? names.iterator().next() : "";
        for (String other : List.of(";", "\t", "|", ",")) {
            if (!other.equals(separator) && only.contains(other)) {
                throw wrong("the header is one column, '" + only + "'; if '" + shown(other)
                        + "' separates the columns, say `delimiter: \"" + shown(other) + "\"`");
            }
        }
        return new ArrayList<>(names);
    }

    private static String shown(String separator) {
        return separator.equals("\t") ? "\\t" : separator;
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(columns);
    }

    @Override
    public @Nullable InputRow next() {
        CsvRecord record = nextRecord();
        return record == null ? null : row(record.getFields());
    }

    private InputRow row(List<String> fields) {
        Place place = new Place(file.shown(), "line", line);
        String raw = String.join(", ", fields);
        if (raw.contains(NOT_UTF8)) {
            return new InputRow.Malformed(place, "is not UTF-8", raw.replace(NOT_UTF8, "\ufffd"));
        }
        if (fields.size() != columns.size()) {
            String problem = "has " + fields.size() + " fields, but the header has " + columns.size();
            return new InputRow.Malformed(place, problem, raw);
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            values.put(columns.get(i), fields.get(i));
        }
        return new InputRow.Read(place, Data.copyOf(values));
    }

    private @Nullable CsvRecord nextRecord() {
        try {
            if (!records.hasNext()) {
                return null;
            }
            CsvRecord record = records.next();
            line = record.getStartingLineNumber();
            return record;
        } catch (UncheckedIOException e) {
            IOException cause = e.getCause() == null ? new IOException(e) : e.getCause();
            throw InputBytes.failure(file.shown() + ", after line " + line, cause);
        } catch (CsvParseException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    file.shown() + ", after line " + line + ": cannot be read as CSV: " + cause.getMessage(),
                    e);
        }
    }

    private SeedbedException wrong(String problem) {
        String where = line == 0 ? file.shown() : file.shown() + ":" + line;
        return new SeedbedException(ErrorKind.WRONG_INPUT, where + ": " + problem);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw InputBytes.failure(file.shown(), e);
        }
    }
}
