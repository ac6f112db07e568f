package dev.seedbed.recipes.instructlab;

import static dev.seedbed.recipes.instructlab.Qna.Type.FREEFORM_SKILL;
import static dev.seedbed.recipes.instructlab.Qna.Type.GROUNDED_SKILL;
import static dev.seedbed.recipes.instructlab.Qna.Type.KNOWLEDGE;

import dev.seedbed.api.Data;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Step;
import dev.seedbed.curate.ExactDuplicates;
import dev.seedbed.curate.judge.Scale;
import dev.seedbed.curate.judge.VerdictGrammar;
import dev.seedbed.recipes.internal.DocumentScrub;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Only;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.RatingStep;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Rows;
import dev.seedbed.recipes.internal.Sifting;
import dev.seedbed.recipes.internal.TextStep;
import dev.seedbed.text.Normalization;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// Makes the steps of one `instructlab` in a pipeline.
final class InstructLabBuilder {
    private final Building building;
    private final Settings settings;

    InstructLabBuilder(Building building) {
        this.building = building;
        this.settings = building.settings();
    }

    List<Step> steps() {
        Path taxonomy = settings.get(InstructLab.TAXONOMY);
        Leaves.files(taxonomy).forEach(building::input);
        documents().ifPresent(each -> each.files(Leaves.patterns(taxonomy)).forEach(building::input));
        if (!building.begins()) {
            building.problem(
                    InstructLab.TAXONOMY,
                    "is where the samples come from, but there are steps before this one: put instructlab first");
        }
        List<Step> steps = new ArrayList<>(List.of(
                new Rows(named("taxonomy"), () -> Leaves.read(taxonomy), List.of(Leaves.PATH, Leaves.TYPE)),
                new Sifting(named("valid-leaves")),
                only(new ChunksStep(named("documents"), documents()), KNOWLEDGE)));
        DocumentScrub.of(building, ChunksStep.TEXT).ifPresent(scrub -> steps.add(only(scrub, KNOWLEDGE)));
        steps.addAll(List.of(
                only(pairs(), KNOWLEDGE),
                only(contexts(), GROUNDED_SKILL),
                new Sifting(named("readable-contexts")),
                only(questions(), FREEFORM_SKILL),
                only(contextQuestions(), GROUNDED_SKILL),
                new Sifting(named("readable-questions")),
                new ExactDuplicates(named("duplicates"), List.of(Leaves.PATH, RowStep.QUESTION), Normalization.EXACT),
                only(rateQuestion(), FREEFORM_SKILL, GROUNDED_SKILL),
                only(answers(), FREEFORM_SKILL, GROUNDED_SKILL),
                only(ratePair(), FREEFORM_SKILL, GROUNDED_SKILL),
                only(faithfulness(), KNOWLEDGE),
                only(relevancy(), KNOWLEDGE),
                only(verification(), KNOWLEDGE),
                new RowStep(named("rows"))));
        return steps;
    }

    private static Step only(SampleStep step, Qna.Type... types) {
        List<String> words = Arrays.stream(types).map(Qna.Type::word).toList();
        return new Only(data -> words.contains(data.text(Leaves.TYPE)), step);
    }

    private String named(String part) {
        return building.name() + "/" + part;
    }

    private long number(Parameter<Long> parameter) {
        return settings.get(parameter);
    }

    private Optional<Documents> documents() {
        return settings.find(InstructLab.DOCUMENTS)
                .map(folder -> new Documents(folder, Math.toIntExact(number(InstructLab.CHUNK))));
    }

    private Question writing(Prompt prompt) {
        return Question.of(building, InstructLab.MODEL, prompt, InstructLab.WRITING.of(settings));
    }

    private JudgeQuestion judging(Prompt prompt) {
        Parameter<String> model = settings.find(InstructLab.JUDGE).isPresent() ? InstructLab.JUDGE : InstructLab.MODEL;
        return JudgeQuestion.of(building, model, prompt, InstructLab.JUDGING.of(settings));
    }

    private static List<Map<String, Object>> examples(Data leaf) {
        List<Map<String, Object>> examples = new ArrayList<>();
        for (Object each : leaf.value(Leaves.EXAMPLES) instanceof List<?> list ? list : List.of()) {
            Map<String, Object> example = new HashMap<>();
            ((Map<?, ?>) each)
                    .forEach((field, value) ->
                            example.put(String.valueOf(field), value instanceof String text ? text.strip() : value));
            // Templates are strict about names, and a skill may have examples of both kinds.
            example.putIfAbsent(RowStep.CONTEXT, "");
            examples.add(example);
        }
        return examples;
    }

    private static Map<String, Object> of(Data data, String... columns) {
        Map<String, Object> values = new HashMap<>();
        for (String column : columns) {
            values.put(column, data.textIfPresent(column).orElse(""));
        }
        values.put("task", data.textIfPresent(Leaves.TASK).orElse(""));
        return values;
    }

