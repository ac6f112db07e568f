package dev.seedbed.cli.command;

import dev.seedbed.curate.agreement.Calibration;
import dev.seedbed.curate.agreement.CalibrationColumns;
import dev.seedbed.curate.agreement.JudgeAudit;
import dev.seedbed.curate.agreement.Precision;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed judge calibrate`: a judge against human labels.
@Command(
        name = "calibrate",
        header = "Measures a judge by the rows with a human label, and estimates those without.",
        description = {
            "Rows with both labels give sensitivity, specificity, kappa and alpha. For rows with the judge's alone the "
                    + "rate or mean is estimated with the judge's errors taken out: corrected by Rogan and Gladen, and "
                    + "prediction-powered (PPI, PPI++). Rows without a verdict are counted and left out."
        },
        mixinStandardHelpOptions = true)
final class JudgeCalibrateCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private JudgedRows rows = new JudgedRows();

    @Option(names = "--judge", paramLabel = "COLUMN", required = true, description = "The judge's label.")
    private String judge = "";

    @Option(
            names = "--human",
            paramLabel = "COLUMN",
            required = true,
            description = "The human's label; null or empty where there is none.")
    private String human = "";

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            description =
                    "The label that counts as positive. Left out: true of true and false, 1 of 1 and 0, yes of yes"
                            + " and no.")
    private @Nullable String positive;

    @Option(
            names = "--threshold",
            paramLabel = "NUMBER",
            description = "The number from which on a label counts as positive; with --positive, the judge's only.")
    private @Nullable Double threshold;

    @Mixin
    private Intervals intervals = new Intervals();

    JudgeCalibrateCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() {
        CalibrationColumns columns = new CalibrationColumns(
                judge,
                human,
                Optional.ofNullable(positive),
                threshold == null ? OptionalDouble.empty() : OptionalDouble.of(threshold));
        Precision precision = intervals.precision();
        Calibration calibration = rows.read(data -> JudgeAudit.calibrate(data, columns, precision));
        if (rows.json()) {
            workshop.terminal().out().println(JudgeJson.of(calibration));
        } else {
            new JudgeText(workshop.terminal().out()).calibration(calibration, precision);
        }
        return 0;
    }
}
