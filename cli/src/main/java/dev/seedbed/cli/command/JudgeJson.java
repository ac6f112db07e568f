package dev.seedbed.cli.command;

import dev.seedbed.api.Data;
import dev.seedbed.curate.agreement.AltTest;
import dev.seedbed.curate.agreement.Calibration;
import dev.seedbed.curate.agreement.Figure;
import dev.seedbed.curate.agreement.PairBias;
import dev.seedbed.curate.agreement.ScoreBias;

/// What was measured about a judge, for machines: a figure is `{value, low, high}` or `{unknown: why}`.
final class JudgeJson {
    private JudgeJson() {}

    static Data of(Calibration calibration) {
        Calibration.Rows rows = calibration.rows();
        Data data = Data.of(
                        "rows",
                        Data.of("all", rows.all())
                                .with("labelled", rows.labelled())
                                .with("others", rows.others())
                                .with("unscored", rows.unscored())
                                .with("labelled_unscored", rows.labelledUnscored()))
                .with(
                        "confusion",
                        Data.of("labels", calibration.confusion().labels())
                                .with(
                                        "by_human_then_judge",
                                        calibration.confusion().counts()))
                .with("kappa", of(calibration.kappa()))
                .with("alpha_nominal", of(calibration.nominalAlpha()));
        if (calibration.binary().isPresent()) {
            Calibration.Binary binary = calibration.binary().get();
            data = data.with("sensitivity", of(binary.sensitivity()))
                    .with("specificity", of(binary.specificity()))
                    .with("rate", of(binary.rate()).with("corrected", of(binary.corrected())));
        }
        if (calibration.numbers().isPresent()) {
            Calibration.Numbers numbers = calibration.numbers().get();
            data = data.with("alpha_ordinal", of(numbers.ordinalAlpha()))
                    .with("alpha_interval", of(numbers.intervalAlpha()))
                    .with("mean", of(numbers.mean()));
        }
        return data.with("notes", calibration.notes());
    }

    private static Data of(Calibration.Estimates estimates) {
        Data data = Data.of("by_judge", of(estimates.byJudge()))
                .with("by_humans", of(estimates.byHumans()))
                .with("prediction_powered", of(estimates.predictionPowered()))
                .with("power_tuned", of(estimates.powerTuned()));
        return estimates.lambda().isPresent()
                ? data.with("lambda", estimates.lambda().getAsDouble())
                : data;
    }

    static Data of(PairBias bias) {
        PairBias.Rows rows = bias.rows();
        return Data.of(
                        "rows",
                        Data.of("all", rows.all())
                                .with("a", rows.a())
                                .with("b", rows.b())
                                .with("ties", rows.ties())
                                .with("unscored", rows.unscored()))
                .with("flip_rate", of(bias.flipRate()))
                .with("first_place", of(bias.firstPlace()))
                .with("win_rate_a", of(bias.winRateOfA()))
                .with("longer_wins", of(bias.longerWins()))
                .with("length_coefficient", of(bias.length()))
                .with("win_rate_a_at_equal_length", of(bias.winRateAtEqualLength()))
                .with("own_family", of(bias.own()))
                .with("own_family_by_humans", of(bias.ownByHumans()))
                .with("own_family_excess", of(bias.ownExcess()))
                .with("notes", bias.notes());
    }

    static Data of(ScoreBias bias) {
        return Data.of(
                        "rows",
                        Data.of("all", bias.all())
                                .with("scored", bias.scored())
                                .with("unscored", bias.unscored())
                                .with("textless", bias.textless()))
                .with("pearson", of(bias.pearson()))
                .with("spearman", of(bias.spearman()))
                .with("notes", bias.notes());
    }

    static Data of(AltTest test) {
        return Data.of("winning_rate", test.winningRate())
                .with("advantage", test.advantage())
                .with("passes", test.passes())
                .with("alpha_of_humans", of(test.alphaOfHumans()))
                .with(
                        "people",
                        test.people().stream()
                                .map(person -> Data.of("column", person.column())
                                        .with("rows", person.rows())
                                        .with("judge", person.judge())
                                        .with("person", person.person())
                                        .with("p_value", person.pValue())
                                        .with("beaten", person.beaten()))
                                .toList())
                .with("unscored", test.unscored())
                .with("notes", test.notes());
    }

    private static Data of(Figure figure) {
        return switch (figure) {
            case Figure.Known known ->
                Data.of("value", known.value()).with("low", known.low()).with("high", known.high());
            case Figure.Unknown unknown -> Data.of("unknown", unknown.why());
        };
    }
}
