package dev.seedbed.curate.agreement;

import dev.seedbed.api.Data;
import java.util.stream.Stream;

/// Measures a judge by people's labels, and its leanings by its own verdicts.
///
/// ```java
/// try (Stream<Data> rows = RowFiles.read(Path.of("judged.jsonl"))) {
///     Calibration calibration =
///             JudgeAudit.calibrate(rows, CalibrationColumns.of("verdict", "human"), Precision.USUAL);
/// }
/// ```
///
/// **Order** of the rows matters to nothing but the bootstrapped intervals. **Nulls**, empty texts and `unscored` are
/// no
/// label; such rows are counted and left out. The same rows and [Precision] give the same figures. Stateless, safe
/// for any number of threads; the stream is read once, on the caller's.
public final class JudgeAudit {
    private JudgeAudit() {}

    /// How good a judge is by the rows that have a human label, and what follows for those that have none.
    ///
    /// @throws dev.seedbed.api.SeedbedException if the rows hold too little to measure anything
    public static Calibration calibrate(Stream<Data> rows, CalibrationColumns columns, Precision precision) {
        return new Calibrator(RatedRows.read(rows, columns), columns, precision).calibrate();
    }

    /// What a judge's verdicts on pairs lean to: a place, the longer answer, its own family.
    ///
    /// @throws dev.seedbed.api.SeedbedException if no row has a verdict, or one has a word that is none
    public static PairBias pairs(Stream<Data> rows, PairColumns columns, Precision precision) {
        return new PairAudit(columns, precision).of(rows);
    }

    /// How a judge's scores go with the length of what it scores, in characters.
    ///
    /// @throws dev.seedbed.api.SeedbedException if fewer than two rows have a score and a text
    public static ScoreBias scores(Stream<Data> rows, String scoreColumn, String textColumn, Precision precision) {
        return new ScoreAudit(scoreColumn, textColumn).of(rows, precision);
    }

    /// Whether a judge stands for people as well as one of them does.
    ///
    /// @throws dev.seedbed.api.SeedbedException if fewer than three people have labelled 30 rows each
    public static AltTest altTest(Stream<Data> rows, AltTestColumns columns) {
        return new AltTestAudit(columns).of(rows);
    }
}
