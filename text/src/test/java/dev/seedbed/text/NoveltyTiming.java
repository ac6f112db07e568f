package dev.seedbed.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Prints what the index saves: common subsequences per query, and queries per second against the naive rule
/// that compares with every entry (bit-parallel too). Run by hand, with the size of the pool as its argument:
///
/// ```
/// java -cp text/target/classes:text/target/test-classes:... dev.seedbed.text.NoveltyTiming 10000
/// ```
///
/// The pool is made of the real seed and user instructions, each with about a third of its words replaced by
/// others of the same source, so that word frequencies and lengths are those of real instructions.
final class NoveltyTiming {
    private static final int QUERIES = 2_000;

    private NoveltyTiming() {}

    public static void main(String[] arguments) {
        int size = arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]);
        Random random = new Random(11);
        List<String> sources = new ArrayList<>(Fixtures.seedInstructions());
        sources.addAll(Fixtures.userInstructions());
        NoveltyIndex index = new NoveltyIndex();
        List<RougeL.Tokens> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            RougeL.Tokens tokens = changed(random, sources);
            entries.add(tokens);
            index.add(tokens);
        }
        System.gc();
        long before = used();
        NoveltyIndex copy = new NoveltyIndex();
        long tokens = 0;
        for (RougeL.Tokens entry : entries) {
            copy.add(entry);
            tokens += entry.count();
        }
        System.gc();
        System.out.printf(
                "memory: %,d bytes an entry of %.1f tokens, %d entries%n",
                (used() - before) / size, (double) tokens / size, copy.size());
        List<RougeL.Tokens> queries = new ArrayList<>();
        for (int i = 0; i < QUERIES; i++) {
            queries.add(changed(random, sources));
        }
        for (int round = 0; round < 3; round++) {
            measure(
                    "index, above 0.7",
                    index,
                    queries,
                    size,
                    query -> index.moreSimilarThan(0.7, query, size).isPresent());
            measure(
                    "index, nearest 10",
                    index,
                    queries,
                    size,
                    query -> !index.mostSimilar(10, query, size).isEmpty());
            measure(
                    "naive, above 0.7",
                    index,
                    queries.subList(0, 100),
                    size,
                    query -> entries.stream()
                            .anyMatch(entry -> RougeL.f(query, entry) > 2)); // never true, so that all are compared
        }
    }

    private static long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private interface Question {
        boolean ask(RougeL.Tokens tokens);
    }

    private static void measure(
            String name, NoveltyIndex index, List<RougeL.Tokens> queries, int size, Question question) {
        long comparisons = index.comparisons();
        long start = System.nanoTime();
        long found = queries.stream().filter(question::ask).count();
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "%-18s pool %,d: %,.0f queries/s, %.1f comparisons/query, %d of %d found%n",
                name,
                size,
                queries.size() / seconds,
                (double) (index.comparisons() - comparisons) / queries.size(),
                found,
                queries.size());
    }

    private static RougeL.Tokens changed(Random random, List<String> sources) {
        String[] words = sources.get(random.nextInt(sources.size())).split(" ");
        for (int i = 0; i < words.length; i++) {
            if (random.nextInt(3) == 0) {
                String[] others = sources.get(random.nextInt(sources.size())).split(" ");
                words[i] = others[random.nextInt(others.length)];
            }
        }
        return RougeL.tokens(String.join(" ", words));
    }
}
