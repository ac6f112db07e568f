package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.text.Turn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A conversation between two personas, each played by a model that knows who the other is, too.
///
/// ```yaml
/// steps:
///   - persona-dialogue: { model: writer, user-persona: user_persona, assistant-persona: assistant_persona }
/// ```
public final class TwoPersonas {
    private static final Parameter<String> USER_PERSONA =
            Parameter.column("user-persona", "The column with who the user is.").defaultsTo("user_persona");
    private static final Parameter<String> ASSISTANT_PERSONA = Parameter.column(
                    "assistant-persona", "The column with who the assistant is.")
            .defaultsTo("assistant_persona");
    private static final Parameter<Template> TOPIC =
            Parameter.template("topic", "What the two talk about; left out, they find it themselves.");

    private static final Prompt PERSONA_PROMPT =
            BundledPrompt.of("persona-dialogue.persona", 1, "persona", "other", "topic", "begins");
    private static final Prompt KICKOFF_PROMPT = BundledPrompt.of("persona-dialogue.kickoff", 1);
    private static final Prompt REMINDER_PROMPT = BundledPrompt.of("persona-dialogue.reminder", 1, "persona");

    /// What a pipeline names as `persona-dialogue`.
    public static final StepType TYPE = StepType.named(
                    "persona-dialogue",
                    StepKind.RECIPE,
                    "Has two personas talk, each played by a model with a system message of its own.")
            .taking(DialogueSettings.with(USER_PERSONA, ASSISTANT_PERSONA, TOPIC))
            .shorthand(DialogueSettings.MODEL)
            .prompts(PERSONA_PROMPT, KICKOFF_PROMPT, REMINDER_PROMPT)
            .citing("Ge et al. 2024, *Scaling Synthetic Data Creation with 1,000,000,000 Personas*, arXiv:2406.20094"
                    + " (personas); Ding et al. 2023, arXiv:2305.14233 (two models that talk)")
            .writing("messages", "rounds", "stop_reason", "roles", "turns")
            .details("""
                    Each row has two columns with personas. The first speaks as the user, and first. 3 to 6 rounds unless
                    `minimum-rounds` and `maximum-rounds` say otherwise; how many is drawn. `no-text` rejects rows without a
                    persona.

                    """ + DialogueSettings.REASONS)
            .example("- load: rows.jsonl\n- persona-dialogue: { model: writer, maximum-rounds: 4 }")
            .builtOfMany(TwoPersonas::steps);

    private TwoPersonas() {}

    private static List<Step> steps(Building building) {
        DialogueSettings common = new DialogueSettings(building);
        Question user = common.user(PERSONA_PROMPT);
        Question assistant = common.assistant(PERSONA_PROMPT);
        Rules rules = common.rules(3, 6);
        Template reminder = building.prompt(REMINDER_PROMPT);
        String kickoff = building.prompt(KICKOFF_PROMPT).render(Map.of());
        Optional<Template> topic = building.settings().find(TOPIC);
        DialogueStep.Setting setting = sample -> {
            String first = sample.data().text("user_persona");
            String second = sample.data().text("assistant_persona");
            String about = topic.map(text -> text.render(sample.data().asMap())).orElse("");
            Map<String, Object> asUser = Map.of("persona", first, "other", second, "topic", about, "begins", true);
            Map<String, Object> asOther = Map.of("persona", second, "other", first, "topic", about, "begins", false);
            return new Dialogue(
                    Voice.of(
                                    first,
                                    Turn.Party.USER,
                                    user,
                                    user.prompt().render(asUser).strip())
                            .starting(kickoff)
                            .reminded(reminder.render(Map.of("persona", first))),
                    Voice.of(
                                    second,
                                    Turn.Party.ASSISTANT,
                                    assistant,
                                    DialogueSettings.brief(assistant, sample, asOther))
                            .reminded(reminder.render(Map.of("persona", second))),
                    rules,
                    Optional.empty());
        };
        String name = building.name();
        return List.of(
                new RenameStep(name + "/user-persona", building.settings().get(USER_PERSONA), "user_persona"),
                new RenameStep(
                        name + "/assistant-persona", building.settings().get(ASSISTANT_PERSONA), "assistant_persona"),
                new DialogueStep(name + "/dialogue", setting, true));
    }
}
