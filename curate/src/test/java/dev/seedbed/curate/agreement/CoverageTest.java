package dev.seedbed.curate.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Draw;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Judges whose errors are known, because they were planted: 95 % intervals hold in 93 % of 1,000 seeded simulations or
/// more.
class CoverageTest {
    private static final int SIMULATIONS = 1_000;
    private static final int FEWEST = 930;

    private record Setting(double se, double sp, double rate, int labelled, int others) {}

    private static final List<Setting> SETTINGS = List.of(
            new Setting(0.9, 0.9, 0.3, 100, 1_000),
            new Setting(0.8, 0.95, 0.1, 200, 2_000),
            new Setting(0.7, 0.7, 0.5, 200, 1_000),
            new Setting(0.95, 0.85, 0.8, 100, 500),
            new Setting(0.82, 0.96, 0.5, 60, 5_000),
            new Setting(0.99, 0.99, 0.2, 100, 1_000),
            new Setting(0.6, 0.9, 0.3, 400, 4_000));

    @TestFactory
    Stream<DynamicTest> intervalsOfRatesHold() {
        return SETTINGS.stream()
                .map(setting -> DynamicTest.dynamicTest(setting.toString(), () -> {
                    int corrected = 0;
                    int powered = 0;
                    int tuned = 0;
                    int biased = 0;
                    for (int i = 0; i < SIMULATIONS; i++) {
                        RandomGenerator random = new Draw(setting.hashCode() * 1_000L + i).random();
                        long[] cells = new long[4];
                        for (int row = 0; row < setting.labelled(); row++) {
                            cells[cell(setting, random)]++;
                        }
                        long flagged = 0;
                        for (int row = 0; row < setting.others(); row++) {
                            flagged += cell(setting, random) % 2 == 0 ? 1 : 0;
                        }
                        BinaryConfusion confusion = new BinaryConfusion(cells[0], cells[1], cells[2], cells[3]);
                        PredictionPowered estimate =
                                PredictionPowered.ofRates(confusion, flagged, setting.others(), Precision.USUAL);
                        corrected += covers(
                                new RoganGladen(flagged, setting.others(), confusion).figure(Precision.USUAL),
                                setting.rate());
                        powered += covers(estimate.at(1), setting.rate());
                        tuned += covers(estimate.tuned(), setting.rate());
                        biased += covers(Proportion.of(flagged, setting.others(), Precision.USUAL, ""), setting.rate());
                    }
                    String all = String.format(
                            Locale.ROOT,
                            "corrected %d, PPI %d, PPI++ %d, judge alone %d",
                            corrected,
                            powered,
                            tuned,
                            biased);
                    assertThat(List.of(corrected, powered, tuned)).as(all).allMatch(count -> count >= FEWEST);
                }));
    }

    /// 0 and 1: positive by the human, and by the judge or not; 2 and 3: negative.
    private static int cell(Setting setting, RandomGenerator random) {
        boolean positive = random.nextDouble() < setting.rate();
        boolean flagged = random.nextDouble() < (positive ? setting.se() : 1 - setting.sp());
        return (positive ? 0 : 2) + (flagged ? 0 : 1);
    }

    private static int covers(Figure figure, double truth) {
        return figure instanceof Figure.Known known && known.low() <= truth && truth <= known.high() ? 1 : 0;
    }

    private record Scores(String name, int labelled, int others, Function<RandomGenerator, double[]> draw) {}

    /// The mean of the human's is 5 in each; the judge is biased by 1, or noisy, or knows nothing.
    private static final List<Scores> SCORES = List.of(
            new Scores("biased", 50, 1_000, random -> {
                double human = 5 + 2 * random.nextGaussian();
                return new double[] {human, human + 1 + random.nextGaussian()};
            }),
            new Scores("noisy, whole numbers", 100, 500, random -> {
                double human = 3 + random.nextInt(5);
                return new double[] {human, Math.clamp(human + random.nextInt(-2, 4), 1, 10)};
            }),
            new Scores(
                    "blind", 60, 2_000, random -> new double[] {10 * random.nextDouble(), 10 * random.nextDouble()}));

    @TestFactory
    Stream<DynamicTest> intervalsOfMeansHold() {
        return SCORES.stream()
                .map(setting -> DynamicTest.dynamicTest(setting.name(), () -> {
                    int powered = 0;
                    int tuned = 0;
                    for (int i = 0; i < SIMULATIONS; i++) {
                        RandomGenerator random = new Draw(setting.name().hashCode() * 1_000L + i).random();
                        double[] human = new double[setting.labelled()];
                        double[] judge = new double[setting.labelled()];
                        for (int row = 0; row < human.length; row++) {
                            double[] both = setting.draw().apply(random);
                            human[row] = both[0];
                            judge[row] = both[1];
                        }
                        double[] others = new double[setting.others()];
                        for (int row = 0; row < others.length; row++) {
                            others[row] = setting.draw().apply(random)[1];
                        }
                        PredictionPowered estimate = PredictionPowered.ofNumbers(human, judge, others, Precision.USUAL);
                        powered += covers(estimate.at(1), 5);
                        tuned += covers(estimate.tuned(), 5);
                    }
                    assertThat(List.of(powered, tuned)).allMatch(count -> count >= FEWEST);
                }));
    }
}
