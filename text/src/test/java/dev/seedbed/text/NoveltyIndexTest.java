package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoveltyIndexTest {
    @Test
    void answersAsComparingWithEveryEntryDoes() {
        Random random = new Random(7);
        for (int round = 0; round < 20; round++) {
            int vocabulary = 2 + random.nextInt(200);
            int longest = 1 + random.nextInt(round % 10 == 0 ? 100 : 20);
            NoveltyIndex index = new NoveltyIndex();
            List<RougeL.Tokens> entries = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                RougeL.Tokens tokens = candidate(random, entries, longest, vocabulary);
                int size = random.nextInt(entries.size() + 1);
                double threshold = List.of(0.0, 0.3, 0.5, 0.7, 0.9, 1.0).get(random.nextInt(6));
                int count = random.nextInt(12);

                List<NoveltyIndex.Match> expected = naive(entries.subList(0, size), tokens);

                assertThat(index.moreSimilarThan(threshold, tokens, size))
                        .isEqualTo(expected.stream()
                                .filter(match -> match.f() > threshold)
                                .findFirst());
                assertThat(index.mostSimilar(count, tokens, size))
                        .isEqualTo(expected.stream()
                                .filter(match -> match.f() > 0)
                                .limit(count)
                                .toList());
                assertThat(index.meanSimilarity(tokens, size)).isEqualTo(mean(entries.subList(0, size), tokens));
                assertThat(index.add(tokens)).isEqualTo(entries.size());
                entries.add(tokens);
            }
        }
    }

    @Test
    void comparesWithFewOfManyEntries() {
        Random random = new Random(3);
        NoveltyIndex index = new NoveltyIndex();
        for (int i = 0; i < 10_000; i++) {
            index.add(RougeL.tokens(Fixtures.words(random, 5 + random.nextInt(20), 8_000)));
        }

        for (int i = 0; i < 100; i++) {
            index.moreSimilarThan(0.7, RougeL.tokens(Fixtures.words(random, 5 + random.nextInt(20), 8_000)), 10_000);
        }

        assertThat(index.comparisons()).isLessThan(100 * 10);
    }

    @Test
    void findsTheTwoSimilarPairsOfTheSeeds() {
        NoveltyIndex index = new NoveltyIndex();
        List<String> found = new ArrayList<>();
        for (String seed : Fixtures.seedInstructions()) {
            RougeL.Tokens tokens = RougeL.tokens(seed);
            index.moreSimilarThan(0.7, tokens, index.size())
                    .ifPresent(match -> found.add(match.entry() + "/" + index.size()));
            index.add(tokens);
        }

        assertThat(found).containsExactly("47/74", "77/113");
    }

    @Test
    void refusesToLookAtEntriesThatAreNotThere() {
        NoveltyIndex index = new NoveltyIndex();

        assertThatThrownBy(() -> index.mostSimilar(1, RougeL.tokens("a"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("size is 1, but must be from 0 to 0, the number of entries");
    }

    private static RougeL.Tokens candidate(Random random, List<RougeL.Tokens> entries, int longest, int vocabulary) {
        if (!entries.isEmpty() && random.nextBoolean()) {
            // Close to an entry, so that thresholds and ties are met.
            List<String> words = new ArrayList<>(List.of(
                    entries.get(random.nextInt(entries.size())).toString().split(" ")));
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                words.set(random.nextInt(words.size()), "w" + random.nextInt(vocabulary));
            }
            return RougeL.tokens(String.join(" ", words));
        }
        return RougeL.tokens(Fixtures.words(random, random.nextInt(longest + 1), vocabulary));
    }

    private static List<NoveltyIndex.Match> naive(List<RougeL.Tokens> entries, RougeL.Tokens tokens) {
        return IntStream.range(0, entries.size())
                .mapToObj(entry -> new NoveltyIndex.Match(entry, f(entries.get(entry), tokens)))
                .sorted(Comparator.comparingDouble(NoveltyIndex.Match::f)
                        .reversed()
                        .thenComparingInt(NoveltyIndex.Match::entry))
                .toList();
    }

    private static double mean(List<RougeL.Tokens> entries, RougeL.Tokens tokens) {
        double sum = 0;
        for (RougeL.Tokens entry : entries) {
            sum += f(entry, tokens);
        }
        return entries.isEmpty() ? 0 : sum / entries.size();
    }

    private static double f(RougeL.Tokens first, RougeL.Tokens second) {
        int common = RougeLTest.textbook(first, second);
        return common == 0 ? 0 : 2.0 * common / (first.count() + second.count());
    }
}
