package dev.seedbed.corpus;

import dev.seedbed.api.Data;
import dev.seedbed.api.Markdown;
import dev.seedbed.curate.contamination.Overlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many rows copy too much, and from which reference texts: each row counts for the text that has its
/// longest run.
///
/// One thread at a time.
public final class OverlapCounts {
    private static final int MOST_SHOWN = 50;

    /// By file, then by line (0 for a file that is one text): how many rows, and the longest run of any.
    private final Map<String, Map<Long, long[]>> texts = new TreeMap<>();

    private record Counted(String file, long line, long rows, long longestRun) {
        String name() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    void add(Overlap overlap) {
        Optional<Overlap.Copy> longest = overlap.longest();
        longest.ifPresent(copy -> add(copy.source().file(), copy.source().line().orElse(0L), 1, copy.words()));
    }

    private void add(String file, long line, long rows, long longestRun) {
        long[] counts = texts.computeIfAbsent(file, _ -> new TreeMap<>()).computeIfAbsent(line, _ -> new long[2]);
        counts[0] += rows;
        counts[1] = Math.max(counts[1], longestRun);
    }

    private List<Counted> all() {
        List<Counted> all = new ArrayList<>();
        texts.forEach((file, lines) ->
                lines.forEach((line, counts) -> all.add(new Counted(file, line, counts[0], counts[1]))));
        return all;
    }

    /// The rows that copy too much.
    public long rows() {
        return all().stream().mapToLong(Counted::rows).sum();
    }

    /// A report for people: the texts from which most rows copy.
    ///
    /// @param examined how many rows there were
    public String markdown(long examined) {
        StringBuilder text = new StringBuilder("# Copied text\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%,d of %,d rows have too much word for word from a reference text (%.3f %%).\n\n",
                rows(),
                examined,
                examined == 0 ? 0 : 100.0 * rows() / examined));
        text.append("| reference text | rows | longest run in words |\n|---|---|---|\n");
        List<Counted> most = new ArrayList<>(all());
        most.sort(Comparator.comparingLong(Counted::rows).reversed());
        most.stream()
                .limit(MOST_SHOWN)
                .forEach(each -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %,d | %,d |\n",
                        Markdown.text(each.name()),
                        each.rows(),
                        each.longestRun())));
        if (most.size() > MOST_SHOWN) {
            text.append(String.format(Locale.ROOT, "\nAnd %,d more texts.\n", most.size() - MOST_SHOWN));
        }
        return text.toString();
    }

    /// The same for programs: `rows`, `copied`, and `references`: each text that was copied from, with `file`,
    /// `line`, `rows` and `longest_run`.
    public Map<String, Object> json(long examined) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rows", examined);
        report.put("copied", rows());
        report.put("references", all().stream().map(OverlapCounts::fields).toList());
        return report;
    }

    private static Map<String, Object> fields(Counted counted) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("file", counted.file());
        if (counted.line() > 0) {
            fields.put("line", counted.line());
        }
        fields.put("rows", counted.rows());
        fields.put("longest_run", counted.longestRun());
        return fields;
    }

    static OverlapCounts ofState(Data state) {
        OverlapCounts counts = new OverlapCounts();
        if (state.value("references") instanceof List<?> references) {
            for (Object each : references) {
                if (each instanceof Map<?, ?> one) {
                    counts.add(
                            String.valueOf(one.get("file")),
                            number(one.get("line")),
                            number(one.get("rows")),
                            number(one.get("longest_run")));
                }
            }
        }
        return counts;
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : 0;
    }
}
