package dev.seedbed.curate.agreement;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The rows of a calibration: those with both labels one by one, the others as counts by the judge's label.
final class RatedRows {
    /// One row with both.
    record Pair(String judge, String human) {}

    private final CalibrationColumns columns;
    private final SeenColumns seen = new SeenColumns();
    private final List<Pair> labelled = new ArrayList<>();
    private final Map<String, Long> others = new LinkedHashMap<>();
    private final Set<String> labels = new LinkedHashSet<>();
    private long unscored;
    private long labelledUnscored;
    private String word = "";
    private boolean hasNumbers;

    private RatedRows(CalibrationColumns columns) {
        this.columns = columns;
    }

    /// @throws SeedbedException if the rows hold too little to measure anything, or labels of two kinds
    static RatedRows read(Stream<Data> rows, CalibrationColumns columns) {
        RatedRows read = new RatedRows(columns);
        rows.forEachOrdered(read::add);
        read.check();
        return read;
    }

    private void add(Data row) {
        long number = seen.add(row);
        Optional<String> judge = Cell.label(row, columns.judge(), number);
        Optional<String> human = Cell.label(row, columns.human(), number);
        judge.ifPresent(label ->
                look(label, columns.judge(), number, columns.threshold().isPresent()));
        human.ifPresent(label -> look(
                label,
                columns.human(),
                number,
                columns.threshold().isPresent() && columns.positive().isEmpty()));
        if (judge.isEmpty()) {
            unscored++;
            labelledUnscored += human.isPresent() ? 1 : 0;
        } else if (human.isPresent()) {
            labelled.add(new Pair(judge.get(), human.get()));
        } else {
            others.merge(judge.get(), 1L, Long::sum);
        }
    }

    private void look(String label, String column, long row, boolean mustBeNumber) {
        labels.add(label);
        if (mustBeNumber) {
            Cell.wantedNumber(label, column, row, "the threshold compares numbers; correct the row or leave it empty");
        } else if (Cell.number(label).isPresent()) {
            hasNumbers = true;
        } else if (word.isEmpty()) {
            word = "row " + row + ": '" + column + "' is '" + Cell.shown(label) + "'";
        }
    }

    private void check() {
        seen.check(List.of(columns.judge(), columns.human()));
        if (labelled.isEmpty() && others.isEmpty()) {
            throw wrong("all " + seen.rows() + " rows are unscored: none has a verdict in '" + columns.judge()
                    + "', so there is nothing to measure");
        }
        if (labelled.isEmpty() && labelledUnscored == 0) {
            throw wrong("no row has a human label in '" + columns.human()
                    + "', so the judge cannot be measured; have a random pick of the rows labelled, 50 or more");
        }
        if (labelled.size() < 2) {
            throw wrong("only " + labelled.size() + " row has both a human label in '" + columns.human()
                    + "' and a verdict in '" + columns.judge() + "' (" + labelledUnscored
                    + " labelled rows are unscored), but it takes 2, and 50 for intervals of any use");
        }
        if (columns.positive().isEmpty() && hasNumbers && !word.isEmpty()) {
            throw wrong(word + ", but other labels are numbers; correct the row, or say which label is positive");
        }
        columns.positive().filter(positive -> !labels.contains(positive)).ifPresent(positive -> {
            throw wrong("no row has the label '" + positive + "' that counts as positive; there are "
                    + String.join(
                            ", ", labels.stream().limit(10).map(Cell::shown).toList()));
        });
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }

    /// Whether every label is a number.
    boolean isNumeric() {
        return word.isEmpty();
    }

    List<Pair> labelled() {
        return labelled;
    }

    /// How often the judge gave each label to rows without a human's.
    Map<String, Long> others() {
        return others;
    }

    /// Every label that anybody gave.
    Set<String> labels() {
        return labels;
    }

    Calibration.Rows counts() {
        long rest = others.values().stream().mapToLong(Long::longValue).sum();
        return new Calibration.Rows(seen.rows(), labelled.size(), rest, unscored, labelledUnscored);
    }
}
