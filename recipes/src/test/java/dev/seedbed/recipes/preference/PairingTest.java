package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairingTest {
    private static List<Candidate> scored(double... scores) {
        List<Candidate> candidates = new ArrayList<>();
        for (double score : scores) {
            candidates.add(Candidate.of("answer " + candidates.size(), score));
        }
        return candidates;
    }

    private static Reading<List<Pair>> pairs(Strategy strategy, List<Candidate> candidates) {
        return new Pairing(strategy, 0, 0).pairs(candidates, new Random(1));
    }

    private static String words(Reading<List<Pair>> reading) {
        return switch (reading) {
            case Reading.Found<List<Pair>> found ->
                String.join(
                        " ",
                        found.value().stream()
                                .map(pair -> pair.chosen().answer().substring(7) + ">"
                                        + pair.rejected().answer().substring(7))
                                .toList());
            case Reading.Unusable<List<Pair>> unusable -> unusable.rejection().reason();
        };
    }

    @ParameterizedTest
    @CsvSource({
        // By hand: the first of several equal ones counts.
        "MAX_MIN, 3 1 2, 0>1",
        "MAX_MIN, 1 3 3 1, 1>0",
        "MAX_MIN, 2 2 2, tie",
        "MAX_MIN, -5 -7, 0>1",
        "MAX_MAX, 1 5 3 4, 1>3",
        "MAX_MAX, 5 4 4, 0>1",
        "MAX_MAX, 5 1 5, tie",
        "MAX_RANDOM, 4 4 1, 0>2",
        "MAX_RANDOM, 4 4, tie",
        "RANDOM, 1 2, 1>0",
        "RANDOM, 2 2, tie",
        "ALL, 1 2 2 3, 1>0 2>0 3>0 3>1 3>2",
        "ALL, 7 7, tie",
    })
    void choosesByTheStrategy(Strategy strategy, String scores, String expected) {
        double[] numbers = Arrays.stream(scores.split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        assertThat(words(pairs(strategy, scored(numbers)))).isEqualTo(expected);
    }

    @Test
    void drawsAmongAllWorseOnes() {
        Set<String> seen = new TreeSet<>();
        Random random = new Random(7);
        for (int i = 0; i < 60; i++) {
            seen.add(words(new Pairing(Strategy.MAX_RANDOM, 0, 0).pairs(scored(9, 1, 2, 9, 3), random)));
        }
        assertThat(seen).containsExactly("0>1", "0>2", "0>4");
    }

    @Test
    void aLengthPenaltyMayTurnThePairRound() {
        Candidate wordy = Candidate.of("x".repeat(100), 5.0);
        Candidate brief = Candidate.of("y".repeat(10), 4.5);
        assertThat(new Pairing(Strategy.MAX_MIN_P, 0.01, 0).pairs(List.of(wordy, brief), new Random(1)))
                .isInstanceOfSatisfying(Reading.Found.class, found -> {
                    Pair pair = (Pair) ((List<?>) found.value()).getFirst();
                    assertThat(pair.chosen()).isEqualTo(brief);
                    // 4.5 - 0.1 against 5.0 - 1.0
                    assertThat(pair.margin().orElseThrow()).isCloseTo(0.4, Offset.offset(1e-9));
                    assertThat(pair.columns("x").value("length_delta")).isEqualTo(-90L);
                });
    }

    @Test
    void wantsTheMargin() {
        assertThat(words(new Pairing(Strategy.MAX_MIN, 0, 2).pairs(scored(1, 3), new Random(1))))
                .isEqualTo("1>0");
        assertThat(words(new Pairing(Strategy.MAX_MIN, 0, 2.5).pairs(scored(1, 3), new Random(1))))
                .isEqualTo("small-margin");
    }

    @Test
    void leavesOutWhatCannotBeCompared() {
        List<Candidate> candidates = List.of(
                Candidate.of("answer 0", 9).with("score", null),
                Candidate.of(" \n", 1),
                Candidate.of("answer 2", 5),
                Candidate.of("answer 3", 4));
        assertThat(words(pairs(Strategy.MAX_MIN, candidates))).isEqualTo("2>3");
        assertThat(words(pairs(Strategy.MAX_MIN, candidates.subList(0, 3)))).isEqualTo("too-few-candidates");
    }

    @Test
    void neverPairsATextWithItself() {
        List<Candidate> same = List.of(Candidate.of("answer 1\n", 9), Candidate.of(" answer 1", 5));
        assertThat(words(pairs(Strategy.MAX_MIN, same))).isEqualTo("same-text");
        assertThat(words(pairs(Strategy.ALL, same))).isEqualTo("tie");
    }
}
