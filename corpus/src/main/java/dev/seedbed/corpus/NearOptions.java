package dev.seedbed.corpus;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.text.near.NearSettings;
import java.nio.file.Path;
import java.util.Optional;

/// How near duplicates are found and which of them stay.
///
/// ```java
/// NearOptions.of(NearSettings.defaults()).withCommon(0.001).withId("id")
/// ```
///
/// @param settings the threshold, and how many words a shingle has
/// @param common the share of rows above which a shingle is a template's and does not count; empty: all count
/// @param score the column with the number of which the highest stays; empty: the first row stays
/// @param index the folder of an index that stays, so that later rows are compared with earlier ones
/// @param id the column by which evidence names rows
public record NearOptions(
        NearSettings settings,
        Optional<Double> common,
        Optional<String> score,
        Optional<Path> index,
        Optional<String> id) {
    /// @throws SeedbedException if the share is none
    public NearOptions {
        common.filter(share -> !(share > 0 && share <= 1)).ifPresent(share -> {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "The share of rows above which a shingle is common is " + share
                            + ", but must be above 0 and at most 1.");
        });
    }

    /// The first row stays, all shingles count, and nothing is remembered afterwards.
    public static NearOptions of(NearSettings settings) {
        return new NearOptions(settings, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// This with shingles of templates left out.
    public NearOptions withCommon(double share) {
        return new NearOptions(settings, Optional.of(share), score, index, id);
    }

    /// This with the best staying, not the first.
    public NearOptions withBest(String scoreColumn) {
        return new NearOptions(settings, common, Optional.of(scoreColumn), index, id);
    }

    /// This with an index that stays.
    public NearOptions withIndex(Path folder) {
        return new NearOptions(settings, common, score, Optional.of(folder), id);
    }

    /// This with an id in the evidence; the corpus must be [Corpus#identifiedBy] that column.
    public NearOptions withId(String column) {
        return new NearOptions(settings, common, score, index, Optional.of(column));
    }
}
