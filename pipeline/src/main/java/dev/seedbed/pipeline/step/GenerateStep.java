package dev.seedbed.pipeline.step;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.JsonPrompts;
import dev.seedbed.api.step.JsonReplies;
import dev.seedbed.api.step.JsonWanted;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `generate`: asks a model about each sample.
final class GenerateStep {
    static final Parameter<String> MODEL =
            Parameter.model("model", "The model to ask.").required();
    static final Parameter<Template> PROMPT = Parameter.template("prompt", "The user's turn.");
    static final Parameter<Template> SYSTEM = Parameter.template("system", "The system message.");
    private static final Parameter<String> ROLE = Parameter.choice(
                    "role", List.of("system", "user", "assistant"), "Who speaks.")
            .required();
    private static final Parameter<Template> CONTENT =
            Parameter.template("content", "What is said.").required();
    static final Parameter<List<Settings>> MESSAGES = Parameter.listOf(
            "messages",
            new Kind.Group(List.of(ROLE, CONTENT)),
            "The whole conversation, instead of `prompt` and `system`. If the assistant has the last turn, the model goes"
                    + " on from there.");
    static final Parameter<String> MESSAGES_COLUMN = Parameter.column(
            "messages-column",
            "A column that holds a conversation to go on with: a list of `{role, content}`. `prompt`, if given, is said"
                    + " after it.");
    static final Parameter<String> COLUMN =
            Parameter.newColumn("column", "The column for the reply.").defaultsTo("answer");
    static final Parameter<Map<String, Object>> SCHEMA = Parameter.jsonSchema(
            "schema",
            "The reply must be JSON that follows this JSON Schema; the column then holds the value. It refers to no other"
                    + " documents.");
    static final Parameter<Boolean> FIELDS = Parameter.flag(
                    "fields",
                    "Whether the fields of the object become columns of their own, instead of one column with the object.")
            .defaultsTo(false);
    static final Parameter<Long> REPAIRS = Parameter.wholeNumber(
                    "repairs",
                    0,
                    10,
                    "How often an unusable reply is asked for again: one that is not JSON or breaks the schema (the model"
                            + " is shown its reply and the errors), and one that was cut, with `on-cut: retry`.")
            .defaultsTo(2);
    static final Parameter<Long> SAMPLES = Parameter.wholeNumber(
                    "samples", 1, 10_000, "How many replies. With more than 1, each becomes a sample of its own.")
            .defaultsTo(1);
    static final Parameter<Double> TEMPERATURE = Parameter.decimal(
                    "temperature", 0, 5, "0 gives the likeliest words, more gives more variety.")
            .defaultsTo(0.7);
    static final Parameter<Long> MAX_TOKENS = Parameter.wholeNumber(
                    "max-tokens", 1, 10_000_000, "The longest reply in tokens.")
            .defaultsTo(512);
    static final Parameter<Expression> TEMPERATURE_BY = Parameter.formula(
            "temperature-by",
            "The temperature of each sample's own question, instead of `temperature`: an expression over the columns, such"
                    + " as `round == 1 ? 0.3 : 0.9`.");
    static final Parameter<Expression> MAX_TOKENS_BY = Parameter.formula(
            "max-tokens-by",
            "The longest reply to each sample's own question, instead of `max-tokens`: an expression over the columns, such"
                    + " as `form == 'essay' ? 900 : 120`.");
    static final Parameter<Double> TOP_P =
            Parameter.decimal("top-p", 0, 1, "Chooses among the likeliest words that together have this probability.");
    static final Parameter<Long> TOP_K =
            Parameter.wholeNumber("top-k", 0, 1_000_000, "Chooses among this number of likeliest words; 0 means all.");
    static final Parameter<Double> MIN_P =
            Parameter.decimal("min-p", 0, 1, "Leaves out words less likely than this share of the likeliest one.");
    static final Parameter<Double> FREQUENCY_PENALTY =
            Parameter.decimal("frequency-penalty", -2, 2, "Makes a word less likely the more often it was said.");
    static final Parameter<Double> PRESENCE_PENALTY =
            Parameter.decimal("presence-penalty", -2, 2, "Makes a word less likely once it was said.");
    static final Parameter<List<String>> STOP =
            Parameter.listOf("stop", new Kind.Text(), "Texts before which the reply ends.");
    static final Parameter<String> ON_CUT = Parameter.choice(
                    "on-cut",
                    List.of("reject", "keep", "retry"),
                    "What becomes of a reply that was cut at `max-tokens`: the sample is rejected, the part is kept (not"
                            + " with a `schema`), or another reply is asked for.")
            .defaultsTo("reject");
    static final Parameter<Boolean> TRIM = Parameter.flag("trim", "Whether white space around the reply is taken away.")
            .defaultsTo(true);
    static final Parameter<Boolean> RAW = Parameter.flag(
                    "raw", "Whether the prompt is a text to continue, with no chat template applied.")
            .defaultsTo(false);

