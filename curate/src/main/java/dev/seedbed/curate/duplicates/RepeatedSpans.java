package dev.seedbed.curate.duplicates;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.text.span.Repeats;
import dev.seedbed.text.span.SpanIndex;
import dev.seedbed.text.span.SpanProfile;
import dev.seedbed.text.span.SpanSettings;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Rejects samples of whose text too much stands, word for word, in earlier ones that passed; or cuts that out.
///
/// ```java
/// Collector collector = new RepeatedSpans(
///         "repeated-spans", "answer", SpanSettings.defaults(), true, new RepeatedSpans.Reject(0.5));
/// ```
///
/// What is remembered of a sample is the text that passed, without what was cut out of it. So of whatever is
/// repeated, the first stays in the data. None is missed, and what is kept in memory says [SpanIndex]. A column
/// that is absent or null counts as an empty text, and passes.
public final class RepeatedSpans implements Collector {
    /// The reason of every rejection.
    public static final String REPEATED_SPANS = "repeated-spans";

    private final String name;
    private final SpanEvidence evidence;
    private final SpanSettings settings;
    private final boolean within;

    /// Made with the first sample, as checking a pipeline makes its steps too.
    private @Nullable SpanIndex index;

    private long row;

    /// What becomes of a sample with repeated spans.
    public sealed interface Action {}

    /// It ends if more than this share of its words stands in them, else it passes as it is.
    public record Reject(double most) implements Action {
        public Reject {
            if (!(most >= 0 && most < 1)) {
                throw new IllegalArgumentException("most is " + most + ", but must be from 0 to below 1");
            }
        }
    }

    /// It passes without them, or ends if no word is left.
    public record Cut() implements Action {}

    /// @param within whether what stands twice in one text is repeated, too
    public RepeatedSpans(String name, String column, SpanSettings settings, boolean within, Action action) {
        this(name, new SpanEvidence(column, settings.words(), action, false), settings, within);
    }

    RepeatedSpans(String name, SpanEvidence evidence, SpanSettings settings, boolean within) {
        this.name = name;
        this.evidence = evidence;
        this.settings = settings;
        this.within = within;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return evidence.columnsAfter(before);
    }

    @Override
    public Outcome admit(Sample sample) {
        String text = evidence.text(sample);
        try {
            SpanIndex earlier = index();
            SpanProfile profile = earlier.profile(text);
            Repeats repeats = earlier.repeats(profile);
            if (evidence.stays(repeats)) {
                String left = evidence.left(text, repeats);
                SpanProfile kept = left.equals(text) ? profile : earlier.profile(left);
                earlier.keep(kept, row, sample.id().toString());
            }
            row++;
            return evidence.outcome(sample, text, repeats);
        } catch (UncheckedIOException e) {
            throw NearEvidence.unusable(e);
        }
    }

    private SpanIndex index() {
        if (index == null) {
            index = SpanIndex.temporary(settings, within);
        }
        return index;
    }
}
