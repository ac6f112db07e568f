package dev.seedbed.curate.agreement;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which columns the rows have had so far, and how many rows there were.
final class SeenColumns {
    private final Set<String> columns = new LinkedHashSet<>();
    private long rows;

    /// @return the row's number, from 1
    long add(Data row) {
        columns.addAll(row.columns());
        return ++rows;
    }

    long rows() {
        return rows;
    }

    boolean have(String column) {
        return columns.contains(column);
    }

    /// @throws SeedbedException if there was no row, or no row had one of the columns
    void check(List<String> wanted) {
        if (rows == 0) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, "there are no rows, so there is nothing to measure");
        }
        for (String column : wanted) {
            if (!have(column)) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "no row has the column '" + column + "'; there are " + String.join(", ", columns));
            }
        }
    }
}