    private static final JsonPrompts PROMPTS = JsonPrompts.of("generate");

    private static final String DETAILS = """
            What is asked is given by `prompt` (with `system`, if wanted), by `messages`, or by `messages-column`.

            **Rejected** are replies that hold no text (`empty-reply`), that the endpoint filtered (`filtered`), that were cut
            at `max-tokens` (`truncated`; see `on-cut`), and, with a `schema`, those that after all repairs are not JSON
            (`invalid-json`) or do not follow it (`schema-mismatch`); conversations of a column that are none
            (`not-a-conversation`) or leave nothing to answer (`nothing-to-answer`); and samples for which `temperature-by` or
            `max-tokens-by` gives no number in the range of the setting that it stands for (`no-temperature`,
            `no-max-tokens`).

            **With a schema**, the model is asked by the first of these means that it has, or by the one that `structure` says:

            | `structure` | the endpoint is sent | the model needs |
            |---|---|---|
            | `schema` | the JSON Schema, to hold the reply to | `schema` among its capabilities |
            | `tool` | one function, `reply`, that must be called and takes the schema's fields | `tools` |
            | `json` | that the reply must be JSON; the prompt `generate.schema` is put behind the last turn | `json` |
            | `instructions` | nothing but that prompt | nothing |

            The first three ask for `{"value": ...}` where the schema is not of `type: object`, and take the value out again.
            The reply is validated whatever the means was, and counts only as a whole: nothing is picked out of a text around
            it, but for a code fence around all. An invalid one is shown to the model with its errors by the prompt
            `generate.repair`, up to `repairs` times. One that was cut is never read.

            With `fields: true` each field is a column; one that the schema names and the reply lacks is null. Say
            `additionalProperties: false`, so that the columns are known before the run.

            **With `samples`** of more than 1, a sample becomes that number of children, each with one reply.
            """;

    static final StepType TYPE = StepType.named(
                    "generate",
                    StepKind.GENERATOR,
                    "Asks a model about each sample, and writes the reply to a column: as text, or as JSON by a schema.")
            .details(DETAILS)
            .taking(
                    MODEL,
                    PROMPT,
                    SYSTEM,
                    MESSAGES,
                    MESSAGES_COLUMN,
                    COLUMN,
                    SCHEMA,
                    JsonReplies.STRUCTURE,
                    FIELDS,
                    REPAIRS,
                    SAMPLES,
                    TEMPERATURE,
                    MAX_TOKENS,
                    TEMPERATURE_BY,
                    MAX_TOKENS_BY,
                    TOP_P,
                    TOP_K,
                    MIN_P,
                    FREQUENCY_PENALTY,
                    PRESENCE_PENALTY,
                    STOP,
                    ON_CUT,
                    TRIM,
                    RAW)
            .prompts(PROMPTS.schema(), PROMPTS.repair())
            .example("""
                    - generate:
                        model: writer
                        system: You answer in one sentence.
                        prompt: "{{ question }}"
                        column: answer
                        max-tokens: 200
                    """)
            .builtOfMany(GenerateStep::build);

    private GenerateStep() {}

