package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.JsonPrompts;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.recipes.internal.Beginning;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.NeededStep;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.TextStep;
import dev.seedbed.text.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Conversations in which the assistant calls tools: a user with a goal, an assistant whose calls are checked
/// against
/// the
/// tools' JSON Schemas, and a model that plays the tools.
///
/// ```yaml
/// steps:
///   - tool-dialogue: { model: writer, tools: tools.json }
/// ```
public final class ToolDialogue {
    static final String DONE = "###STOP###";

    private static final String GOAL = "goal";
    private static final String WANTED = "wanted_tool";
    private static final String TOOLS_COLUMN = "tools";

    private static final Parameter<Path> TOOLS = Parameter.inputPath(
                    "tools",
                    "A JSON list of functions: `name`, `description`, `parameters` (a JSON Schema), and `result`, which says"
                            + " what it returns.")
            .required();
    private static final Parameter<String> TOOL_MODEL =
            Parameter.model("tool-model", "Plays the tools; `user-model` if left out.");
    private static final Parameter<Long> CALLS = Parameter.wholeNumber(
                    "calls-per-turn", 1, 40, "How many calls the assistant may make before it says something.")
            .defaultsTo(4);

    private static final JsonPrompts JSON = JsonPrompts.of("tool-dialogue");
    private static final Prompt GOAL_PROMPT = BundledPrompt.of("tool-dialogue.goal", 1, "list", "wanted_tool");
    private static final Prompt USER_PROMPT = BundledPrompt.of("tool-dialogue.user", 1, "goal", "done");
    private static final Prompt ASSISTANT_PROMPT = BundledPrompt.of("tool-dialogue.assistant", 1, "tools");
    private static final Prompt RESULT_PROMPT =
            BundledPrompt.of("tool-dialogue.result", 1, "name", "description", "result", "arguments");
    private static final Prompt KICKOFF_PROMPT = BundledPrompt.of("tool-dialogue.kickoff", 1);
    private static final Prompt REMINDER_PROMPT = BundledPrompt.of("tool-dialogue.reminder", 1);

    /// What a pipeline names as `tool-dialogue`.
    public static final StepType TYPE = StepType.named(
                    "tool-dialogue",
                    StepKind.RECIPE,
                    "Has a user with a goal talk to an assistant that calls tools, checked against their JSON Schemas.")
            .taking(DialogueSettings.with(TOOLS, TOOL_MODEL, CALLS, JsonReplies.STRUCTURE, JsonReplies.REPAIRS))
            .shorthand(DialogueSettings.MODEL)
            .prompts(
                    GOAL_PROMPT,
                    USER_PROMPT,
                    ASSISTANT_PROMPT,
                    RESULT_PROMPT,
                    KICKOFF_PROMPT,
                    REMINDER_PROMPT,
                    JSON.schema(),
                    JSON.repair())
            .citing("Yao et al. 2024, "
                    + "*tau-bench: A Benchmark for Tool-Agent-User Interaction in Real-World Domains*, arXiv:2406.12045 (the"
                    + " user's rules)")
            .writing(GOAL, TOOLS_COLUMN, "messages", "rounds", "stop_reason", "roles", "turns")
            .details("""
                    `messages` is as TRL reads it: the assistant's calls as `tool_calls` with `type` and `function` (`name`,
                    and `arguments` as an object), results as messages of the role `tool`; `tools` is the list of functions
                    as a JSON text. Without rows in front it draws a tool for each candidate and makes up a goal for which it
                    is needed; rows may bring a `goal`, each of them, else `no-goal`.

                    The assistant answers in JSON, held to the schema by the best means that its model has (`structure`). A
                    turn that is no valid call and says nothing is shown to it with the errors, `repairs` times; then the
                    conversation ends with `invalid-call`. `too-many-calls` ends one in which it has nothing to say after
                    `calls-per-turn` calls. 1 to 5 rounds unless `minimum-rounds` and `maximum-rounds` say otherwise; the
                    user ends it with `###STOP###`.

                    """ + DialogueSettings.REASONS)
            .example("- tool-dialogue: { model: writer, tools: tools.json, calls-per-turn: 2 }")
            .builtOfMany(ToolDialogue::steps);

    private ToolDialogue() {}

    private static List<Step> steps(Building building) {
        List<Tool> tools = tools(building);
        String list = Json.write(tools.stream().map(Tool::asFunction).toList());
        DialogueSettings common = new DialogueSettings(building);
        String name = building.name();
        boolean given = !building.begins() && building.columns().mayHave(GOAL);
        List<Step> steps = new ArrayList<>();
        if (!given) {
            List<String> names = tools.stream().map(Tool::name).toList();
            steps.add(DrawStep.of(name + "/tool", WANTED, names));
            steps.add(TextStep.ofColumns(
                    name + "/goal", common.writer(GOAL_PROMPT, 0), Data.of("list", list), Reading::found, GOAL));
        }
        if (given) {
            steps.add(new NeededStep(name + "/given", GOAL, "no-goal"));
        }
        steps.add(DrawStep.of(name + "/tools", TOOLS_COLUMN, List.of(list)));
        steps.add(new DialogueStep(name + "/dialogue", setting(building, common, tools, list), false));
        return given ? steps : Beginning.of(building, steps);
    }

    private static List<Tool> tools(Building building) {
        Path file = building.settings().get(TOOLS);
        building.input(file);
        try {
            return Tool.read(file);
        } catch (Tool.Unusable e) {
            building.problem(TOOLS, "is " + file + ", which " + e.words());
            return List.of(new Tool("none", "", Map.of("type", "object"), ""));
        }
    }

    private static DialogueStep.Setting setting(
            Building building, DialogueSettings common, List<Tool> tools, String list) {
        JsonReplies replies = building.jsonReplies(JsonWanted.of(DialogueSettings.MODEL, Tool.schemaOfTurn(tools), JSON)
                .from(TOOLS));
        Question user = common.user(USER_PROMPT);
        Question assistant = common.assistant(ASSISTANT_PROMPT);
        Question results = common.user(RESULT_PROMPT);
        Model player = building.findModel(TOOL_MODEL).orElseGet(common::userModel);
        Question plays =
                new Question(player, Optional.empty(), results.prompt(), results.sampling(), results.retries());
        Rules rules = common.rules(1, 5).endingAt(DONE);
        int most = Math.toIntExact(building.settings().get(CALLS));
        String kickoff = building.prompt(KICKOFF_PROMPT).render(Map.of());
        String reminder = building.prompt(REMINDER_PROMPT).render(Map.of());
        return (Sample sample) -> {
            Data data = sample.data();
            Map<String, String> about = Map.of("goal", data.text(GOAL), "done", DONE);
            return new Dialogue(
                    Voice.of(
                                    "user",
                                    Turn.Party.USER,
                                    user,
                                    user.prompt().render(about).strip())
                            .starting(kickoff)
                            .reminded(reminder),
                    new ToolUser(
                            assistant,
                            DialogueSettings.brief(assistant, sample, Map.of("tools", list)),
                            replies,
                            plays,
                            tools,
                            most),
                    rules,
                    Optional.empty());
        };
    }
}
