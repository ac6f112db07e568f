package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.text.contamination.Contamination;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.contamination.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many rows hold items of which benchmark, and how.
///
/// One thread at a time.
public final class ContaminationCounts {
    private static final int MOST_SHOWN = 10;
    private static final List<Verdict> VERDICTS = List.of(Verdict.values());

    /// By benchmark and verdict: by item, the rows that hold it.
    private final Map<String, Map<String, Map<String, Long>>> rows = new TreeMap<>();

    void add(Contamination hit) {
        add(hit.item().benchmark(), hit.verdict().code(), hit.item().id(), 1);
    }

    private void add(String benchmark, String verdict, String item, long count) {
        rows.computeIfAbsent(benchmark, _ -> new TreeMap<>())
                .computeIfAbsent(verdict, _ -> new TreeMap<>())
                .merge(item, count, Long::sum);
    }

    /// The rows that hold an item.
    public long rows() {
        return rows.keySet().stream().mapToLong(this::rows).sum();
    }

    /// The rows that hold an item of a benchmark.
    public long rows(String benchmark) {
        return VERDICTS.stream().mapToLong(verdict -> rows(benchmark, verdict)).sum();
    }

    /// The rows that hold an item of a benchmark in this way.
    public long rows(String benchmark, Verdict verdict) {
        return byItem(benchmark, verdict.code()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private Map<String, Long> byItem(String benchmark, String verdict) {
        return rows.getOrDefault(benchmark, Map.of()).getOrDefault(verdict, Map.of());
    }

    /// How many items of a benchmark were found, each once.
    public int items(String benchmark) {
        return (int) rows.getOrDefault(benchmark, Map.of()).values().stream()
                .flatMap(items -> items.keySet().stream())
                .distinct()
                .count();
    }

    /// A report for people.
    ///
    /// @param all the items that were looked for
    /// @param tooCommon those among them that were not, because they have too little of their own
    /// @param examined how many rows there were
    public String markdown(List<TestItem> all, List<TestItem> tooCommon, long examined) {
        StringBuilder text = new StringBuilder("# Contamination\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%,d of %,d rows hold a test item (%.3f %%).\n\n",
                rows(),
                examined,
                examined == 0 ? 0 : 100.0 * rows() / examined));
        text.append("| benchmark | items | items found | rows verbatim | rows edited | rows rephrased |\n");
        text.append("|---|---|---|---|---|---|\n");
        perBenchmark(all)
                .forEach((benchmark, count) -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %,d | %,d | %,d | %,d |\n",
                        benchmark,
                        count,
                        items(benchmark),
                        rows(benchmark, Verdict.VERBATIM),
                        rows(benchmark, Verdict.EDITED),
                        rows(benchmark, Verdict.REPHRASED))));
        mostFound(text);
        if (!tooCommon.isEmpty()) {
            text.append(String.format(
                    Locale.ROOT,
                    tooCommon.size() == 1
                            ? "\n%,d item was not looked for, as it has too little of its own:\n\n"
                            : "\n%,d items were not looked for, as they have too little of their own:\n\n",
                    tooCommon.size()));
            tooCommon.stream()
                    .limit(MOST_SHOWN)
                    .forEach(item -> text.append("- " + item.benchmark() + " " + item.id() + "\n"));
            if (tooCommon.size() > MOST_SHOWN) {
                text.append(String.format(Locale.ROOT, "- and %,d more\n", tooCommon.size() - MOST_SHOWN));
            }
        }
        return text.toString();
    }

    private void mostFound(StringBuilder text) {
        record Found(String benchmark, String item, long rows) {}
        List<Found> found = new ArrayList<>();
        rows.forEach((benchmark, verdicts) -> {
            Map<String, Long> items = new TreeMap<>();
            verdicts.values().forEach(byItem -> byItem.forEach((item, count) -> items.merge(item, count, Long::sum)));
            items.forEach((item, count) -> {
                if (count > 1) {
                    found.add(new Found(benchmark, item, count));
                }
            });
        });
        if (found.isEmpty()) {
            return;
        }
        found.sort(Comparator.comparingLong(Found::rows).reversed());
        text.append("\nFound in more than one row (an item that very many rows hold may be a common phrase):\n\n");
        found.stream()
                .limit(MOST_SHOWN)
                .forEach(each -> text.append(
                        String.format(Locale.ROOT, "- %s %s: %,d\n", each.benchmark(), each.item(), each.rows())));
    }

    private static Map<String, Integer> perBenchmark(List<TestItem> all) {
        Map<String, Integer> items = new LinkedHashMap<>();
        all.forEach(item -> items.merge(item.benchmark(), 1, Integer::sum));
        return items;
    }

    /// The same for programs: `rows`, `contaminated`, and `benchmarks` with `items`, `items_found`, the rows by
    /// verdict, and the rows by item.
    public Map<String, Object> json(List<TestItem> all, List<TestItem> tooCommon, long examined) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rows", examined);
        report.put("contaminated", rows());
        Map<String, Object> benchmarks = new LinkedHashMap<>();
        perBenchmark(all).forEach((benchmark, count) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("items", count);
            one.put("items_found", items(benchmark));
            VERDICTS.forEach(verdict -> one.put(verdict.code(), rows(benchmark, verdict)));
            one.put("rows_by_item", rows.getOrDefault(benchmark, Map.of()));
            benchmarks.put(benchmark, one);
        });
        report.put("benchmarks", benchmarks);
        report.put(
                "too_common",
                tooCommon.stream()
                        .map(item -> item.benchmark() + " " + item.id())
                        .toList());
        return report;
    }

    Map<String, ?> state() {
        return rows;
    }

    static ContaminationCounts ofState(Data state) {
        ContaminationCounts counts = new ContaminationCounts();
        state.asMap()
                .forEach((benchmark, verdicts) -> fields(verdicts)
                        .forEach((verdict, items) -> fields(items)
                                .forEach((item, count) -> counts.add(
                                        benchmark,
                                        String.valueOf(verdict),
                                        String.valueOf(item),
                                        count instanceof Number number ? number.longValue() : 0))));
        return counts;
    }

    private static Map<?, ?> fields(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }
}
