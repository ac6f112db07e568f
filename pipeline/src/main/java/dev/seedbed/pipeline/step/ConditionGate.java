package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import java.util.Optional;
import java.util.TreeSet;

/// `keep` and `drop`: lets samples pass by a condition.
///
/// @param keepsTrue whether those pass that it is true for, or the others
record ConditionGate(String name, Expression condition, boolean keepsTrue, String reason) implements Gate {
    static final Parameter<Expression> CONDITION = Parameter.condition(
                    "condition", "An expression over the columns and scores that gives true or false.")
            .required();
    static final Parameter<String> REASON = Parameter.text(
                    "reason", "The reason that rejected samples are counted by: lower-case words joined by hyphens.")
            .defaultsTo("condition");

    private static final String DETAILS = """
            The evidence of a rejection is the condition and the values of the columns and scores it reads. A sample for which
            the condition cannot be evaluated fails, and the run goes on.
            """;

    static final StepType KEEP = StepType.named(
                    "keep", StepKind.GATE, "Rejects the samples for which a condition is false.")
            .details(DETAILS)
            .taking(CONDITION, REASON)
            .shorthand(CONDITION)
            .example("- keep: { condition: \"size(answer) > 20\", reason: too-short }")
            .builtBy(building -> build(building, true));

    static final StepType DROP = StepType.named(
                    "drop", StepKind.GATE, "Rejects the samples for which a condition is true.")
            .details(DETAILS)
            .taking(CONDITION, REASON)
            .shorthand(CONDITION)
            .example("- drop: \"answer.contains('As an AI')\"")
            .builtBy(building -> build(building, false));

    private static Step build(Building building, boolean keepsTrue) {
        String reason = building.settings().get(REASON);
        if (!reason.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            building.problem(
                    REASON, "is '" + reason + "', but must be lower-case words joined by hyphens, such as 'too-short'");
        }
        return new ConditionGate(building.name(), building.settings().get(CONDITION), keepsTrue, reason);
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        if (condition.test(sample) == keepsTrue) {
            return Optional.empty();
        }
        Data values = Data.empty();
        for (String variable : new TreeSet<>(condition.variables())) {
            if (sample.data().has(variable)) {
                values = values.with(variable, Excerpt.of(sample.data().value(variable)));
            } else if (sample.scores().containsKey(variable)) {
                values = values.with(variable, sample.scores().get(variable));
            }
        }
        return Optional.of(new Rejection(
                reason,
                "The condition " + condition.source() + " is " + !keepsTrue + ".",
                Data.of("condition", condition.source()).with("values", values.asMap())));
    }
}