    private static List<Step> build(Building building) {
        Settings settings = building.settings();
        Model model = building.model(MODEL);
        Optional<Opening> opening = opening(building);
        checkCapabilities(building, model, opening);
        checkRetries(building);
        Optional<Generate.Structure> structure = structure(building);
        if (opening.isEmpty()) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        int samples = Math.toIntExact(settings.get(SAMPLES));
        if (samples > 1) {
            steps.add(Expand.copies(building.name() + "/samples", samples));
        }
        steps.add(new Generate(
                building.name(),
                model,
                opening.get(),
                new SamplingBySample(sampling(settings), settings.find(TEMPERATURE_BY), settings.find(MAX_TOKENS_BY)),
                settings.get(COLUMN),
                structure,
                Generate.OnCut.valueOf(settings.get(ON_CUT).toUpperCase(Locale.ROOT)),
                Math.toIntExact(settings.get(REPAIRS)),
                settings.get(TRIM)));
        return steps;
    }

    private static Optional<Opening> opening(Building building) {
        Settings settings = building.settings();
        Optional<Template> prompt = settings.find(PROMPT);
        Optional<Template> system = settings.find(SYSTEM);
        Optional<List<Settings>> messages = settings.find(MESSAGES);
        Optional<String> stored = settings.find(MESSAGES_COLUMN);
        if (messages.isPresent() && (prompt.isPresent() || system.isPresent() || stored.isPresent())) {
            building.problem(
                    MESSAGES,
                    "is the whole conversation, so `prompt`, `system` and `messages-column` must be left out");
            return Optional.empty();
        }
        if (settings.get(RAW)) {
            return raw(building, prompt);
        }
        if (messages.isPresent()) {
            return written(building, messages.get());
        }
        if (stored.isPresent()) {
            return Optional.of(new Opening.Stored(stored.get(), system, prompt));
        }
        if (prompt.isEmpty()) {
            building.problem(
                    PROMPT,
                    "is left out, but nothing else says what to ask; give `prompt`, `messages` or"
                            + " `messages-column`");
            return Optional.empty();
        }
        List<Opening.Written.Turn> turns = new ArrayList<>();
        system.ifPresent(content -> turns.add(new Opening.Written.Turn(Message.Role.SYSTEM, content)));
        turns.add(new Opening.Written.Turn(Message.Role.USER, prompt.get()));
        return Optional.of(new Opening.Written(List.copyOf(turns)));
    }

    private static Optional<Opening> raw(Building building, Optional<Template> prompt) {
        for (Parameter<?> chat : List.of(SYSTEM, MESSAGES, MESSAGES_COLUMN)) {
            if (building.settings().find(chat).isPresent()) {
                building.problem(chat, "is set, but with `raw: true` there is only a text to continue: give `prompt`");
            }
        }
        if (prompt.isEmpty()) {
            building.problem(PROMPT, "is left out, but with `raw: true` it is the text to continue");
        }
        return prompt.map(Opening.Raw::new);
    }

    private static Optional<Opening> written(Building building, List<Settings> messages) {
        List<Opening.Written.Turn> turns = messages.stream()
                .map(turn -> new Opening.Written.Turn(
                        Message.Role.valueOf(turn.get(ROLE).toUpperCase(Locale.ROOT)), turn.get(CONTENT)))
                .toList();
        if (turns.isEmpty() || turns.getLast().role() == Message.Role.SYSTEM) {
            building.problem(MESSAGES, "must end with a turn of the user's or the assistant's");
            return Optional.empty();
        }
        for (int i = 1; i < turns.size(); i++) {
            if (turns.get(i).role() == Message.Role.SYSTEM) {
                building.problem(
                        MESSAGES, "has a system message at place " + (i + 1) + ", but it can only stand at the first");
            }
        }
        return Optional.of(new Opening.Written(turns));
    }

    private static boolean goesOn(Opening opening) {
        return opening instanceof Opening.Written written
                && written.turns().getLast().role() == Message.Role.ASSISTANT;
    }

