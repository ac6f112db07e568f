package dev.seedbed.curate.duplicates;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.text.Excerpt;
import dev.seedbed.text.near.NearVerdict;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What is looked at in a sample, and how the verdict on it is said.
///
/// @param columns whose texts are compared, one behind the other
/// @param threshold the least similarity of a duplicate
/// @param annotate whether the verdict goes into columns, and nothing is rejected
record NearEvidence(List<String> columns, double threshold, boolean annotate) {
    static final String NEAR_DUPLICATE_OF = "near_duplicate_of";
    static final String SIMILARITY = "near_duplicate_similarity";

    /// How much of a text the evidence of this package shows.
    static final int LONGEST_SHOWN = 200;

    NearEvidence {
        columns = List.copyOf(columns);
    }

    Columns columnsAfter(Columns before) {
        return annotate ? before.plus(List.of(NEAR_DUPLICATE_OF, SIMILARITY)) : before;
    }

    String text(Sample sample) {
        return columns.stream()
                .map(column -> sample.data().textIfPresent(column).orElse(""))
                .collect(Collectors.joining("\n"));
    }

    /// @param text what [#text] said of the sample
    Outcome outcome(Sample sample, String text, NearVerdict verdict) {
        Optional<NearVerdict.Near> near =
                verdict instanceof NearVerdict.Near found ? Optional.of(found) : Optional.empty();
        if (annotate) {
            return Outcome.passed(sample.with(
                            NEAR_DUPLICATE_OF, near.map(NearVerdict.Near::id).orElse(null))
                    .with(SIMILARITY, near.map(NearVerdict.Near::jaccard).orElse(null)));
        }
        return near.map(found -> Outcome.rejected(rejection(text, found))).orElse(Outcome.passed(sample));
    }

    private Rejection rejection(String text, NearVerdict.Near near) {
        Data evidence = Data.of("columns", columns)
                .with(NEAR_DUPLICATE_OF, named(near.id()))
                .with("similarity", near.jaccard())
                .with("threshold", threshold)
                .with("contained", near.contained())
                .with("containing", near.containing())
                .with("shingles", near.shingles())
                .with("left_out", near.leftOut())
                .with(
                        "shared",
                        near.shared().stream()
                                .map(span -> Excerpt.of(span.of(text), LONGEST_SHOWN))
                                .toList());
        String explanation = String.format(
                Locale.ROOT,
                "%s has a Jaccard similarity of %.4f with %s, which stays, and only what is below %s may stay "
                        + "beside it",
                String.join(", ", columns),
                near.jaccard(),
                (near.id().startsWith("{") ? "the row " : "the sample ") + near.id(),
                threshold);
        return new Rejection(NearDuplicates.NEAR_DUPLICATE, explanation, evidence);
    }

    /// A sample by its id; a row of an index by its file and line.
    private static Object named(String id) {
        return id.startsWith("{") ? Json.parseObject(id).asMap() : id;
    }

    /// What keeps the index from being written, such as a full disk, is not the row's fault.
    static SeedbedException unusable(UncheckedIOException e) {
        return new SeedbedException(ErrorKind.UNUSABLE, String.valueOf(e.getMessage()), e);
    }
}
