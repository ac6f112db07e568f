package dev.seedbed.curate.judge;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
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
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// `rank`: puts the texts of a list in order.
///
/// @param column the list
/// @param into where the ranks go
record RankStep(
        String name, Panel panel, Optional<String> instruction, Rubric rubric, String column, String into, int shuffles)
        implements Generator {
    private static final int FEWEST = 2;
    private static final int MOST = 50;

    private static final Parameter<String> COLUMN = Parameter.column(
                    "column", "The column with the list of texts, 2 to 50 of them.")
            .required();
    private static final Parameter<String> INTO = Parameter.newColumn(
                    "into", "The column for the ranks; the others' names begin with it.")
            .defaultsTo("ranks");
    private static final Parameter<Long> SHUFFLES = Parameter.wholeNumber(
                    "shuffles",
                    1,
                    100,
                    "In how many random orders each judge is shown the texts; their ranks are averaged.")
            .defaultsTo(1);
    private static final Prompt PROMPT =
            Judging.prompt("rank.order", 1, "rubric", "instruction", "texts", Hearing.MARKER, Hearing.FORM);

    static final StepType TYPE = StepType.named(
                    "rank", StepKind.SCORER, "Asks models to put the texts of a list in order.")
            .details("""
                    Writes the columns `ranks` (for each text of the list, in the list's order, its rank from 1, the best; equal
                    ones share the better rank; null if unscored), `ranks_reason`, `ranks_unscored` (null, or the cause) and
                    `ranks_verdicts` (of every judge and shuffle: `judge`, `shown` (the texts' numbers from 0, in the order they
                    were shown in), `ranks`, `unscored`, `explanation`, `reason`, `reply`, `attempts`).

                    The texts are shown in an order drawn for the row. A reply must name every number once; anything else is
                    `not-a-permutation`. Lists of other lengths are `too-few-texts` or `too-many-texts`. With several judges or
                    shuffles the ranks go by the mean of each text's ranks.""" + VerdictGate.DETAILS)
            .taking(
                    COLUMN,
                    Panel.MODEL,
                    Panel.MODELS,
                    Rubric.RUBRIC,
                    Rubric.CRITERIA,
                    Material.INSTRUCTION,
                    INTO,
                    SHUFFLES,
                    VerdictGate.KEEP,
                    VerdictGate.UNSCORED,
                    Panel.TEMPERATURE,
                    Panel.MAX_TOKENS,
                    Panel.RETRIES)
            .prompts(PROMPT)
            .citing("listwise ranking by permutation (RankGPT, Sun et al. 2023, arXiv:2304.09542)")
            .example("- rank: { column: answers, model: judge, shuffles: 2 }")
            .builtOfMany(RankStep::build);

    private static List<Step> build(Building building) {
        RankStep step = new RankStep(
                building.name(),
                Panel.of(building, PROMPT),
                Material.instruction(building),
                Rubric.of(building),
                building.settings().get(COLUMN),
                building.settings().get(INTO),
                Math.toIntExact(building.settings().get(SHUFFLES)));
        return VerdictGate.behind(step, building, step.into);
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        List<String> texts = texts(sample.data().value(column));
        Optional<Verdict.Unscored<List<Integer>>> missing = missing(texts);
        if (missing.isPresent()) {
            return Outcome.passed(written(sample, missing.get(), List.of(), List.of()));
        }
        List<Inquiry> inquiries = new ArrayList<>();
        List<List<Integer>> shown = new ArrayList<>();
        for (Model judge : panel.judges()) {
            for (int i = 0; i < shuffles; i++) {
                List<Integer> order = shuffled(texts.size(), work.random(shown.size()));
                inquiries.add(inquiry(sample, judge, texts, order));
                shown.add(order);
            }
        }
        List<Opinion<List<Integer>>> opinions = panel.ask(work, VerdictGrammar.rankings(texts.size()), inquiries);
        return Outcome.passed(written(sample, combined(opinions, shown), opinions, shown));
    }

    private static List<String> texts(@Nullable Object value) {
        return value instanceof List<?> items
                ? items.stream()
                        .map(item -> item instanceof String text ? text : Json.write(item))
                        .toList()
                : List.of();
    }

    private Optional<Verdict.Unscored<List<Integer>>> missing(List<String> texts) {
        if (texts.size() < FEWEST || texts.size() > MOST) {
            return Optional.of(new Verdict.Unscored<>(
                    texts.size() < FEWEST ? "too-few-texts" : "too-many-texts",
                    column + " has " + texts.size() + " texts, and from " + FEWEST + " to " + MOST + " can be ranked"));
        }
        return texts.stream().anyMatch(String::isBlank)
                ? Optional.of(new Verdict.Unscored<>("nothing-to-judge", "a text of " + column + " is empty"))
                : Optional.empty();
    }

    private Inquiry inquiry(Sample sample, Model judge, List<String> texts, List<Integer> order) {
        String asked = instruction.map(name -> Material.text(sample, name)).orElse("");
        Map<String, Object> values = Map.of(
                "rubric",
                rubric.words(),
                "instruction",
                asked,
                "texts",
                order.stream().map(texts::get).toList());
        List<String> all = new ArrayList<>(texts);
        all.add(asked);
        return Panel.inquiry(judge, values, all);
    }

    /// Fisher and Yates.
    private static List<Integer> shuffled(int count, RandomGenerator random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        for (int i = count - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return order;
    }

    /// The ranks in the list's order.
    ///
    /// @param ranking numbers from 1 of the texts as shown, the best first
    private static List<Integer> ranks(List<Integer> ranking, List<Integer> shown) {
        List<Integer> ranks = new ArrayList<>(Collections.nCopies(shown.size(), 0));
        for (int place = 0; place < ranking.size(); place++) {
            ranks.set(shown.get(ranking.get(place) - 1), place + 1);
        }
        return ranks;
    }

    private static Verdict<List<Integer>> combined(List<Opinion<List<Integer>>> opinions, List<List<Integer>> shown) {
        Optional<Verdict.Unscored<List<Integer>>> tooFew =
                Panel.tooFew(opinions.stream().map(Opinion::verdict).toList());
        if (tooFew.isPresent()) {
            return tooFew.get();
        }
        // All texts are ranked equally often, so sums order as means do.
        int[] sums = new int[shown.getFirst().size()];
        for (int i = 0; i < opinions.size(); i++) {
            if (opinions.get(i).verdict() instanceof Given<List<Integer>> given) {
                List<Integer> ranks = ranks(given.value(), shown.get(i));
                for (int text = 0; text < sums.length; text++) {
                    sums[text] += ranks.get(text);
                }
            }
        }
        return Verdict.given(
                IntStream.of(sums)
                        .map(sum -> 1
                                + (int) IntStream.of(sums)
                                        .filter(other -> other < sum)
                                        .count())
                        .boxed()
                        .toList(),
                "");
    }

    private Sample written(
            Sample sample,
            Verdict<List<Integer>> verdict,
            List<Opinion<List<Integer>>> opinions,
            List<List<Integer>> shown) {
        List<Map<String, @Nullable Object>> records = new ArrayList<>();
        for (int i = 0; i < opinions.size(); i++) {
            List<Integer> order = shown.get(i);
            Map<String, @Nullable Object> record = new LinkedHashMap<>();
            record.put("shown", order);
            record.putAll(OpinionRecord.of(opinions.get(i), "ranks", ranking -> ranks(ranking, order)));
            records.add(record);
        }
        Data columns = sample.data()
                .with(into, verdict instanceof Given<List<Integer>> given ? given.value() : null)
                .with(into + VerdictGate.REASON_SUFFIX, OpinionRecord.reasons(opinions))
                .with(
                        into + VerdictGate.UNSCORED_SUFFIX,
                        verdict instanceof Verdict.Unscored<List<Integer>> no ? no.cause() : null)
                .with(into + VerdictGate.VERDICTS_SUFFIX, records);
        return sample.with(columns);
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(
                into,
                into + VerdictGate.REASON_SUFFIX,
                into + VerdictGate.UNSCORED_SUFFIX,
                into + VerdictGate.VERDICTS_SUFFIX));
    }
}
