package dev.seedbed.corpus;

import dev.seedbed.text.span.SpanSettings;
import java.util.Optional;

/// Which runs of words count as repeated, and what becomes of a row that has some.
///
/// ```java
/// SpanOptions.removing(SpanSettings.defaults(), 0.5).withId("id")
/// ```
///
/// @param settings how many words make a span
/// @param most the share of a row's words that may stand in repeated spans; empty: spans are cut out, and only a row
///     of which nothing is left goes
/// @param id the column by which evidence names rows
public record SpanOptions(SpanSettings settings, Optional<Double> most, Optional<String> id) {
    public SpanOptions {
        if (most.filter(share -> !(share >= 0 && share < 1)).isPresent()) {
            throw new IllegalArgumentException("most is " + most.get() + ", but must be from 0 to below 1");
        }
    }

    /// Rows go of whose words more than that share is repeated.
    public static SpanOptions removing(SpanSettings settings, double most) {
        return new SpanOptions(settings, Optional.of(most), Optional.empty());
    }

    /// What is repeated goes, and the rows stay.
    public static SpanOptions cutting(SpanSettings settings) {
        return new SpanOptions(settings, Optional.empty(), Optional.empty());
    }

    /// This with an id in the evidence; the corpus must be [Corpus#identifiedBy] that column.
    public SpanOptions withId(String column) {
        return new SpanOptions(settings, most, Optional.of(column));
    }
}
