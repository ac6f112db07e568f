package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `compute`: columns from columns.
record ComputeStep(String name, Map<String, Expression> columns, Map<String, Template> templates)
        implements Transformer {
    static final Parameter<Map<String, Expression>> COLUMNS = Parameter.mapOf(
            "columns", new Kind.Formula(), "The columns to set, each with the expression that gives its value.");
    static final Parameter<Map<String, Template>> TEMPLATES = Parameter.mapOf(
            "templates", new Kind.TemplateText(), "The columns to set, each with the template that gives its text.");

    static final StepType TYPE = StepType.named(
                    "compute", StepKind.TRANSFORMER, "Sets columns by expressions or templates over the others.")
            .details("""
                    All are computed from the sample as it came, so their order does not matter; to use one in another, write two
                    steps. A sample for which one cannot be computed fails, and the run goes on.
                    """)
            .taking(COLUMNS, TEMPLATES)
            .shorthand(COLUMNS)
            .example("""
                    - compute:
                        columns: { characters: "size(answer)" }
                        templates: { text: "{{ question }}\\n\\n{{ answer }}" }
                    """)
            .builtBy(ComputeStep::build);

    private static Step build(Building building) {
        Map<String, Expression> columns = building.settings().find(COLUMNS).orElse(Map.of());
        Map<String, Template> templates = building.settings().find(TEMPLATES).orElse(Map.of());
        if (columns.isEmpty() && templates.isEmpty()) {
            building.problem(COLUMNS, "is left out, and so is `templates`: say what to compute");
        }
        columns.keySet().stream()
                .filter(templates::containsKey)
                .forEach(column -> building.problem(TEMPLATES, "sets '" + column + "', which `columns` sets too"));
        return new ComputeStep(building.name(), columns, templates);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        List<String> computed = new ArrayList<>(columns.keySet());
        computed.addAll(templates.keySet());
        return before.plus(computed);
    }

    @Override
    public Outcome apply(Sample sample, Work work) {
        Map<String, @Nullable Object> computed = new LinkedHashMap<>();
        columns.forEach((column, expression) -> computed.put(column, expression.evaluate(sample)));
        templates.forEach((column, template) ->
                computed.put(column, template.render(sample.data().asMap())));
        return Outcome.passed(sample.with(sample.data().with(Data.copyOf(computed))));
    }
}
