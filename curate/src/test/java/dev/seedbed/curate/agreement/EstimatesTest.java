package dev.seedbed.curate.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// Expected values: ppi-python 0.2.3 for points and lambda, numpy, scipy 1.17 and statsmodels 0.15 for the rest, on the
/// same arithmetic sequences; or by hand, where it says so.
class EstimatesTest {
    private static final Offset<Double> CLOSE = within(1e-9);
    private static final BinaryConfusion TABLE = new BinaryConfusion(40, 10, 6, 44);

    private static void check(Figure figure, double value, double low, double high) {
        assertThat(figure).isInstanceOfSatisfying(Figure.Known.class, known -> {
            assertThat(known.value()).isCloseTo(value, CLOSE);
            assertThat(known.low()).isCloseTo(low, CLOSE);
            assertThat(known.high()).isCloseTo(high, CLOSE);
        });
    }

    private static Figure.Known known(Figure figure) {
        assertThat(figure).isInstanceOf(Figure.Known.class);
        return (Figure.Known) figure;
    }

    private static String why(Figure figure) {
        assertThat(figure).isInstanceOf(Figure.Unknown.class);
        return ((Figure.Unknown) figure).why();
    }

    private static double[] numbers(int count, IntToDoubleFunction each) {
        return IntStream.range(0, count).mapToDouble(each).toArray();
    }

    @Test
    void sharesHaveWilsonsInterval() {
        check(Proportion.of(40, 50, Precision.USUAL, ""), 0.8, 0.6696289406777458, 0.8875624998422389);
        check(Proportion.of(0, 20, Precision.USUAL, ""), 0, 0, 0.1611251580528194);
        assertThat(why(Proportion.of(0, 0, Precision.USUAL, "none"))).isEqualTo("none");
    }

    /// By hand: Se 0.8, Sp 0.88, the judge flags 0.3: (0.3 + 0.88 - 1) / 0.68 = 9 / 34.
    @Test
    void correctsARateByRoganAndGladen() {
        check(
                new RoganGladen(300, 1_000, TABLE).figure(Precision.USUAL),
                9.0 / 34,
                0.12529452263308663,
                0.3697768462159243);
    }

    /// By hand: 4 of 130 flagged, Se 0.5, Sp 0.995: (4/130 + 0.995 - 1) / 0.495.
    @Test
    void keepsACorrectedRateWithinNothingAndAll() {
        check(
                new RoganGladen(4, 130, new BinaryConfusion(50, 50, 1, 199)).figure(Precision.USUAL),
                (4 / 130.0 - 0.005) / 0.495,
                0,
                0.14794518934612386);
        assertThat(known(new RoganGladen(0, 100, TABLE).figure(Precision.USUAL)).value())
                .isZero();
        assertThat(known(new RoganGladen(100, 100, TABLE).figure(Precision.USUAL))
                        .value())
                .isEqualTo(1);
    }

    @Test
    void saysWhyARateCannotBeCorrected() {
        assertThat(why(new RoganGladen(3, 10, new BinaryConfusion(5, 5, 5, 5)).figure(Precision.USUAL)))
                .contains("no better than chance");
        assertThat(why(new RoganGladen(3, 10, new BinaryConfusion(5, 5, 0, 0)).figure(Precision.USUAL)))
                .contains("all positive");
        assertThat(why(new RoganGladen(3, 10, new BinaryConfusion(0, 0, 5, 5)).figure(Precision.USUAL)))
                .contains("all negative");
        assertThat(why(new RoganGladen(0, 0, TABLE).figure(Precision.USUAL))).contains("nothing to estimate");
    }

    @Test
    void estimatesAMeanAsPpiPyDoes() {
        PredictionPowered powered = PredictionPowered.ofNumbers(
                numbers(40, i -> i * 7 % 11),
                numbers(40, i -> i * 7 % 11 * 0.8 + i * 5 % 7 * 0.5),
                numbers(200, i -> i * 3 % 11 * 0.8 + i * 2 % 7 * 0.5 + 0.25),
                Precision.USUAL);
        check(powered.at(1), 5.232, 4.673901499703414, 5.790098500296587);
        assertThat(powered.bestLambda()).hasValueCloseTo(0.9164539808125616, CLOSE);
        check(powered.tuned(), 5.2167946245078864, 4.663586373694691, 5.770002875321082);
    }

