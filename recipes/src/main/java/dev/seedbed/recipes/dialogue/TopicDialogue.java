package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.text.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A conversation that goes through a list of topics, one after the other.
///
/// ```yaml
/// steps:
///   - topic-dialogue: { model: writer, column: topics }     # rows such as {"topics": ["soil", "water",
/// "light"]}
/// ```
public final class TopicDialogue {
    static final String PATH = "topic_path";
    static final String TOPICS_OF_ROUNDS = "round_topics";

    private static final Parameter<String> COLUMN = Parameter.column(
                    "column", "The column with the topics in their order, or with one topic that a path is made of.")
            .defaultsTo("topics");
    private static final Parameter<Long> PATH_LENGTH = Parameter.wholeNumber(
                    "path-length", 1, 50, "How many topics a path is to have that is made of one topic.")
            .defaultsTo(3);
    private static final Parameter<Long> ROUNDS = Parameter.wholeNumber(
                    "rounds-per-topic", 1, 20, "How many rounds each topic gets.")
            .defaultsTo(1);

    private static final Prompt PATH_PROMPT = BundledPrompt.of("topic-dialogue.path", 1, "topic", "count");
    private static final Prompt USER_PROMPT = BundledPrompt.of("topic-dialogue.user", 1, "topics");
    private static final Prompt ASSISTANT_PROMPT = BundledPrompt.of("topic-dialogue.assistant", 1);
    private static final Prompt KICKOFF_PROMPT = BundledPrompt.of("topic-dialogue.kickoff", 1);
    private static final Prompt CUE_PROMPT = BundledPrompt.of("topic-dialogue.cue", 1, "topic", "changed");
    private static final Prompt REMINDER_PROMPT = BundledPrompt.of("topic-dialogue.reminder", 1);

    /// What a pipeline names as `topic-dialogue`.
    public static final StepType TYPE = StepType.named(
                    "topic-dialogue",
                    StepKind.RECIPE,
                    "Has two models talk their way through a list of topics, and keeps which round was about which.")
            .taking(DialogueSettings.with(COLUMN, PATH_LENGTH, ROUNDS))
            .shorthand(DialogueSettings.MODEL)
            .prompts(PATH_PROMPT, USER_PROMPT, ASSISTANT_PROMPT, KICKOFF_PROMPT, CUE_PROMPT, REMINDER_PROMPT)
            .citing("Kiln's topic trees (github.com/Kiln-AI/Kiln) and Ding et al. 2023, arXiv:2305.14233")
            .writing(PATH, TOPICS_OF_ROUNDS, "messages", "rounds", "stop_reason", "roles", "turns")
            .details("""
                    A row brings a list of topics; a text is one topic, of which a path of `path-length` topics is made, from
                    the general to the special, each once whatever its letters' case. The user's model is told in every
                    round which topic it is about; `round_topics` has one for each round that was kept. The number of rounds
                    is that of the topics times `rounds-per-topic`; `maximum-rounds` ends it earlier.

                    Reasons beside those of conversations: `no-topics`, `no-items` (no path could be read).

                    """ + DialogueSettings.REASONS)
            .example("- load: rows.jsonl\n- topic-dialogue: { model: writer, column: topics, rounds-per-topic: 2 }")
            .builtOfMany(TopicDialogue::steps);

    private TopicDialogue() {}

    private static List<Step> steps(Building building) {
        DialogueSettings common = new DialogueSettings(building);
        Settings settings = building.settings();
        int perTopic = Math.toIntExact(settings.get(ROUNDS));
        int length = Math.toIntExact(settings.get(PATH_LENGTH));
        String name = building.name();
        return List.of(
                new TopicPathStep(name + "/path", settings.get(COLUMN), common.writer(PATH_PROMPT, 512), length),
                new DialogueStep(name + "/dialogue", setting(building, common, perTopic), false),
                new RoundTopicsStep(name + "/topics", perTopic));
    }

    private static DialogueStep.Setting setting(Building building, DialogueSettings common, int perTopic) {
        Question user = common.user(USER_PROMPT);
        Question assistant = common.assistant(ASSISTANT_PROMPT);
        Rules rules = common.rules(1, 1_000);
        Template cue = building.prompt(CUE_PROMPT);
        String kickoff = building.prompt(KICKOFF_PROMPT).render(Map.of());
        String reminder = building.prompt(REMINDER_PROMPT).render(Map.of());
        return sample -> {
            List<String> topics = path(sample);
            int rounds = Math.min(rules.maximum(), topics.size() * perTopic);
            Voice asking = Voice.of(
                            "user",
                            Turn.Party.USER,
                            user,
                            user.prompt().render(Map.of("topics", topics)).strip())
                    .starting(kickoff)
                    .cued(round -> cue.render(Map.of(
                            "topic", topics.get(round / perTopic), "changed", round > 0 && round % perTopic == 0)))
                    .reminded(reminder);
            Voice answering = Voice.of(
                    "assistant", Turn.Party.ASSISTANT, assistant, DialogueSettings.brief(assistant, sample, Map.of()));
            return new Dialogue(
                    asking, answering, rules.rounds(Math.min(rules.minimum(), rounds), rounds), Optional.empty());
        };
    }

    static List<String> path(Sample sample) {
        return sample.data().value(PATH) instanceof List<?> topics
                ? topics.stream().map(String::valueOf).toList()
                : List.of();
    }

    static Data roundTopics(Sample sample, int perTopic) {
        List<String> topics = path(sample);
        long rounds = sample.data().value(Dialogue.ROUNDS) instanceof Long count ? count : 0;
        List<String> each = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            each.add(topics.get(round / perTopic));
        }
        return Data.of(TOPICS_OF_ROUNDS, each);
    }
}
