package dev.seedbed.curate.judge;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Rejects what the judges before it did not find good enough, and what they left unscored.
///
/// @param result the score or column that they wrote; the columns beside it begin with its name
record VerdictGate(String name, String result, Optional<Expression> keep, boolean keepsUnscored) implements Gate {
    static final Parameter<Expression> KEEP = Parameter.resultCondition(
            "keep",
            "Rejects the rows for which this is false: an expression over the columns and scores, those that this step"
                    + " adds included.");
    static final Parameter<String> UNSCORED = Parameter.choice(
            "unscored",
            List.of("keep", "reject"),
            "What becomes of rows that no clear verdict was given of. Left out, they are rejected if there is `keep`, else"
                    + " they pass.");

    static final String UNSCORED_SUFFIX = "_unscored";
    static final String VERDICTS_SUFFIX = "_verdicts";
    static final String REASON_SUFFIX = "_reason";

    /// For the reference, behind the causes of a step's own.
    static final String DETAILS = """


            A row is *unscored* if a judge says no clear verdict, after `retries`: it is then never given a score. Causes:
            `no-verdict`, `two-verdicts`, `unsigned-verdict` (see below), `no-reasons`, `truncated`, `filtered`,
            `empty-reply`, `nothing-to-judge`, `no-reference`. Of a panel, more than half must have given a verdict.

            Reasons: `judged-out` where `keep` is false, else the cause for which a row is unscored. Evidence: `condition`
            and `values`, or the `explanation`; and `verdicts`: each judge's verdict, reasons and reply.

            What is judged stands between lines with a marker drawn for each question. Where it holds something that could be
            read as a verdict, the judge must put that marker into its own, and no other counts.""";

    private static final String JUDGED_OUT = "judged-out";

    /// The gate behind a step that judges; none if it would let everything pass.
    static List<Step> behind(Step judging, Building building, String result) {
        Settings settings = building.settings();
        Optional<Expression> keep = settings.find(KEEP);
        boolean keepsUnscored =
                settings.find(UNSCORED).map(word -> word.equals("keep")).orElse(keep.isEmpty());
        return keep.isEmpty() && keepsUnscored
                ? List.of(judging)
                : List.of(judging, new VerdictGate(building.name() + "/keep", result, keep, keepsUnscored));
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        if (sample.data().value(result + UNSCORED_SUFFIX) instanceof String cause) {
            return keepsUnscored ? Optional.empty() : Optional.of(unscored(sample, cause));
        }
        return keep.filter(condition -> !condition.test(seen(sample)))
                .map(condition -> judgedOut(seen(sample), condition));
    }

    /// A column of the score's name, which was there before the run knew, must not be read in its place.
    private Sample seen(Sample sample) {
        return sample.scores().containsKey(result) ? sample.with(sample.data().without(result)) : sample;
    }

    private Rejection unscored(Sample sample, String cause) {
        return new Rejection(
                cause,
                "No clear verdict was given (" + cause + "), and rows without one are rejected.",
                Data.of("verdicts", sample.data().value(result + VERDICTS_SUFFIX)));
    }

    private Rejection judgedOut(Sample sample, Expression condition) {
        Data values = Data.empty();
        for (String variable : new TreeSet<>(condition.variables())) {
            if (sample.data().has(variable)) {
                values = values.with(variable, sample.data().value(variable));
            } else if (sample.scores().containsKey(variable)) {
                values = values.with(variable, sample.scores().get(variable));
            }
        }
        return new Rejection(
                JUDGED_OUT,
                "The condition " + condition.source() + " is false.",
                Data.of("condition", condition.source())
                        .with("values", values.asMap())
                        .with("verdicts", sample.data().value(result + VERDICTS_SUFFIX)));
    }
}