    private static void checkCapabilities(Building building, Model model, Optional<Opening> opening) {
        boolean raw = building.settings().get(RAW);
        boolean goesOn = opening.filter(GenerateStep::goesOn).isPresent();
        Capability needed = raw ? Capability.RAW : goesOn ? Capability.PREFILL : Capability.CHAT;
        if (!model.capabilities().contains(needed)) {
            String what = switch (needed) {
                case RAW -> "continue a text, which `raw: true` needs";
                case PREFILL -> "go on from a beginning of the assistant's turn, which ends `messages`";
                case CHAT, SCHEMA, TOOLS, JSON, SEED, LOG_PROBABILITIES, BATCH, EMBED, CLASSIFY ->
                    "answer a conversation; `raw: true` gives it a text to continue";
            };
            building.problem(MODEL, "is '" + model.alias() + "', which cannot " + what + building.offering(needed));
        }
        if (goesOn && building.settings().find(SCHEMA).isPresent()) {
            building.problem(
                    SCHEMA,
                    "is set, but `messages` ends with a beginning of the reply, which then would be no whole value");
        }
    }

    private static void checkRetries(Building building) {
        Settings settings = building.settings();
        if (settings.get(ON_CUT).equals("retry")) {
            if (settings.get(TEMPERATURE) == 0) {
                building.problem(
                        ON_CUT,
                        "is 'retry', but at temperature 0 the model would say the same again; raise `max-tokens`");
            } else if (settings.get(REPAIRS) == 0) {
                building.problem(ON_CUT, "is 'retry', but `repairs`, which says how often, is 0");
            }
        }
    }

    private static Optional<Generate.Structure> structure(Building building) {
        Settings settings = building.settings();
        Optional<Map<String, Object>> schema = settings.find(SCHEMA);
        if (schema.isEmpty()) {
            if (settings.get(FIELDS)) {
                building.problem(FIELDS, "is true, but there is no `schema` that says which fields there are");
            }
            if (!settings.get(JsonReplies.STRUCTURE).equals("auto")) {
                building.problem(
                        JsonReplies.STRUCTURE,
                        "is '" + settings.get(JsonReplies.STRUCTURE)
                                + "', but there is no `schema` to hold a reply to");
            }
            return Optional.empty();
        }
        if (settings.get(ON_CUT).equals("keep")) {
            building.problem(
                    ON_CUT, "is 'keep', but with a `schema` the part of a reply is no value; `reject` or `retry` it");
        }
        List<String> fields = settings.get(FIELDS) ? fields(building, schema.get()) : List.of();
        JsonReplies replies = building.jsonReplies(JsonWanted.of(MODEL, schema.get(), PROMPTS)
                .from(SCHEMA)
                .raw(settings.get(RAW))
                .retryingCut(settings.get(ON_CUT).equals("retry")));
        return Optional.of(new Generate.Structure(
                replies, fields, Boolean.FALSE.equals(schema.get().get("additionalProperties"))));
    }

    private static List<String> fields(Building building, Map<String, Object> schema) {
        if (!"object".equals(schema.get("type"))
                || !(schema.get("properties") instanceof Map<?, ?> properties)
                || properties.isEmpty()) {
            building.problem(
                    FIELDS,
                    "is true, but the schema is not of `type: object` with `properties`, whose names the columns get");
            return List.of();
        }
        return properties.keySet().stream().map(String.class::cast).toList();
    }

    private static Sampling sampling(Settings settings) {
        Sampling sampling = Sampling.of(settings.get(TEMPERATURE), Math.toIntExact(settings.get(MAX_TOKENS)))
                .withStop(settings.find(STOP).orElse(List.of()));
        sampling = settings.find(TOP_P).map(sampling::withTopP).orElse(sampling);
        sampling = settings.find(TOP_K)
                .map(Math::toIntExact)
                .map(sampling::withTopK)
                .orElse(sampling);
        sampling = settings.find(MIN_P).map(sampling::withMinP).orElse(sampling);
        sampling = settings.find(FREQUENCY_PENALTY)
                .map(sampling::withFrequencyPenalty)
                .orElse(sampling);
        return settings.find(PRESENCE_PENALTY)
                .map(sampling::withPresencePenalty)
                .orElse(sampling);
    }
}
