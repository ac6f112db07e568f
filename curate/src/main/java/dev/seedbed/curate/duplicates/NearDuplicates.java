package dev.seedbed.curate.duplicates;

import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.text.near.CommonShingles;
import dev.seedbed.text.near.NearIndex;
import dev.seedbed.text.near.NearSettings;
import dev.seedbed.text.near.NearVerdict;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rejects samples whose text is nearly that of an earlier one that passed.
///
/// ```java
/// Collector collector = new NearDuplicates(
///         "near-duplicates", List.of("question"), NearSettings.defaults(), CommonShingles.none());
/// ```
///
/// The first in candidate order stays, and what is rejected is as similar to it as the settings say, by exact
/// Jaccard similarity ([NearIndex], which also says what it keeps in memory). A column that is absent or null
/// counts as an empty text; texts of several columns are put one behind the other, with a line's end between.
public final class NearDuplicates implements Collector {
    /// The reason of every rejection.
    public static final String NEAR_DUPLICATE = "near-duplicate";

    private final String name;
    private final NearEvidence evidence;
    private final NearSettings settings;
    private final CommonShingles common;
    private final KeptBefore before;

    /// Made with the first sample, as checking a pipeline makes its steps too.
    private @Nullable NearIndex index;

    private long row;

    /// @param columns whose texts are compared
    /// @param common which shingles do not count
    public NearDuplicates(String name, List<String> columns, NearSettings settings, CommonShingles common) {
        this(name, new NearEvidence(columns, settings.threshold(), false), settings, common, KeptBefore.NOTHING);
    }

    NearDuplicates(
            String name, NearEvidence evidence, NearSettings settings, CommonShingles common, KeptBefore before) {
        this.before = before;
        this.name = name;
        this.evidence = evidence;
        this.settings = settings;
        this.common = common;
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
            NearIndex earlier = index();
            NearVerdict verdict =
                    earlier.admit(earlier.profile(text), row++, sample.id().toString());
            return evidence.outcome(sample, text, verdict);
        } catch (UncheckedIOException e) {
            throw NearEvidence.unusable(e);
        }
    }

    private NearIndex index() {
        if (index == null) {
            index = before.index(settings, common);
        }
        return index;
    }
}
