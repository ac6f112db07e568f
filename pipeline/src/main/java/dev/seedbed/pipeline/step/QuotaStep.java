package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `quota`: lets the first samples of each category pass.
final class QuotaStep implements Collector {
    static final Parameter<String> COLUMN =
            Parameter.column("column", "The column that names the category.").required();
    static final Parameter<Map<String, Long>> ROWS = Parameter.mapOf(
                    "rows", new Kind.WholeNumber(1, Long.MAX_VALUE), "How many samples pass, by category.")
            .required();

    static final StepType TYPE = StepType.named(
                    "quota",
                    StepKind.COLLECTOR,
                    "Lets the first samples of each category pass, in candidate order, up to an exact number for each; the"
                            + " others are surplus, and the run ends as soon as all quotas are full.")
            .details("""
                    Put it last, so that what passes is what is counted, and make `target` the sum: then a run that cannot fill
                    a category says so and ends with exit code 4.

                    A number or `true` in the column counts under its JSON text. A sample of a category without a quota is
                    rejected with `no-quota`; one of a full category is surplus.

                    Calls for samples of a category that is full already are lost. Where a `sample` step draws the category, draw
                    it in proportion to the quotas, and the categories fill at about the same time.
                    """)
            .taking(COLUMN, ROWS)
            .example("- quota: { column: topic, rows: { history: 100, law: 50 } }")
            .builtBy(building -> new QuotaStep(
                    building.name(),
                    building.settings().get(COLUMN),
                    building.settings().get(ROWS)));

    private final String name;
    private final String column;
    private final Map<String, Long> rows;
    private final Map<String, Long> open;

    QuotaStep(String name, String column, Map<String, Long> rows) {
        this.name = name;
        this.column = column;
        this.rows = rows;
        this.open = new LinkedHashMap<>(rows);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome admit(Sample sample) {
        @Nullable Object value = sample.data().value(column);
        String category = value instanceof String text ? text : Json.write(value);
        Long quota = rows.get(category);
        if (quota == null) {
            return Outcome.rejected(new Rejection(
                    "no-quota",
                    "'" + column + "' is " + Excerpt.ofText(category) + ", for which `rows` names no number",
                    Data.of("category", value).with("quotas", rows)));
        }
        Long left = open.get(category);
        if (left == null) {
            return new Outcome.Surplus();
        }
        if (left == 1) {
            open.remove(category);
        } else {
            open.put(category, left - 1);
        }
        return Outcome.passed(sample);
    }

    @Override
    public boolean full() {
        return open.isEmpty();
    }

    @Override
    public boolean bounded() {
        return true;
    }
}
