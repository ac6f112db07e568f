package dev.seedbed.cli.command;

import dev.seedbed.curate.agreement.AltTest;
import dev.seedbed.curate.agreement.AltTestColumns;
import dev.seedbed.curate.agreement.BinaryConfusion;
import dev.seedbed.curate.agreement.Calibration;
import dev.seedbed.curate.agreement.Figure;
import dev.seedbed.curate.agreement.PairBias;
import dev.seedbed.curate.agreement.Precision;
import dev.seedbed.curate.agreement.ScoreBias;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/// What was measured about a judge, for people to read.
final class JudgeText {
    private static final int MOST_LABELS = 12;
    private static final int DIGITS = 3;

    private final PrintStream out;

    JudgeText(PrintStream out) {
        this.out = out;
    }

    void calibration(Calibration calibration, Precision precision) {
        Calibration.Rows rows = calibration.rows();
        out.println(rows.all() + " rows: " + rows.labelled() + " with a human label and a verdict, " + rows.others()
                + " with a verdict alone, " + rows.unscored() + " unscored");
        intervals(precision);
        out.println();
        calibration.binary().ifPresentOrElse(binary -> binary(binary), () -> confusion(calibration.confusion()));
        line("Cohen's kappa", calibration.kappa());
        line("Krippendorff's alpha, nominal", calibration.nominalAlpha());
        calibration.numbers().ifPresent(numbers -> {
            line("Krippendorff's alpha, ordinal", numbers.ordinalAlpha());
            line("Krippendorff's alpha, interval", numbers.intervalAlpha());
        });
        calibration.binary().ifPresent(binary -> {
            out.println();
            out.println("share of positives among the rows without a human label");
            line("  by the judge, taken at its word", binary.rate().byJudge());
            line("  corrected by Se and Sp", binary.corrected());
            estimates(binary.rate());
        });
        calibration.numbers().ifPresent(numbers -> {
            out.println();
            out.println("mean among the rows without a human label");
            line("  by the judge, taken at its word", numbers.mean().byJudge());
            estimates(numbers.mean());
        });
        notes(calibration.notes());
    }

    private void intervals(Precision precision) {
        out.println("in brackets: " + shown(precision.confidence() * 100) + " % confidence intervals");
    }

    private void estimates(Calibration.Estimates estimates) {
        line("  prediction-powered (PPI)", estimates.predictionPowered());
        String lambda = estimates.lambda().isPresent()
                ? ", lambda " + shown(estimates.lambda().getAsDouble())
                : "";
        line("  power-tuned (PPI++" + lambda + ")", estimates.powerTuned());
        line("  by the labelled rows alone", estimates.byHumans());
    }

    private void binary(Calibration.Binary binary) {
        BinaryConfusion table = binary.confusion();
        out.println("                   judge: positive  negative");
        out.printf(Locale.ROOT, "human: positive  %15d  %8d%n", table.truePositives(), table.falseNegatives());
        out.printf(Locale.ROOT, "human: negative  %15d  %8d%n", table.falsePositives(), table.trueNegatives());
        out.println();
        line("sensitivity (Se)", binary.sensitivity());
        line("specificity (Sp)", binary.specificity());
    }

    private void confusion(Calibration.Confusion confusion) {
        int labels = confusion.labels().size();
        if (labels > MOST_LABELS) {
            out.println(labels + " different labels: too many for a table; --json has it");
        } else {
            for (int human = 0; human < labels; human++) {
                for (int judge = 0; judge < labels; judge++) {
                    long count = confusion.counts().get(human).get(judge);
                    if (count > 0) {
                        out.println("human " + confusion.labels().get(human) + ", judge "
                                + confusion.labels().get(judge) + ": " + count);
                    }
                }
            }
        }
        out.println();
    }

    void pairs(PairBias bias, Precision precision) {
        PairBias.Rows rows = bias.rows();
        out.println(rows.all() + " rows: " + rows.a() + " won by a, " + rows.b() + " by b, " + rows.ties() + " ties, "
                + rows.unscored() + " unscored");
        intervals(precision);
        out.println();
        line("verdicts that flip with the order", bias.flipRate());
        line("verdicts for the first place", bias.firstPlace(), 0.5, "leans to the first place", "leans to the second");
        out.println();
        line("wins of a", bias.winRateOfA());
        line("wins of the longer answer", bias.longerWins());
        line("length coefficient", bias.length(), 0, "leans to the longer answer", "leans to the shorter answer");
        line("wins of a at equal length", bias.winRateAtEqualLength());
        out.println();
        line("wins of the judge's own family", bias.own());
        line("  by human preference", bias.ownByHumans());
        line("  more than by humans", bias.ownExcess(), 0, "favours its own family", "disfavours its own family");
        notes(bias.notes());
    }

    void scores(ScoreBias bias, Precision precision) {
        out.println(bias.all() + " rows: " + bias.scored() + " with a score and a text, " + bias.unscored()
                + " unscored, " + bias.textless() + " without a text");
        intervals(precision);
        out.println();
        line("score and length, Pearson", bias.pearson());
        line("score and length, Spearman", bias.spearman(), 0, "longer scores higher", "longer scores lower");
        notes(bias.notes());
    }

    void altTest(AltTest test, AltTestColumns columns) {
        for (AltTest.Person person : test.people()) {
            out.println(person.column() + ": on " + person.rows() + " rows the judge is as near to the others in "
                    + shown(person.judge()) + ", this person in " + shown(person.person()) + "; p = "
                    + shown(person.pValue()) + (person.beaten() ? ", beaten" : ", not beaten"));
        }
        out.println();
        out.println("winning rate " + shown(test.winningRate()) + ", advantage probability " + shown(test.advantage())
                + ", epsilon " + shown(columns.epsilon()));
        line("alpha among the people", test.alphaOfHumans());
        out.println(
                test.passes()
                        ? "passes: the judge may stand in for a person"
                        : "does not pass: the judge may not stand in for a person");
        notes(test.notes());
    }

    private void notes(List<String> notes) {
        if (!notes.isEmpty()) {
            out.println();
            notes.forEach(note -> out.println("note: " + note));
        }
    }

    private void line(String name, Figure figure) {
        out.printf(Locale.ROOT, "%-36s %s%n", name, shown(figure));
    }

    /// With a word on which side of the neutral value the whole interval lies.
    private void line(String name, Figure figure, double neutral, String above, String below) {
        String verdict = "";
        if (figure instanceof Figure.Known known) {
            verdict = known.low() > neutral
                    ? "; " + above
                    : known.high() < neutral ? "; " + below : "; no leaning seen with so many rows";
        }
        out.printf(Locale.ROOT, "%-36s %s%n", name, shown(figure) + verdict);
    }

    private static String shown(Figure figure) {
        return switch (figure) {
            case Figure.Known known ->
                shown(known.value()) + " [" + shown(known.low()) + ", " + shown(known.high()) + "]";
            case Figure.Unknown unknown -> "cannot be computed: " + unknown.why();
        };
    }

    private static String shown(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DIGITS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
