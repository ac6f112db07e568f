package dev.seedbed.examples;

import dev.seedbed.api.Data;
import dev.seedbed.curate.agreement.Calibration;
import dev.seedbed.curate.agreement.CalibrationColumns;
import dev.seedbed.curate.agreement.Figure;
import dev.seedbed.curate.agreement.JudgeAudit;
import dev.seedbed.curate.agreement.Precision;
import dev.seedbed.pipeline.step.RowFiles;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Takes a judge's errors out of a rate: `JudgeAuditExample judged.jsonl`.
public final class JudgeAuditExample {
    private JudgeAuditExample() {}

    static Figure corrected(Path file) {
        try (Stream<Data> rows = RowFiles.read(file)) {
            CalibrationColumns columns =
                    CalibrationColumns.of("refused", "human").positive("yes");
            Calibration calibration = JudgeAudit.calibrate(rows, columns, Precision.USUAL);
            return calibration.binary().orElseThrow().corrected();
        }
    }

    public static void main(String[] arguments) {
        System.out.println(
                switch (corrected(Path.of(arguments[0]))) {
                    case Figure.Known known -> known.value() + " from " + known.low() + " to " + known.high();
                    case Figure.Unknown unknown -> unknown.why();
                });
    }
}