    @Test
    void estimatesARateAsPpiPyDoes() {
        PredictionPowered powered = PredictionPowered.ofRates(TABLE, 300, 1_000, Precision.USUAL);
        // points by ppi_py; its Wald intervals are [0.257, 0.423] and [0.311, 0.460], ours have half a row more per
        // cell
        check(powered.at(1), 0.34, 0.25539153053778635, 0.4230398420112333);
        assertThat(powered.bestLambda()).hasValueCloseTo(0.7161420401404459, CLOSE);
        check(powered.tuned(), 0.38541727357752864, 0.3097674538091982, 0.4599437332828938);
    }

    /// The exact case of ppi_py's tests: a judge that is wrong by a constant does no harm.
    @Test
    void takesAConstantErrorOutAltogether() {
        double[] human = numbers(50, i -> i - 24.5);
        double[] judge = Arrays.stream(human).map(each -> each + 2).toArray();
        PredictionPowered powered = PredictionPowered.ofNumbers(human, judge, judge, Precision.USUAL);
        assertThat(known(powered.at(1)).value()).isCloseTo(0, CLOSE);
        assertThat(known(powered.tuned()).value()).isCloseTo(0, CLOSE);
    }

    @Test
    void leansOnNoJudgeThatSaysTheSameOfAllRows() {
        PredictionPowered powered = PredictionPowered.ofNumbers(
                numbers(50, i -> i % 5), numbers(50, _ -> 3), numbers(500, _ -> 3), Precision.USUAL);
        assertThat(powered.bestLambda()).hasValue(0);
        assertThat(powered.tuned())
                .isEqualTo(Moments.of(numbers(50, i -> i % 5)).figure(Precision.USUAL, ""));
    }

    private static final double[] WINS = {1, .5, 0, 1, 1, 0, .5, 1, 0, 1};

    @Test
    void fitsLengthAsStatsmodelsDoes() {
        LengthRegression.Fitted fitted = new LengthRegression(
                        numbers(60, i -> WINS[i % 10]),
                        numbers(60, i -> i * 37 % 50 - 20 + (WINS[i % 10] == 1 ? 15 : 0)),
                        Precision.USUAL)
                .fit();
        assertThat(known(fitted.coefficient()).value()).isCloseTo(0.97896044, within(1e-8));
        assertThat(known(fitted.coefficient()).low()).isCloseTo(0.20734195879855333, within(1e-7));
        assertThat(known(fitted.coefficient()).high()).isCloseTo(1.7505789219553178, within(1e-7));
        assertThat(known(fitted.winRateAtEqualLength()).value()).isCloseTo(0.502350352253943, within(1e-7));
        assertThat(known(fitted.winRateAtEqualLength()).low()).isCloseTo(0.37336999014685646, within(1e-7));
        assertThat(known(fitted.winRateAtEqualLength()).high()).isCloseTo(0.6310186618175644, within(1e-7));
    }

    @Test
    void saysWhyLengthCannotBeFitted() {
        double[] differences = {-5, -3, 4, 6};
        assertThat(why(new LengthRegression(new double[] {0, 0, 1, 1}, differences, Precision.USUAL)
                        .fit()
                        .coefficient()))
                .contains("length alone tells who wins");
        assertThat(why(new LengthRegression(new double[] {1, 1, 1, 1}, differences, Precision.USUAL)
                        .fit()
                        .coefficient()))
                .contains("same verdict");
        assertThat(why(new LengthRegression(new double[] {1, 0}, new double[] {7, 7}, Precision.USUAL)
                        .fit()
                        .coefficient()))
                .contains("by the same everywhere");
    }

    @Test
    void correlatesAsScipyDoes() {
        double[] left = numbers(40, i -> i * 7 % 11);
        double[] right = numbers(40, i -> i * 7 % 11 * 2 + i * 5 % 13);
        int[] ones = new int[40];
        Arrays.fill(ones, 1);
        assertThat(Correlation.of(left, right, ones)).isCloseTo(0.8825598808271332, CLOSE);
        assertThat(Correlation.of(Correlation.ranks(left), Correlation.ranks(right), ones))
                .isCloseTo(0.8797942466959862, CLOSE);
        assertThat(Correlation.of(left, new double[40], ones)).isNaN();
    }
}
