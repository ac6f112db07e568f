package dev.seedbed.text.near;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearIndexTest {
    private static final NearSettings DEFAULTS = NearSettings.defaults();

    private static NearIndex index(NearSettings settings) {
        return NearIndex.temporary(settings, CommonShingles.none());
    }

    private static List<NearVerdict> verdicts(NearSettings settings, List<String> rows) {
        try (NearIndex index = index(settings)) {
            List<NearVerdict> verdicts = new ArrayList<>();
            for (String row : rows) {
                verdicts.add(index.admit(index.profile(row), verdicts.size(), "row " + verdicts.size()));
            }
            return verdicts;
        }
    }

    private static NearVerdict.Near near(NearVerdict verdict) {
        assertThat(verdict).isInstanceOf(NearVerdict.Near.class);
        return (NearVerdict.Near) verdict;
    }

    @Test
    void namesTheSurvivorAndWhatTheyShare() {
        String kept = "the cat sat on the mat and looked at the dog for a very long time today";
        String row = "Yes! THE CAT sat on the mat, and looked at the dog for a very long time today. Really";
        List<NearVerdict> verdicts = verdicts(DEFAULTS, List.of("something else that nobody said", kept, row));

        NearVerdict.Near near = near(verdicts.get(2));
        // 13 shingles of 17 words, 15 of 19, of which two are new.
        assertThat(near.row()).isEqualTo(1);
        assertThat(near.id()).isEqualTo("row 1");
        assertThat(near.shingles()).isEqualTo(15);
        assertThat(near.jaccard()).isEqualTo(13 / 15.0);
        assertThat(near.contained()).isEqualTo(13 / 15.0);
        assertThat(near.containing()).isEqualTo(1);
        assertThat(near.shared())
                .singleElement()
                .satisfies(span -> assertThat(span.of(row))
                        .isEqualTo("THE CAT sat on the mat, and looked at the dog for a very long time today"));
    }

    @Test
    void showsTheThreeLongestRunsOfAText() {
        String kept = words("a", 12) + " " + words("b", 20) + " " + words("c", 9) + " " + words("d", 30);
        String row = words("a", 12) + " x " + words("b", 20) + " y " + words("c", 9) + " z " + words("d", 30);
        NearVerdict.Near near =
                near(verdicts(DEFAULTS.withThreshold(0.5), List.of(kept, row)).get(1));

        assertThat(near.shared())
                .extracting(span -> span.of(row))
                .containsExactly(words("d", 30), words("b", 20), words("a", 12));
    }

    private static String words(String letter, int count) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < count; i++) {
            words.append(i == 0 ? "" : " ").append(letter).append(i);
        }
        return words.toString();
    }

    @Test
    void shownRunsGoOnWhereAShingleComesAgain() {
        String row = "a b c d e a b c d e a b c d e f g h i j k l m n o p q r s t";
        NearVerdict.Near near = near(verdicts(DEFAULTS, List.of(row, row)).get(1));

        assertThat(near.jaccard()).isEqualTo(1);
        assertThat(near.shared()).containsExactly(new Span(0, row.length()));
    }

    @Test
    void theThresholdItselfIsADuplicate() {
        // 4 shared of 5: exactly 0.8.
        String kept = words("a", 8);
        String row = words("a", 9);
        assertThat(near(verdicts(DEFAULTS, List.of(kept, row)).get(1)).jaccard())
                .isEqualTo(0.8);
        assertThat(verdicts(DEFAULTS.withThreshold(0.8001), List.of(kept, row)).get(1))
                .isEqualTo(new NearVerdict.Kept(5, 0));
    }

    @Test
    void theMostSimilarSurvivesAndTheEarliestOfEquals() {
        String row = words("a", 100);
        String far = words("a", 90);
        String close = words("a", 98);
        String closeToo = row.substring(row.indexOf("a2"));
        List<NearVerdict> verdicts = verdicts(DEFAULTS.withThreshold(0.98), List.of(far, close, closeToo, row));

        assertThat(verdicts.subList(0, 3)).allSatisfy(each -> assertThat(each).isInstanceOf(NearVerdict.Kept.class));
        assertThat(verdicts.get(3)).isInstanceOf(NearVerdict.Kept.class);
        // 94 shared of 96 with each of two that are not like each other; 96 of 96 with none.
        List<NearVerdict> lower = verdicts(DEFAULTS.withThreshold(0.969), List.of(far, closeToo, close, row));
        assertThat(lower.get(1)).isInstanceOf(NearVerdict.Kept.class);
        assertThat(lower.get(2)).isInstanceOf(NearVerdict.Kept.class);
        assertThat(near(lower.get(3)).row()).isEqualTo(1);
    }

    @Test
    void shortTextsAreOneShingleAndTextsWithoutWordsThemselves() {
        List<String> rows = List.of("Yes", "yes!", "no", "Yes no", "no yes", "", "", "?!", "?!", "?", "\uD83D", "😀");
        List<Boolean> kept = verdicts(DEFAULTS, rows).stream()
                .map(NearVerdict.Kept.class::isInstance)
                .toList();

        assertThat(kept).containsExactly(true, false, true, true, true, true, false, true, false, true, true, true);
        NearVerdict.Near empty = near(verdicts(DEFAULTS, rows).get(6));
        assertThat(empty.row()).isEqualTo(5);
        assertThat(empty.jaccard()).isEqualTo(1);
        assertThat(empty.shingles()).isZero();
        assertThat(empty.shared()).isEmpty();
    }

    /// Every verdict is checked against sets of strings: removed rows are that similar to a kept one, kept rows
    /// are similar to no earlier kept one but for the share that bands may miss, and the survivor is the best
    /// of all.
    @ParameterizedTest
    @CsvSource({"0.8, 5, 40, 1", "0.5, 5, 30, 2", "0.9, 3, 60, 3", "0.7, 1, 12, 4", "1, 5, 10, 5", "0.8, 5, 120, 6"})
    void verdictsAreThoseOfComparingWithEveryKeptRow(double threshold, int shingle, int words, int seed) {
        List<String> rows = TemplatedTexts.rows(new Random(seed), 900, words);
        List<Set<String>> sets =
                rows.stream().map(row -> TemplatedTexts.shingles(row, shingle)).toList();
        List<NearVerdict> verdicts = verdicts(new NearSettings(threshold, shingle), rows);
        List<Integer> kept = new ArrayList<>();
        double toBeMissed = 0;
        int missed = 0;
        int otherSurvivor = 0;
        int removed = 0;
        for (int i = 0; i < rows.size(); i++) {
            int nearest = -1;
            double best = threshold;
            double unseen = 1;
            for (int earlier : kept) {
                double similarity = TemplatedTexts.jaccard(sets.get(i), sets.get(earlier));
                if (similarity >= threshold) {
                    unseen *= 1 - Bands.forThreshold(threshold).probability(similarity);
                }
                if (similarity > best || (similarity == best && nearest < 0)) {
                    best = similarity;
                    nearest = earlier;
                }
            }
            switch (verdicts.get(i)) {
                case NearVerdict.Kept _ -> {
                    missed += nearest >= 0 ? 1 : 0;
                    kept.add(i);
                }
                case NearVerdict.Near near -> {
                    Set<String> survivor = sets.get((int) near.row());
                    assertThat(kept).contains((int) near.row());
                    assertThat(near.jaccard()).isEqualTo(TemplatedTexts.jaccard(sets.get(i), survivor));
                    assertThat(near.jaccard()).isGreaterThanOrEqualTo(threshold);
                    long shared =
                            sets.get(i).stream().filter(survivor::contains).count();
                    assertThat(near.contained())
                            .isEqualTo((double) shared / sets.get(i).size());
                    assertThat(near.containing()).isEqualTo((double) shared / survivor.size());
                    otherSurvivor += near.row() == nearest ? 0 : 1;
                    removed++;
                }
            }
            toBeMissed += nearest >= 0 ? unseen : 0;
        }
        assertThat(removed).isGreaterThan(100);
        assertThat(missed).isLessThanOrEqualTo((int) (toBeMissed + 4 * Math.sqrt(toBeMissed) + 1));
        assertThat(otherSurvivor).isLessThanOrEqualTo(removed / 50);
    }

    @Test
    void oneWordInFrontHidesNoDuplicate() {
        Random random = new Random(77);
        int found = 0;
        try (NearIndex index = index(DEFAULTS)) {
            for (int i = 0; i < 3_000; i++) {
                String text = String.join(" ", TemplatedTexts.fresh(random, 200 + random.nextInt(300)));
                assertThat(index.admit(index.profile(text), 2L * i)).isInstanceOf(NearVerdict.Kept.class);
                NearVerdict verdict = index.admit(index.profile("Surprisingly " + text), 2L * i + 1);
                found += verdict instanceof NearVerdict.Near near && near.row() == 2L * i ? 1 : 0;
            }
        }
        assertThat(found).isEqualTo(3_000);
    }

    @Test
    void profilesOfManyThreadsAreThoseOfOne() throws Exception {
        List<String> rows = TemplatedTexts.rows(new Random(9), 3_000, 40);
        List<NearVerdict> expected = verdicts(DEFAULTS, rows);
        try (NearIndex index = index(DEFAULTS);
                ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Callable<Profile>> tasks = new ArrayList<>();
            rows.forEach(row -> tasks.add(() -> index.profile(row)));
            List<Future<Profile>> profiles = threads.invokeAll(tasks);
            for (int i = 0; i < rows.size(); i++) {
                assertThat(index.admit(profiles.get(i).get(), i, "row " + i)).isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void similarTextsOfOneTemplateStayWhenItsShinglesAreCommon() {
        String template = words("template", 90);
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            rows.add(template + " question " + words("q" + i + "x", 9));
        }
        rows.add(rows.get(7) + " please");
        rows.add(template);
        rows.add(template);
        rows.add(template + " question");
        ShingleCounts counts = new ShingleCounts();
        Profiler plain = new Profiler(DEFAULTS, CommonShingles.none());
        rows.forEach(row -> counts.add(plain.profile(row)));
        CommonShingles.Counted common = counts.common(0.01);
        List<NearVerdict> verdicts = new ArrayList<>();
        try (NearIndex index = NearIndex.temporary(DEFAULTS, common)) {
            rows.forEach(row -> verdicts.add(index.admit(index.profile(row), verdicts.size())));
        }

        assertThat(common.limit()).isEqualTo(20);
        assertThat(verdicts.stream().filter(NearVerdict.Near.class::isInstance).map(verdicts::indexOf))
                .containsExactly(200, 202);
        // 86 shingles of the template alone; what is left: 10 with the question, and 11 with "please".
        NearVerdict.Near asked = near(verdicts.get(200));
        assertThat(asked.leftOut()).isEqualTo(87);
        assertThat(asked.row()).isEqualTo(7);
        assertThat(asked.shingles()).isEqualTo(10);
        assertThat(asked.jaccard()).isEqualTo(0.9);
        NearVerdict.Near bare = near(verdicts.get(202));
        assertThat(bare.row()).isEqualTo(201);
        assertThat(bare.shingles()).isZero();
        assertThat(bare.leftOut()).isEqualTo(86);
        assertThat(verdicts(DEFAULTS, rows.subList(0, 200)).subList(1, 200))
                .allSatisfy(each -> assertThat(each).isInstanceOf(NearVerdict.Near.class));
    }

    @Test
    void commonShinglesOfAStreamAreLearnedAsItComes() {
        String template = words("template", 90);
        try (NearIndex index = NearIndex.temporary(DEFAULTS, CommonShingles.asRowsCome(0.001))) {
            int removedEarly = 0;
            for (int i = 0; i < 100; i++) {
                NearVerdict verdict = index.admit(index.profile(template + " " + words("q" + i + "x", 9)), i);
                if (i < 20) {
                    removedEarly += verdict instanceof NearVerdict.Near ? 1 : 0;
                } else {
                    assertThat(verdict).isInstanceOf(NearVerdict.Kept.class);
                    assertThat(verdict.leftOut()).isEqualTo(86);
                }
            }
            assertThat(removedEarly).isEqualTo(19);
            NearVerdict.Near again =
                    near(index.admit(index.profile(template + " " + words("q50x", 9) + " please"), 100));
            assertThat(again.row()).isEqualTo(50);
            assertThat(again.jaccard()).isCloseTo(9 / 10.0, within(1e-12));
            assertThat(near(index.admit(index.profile(template + " " + words("q50x", 9)), 101))
                            .row())
                    .isEqualTo(50);
        }
    }

    @Test
    void aCrowdThatStaysDoesNotMakeTheWorkGrowWithItsSquare() {
        String template = words("template", 60);
        try (NearIndex index = index(DEFAULTS)) {
            // 56 shingles of 80 are shared by each pair: 0.7.
            for (int i = 0; i < 2_500; i++) {
                NearVerdict verdict = index.admit(index.profile(template + " " + words("q" + i + "x", 8)), i);
                assertThat(verdict).isInstanceOf(NearVerdict.Kept.class);
            }
            assertThat(index.crowded()).isBetween(1_300L, 2_500L);
            int found = 0;
            for (int i = 0; i < 2_500; i += 100) {
                assertThat(near(index.admit(index.profile(template + ", " + words("q" + i + "x", 8)), i))
                                .row())
                        .isEqualTo(i);
                String nearly = template + " " + words("q" + i + "x", 9);
                found += index.admit(index.profile(nearly), i) instanceof NearVerdict.Near ? 1 : 0;
            }
            // A similarity of 64 in 65: far nearer than the crowd.
            assertThat(found).isGreaterThanOrEqualTo(24);
        }
    }

    @Test
    void keepsAFewDozenBytesOfHeapForARow() {
        KeptTables tables = new KeptTables(Bands.forThreshold(0.8).bands() + 1);
        Random random = new Random(4);
        long[] keys = new long[12];
        for (int row = 0; row < 400_000; row++) {
            for (int i = 0; i < keys.length; i++) {
                keys[i] = random.nextLong();
            }
            tables.add(keys, keys.length, random.nextLong(), random.nextLong(), row, 3L * row);
        }

        assertThat(tables.bytes() / 400_000).isLessThanOrEqualTo(113);
    }

    @Test
    void tablesFindWhatAMapFindsWhileTheyGrow() {
        KeptTables tables = new KeptTables(3);
        Map<Long, List<Integer>> expected = new HashMap<>();
        Random random = new Random(6);
        for (int row = 0; row < 400_000; row++) {
            long key = Mixing.mix(random.nextInt(350_000));
            tables.add(new long[] {random.nextLong(), key, 0}, 2, row, 0, row % 77, (1L << 40) + row);
            expected.computeIfAbsent(key, _ -> new ArrayList<>()).add(row);
        }
        RowSet found = new RowSet();
        for (int value = 0; value < 350_000; value += 7) {
            long key = Mixing.mix(value);
            found.clear();
            assertThat(tables.find(new long[] {0, key}, 2, 0, 0, 128, 1_000, new RowSet(), found))
                    .isTrue();
            found.sort();
            List<Integer> rows = new ArrayList<>();
            for (int i = 0; i < found.count(); i++) {
                rows.add(found.row(i));
            }
            assertThat(rows).containsAll(expected.getOrDefault(key, List.of()));
            // Chains of two rows or so, and one in 256 of other keys is not ruled out.
            assertThat(rows.size())
                    .isLessThan(expected.getOrDefault(key, List.of()).size() + 12);
        }
        assertThat(tables.place(399_999)).isEqualTo((1L << 40) + 399_999);
        assertThat(tables.shingles(78)).isEqualTo(1);
    }

    @Test
    void hostileTextsAreJudgedLikeAnyOther() {
        List<String> rows = List.of(
                "\uD83D".repeat(50_000),
                "a".repeat(200_000),
                "a ".repeat(100_000),
                "\u0301".repeat(10_000),
                "e" + "\u0301".repeat(10_000),
                "漢".repeat(30_000),
                "漢字".repeat(30_000),
                "\u0000",
                " ",
                "x\u0000y");
        assertThat(verdicts(DEFAULTS, rows)).allSatisfy(each -> assertThat(each).isInstanceOf(NearVerdict.Kept.class));
        List<String> twice = new ArrayList<>(rows);
        twice.addAll(rows);
        List<NearVerdict> verdicts = verdicts(DEFAULTS, twice);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(near(verdicts.get(rows.size() + i)).row()).isEqualTo(i);
        }
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatThrownBy(() -> DEFAULTS.withThreshold(1.2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the threshold is 1.2, but must be from 0.25 to 1");
        assertThatThrownBy(() -> DEFAULTS.withShingle(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a shingle has 0 words, but must have 1 to 100");
        assertThatThrownBy(() -> CommonShingles.asRowsCome(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the share of rows is 0.0, but must be above 0 and at most 1");
    }
}
