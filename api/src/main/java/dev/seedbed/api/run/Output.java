package dev.seedbed.api.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Writes a finished data set in some form, from `dataset.jsonl`. What it writes depends on that and on the
/// summary's settled parts only.
public interface Output {
    /// Writes, each file whole or not at all, and returns what was written, in a fixed order.
    List<Path> write(FinishedRun run) throws IOException;

    /// The material.
    ///
    /// @param directory the run's directory, where the files go
    /// @param dataset the accepted rows in candidate order, a JSON object per line; `_id` is the sample's id
    /// @param ledger every sample's fate, a JSON object per line, in candidate order
    /// @param pipelineText the pipeline as its author wrote it, or as Java built it
    /// @param compareWith the human work whose price per row the run's is held against, if one was named
    /// @param origin where the rows come from
    /// @param personalData what personal data they hold, if it was looked for
    record FinishedRun(
            Path directory,
            Path dataset,
            Path ledger,
            String pipelineText,
            RunSummary summary,
            Optional<HumanPrice> compareWith,
            RowOrigin origin,
            Optional<PersonalDataCounts> personalData) {
        /// Of rows that were made, and not looked at for personal data; with nothing to hold their price against.
        public FinishedRun(Path directory, Path dataset, Path ledger, String pipelineText, RunSummary summary) {
            this(directory, dataset, ledger, pipelineText, summary, Optional.empty(), RowOrigin.MADE, Optional.empty());
        }
    }
}
