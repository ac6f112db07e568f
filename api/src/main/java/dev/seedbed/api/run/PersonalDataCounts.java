package dev.seedbed.api.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What personal data and secrets the rows of a finished run hold: how often, of which kind, in which column,
/// and never what.
///
/// ```java
/// counts.byColumn();    // {answer={email=3, phone=1}}
/// ```
///
/// @param kinds those that were looked for, by their codes
/// @param rows that were looked at: all of the data set
/// @param rowsWithFinds those of them that hold any
/// @param byColumn how many finds of each kind, by the row's column; columns and kinds without a find are left
/// out
public record PersonalDataCounts(
        List<String> kinds, long rows, long rowsWithFinds, Map<String, Map<String, Long>> byColumn) {
    public PersonalDataCounts {
        kinds = List.copyOf(kinds);
        Map<String, Map<String, Long>> copy = new LinkedHashMap<>();
        byColumn.forEach((column, counts) -> copy.put(column, Collections.unmodifiableMap(new TreeMap<>(counts))));
        byColumn = Collections.unmodifiableMap(copy);
    }

    /// Whether there was nothing.
    public boolean isClean() {
        return rowsWithFinds == 0;
    }
}
