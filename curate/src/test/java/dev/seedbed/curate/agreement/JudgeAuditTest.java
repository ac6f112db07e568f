package dev.seedbed.curate.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import dev.seedbed.api.Draw;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JudgeAuditTest {
    private static final CalibrationColumns COLUMNS = CalibrationColumns.of("judge", "human");

    private static Data row(@Nullable Object judge, @Nullable Object human) {
        return Data.of("judge", judge).with("human", human);
    }

    private static Calibration calibrate(CalibrationColumns columns, Data... rows) {
        return JudgeAudit.calibrate(Stream.of(rows), columns, Precision.USUAL);
    }

    private static Figure.Known known(Figure figure) {
        assertThat(figure).isInstanceOf(Figure.Known.class);
        return (Figure.Known) figure;
    }

    private static void fails(Runnable action, String... parts) {
        assertThatThrownBy(action::run).isInstanceOfSatisfying(SeedbedException.class, e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT);
            assertThat(e.getMessage()).contains(parts);
        });
    }

    @Test
    void tellsScoredUnscoredAndUnlabelledRowsApart() {
        Calibration calibration = calibrate(
                COLUMNS,
                row("yes", "yes"),
                row("no", "no"),
                row("yes", "no"),
                row("yes", null),
                row("no", " "),
                row(null, "yes"),
                row("unscored", null),
                Data.empty());
        assertThat(calibration.rows()).isEqualTo(new Calibration.Rows(8, 3, 2, 3, 1));
        assertThat(calibration.binary().orElseThrow().confusion()).isEqualTo(new BinaryConfusion(1, 0, 1, 1));
        assertThat(known(calibration.binary().orElseThrow().rate().byJudge()).value())
                .isEqualTo(0.5);
        assertThat(calibration.notes())
                .anyMatch(note -> note.startsWith("3 of 8 rows are unscored (1 of them labelled)"));
    }

    @Test
    void takesTheSameLabelFromAnyFormatForTheSame() {
        Calibration calibration = calibrate(COLUMNS, row(true, "True"), row("false", false), row(" TRUE ", "true"));
        assertThat(calibration.binary().orElseThrow().confusion()).isEqualTo(new BinaryConfusion(2, 0, 0, 1));
        assertThat(calibrate(COLUMNS, row(1, "1.0"), row("0", 0.0))
                        .binary()
                        .orElseThrow()
                        .confusion())
                .isEqualTo(new BinaryConfusion(1, 0, 0, 1));
    }

    @Test
    void comparesScoresByAThreshold() {
        Calibration calibration = calibrate(
                COLUMNS.threshold(7), row(8, 7), row(6, 7), row(9, 2), row(1, 3), row(10, null), row(2, null));
        Calibration.Binary binary = calibration.binary().orElseThrow();
        assertThat(binary.confusion()).isEqualTo(new BinaryConfusion(1, 1, 1, 1));
        assertThat(binary.corrected())
                .isInstanceOfSatisfying(
                        Figure.Unknown.class,
                        unknown -> assertThat(unknown.why()).contains("no better than chance"));
        assertThat(calibration.numbers()).isPresent();
        assertThat(known(calibration.numbers().orElseThrow().mean().byHumans()).value())
                .isEqualTo(4.75);
    }

    @Test
    void comparesAJudgesScoreWithAHumansWord() {
        CalibrationColumns both = COLUMNS.threshold(5).positive("good");
        Calibration calibration = calibrate(both, row(7, "good"), row(2, "bad"), row(9, "bad"));
        assertThat(calibration.binary().orElseThrow().confusion()).isEqualTo(new BinaryConfusion(1, 0, 1, 1));
        assertThat(calibration.numbers()).isEmpty();
    }

    @Test
    void measuresAgreementWhereNothingIsPositive() {
        Calibration calibration = calibrate(COLUMNS, row("red", "red"), row("blue", "red"), row("green", "green"));
        assertThat(calibration.binary()).isEmpty();
        assertThat(calibration.confusion().labels()).containsExactly("blue", "green", "red");
        assertThat(calibration.confusion().counts().get(2)).containsExactly(1L, 0L, 1L);
        assertThat(calibration.notes()).anyMatch(note -> note.contains("which label is positive was not said"));
    }

    @Test
    void saysWhyAFigureIsMissingWhereAllLabelsAreTheSame() {
        Calibration calibration = calibrate(COLUMNS, row("yes", "yes"), row("yes", "yes"), row("yes", null));
        assertThat(calibration.kappa()).isInstanceOf(Figure.Unknown.class);
        assertThat(calibration.nominalAlpha()).isInstanceOf(Figure.Unknown.class);
        assertThat(calibration.binary().orElseThrow().specificity())
                .isEqualTo(new Figure.Unknown("no labelled row is negative by the human"));
    }

    @Test
    void givesTheSameIntervalsForTheSameSeed() {
        Data[] rows = IntStream.range(0, 60)
                .mapToObj(i -> row(i % 3 == 0 ? "yes" : "no", i % 4 == 0 ? "yes" : "no"))
                .toArray(Data[]::new);
        Figure first = calibrate(COLUMNS, rows).kappa();
        assertThat(calibrate(COLUMNS, rows).kappa()).isEqualTo(first);
        Precision other = new Precision(0.95, 2_000, 7);
        assertThat(JudgeAudit.calibrate(Stream.of(rows), COLUMNS, other).kappa())
                .isNotEqualTo(first);
        assertThat(known(first).low()).isLessThan(known(first).value());
        assertThat(known(first).high()).isGreaterThan(known(first).value());
    }

    @Test
    void saysWhatIsWrongWithTheRows() {
        fails(() -> calibrate(COLUMNS), "there are no rows");
        fails(() -> calibrate(COLUMNS, Data.of("verdict", 1)), "no row has the column 'judge'", "there are verdict");
        fails(() -> calibrate(COLUMNS, row(null, "yes"), row(null, null)), "all 2 rows are unscored");
        fails(() -> calibrate(COLUMNS, row("yes", null), row("no", null)), "no row has a human label in 'human'");
        fails(() -> calibrate(COLUMNS, row("yes", "yes")), "only 1 row has both", "it takes 2");
        fails(
                () -> calibrate(COLUMNS, row(3, 3), row("good", 4)),
                "row 2: 'judge' is 'good'",
                "other labels are numbers");
        fails(() -> calibrate(COLUMNS.threshold(3), row(3, 3), row(4, "NaN")), "row 2: 'human' is 'NaN'", "threshold");
        fails(() -> calibrate(COLUMNS.positive("ja"), row("yes", "no"), row("no", "no")), "'ja'", "yes, no");
        fails(() -> COLUMNS.threshold(Double.NaN), "the threshold is NaN, but must be a number");
        fails(() -> calibrate(COLUMNS, row(List.of(1), 2)), "row 1: 'judge' is a list");
    }

    private static List<Data> pairs(int count, double firstPlace, double ownFamily, long seed) {
        RandomGenerator random = new Draw(seed).random();
        List<Data> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean ownIsA = random.nextBoolean();
            String fair = random.nextDouble() < (ownIsA ? ownFamily : 1 - ownFamily) ? "a" : "b";
            String forward = random.nextDouble() < firstPlace ? "a" : fair;
            String backward = random.nextDouble() < firstPlace ? "b" : fair;
            rows.add(Data.copyOf(Map.of(
                    "forward",
                    forward,
                    "backward",
                    backward,
                    "flipped",
                    !forward.equals(backward),
                    "preference",
                    forward.equals(backward) ? forward : "tie",
                    "a",
                    "x".repeat(20 + random.nextInt(50)),
                    "b",
                    "x".repeat(20 + random.nextInt(50)),
                    "a_model",
                    ownIsA ? "openai/gpt-4o" : "claude-opus",
                    "b_model",
                    ownIsA ? "claude-opus" : "openai/gpt-4o",
                    "judge_model",
                    "gpt-5-mini",
                    "human",
                    random.nextBoolean() ? "a" : "b")));
        }
        return rows;
    }

    private static PairBias bias(List<Data> rows, PairColumns columns) {
        return JudgeAudit.pairs(rows.stream(), columns, Precision.USUAL);
    }

    @Test
    void detectsAJudgeThatLeansToTheFirstPlace() {
        PairBias leaning = bias(pairs(300, 0.3, 0.5, 1), PairColumns.USUAL);
        assertThat(known(leaning.firstPlace()).low()).isGreaterThan(0.5);
        // A verdict that goes to the first place differs from the fair one half of the time, in either order.
        assertThat(known(leaning.flipRate()).value()).isCloseTo(0.3, within(0.1));
        PairBias fair = bias(pairs(300, 0, 0.5, 2), PairColumns.USUAL);
        assertThat(known(fair.flipRate()).value()).isZero();
        assertThat(known(fair.firstPlace()).low()).isLessThan(0.5);
        assertThat(known(fair.firstPlace()).high()).isGreaterThan(0.5);
    }

    @Test
    void detectsAJudgeThatFavoursItsOwnFamily() {
        PairColumns usual = PairColumns.USUAL;
        PairColumns columns = new PairColumns(
                usual.preference(),
                usual.flipped(),
                usual.forward(),
                usual.backward(),
                usual.a(),
                usual.b(),
                usual.modelA(),
                usual.modelB(),
                usual.judgeModel(),
                Optional.of("human"),
                List.of());
        PairBias leaning = bias(pairs(300, 0, 0.8, 3), columns);
        assertThat(known(leaning.own()).value()).isCloseTo(0.8, within(0.07));
        assertThat(known(leaning.ownByHumans()).value()).isCloseTo(0.5, within(0.1));
        assertThat(known(leaning.ownExcess()).low()).isPositive();
        assertThat(bias(pairs(300, 0, 0.8, 3), PairColumns.USUAL).notes())
                .anyMatch(note -> note.contains("may win because it is better"));
    }

    @Test
    void measuresTheLongerAnswersWins() {
        List<Data> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            boolean aIsLonger = i % 2 == 0;
            boolean longerWins = i % 10 < 7;
            rows.add(Data.of("preference", aIsLonger == longerWins ? "a" : "b")
                    .with("a", aIsLonger ? "long answer" : "short")
                    .with("b", aIsLonger ? "short" : "long answer"));
        }
        rows.add(Data.of("preference", "unscored").with("a", "x").with("b", "y"));
        PairBias bias = bias(rows, PairColumns.USUAL);
        assertThat(bias.rows().unscored()).isEqualTo(1);
        assertThat(known(bias.longerWins()).value()).isEqualTo(0.7);
        assertThat(known(bias.length()).low()).isPositive();
        assertThat(bias.flipRate())
                .isEqualTo(new Figure.Unknown("there is no verdict in both orders and no column 'flipped'"));
    }

    @Test
    void saysWhatIsWrongWithPairs() {
        fails(() -> bias(List.of(), PairColumns.USUAL), "there are no rows");
        fails(() -> bias(List.of(Data.of("winner", "a")), PairColumns.USUAL), "no row has the column 'preference'");
        fails(() -> bias(List.of(Data.of("preference", "A>B")), PairColumns.USUAL), "row 1", "'A>B'", "a, b, tie");
        fails(() -> bias(List.of(Data.of("preference", null)), PairColumns.USUAL), "all 1 rows are unscored");
        fails(
                () -> bias(List.of(Data.of("preference", "a").with("flipped", "maybe")), PairColumns.USUAL),
                "row 1: 'flipped' is 'maybe'");
    }

    @Test
    void correlatesScoresWithLength() {
        List<Data> rows = IntStream.range(0, 50)
                .mapToObj(i -> Data.of("score", i % 10).with("answer", "y".repeat(10 + i % 10)))
                .toList();
        ScoreBias bias = JudgeAudit.scores(rows.stream(), "score", "answer", Precision.USUAL);
        assertThat(known(bias.pearson()).value()).isCloseTo(1, within(1e-12));
        assertThat(known(bias.spearman()).value()).isCloseTo(1, within(1e-12));
        fails(
                () -> JudgeAudit.scores(
                        Stream.of(Data.of("score", "good").with("answer", "y")), "score", "answer", Precision.USUAL),
                "row 1: 'score' is 'good'");
    }

    /// Labels by arithmetic. Expected: scipy's one-sample t-test, statsmodels' Benjamini-Yekutieli, and the definition
    /// in the paper, written down afresh in Python.
    private static List<Data> annotations() {
        List<Data> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(Data.of("judge", (i * i + (i % 7 == 0 ? 2 : 0)) % 4)
                    .with("p1", label(i, 1))
                    .with("p2", label(i, 2))
                    .with("p3", i < 50 ? label(i, 3) : null));
        }
        return rows;
    }

    private static int label(int i, int person) {
        return (i * i + (i * (person + 3) % 5 == 0 ? person : 0)) % 4;
    }

    private static AltTest altTest(boolean areNumbers, double epsilon) {
        return JudgeAudit.altTest(
                annotations().stream(), new AltTestColumns("judge", List.of("p1", "p2", "p3"), areNumbers, epsilon));
    }

    @Test
    void testsAJudgeAgainstSinglePeople() {
        AltTest words = altTest(false, 0.1);
        assertThat(words.people().get(0).pValue()).isCloseTo(9.511033168430822e-07, within(1e-15));
        assertThat(words.people().get(2).pValue()).isCloseTo(3.854263179213573e-06, within(1e-15));
        assertThat(words.people().get(1).person()).isCloseTo(0.31666666666666665, within(1e-12));
        assertThat(words.winningRate()).isEqualTo(1);
        assertThat(words.passes()).isTrue();

        AltTest numbers = altTest(true, 0.1);
        assertThat(numbers.people().get(0).pValue()).isCloseTo(0.3681046555935699, within(1e-12));
        assertThat(numbers.people().get(0).judge()).isCloseTo(0.8833333333333333, within(1e-12));
        assertThat(numbers.people().stream().map(AltTest.Person::beaten)).containsExactly(false, true, true);
        assertThat(numbers.winningRate()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(numbers.advantage()).isCloseTo((0.8833333333333333 + 0.9333333333333333 + 1) / 3, within(1e-12));
    }

    @Test
    void refusesATestOfTooFewPeopleOrRows() {
        fails(() -> new AltTestColumns("judge", List.of("p1", "p2", "p2"), false, 0.2), "3 or more different ones");
        fails(() -> new AltTestColumns("judge", List.of("p1", "p2", "p3"), false, 2), "epsilon is 2.0");
        fails(
                () -> JudgeAudit.altTest(
                        annotations().stream().limit(20),
                        new AltTestColumns("judge", List.of("p1", "p2", "p3"), false, 0.2)),
                "only 0 people have labelled 30 rows");
    }
}
