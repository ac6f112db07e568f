package dev.seedbed.text.near;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ShingleCountsTest {
    private final Profiler profiler = new Profiler(NearSettings.defaults(), CommonShingles.none());

    @Test
    void countsRowsOfDifferentSetsOnce() {
        List<String> rows = TemplatedTexts.rows(new Random(2), 3_000, 20);
        ShingleCounts counts = new ShingleCounts();
        Map<Set<String>, Profile> different = new HashMap<>();
        for (String row : rows) {
            Profile profile = profiler.profile(row);
            counts.add(profile);
            different.put(TemplatedTexts.shingles(row, 5), profile);
        }
        Map<String, Integer> expected = new HashMap<>();
        different.keySet().forEach(set -> set.forEach(shingle -> expected.merge(shingle, 1, Integer::sum)));

        assertThat(counts.rows()).isEqualTo(3_000);
        for (Map.Entry<String, Integer> entry : expected.entrySet()) {
            assertThat(counts.rowsWith(profiler.profile(entry.getKey()).shingles[0]))
                    .isEqualTo(entry.getValue());
        }
        assertThat(counts.rowsWith(42)).isZero();
    }

    @Test
    void overestimatesOnlyWhenThereAreTooMany() {
        List<String> rows = TemplatedTexts.rows(new Random(5), 4_000, 40);
        ShingleCounts exact = new ShingleCounts();
        ShingleCounts bounded = new ShingleCounts(1 << 12, 1 << 17);
        Set<Long> shingles = new HashSet<>();
        for (String row : rows) {
            Profile profile = profiler.profile(row);
            exact.add(profile);
            bounded.add(profile);
            for (long shingle : profile.shingles) {
                shingles.add(shingle);
            }
        }
        int above = 0;
        for (long shingle : shingles) {
            assertThat(bounded.rowsWith(shingle)).isGreaterThanOrEqualTo(exact.rowsWith(shingle));
            above += bounded.rowsWith(shingle) > exact.rowsWith(shingle) ? 1 : 0;
        }
        assertThat((double) above / shingles.size()).isLessThan(0.05);
        List<Long> common = shingles.stream()
                .filter(shingle -> exact.rowsWith(shingle) > 20)
                .toList();
        CommonShingles.Counted known = exact.common(0.001);
        CommonShingles.Counted estimated = bounded.common(0.001);
        assertThat(common)
                .isNotEmpty()
                .allSatisfy(shingle -> assertThat(known.isCommon(shingle)).isTrue());
        assertThat(shingles.stream().filter(known::isCommon).count()).isEqualTo(common.size());
        assertThat(common)
                .allSatisfy(shingle -> assertThat(estimated.isCommon(shingle)).isTrue());
        assertThat(known.limit()).isEqualTo(20);
    }

    @Test
    void theLimitIsAShareOfTheRowsAndTwentyAtLeast() {
        ShingleCounts counts = new ShingleCounts();
        for (int i = 0; i < 30_000; i++) {
            counts.add(profiler.profile("row " + i));
        }
        assertThat(counts.common(0.001).limit()).isEqualTo(30);
    }
}
