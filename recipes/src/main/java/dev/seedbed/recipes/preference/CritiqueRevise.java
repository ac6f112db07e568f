package dev.seedbed.recipes.preference;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.JudgeQuestion;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import java.util.ArrayList;
import java.util.List;

/// CLAIR, contrastive learning from AI revisions (D'Oosterlinck et al. 2024, arXiv:2408.06266): a stronger model
/// revises an answer as little as it needs; revision and answer are a pair that differs in what matters.
///
/// ```yaml
/// steps:
///   - load: prompts.jsonl
///   - critique-revise: { model: student, reviser: teacher }
/// ```
public final class CritiqueRevise {
    static final Parameter<String> MODEL =
            Parameter.model("model", "Answers. Not needed where `answer` names a column.");
    static final Parameter<String> REVISER =
            Parameter.model("reviser", "Revises the answer.").required();
    static final Parameter<String> ANSWER_COLUMN =
            Parameter.column("answer", "A column with the answers to revise, where they are there already.");
    static final SamplingParameters ANSWER = SamplingParameters.of("answer", 0.7, 1024, "answers");
    static final SamplingParameters REVISION = SamplingParameters.of("revision", 0.0, 2048, "revisions");

    static final Prompt ANSWER_PROMPT = Answering.prompt("critique-revise");
    static final Prompt REVISE_PROMPT =
            BundledPrompt.of("critique-revise.revise", 2, "prompt", "answer", "marker", "form");

    /// What a pipeline names as `critique-revise`.
    public static final StepType TYPE = StepType.named(
                    "critique-revise",
                    StepKind.RECIPE,
                    "Has an answer revised as little as it needs, and makes a preference pair of the revision and the"
                            + " answer.")
            .taking(
                    MODEL,
                    REVISER,
                    PromptStep.PROMPT,
                    PromptStep.INPUT,
                    ANSWER_COLUMN,
                    ANSWER.temperature(),
                    ANSWER.topP(),
                    ANSWER.maxTokens(),
                    REVISION.temperature(),
                    REVISION.topP(),
                    REVISION.maxTokens(),
                    Question.SYSTEM,
                    Question.RETRIES)
            .prompts(ANSWER_PROMPT, REVISE_PROMPT)
            .needing(Capability.CHAT)
            .citing("D'Oosterlinck et al. 2024, "
                    + "*Anchored Preference Optimization and Contrastive Revisions*, arXiv:2408.06266")
            .writing(
                    "prompt",
                    "critique",
                    "revised",
                    "chosen",
                    "rejected",
                    "chosen_score",
                    "rejected_score",
                    "margin",
                    "length_delta",
                    "strategy")
            .details("""
                    Rejects with `no-prompt`, `truncated`, `filtered`, `empty-reply`, `no-revision` (not exactly one text
                    between `<revision>` and `</revision>`, which are signed with a drawn marker where the answer has such tags
                    itself), `empty-side` and `same-text`.
                    """)
            .example("- load: rows.jsonl\n- critique-revise: { model: writer, reviser: judge }")
            .builtOfMany(CritiqueRevise::steps);

    private CritiqueRevise() {}

    private static List<Step> steps(Building building) {
        Settings settings = building.settings();
        boolean given = settings.find(ANSWER_COLUMN).isPresent();
        String answer = settings.find(ANSWER_COLUMN).orElse(RevisionsStep.INITIAL);
        List<Step> steps = new ArrayList<>(List.of(PromptStep.of(building)));
        if (given == settings.find(MODEL).isPresent()) {
            building.problem(
                    MODEL,
                    given
                            ? "stands beside `answer`, but either a model answers or the answers are there: leave one out"
                            : "is left out: say who answers, or in which column the answers are with `answer`");
        }
        if (!given && settings.find(MODEL).isPresent()) {
            steps.add(Answering.of(building, MODEL, ANSWER_PROMPT, ANSWER.of(settings))
                    .step(building.name() + "/answer", RevisionsStep.INITIAL));
        }
        steps.add(new ReviseStep(
                building.name() + "/revise",
                JudgeQuestion.of(building, REVISER, REVISE_PROMPT, REVISION.of(settings)),
                answer));
        steps.add(new KnownPairStep(building.name() + "/pairs", RevisionsStep.REVISED, answer, "critique-revise"));
        return steps;
    }
}
