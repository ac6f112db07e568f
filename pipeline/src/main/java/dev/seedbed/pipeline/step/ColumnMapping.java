package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the columns of a file are called in the pipeline. A column that is named always exists; it is null
/// where a row lacks it.
///
/// @param newToOld the file's name by the pipeline's; empty means that all columns keep their names
/// @param keepsOthers whether columns that are not named go along
record ColumnMapping(Map<String, String> newToOld, boolean keepsOthers) {
    /// Whether there can be no columns but those that are named.
    boolean isClosed() {
        return !newToOld.isEmpty() && !keepsOthers;
    }

    Data apply(Data row) {
        if (newToOld.isEmpty()) {
            return row;
        }
        Map<String, @Nullable Object> mapped = new LinkedHashMap<>();
        newToOld.forEach((name, old) -> mapped.put(name, row.value(old)));
        if (keepsOthers) {
            row.asMap().forEach((column, value) -> {
                if (!newToOld.containsValue(column)) {
                    mapped.putIfAbsent(column, value);
                }
            });
        }
        return Data.copyOf(mapped);
    }

    List<String> apply(Set<String> columns) {
        if (newToOld.isEmpty()) {
            return List.copyOf(columns);
        }
        Set<String> mapped = new LinkedHashSet<>(newToOld.keySet());
        if (keepsOthers) {
            columns.stream().filter(column -> !newToOld.containsValue(column)).forEach(mapped::add);
        }
        return new ArrayList<>(mapped);
    }
}