    private static List<Map<String, Object>> perExample(
            Data leaf, Function<Map<String, Object>, Map<String, Object>> more) {
        return examples(leaf).stream()
                .map(example -> {
                    Map<String, Object> values = of(leaf);
                    values.putAll(more.apply(example));
                    return values;
                })
                .toList();
    }

    private SampleStep questions() {
        long count = number(InstructLab.QUESTIONS);
        return new AskedStep(
                named("questions"),
                writing(InstructLab.QUESTIONS_PROMPT),
                leaf -> perExample(
                        leaf, example -> Map.of("count", count, "example", String.valueOf(example.get("question")))),
                Replies.tagged("Question", RowStep.QUESTION, "no-question"),
                List.of(RowStep.QUESTION));
    }

    private SampleStep contexts() {
        long count = number(InstructLab.CONTEXTS);
        Question question = Question.of(
                building, InstructLab.MODEL, InstructLab.CONTEXT_PROMPT, InstructLab.CONTEXT_WRITING.of(settings));
        return new AskedStep(
                named("contexts"),
                question,
                leaf -> perExample(leaf, example -> Map.of("example", String.valueOf(example.get("context")))).stream()
                        .flatMap(values -> Stream.iterate(values, each -> each).limit(count))
                        .toList(),
                Replies.tagged("Context", RowStep.CONTEXT, "no-context"),
                List.of(RowStep.CONTEXT));
    }

    private SampleStep contextQuestions() {
        long count = number(InstructLab.CONTEXT_QUESTIONS);
        return new AskedStep(
                named("context-questions"),
                writing(InstructLab.CONTEXT_QUESTIONS_PROMPT),
                data -> {
                    Map<String, Object> values = of(data, RowStep.CONTEXT);
                    values.put("count", count);
                    values.put("examples", examples(data));
                    return List.of(values);
                },
                Replies.tagged("Question", RowStep.QUESTION, "no-question"),
                List.of(RowStep.QUESTION));
    }

    private SampleStep pairs() {
        return new AskedStep(
                named("knowledge"),
                writing(InstructLab.KNOWLEDGE_PROMPT),
                data -> perExample(
                        data,
                        example -> Map.of(
                                "domain", data.text(Leaves.DOMAIN),
                                "outline", data.text(Leaves.OUTLINE),
                                "document", data.text(ChunksStep.TEXT),
                                "examples", example.getOrDefault("questions_and_answers", List.of()))),
                Replies::pairs,
                List.of(RowStep.QUESTION, RowStep.ANSWER));
    }

    private SampleStep rateQuestion() {
        return new RatingStep(
                named("rate-questions"),
                judging(InstructLab.RATE_QUESTION_PROMPT),
                data -> of(data, RowStep.CONTEXT, RowStep.QUESTION),
                VerdictGrammar.scores(Scale.of(0, 1)),
                1,
                "question_score",
                "poor-question");
    }

    private SampleStep answers() {
        return TextStep.of(
                named("answers"),
                writing(InstructLab.ANSWER_PROMPT),
                data -> {
                    Map<String, Object> values = of(data, RowStep.CONTEXT, RowStep.QUESTION);
                    values.put("examples", examples(data));
                    return values;
                },
                Reading.whole(Replies::answer),
                RowStep.ANSWER);
    }

    private SampleStep ratePair() {
        return new RatingStep(
                named("rate-pairs"),
                judging(InstructLab.RATE_PAIR_PROMPT),
                data -> of(data, RowStep.CONTEXT, RowStep.QUESTION, RowStep.ANSWER),
                VerdictGrammar.scores(Scale.of(1, 3)),
                2,
                "pair_score",
                "poor-pair");
    }

    private SampleStep faithfulness() {
        return new RatingStep(
                named("faithfulness"),
                judging(InstructLab.FAITHFULNESS_PROMPT),
                data -> of(data, ChunksStep.TEXT, RowStep.ANSWER),
                VerdictGrammar.choices("Answer", Map.of("YES", 1.0, "NO", 0.0)),
                1,
                "faithfulness",
                "unfaithful");
    }

    private SampleStep relevancy() {
        return new RatingStep(
                named("relevancy"),
                judging(InstructLab.RELEVANCY_PROMPT),
                data -> of(data, RowStep.QUESTION, RowStep.ANSWER),
                VerdictGrammar.scores(Scale.of(0, 2)),
                2,
                "relevancy",
                "irrelevant");
    }

    private SampleStep verification() {
        return new RatingStep(
                named("verify-questions"),
                judging(InstructLab.VERIFY_PROMPT),
                data -> of(data, RowStep.QUESTION),
                VerdictGrammar.scores(Scale.of(0, 1)),
                1,
                "question_verification",
                "dependent-question");
    }
}
