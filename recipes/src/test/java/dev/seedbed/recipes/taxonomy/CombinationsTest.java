package dev.seedbed.recipes.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinationsTest {
    /// 31 = C(5,1) + ... + C(5,5); 575 = Σ C(10,i) - 2 Σ C(5,i), i from 2 to 5 = 627 - 52.
    @Test
    void countsAsThePaperDoes() {
        assertThat(Combinations.ofOne(5, 5).count()).isEqualTo(31);
        assertThat(Combinations.ofTwo(5, 5, 5).count()).isEqualTo(575);
    }

    /// All subsets of up to 12 concepts, tried one by one.
    @ParameterizedTest
    @CsvSource({"5,0,5", "5,5,5", "1,0,5", "3,0,2", "1,1,5", "7,2,5", "4,6,3", "6,6,5", "5,5,1", "0,0,5", "3,0,9"})
    void numbersEveryCombinationOnce(int first, int second, int most) {
        Set<Set<Integer>> expected = new HashSet<>();
        for (int bits = 1; bits < 1 << (first + second); bits++) {
            Set<Integer> set = new TreeSet<>();
            for (int i = 0; i < first + second; i++) {
                if ((bits >> i & 1) == 1) {
                    set.add(i);
                }
            }
            boolean ofBoth =
                    set.stream().anyMatch(i -> i < first) && set.stream().anyMatch(i -> i >= first);
            if (set.size() <= most && (second == 0 || ofBoth)) {
                expected.add(set);
            }
        }
        Combinations all = second == 0 ? Combinations.ofOne(first, most) : Combinations.ofTwo(first, second, most);
        Set<Set<Integer>> seen = new HashSet<>();
        for (long i = 0; i < all.count(); i++) {
            List<Integer> places = all.at(i);
            assertThat(places).isSorted().doesNotHaveDuplicates();
            seen.add(new TreeSet<>(places));
        }
        assertThat(all.count()).isEqualTo(expected.size());
        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void twoSessionsNeedConceptsInBoth() {
        assertThat(Combinations.ofTwo(5, 0, 5).count()).isZero();
        assertThatThrownBy(() -> Combinations.ofOne(5, 5).at(31)).hasMessage("31 of 31 combinations");
    }

    @Test
    void drawsSoManyDifferentNumbersOrAll() {
        Random random = new Random(3);
        assertThat(Combinations.draw(575, 40, random))
                .hasSize(40)
                .doesNotHaveDuplicates()
                .allMatch(n -> n < 575);
        assertThat(Combinations.draw(5, 9, random)).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
        assertThat(Combinations.draw(0, 9, random)).isEmpty();
    }
}
