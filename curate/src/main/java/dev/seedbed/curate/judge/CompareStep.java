package dev.seedbed.curate.judge;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.judge.Hearing.Inquiry;
import dev.seedbed.curate.judge.Hearing.Opinion;
import dev.seedbed.curate.judge.Verdict.Given;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `compare`: says which of two columns of a row is better. Each judge is asked in both orders, and a side wins only
/// if both say so (Zheng et al. 2023, section 3.4).
///
/// @param a the column of the one side
/// @param column where the preference goes
record CompareStep(String name, Panel panel, Material material, Rubric rubric, String a, String b, String column)
        implements Generator {
    private static final Parameter<String> A =
            Parameter.column("a", "The column of the one text.").required();
    private static final Parameter<String> B =
            Parameter.column("b", "The column of the other text.").required();
    private static final Parameter<String> COLUMN = Parameter.newColumn(
                    "column", "The column for the preference; the others' names begin with it.")
            .defaultsTo("preference");
    private static final Prompt PROMPT = Judging.prompt(
            "compare.prefer", 1, "rubric", "instruction", "reference", "first", "second", Hearing.MARKER, Hearing.FORM);
    private static final String FLIPPED_SUFFIX = "_flipped";

    static final StepType TYPE = StepType.named(
                    "compare", StepKind.SCORER, "Asks models which of two texts is better, in both orders.")
            .details("""
                    Writes the columns `preference` (`a`, `b`, `tie` or `unscored`), `preference_flipped` (whether the two orders
                    gave different verdicts, of any judge; null if unscored), `preference_reason`, `preference_unscored` (null, or
                    the cause) and `preference_verdicts` (of every judge and order: `judge`, `first` (the side that stood first),
                    `preference`, `unscored`, `explanation`, `reason`, `reply`, `attempts`).

                    Where the orders disagree, the judge's verdict is a tie; where one of them has no verdict, the judge has none.
                    A panel prefers what more than half of all judges prefer; else it is a tie. The share of rows that are flipped
                    says how far the judge goes by position.""" + VerdictGate.DETAILS)
            .taking(
                    A,
                    B,
                    Panel.MODEL,
                    Panel.MODELS,
                    Rubric.RUBRIC,
                    Rubric.CRITERIA,
                    Material.INSTRUCTION,
                    Material.REFERENCE,
                    COLUMN,
                    VerdictGate.KEEP,
                    VerdictGate.UNSCORED,
                    Panel.TEMPERATURE,
                    Panel.MAX_TOKENS,
                    Panel.RETRIES)
            .prompts(PROMPT)
            .citing("the pairwise comparison of MT-Bench (Zheng et al. 2023, arXiv:2306.05685)")
            .example("- compare: { a: answer, b: other_answer, model: judge, keep: \"preference == 'a'\" }")
            .builtOfMany(CompareStep::build);

    private static List<Step> build(Building building) {
        String a = building.settings().get(A);
        String b = building.settings().get(B);
        if (a.equals(b)) {
            building.problem(B, "is '" + b + "', as `a` is; name two columns");
        }
        CompareStep step = new CompareStep(
                building.name(),
                Panel.of(building, PROMPT),
                Material.of(building),
                Rubric.of(building),
                a,
                b,
                building.settings().get(COLUMN));
        return VerdictGate.behind(step, building, step.column);
    }

    /// What one judge says in both orders.
    ///
    /// @param preference by side, the first being `a`
    private record Both(Verdict<Preference> preference, boolean flipped) {}

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        Map<String, String> sides = new LinkedHashMap<>();
        sides.put(a, Material.text(sample, a));
        sides.put(b, Material.text(sample, b));
        Material.Shown beside = material.of(sample);
        Optional<Verdict.Unscored<Preference>> missing = material.missing(beside, sides);
        if (missing.isPresent()) {
            return Outcome.passed(written(sample, missing.get(), List.of(), List.of()));
        }
        List<Inquiry> inquiries = new ArrayList<>();
        for (Model judge : panel.judges()) {
            inquiries.add(inquiry(judge, beside, sides, a, b));
            inquiries.add(inquiry(judge, beside, sides, b, a));
        }
        List<Opinion<Preference>> opinions = panel.ask(work, VerdictGrammar.preferences(), inquiries);
        List<Both> judges = new ArrayList<>();
        for (int i = 0; i < opinions.size(); i += 2) {
            judges.add(both(opinions.get(i).verdict(), opinions.get(i + 1).verdict()));
        }
        return Outcome.passed(written(sample, ofPanel(judges), judges, opinions));
    }

    private Inquiry inquiry(
            Model judge, Material.Shown beside, Map<String, String> sides, String first, String second) {
        Map<String, String> values = Map.of(
                "rubric", rubric.words(),
                "instruction", beside.instruction(),
                "reference", beside.reference(),
                "first", sides.getOrDefault(first, ""),
                "second", sides.getOrDefault(second, ""));
        return Panel.inquiry(judge, values, beside.texts(sides.values()));
    }

    private static Both both(Verdict<Preference> aFirst, Verdict<Preference> bFirst) {
        if (!(aFirst instanceof Given<Preference> one)) {
            return new Both(aFirst, false);
        }
        if (!(bFirst instanceof Given<Preference> two)) {
            return new Both(bFirst, false);
        }
        boolean flipped = one.value() != two.value().swapped();
        return new Both(Verdict.given(flipped ? Preference.TIE : one.value(), ""), flipped);
    }

    private static Verdict<Preference> ofPanel(List<Both> judges) {
        List<Verdict<Preference>> verdicts =
                judges.stream().map(Both::preference).toList();
        Optional<Verdict.Unscored<Preference>> tooFew = Panel.tooFew(verdicts);
        if (tooFew.isPresent()) {
            return tooFew.get();
        }
        for (Preference side : List.of(Preference.FIRST, Preference.SECOND)) {
            long votes = verdicts.stream()
                    .filter(each -> each instanceof Given<Preference> given && given.value() == side)
                    .count();
            if (2 * votes > verdicts.size()) {
                return Verdict.given(side, "");
            }
        }
        return Verdict.given(Preference.TIE, "");
    }

    private Sample written(
            Sample sample, Verdict<Preference> verdict, List<Both> judges, List<Opinion<Preference>> opinions) {
        Optional<String> unscored =
                verdict instanceof Verdict.Unscored<Preference> no ? Optional.of(no.cause()) : Optional.empty();
        Data columns = sample.data()
                .with(column, verdict instanceof Given<Preference> given ? side(given.value()) : "unscored")
                .with(
                        column + FLIPPED_SUFFIX,
                        unscored.isPresent() ? null : judges.stream().anyMatch(Both::flipped))
                .with(column + VerdictGate.REASON_SUFFIX, OpinionRecord.reasons(opinions))
                .with(column + VerdictGate.UNSCORED_SUFFIX, unscored.orElse(null))
                .with(column + VerdictGate.VERDICTS_SUFFIX, records(opinions));
        return sample.with(columns);
    }

    private static List<Map<String, @Nullable Object>> records(List<Opinion<Preference>> opinions) {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        for (int i = 0; i < opinions.size(); i++) {
            boolean aFirst = i % 2 == 0;
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            record.put("first", aFirst ? "a" : "b");
            record.putAll(
                    OpinionRecord.of(opinions.get(i), "preference", place -> side(aFirst ? place : place.swapped())));
            records.add(record);
        }
        return records;
    }

    private static String side(Preference preference) {
        return switch (preference) {
            case FIRST -> "a";
            case SECOND -> "b";
            case TIE -> "tie";
        };
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(
                column,
                column + FLIPPED_SUFFIX,
                column + VerdictGate.REASON_SUFFIX,
                column + VerdictGate.UNSCORED_SUFFIX,
                column + VerdictGate.VERDICTS_SUFFIX));
    }
}
