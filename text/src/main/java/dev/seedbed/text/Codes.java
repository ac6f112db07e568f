package dev.seedbed.text;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Chooses among a detector's codes.
final class Codes {
    private Codes() {}

    /// The chosen ones, in the order of all.
    static List<String> chosen(List<String> all, Set<String> chosen) {
        if (!all.containsAll(chosen)) {
            Set<String> unknown = new TreeSet<>(chosen);
            all.forEach(unknown::remove);
            throw new IllegalArgumentException(unknown + " are no codes here; allowed are " + all);
        }
        return all.stream().filter(chosen::contains).toList();
    }
}
