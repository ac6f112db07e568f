package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RougeLTest {
    private record Oracle(String reference, String hypothesis, double f) {}

    @Test
    void agreesWithRougeScoreOnRealAndEdgePairs() {
        List<Oracle> oracles = Fixtures.read(
                "rouge_l.jsonl",
                row -> new Oracle(
                        row.get("reference").asString(),
                        row.get("hypothesis").asString(),
                        row.get("f").asDouble()));

        assertThat(oracles)
                .hasSize(42)
                .allSatisfy(oracle -> assertThat(RougeL.f(oracle.reference, oracle.hypothesis))
                        .isCloseTo(oracle.f, within(1e-15)));
    }

    @Test
    void givesThePublishedSimilarityOfSeedsToUserInstructions() {
        List<RougeL.Tokens> users =
                Fixtures.userInstructions().stream().map(RougeL::tokens).toList();
        double[] highest = Fixtures.seedInstructions().stream()
                .map(RougeL::tokens)
                .mapToDouble(seed -> users.stream()
                        .mapToDouble(user -> RougeL.f(seed, user))
                        .max()
                        .orElseThrow())
                .toArray();

        assertThat(highest).hasSize(175);
        assertThat(Arrays.stream(highest).average().orElseThrow()).isCloseTo(0.338807880713925, within(1e-12));
        assertThat(Fixtures.seedInstructions().stream()
                        .filter(Fixtures.userInstructions()::contains)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void givesTheKnownSimilaritiesAmongTheSeeds() {
        List<RougeL.Tokens> seeds =
                Fixtures.seedInstructions().stream().map(RougeL::tokens).toList();
        double sum = 0;
        int pairs = 0;
        int similar = 0;
        double highest = 0;
        String pair = "";
        for (int i = 0; i < seeds.size(); i++) {
            for (int k = i + 1; k < seeds.size(); k++) {
                double f = RougeL.f(seeds.get(i), seeds.get(k));
                sum += f;
                pairs++;
                similar += f > 0.7 ? 1 : 0;
                if (f > highest) {
                    highest = f;
                    pair = i + "/" + k;
                }
            }
        }

        assertThat(pairs).isEqualTo(15_225);
        assertThat(sum / pairs).isCloseTo(0.10243274896706783, within(1e-12));
        assertThat(highest).isCloseTo(0.823529411764706, within(1e-12));
        assertThat(pair).isEqualTo("47/74");
        assertThat(similar).isEqualTo(2);
    }

    @Test
    void sevenOfEightAndTwelveTokensAreExactlySevenTenths() {
        assertThat(RougeL.f("a b c d e f g x", "a b c d e f g 1 2 3 4 5")).isEqualTo(0.7);
    }

    @Test
    void lowerCasesAsPythonDoes() {
        // The Kelvin sign becomes k, the dotted capital I becomes i and a combining dot, which separates.
        assertThat(RougeL.tokens("5 \u212A, \u0130stanbul")).hasToString("5 k i stanbul");
    }

    @Test
    void theLongestCommonSubsequenceIsThatOfTheTextbook() {
        Random random = new Random(1);
        for (int round = 0; round < 500; round++) {
            RougeL.Tokens first = RougeL.tokens(Fixtures.words(random, random.nextInt(200), 1 + random.nextInt(60)));
            RougeL.Tokens second = RougeL.tokens(Fixtures.words(random, random.nextInt(200), 1 + random.nextInt(60)));

            int common = RougeL.commonSubsequence(first, second);

            assertThat(common).isEqualTo(textbook(first, second));
            assertThat(RougeL.commonSubsequence(second, first)).isEqualTo(common);
        }
    }

    /// Cormen et al., "Introduction to Algorithms", section 15.4.
    static int textbook(RougeL.Tokens first, RougeL.Tokens second) {
        int[][] table = new int[first.count() + 1][second.count() + 1];
        for (int i = 1; i <= first.count(); i++) {
            for (int k = 1; k <= second.count(); k++) {
                table[i][k] = first.get(i - 1).equals(second.get(k - 1))
                        ? table[i - 1][k - 1] + 1
                        : Math.max(table[i - 1][k], table[i][k - 1]);
            }
        }
        return table[first.count()][second.count()];
    }
}
