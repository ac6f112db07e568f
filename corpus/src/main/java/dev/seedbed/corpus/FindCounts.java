package dev.seedbed.corpus;

import dev.seedbed.privacy.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// How many finds of each kind there were, over all rows. A line of its file is one moment: its number, and a count
/// for each kind in their order.
final class FindCounts {
    static final String FILE = "finds";

    private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
    private long saved;

    void add(Kind kind, int finds) {
        counts.merge(kind, (long) finds, Long::sum);
    }

    /// The line before stays: a process may die before its checkpoint names the new one.
    long save(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        String before = lines.stream()
                .filter(line -> line.startsWith(saved + " "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        saved++;
        String now = saved + " "
                + Arrays.stream(Kind.values())
                        .map(kind -> Long.toString(counts.getOrDefault(kind, 0L)))
                        .collect(Collectors.joining(" "));
        Files.createDirectories(folder);
        Files.writeString(file, before + now + "\n");
        return saved;
    }

    void restore(Path folder, long mark) throws IOException {
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            String[] fields = line.split(" ", -1);
            if (fields.length == Kind.values().length + 1 && fields[0].equals(Long.toString(mark))) {
                counts.clear();
                int field = 0;
                for (Kind kind : Kind.values()) {
                    field++;
                    long count = Long.parseLong(fields[field]);
                    if (count > 0) {
                        counts.put(kind, count);
                    }
                }
                saved = mark;
                return;
            }
        }
        throw new IOException("its counts of finds are gone");
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
