package dev.seedbed.curate.agreement;

import java.util.List;

/// How a judge's scores go with the length of what it scores.
///
/// @param all rows in the file
/// @param scored rows with a score and a text
/// @param unscored rows without a score
/// @param textless rows with a score and no text
/// @param pearson correlation of score and length
/// @param spearman correlation of their ranks
/// @param notes what a person should know before believing the figures
public record ScoreBias(
        long all, long scored, long unscored, long textless, Figure pearson, Figure spearman, List<String> notes) {
    public ScoreBias {
        notes = List.copyOf(notes);
    }
}
