package dev.seedbed.pipeline;

import dev.seedbed.api.Money;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.time.Duration;
import java.util.List;

/// The keys of a pipeline, and those that every model and every step has.
public final class PipelineKeys {
    static final Parameter<Long> VERSION = Parameter.wholeNumber("seedbed", 1, 1, "The version of this grammar.")
            .defaultsTo(1);
    static final Parameter<String> NAME = Parameter.text(
            "name",
            "The pipeline's name, after which its run directory is named: letters, digits, `-`, `_` and `.`. The "
                    + "name of the file, if left out.");
    static final Parameter<Long> SEED = Parameter.wholeNumber(
                    "seed", 0, Long.MAX_VALUE, "Every random choice follows from it.")
            .defaultsTo(0);
    static final Parameter<Object> MODELS =
            Parameter.anyValue("models", "The models, each by an alias of your choice that steps name it by.");
    static final Parameter<Long> TARGET = Parameter.wholeNumber(
            "target",
            1,
            Long.MAX_VALUE,
            "How many accepted rows are wanted. The run ends when it has them. If left out, it ends with its source.");
    static final Parameter<Long> PATIENCE = Parameter.wholeNumber(
                    "patience",
                    1,
                    Long.MAX_VALUE,
                    "How many candidates in a row may end without an accepted row before the run gives up.")
            .defaultsTo(500);
    static final Parameter<Duration> DEADLINE =
            Parameter.time("deadline", "How long one call to a model may take.").defaultsTo("120s");
    static final Parameter<Long> RETRIES = Parameter.wholeNumber(
                    "retries", 0, 100, "How often a call that failed on the way is tried again.")
            .defaultsTo(5);
    static final Parameter<Object> STEPS = Parameter.anyValue(
                    "steps",
                    "The steps in order, the first of which is a source. Each is a name, a name with one value, or a "
                            + "name with its settings. `filter:` holds a list of gates.")
            .required();
    static final Parameter<Object> OUTPUTS = Parameter.anyValue(
            "outputs",
            "What is written beside `dataset.jsonl` when the run ends: each a name, or a name with its settings.");

    static final Parameter<Money> MONEY = Parameter.amount("money", "What calls may cost, such as `2 USD`.");
    static final Parameter<Long> TOKENS = Parameter.wholeNumber(
            "tokens", 0, Long.MAX_VALUE, "How many tokens calls may read and write together, such as `2M`.");
    static final Parameter<Long> CALLS =
            Parameter.wholeNumber("calls", 0, Long.MAX_VALUE, "How many calls may be made.");
    static final Parameter<Duration> TIME =
            Parameter.time("time", "After which time no more calls are made, such as `30m`.");
    static final Parameter<Settings> BUDGET = Parameter.group(
            "budget",
            List.of(MONEY, TOKENS, CALLS, TIME),
            "Caps that are never exceeded. A run that reaches one stops cleanly and can be resumed with a higher one.");

    static final Parameter<String> PROVIDER =
            Parameter.text("provider", "Where the model's calls go.").required();
    static final Parameter<Double> INPUT = Parameter.decimal("input", 0, 1_000_000, "For a million input tokens.")
            .required();
    static final Parameter<Double> OUTPUT = Parameter.decimal("output", 0, 1_000_000, "For a million output tokens.")
            .required();
    static final Parameter<String> CURRENCY =
            Parameter.text("currency", "Three letters, ISO 4217.").defaultsTo("USD");
    static final Parameter<Settings> PRICE = Parameter.group(
            "price",
            List.of(INPUT, OUTPUT, CURRENCY),
            "What the model costs: `{ input: 0.15, output: 0.60 }`. Needed under a money budget.");

    static final Parameter<String> STEP_NAME = Parameter.text(
            "name",
            "The step's name, by which the ledger and the draws know it; after its type, if left out. No two steps "
                    + "have the same.");

    private PipelineKeys() {}

    /// The keys of a pipeline, in the order of the reference.
    public static List<Parameter<?>> all() {
        return List.of(VERSION, NAME, SEED, MODELS, BUDGET, TARGET, PATIENCE, DEADLINE, RETRIES, STEPS, OUTPUTS);
    }

    /// The keys that every model has.
    public static List<Parameter<?>> ofModels() {
        return List.of(PROVIDER, PRICE);
    }

    /// The key that every step has.
    public static Parameter<String> ofSteps() {
        return STEP_NAME;
    }
}
