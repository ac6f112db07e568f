package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Output.FinishedRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A file of JSON Lines for a trainer, made of a data set's rows: whole, or not at all if any row is refused. The
/// message then names the first refused rows, how many there are, and what to do.
///
/// @param output the output's name; the file's is that and `.jsonl`
/// @param advice what to do about refused rows, a sentence
record TrainerFile(String output, String advice) {
    private static final int MOST_SHOWN = 5;

    /// Makes the lines of a row.
    @FunctionalInterface
    interface Lines {
        /// Each a JSON object; none if the row is not for this file.
        List<Data> of(Data row) throws RefusedRowException;
    }

    Path write(FinishedRun run, Lines lines) throws IOException {
        Path target = run.directory().resolve(output + ".jsonl");
        return WholeFile.writeText(target, out -> {
            List<String> shown = new ArrayList<>();
            long[] refused = new long[1];
            Rows.forEach(run.dataset(), (number, row) -> {
                try {
                    for (Data line : lines.of(row)) {
                        out.write(Json.write(line.asMap()));
                        out.write('\n');
                    }
                } catch (RefusedRowException e) {
                    if (refused[0]++ < MOST_SHOWN) {
                        shown.add("row " + number + " (" + Rows.ID + " "
                                + row.textIfPresent(Rows.ID).orElse("none") + "): " + e.getMessage());
                    }
                }
            });
            if (refused[0] > 0) {
                throw refusal(shown, refused[0]);
            }
        });
    }

    private SeedbedException refusal(List<String> shown, long refused) {
        String more = refused > shown.size() ? "\n... and " + (refused - shown.size()) + " more" : "";
        return new SeedbedException(
                ErrorKind.WRONG_INPUT,
                "The output " + output + " was not written, since a trainer would learn from what is wrong with "
                        + refused + (refused == 1 ? " row:\n" : " rows:\n") + String.join("\n", shown) + more + "\n"
                        + advice);
    }
}
