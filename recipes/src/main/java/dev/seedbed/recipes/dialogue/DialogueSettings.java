package dev.seedbed.recipes.dialogue;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Prompt;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.recipes.internal.Question;
import dev.seedbed.recipes.internal.SamplingParameters;
import dev.seedbed.text.TurnDefects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What the users of all recipes of conversations may set: two models, how each draws its words, how long it
/// goes on,
/// and what ends it.
final class DialogueSettings {
    static final Parameter<String> MODEL = Parameter.model(
                    "model", "Speaks for the assistant, and for the user too if `user-model` is left out.")
            .required();
    static final Parameter<String> USER_MODEL =
            Parameter.model("user-model", "Speaks for the user, and writes what the conversations are about.");
    static final SamplingParameters ASSISTANT = SamplingParameters.of("", 0.7, 1024, "the assistant's turns");
    static final SamplingParameters USER = SamplingParameters.of("user", 1.0, 512, "the user's turns");

    static final Parameter<Long> MINIMUM_ROUNDS = Parameter.wholeNumber(
            "minimum-rounds", 1, 1_000, "The fewest rounds (one message of each) of a conversation that is kept.");
    static final Parameter<Long> MAXIMUM_ROUNDS = Parameter.wholeNumber(
            "maximum-rounds", 1, 1_000, "The most rounds. How many a conversation is to have is drawn in between.");
    static final Parameter<Double> SIMILARITY = Parameter.decimal(
                    "similarity", 0, 1, "From which ROUGE-L F on a turn repeats an earlier one of the same party.")
            .defaultsTo(TurnDefects.SIMILARITY);
    static final Parameter<List<String>> ALLOW = Parameter.listOf(
                    "allow", new Kind.Choice(TurnDefects.CODES), "The defects of turns that do not end a conversation.")
            .defaultsTo(List.of("refusal"));
    static final Parameter<String> COURTESY = Parameter.choice(
                    "courtesy",
                    List.of("remove", "keep"),
                    "Whether the user's turns lose the thanks that they begin with, and a turn of thanks alone ends the"
                            + " conversation, itself left out.")
            .defaultsTo("remove");

    /// What every rejection of a conversation may say.
    static final String REASONS = """
            A turn that cannot be taken is asked for again `retries` times. Then the conversation ends; the whole rounds
            before it are kept if they are `minimum-rounds`, and `stop_reason` has its code. Otherwise the row is rejected
            with that code: `role-flip`, `loop`, `empty-agreement`, `empty-turn`, `refusal` (allowed by default),
            `truncated` (cut by its token limit), `filtered` (withheld by the endpoint); `too-few-rounds` if it ended by
            itself. `turns` has every turn as it was written.
            """;

    private final Building building;
    private final Settings settings;

    DialogueSettings(Building building) {
        this.building = building;
        this.settings = building.settings();
    }

    /// A recipe's own parameters with the common ones around them.
    static Parameter<?>[] with(Parameter<?>... own) {
        List<Parameter<?>> all = new ArrayList<>(List.of(MODEL, USER_MODEL));
        all.addAll(List.of(own));
        all.addAll(List.of(
                MINIMUM_ROUNDS,
                MAXIMUM_ROUNDS,
                ALLOW,
                SIMILARITY,
                COURTESY,
                ASSISTANT.temperature(),
                ASSISTANT.topP(),
                ASSISTANT.maxTokens(),
                USER.temperature(),
                USER.topP(),
                USER.maxTokens(),
                Question.SYSTEM,
                Question.RETRIES));
        return all.toArray(Parameter<?>[]::new);
    }

    /// Questions to the user's model, by a prompt of its own.
    Question user(Prompt prompt) {
        return new Question(
                userModel(), java.util.Optional.empty(), building.prompt(prompt), USER.of(settings), retries());
    }

    /// Questions to the assistant's model.
    Question assistant(Prompt prompt) {
        return Question.of(building, MODEL, prompt, ASSISTANT.of(settings));
    }

    /// Questions whose replies are lists or tasks, so that the limit of a turn must not cut them.
    Question writer(Prompt prompt, int tokens) {
        Sampling sampling = new SamplingParameters(USER.temperature(), USER.topP(), USER.maxTokens()).of(settings);
        Sampling longer = Sampling.of(sampling.temperature(), Math.max(tokens, sampling.maxTokens()));
        return new Question(
                userModel(),
                java.util.Optional.empty(),
                building.prompt(prompt),
                sampling.topP().isPresent() ? longer.withTopP(sampling.topP().getAsDouble()) : longer,
                retries());
    }

    Model userModel() {
        return building.findModel(USER_MODEL).orElseGet(() -> building.model(MODEL));
    }

    private int retries() {
        return Math.toIntExact(settings.get(Question.RETRIES));
    }

    /// The rules, with the range of rounds that is set, or these.
    Rules rules(int usualMinimum, int usualMaximum) {
        int maximum = settings.find(MAXIMUM_ROUNDS).map(Math::toIntExact).orElse(usualMaximum);
        int minimum = settings.find(MINIMUM_ROUNDS).map(Math::toIntExact).orElse(Math.min(usualMinimum, maximum));
        if (minimum > maximum) {
            building.problem(
                    MINIMUM_ROUNDS, "is " + minimum + ", but must not be above `maximum-rounds`, which is " + maximum);
        }
        Set<String> codes = new HashSet<>(TurnDefects.CODES);
        settings.get(ALLOW).forEach(codes::remove);
        return new Rules(
                minimum,
                maximum,
                "",
                new TurnDefects(codes, settings.get(SIMILARITY)),
                settings.get(COURTESY).equals("remove"),
                List.of());
    }

    /// The system message that the pipeline's user set, and what the recipe says, as one.
    static String brief(Question question, Sample sample, Map<String, ? extends @Nullable Object> values) {
        String own = question.prompt().render(values).strip();
        String set = question.system()
                .map(template -> template.render(sample.data().asMap()).strip())
                .orElse("");
        return set.isEmpty() || own.isEmpty() ? set + own : set + "\n\n" + own;
    }
}
