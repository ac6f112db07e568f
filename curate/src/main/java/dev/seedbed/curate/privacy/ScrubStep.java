package dev.seedbed.curate.privacy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.privacy.Kind;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.Scrubbing;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Replaces personal data and secrets in columns.
///
/// ```java
/// Transformer step = new ScrubStep("scrub", List.of("text"), PersonalData.standard(), Scrubbing.masking(),
/// "scrubbed");
/// ```
///
/// The counts by kind are in a column of their own, `{email: 2, person: 1}`, if it has a name. Any number of threads.
public final class ScrubStep implements Transformer {
    private final String name;
    private final List<String> columns;
    private final PersonalData scanner;
    private final Scrubbing scrubbing;
    private final @Nullable String counted;

    /// @param counted the column for the counts, or null for none
    public ScrubStep(
            String name, List<String> columns, PersonalData scanner, Scrubbing scrubbing, @Nullable String counted) {
        this.name = name;
        this.columns = List.copyOf(columns);
        this.scanner = scanner;
        this.scrubbing = scrubbing;
        this.counted = counted;
    }

    /// Masks all kinds in one column, without counting them.
    public static ScrubStep masking(String name, String column) {
        return new ScrubStep(name, List.of(column), PersonalData.standard(), Scrubbing.masking(), null);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return counted == null ? before : before.plus(List.of(counted));
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        Map<String, @Nullable Object> changed = new LinkedHashMap<>();
        for (String column : columns) {
            Object value = sample.data().value(column);
            if (value != null) {
                changed.put(column, PrivateTexts.scrub(value, scanner, scrubbing, counts));
            }
        }
        if (counted != null) {
            Map<String, Integer> byCode = new LinkedHashMap<>();
            counts.forEach((kind, count) -> byCode.put(kind.code(), count));
            changed.put(counted, byCode);
        }
        return Outcome.passed(
                changed.isEmpty() ? sample : sample.with(sample.data().with(Data.copyOf(changed))));
    }
}
