package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.privacy.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// How many finds of each kind there were, over all rows.
final class FindCounts {
    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);

    void add(Kind kind, long finds) {
        counts.merge(kind, finds, Long::sum);
    }

    /// The counts by the codes of their kinds.
    Map<String, Long> state() {
        Map<String, Long> state = new TreeMap<>();
        counts.forEach((kind, count) -> state.put(kind.code(), count));
        return state;
    }

    /// @throws IllegalArgumentException if it is not a [#state]
    static FindCounts ofState(Data state) {
        FindCounts counts = new FindCounts();
        state.asMap().forEach((code, count) -> {
            if (!(count instanceof Long finds)) {
                throw new IllegalArgumentException("the count of " + code + " is " + count);
            }
            counts.add(Kind.of(code), finds);
        });
        return counts;
    }

    /// The most frequent first; nothing, if there were none.
    List<String> inWords() {
        if (counts.isEmpty()) {
            return List.of();
        }
        return List.of("found "
                + counts.entrySet().stream()
                        .sorted(Map.Entry.<Kind, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                        .map(each -> String.format(
                                Locale.ROOT,
                                "%,d %s",
                                each.getValue(),
                                each.getKey().code()))
                        .collect(Collectors.joining(", ")));
    }
}
