package dev.seedbed.pipeline;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.Canary;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.run.BatchRules;
import dev.seedbed.api.run.HumanPrice;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

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
            .defaultsTo(2);
    static final Parameter<Duration> OUTAGE = Parameter.time(
                    "outage", "How long an endpoint may answer nothing before the run stops, with no row to blame.")
            .defaultsTo("15s");
    static final Parameter<Double> MAX_ERROR_RATE = Parameter.decimal(
                    "max-error-rate",
                    0,
                    1,
                    "The share of a model's last 50 calls that may fail for good before the run stops. With 1 it never"
                            + " does.")
            .defaultsTo(0.5);
    static final Parameter<List<String>> PERSONAL_DATA_KINDS = Parameter.listOf(
                    "kinds", new Kind.Choice(OutputDetection.KINDS), "The kinds that are looked for.")
            .defaultsTo(OutputDetection.USUAL.kinds());
    static final Parameter<List<String>> PERSONAL_DATA_ALLOW = Parameter.listOf(
                    "allow",
                    new Kind.Text(),
                    "Texts that never count; `@acme.com` stands for every address that ends so.")
            .defaultsTo(OutputDetection.USUAL.allowed());
    static final Parameter<Settings> PERSONAL_DATA = Parameter.switchable(
            "personal-data",
            List.of(PERSONAL_DATA_KINDS, PERSONAL_DATA_ALLOW),
            "What is looked for in the accepted rows: how often, by kind and column, stands in manifest, report and"
                    + " card, and a note says so at the end. It changes no row. `false` looks for nothing; left out, it"
                    + " is `true`, with the defaults.");
    static final Parameter<Object> STEPS = Parameter.anyValue(
                    "steps",
                    "The steps in order, the first of which is a source. Each is a name, a name with one value, or a "
                            + "name with its settings. `filter:` holds a list of gates.")
            .required();
    static final Parameter<Object> OUTPUTS = Parameter.anyValue(
            "outputs",
            "What is written beside `dataset.jsonl` when the run ends: each a name, or a name with its settings.");

    static final Parameter<String> COMPARE_WITH = Parameter.choice(
            "compare-with",
            Arrays.stream(HumanPrice.values()).map(HumanPrice::id).toList(),
            "The human work whose price per row the report sets beside the run's own.");

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
    static final Parameter<Double> CACHED_INPUT = Parameter.decimal(
            "cached-input",
            0,
            1_000_000,
            "For a million input tokens that the endpoint read from its cache; as `input`, if left out.");
    static final Parameter<Double> BATCH = Parameter.decimal(
            "batch", 0, 1, "What a call in a batch costs, as a share of what it costs by itself, such as `0.5`.");
    static final Parameter<String> CURRENCY =
            Parameter.text("currency", "Three letters, ISO 4217.").defaultsTo("USD");
    static final Parameter<Settings> PRICE = Parameter.group(
            "price",
            ofPrices(),
            "What the model costs: `{ input: 0.15, output: 0.60 }`. Left out, it is looked up in the list of prices "
                    + "(`seedbed models prices`); under a money budget it must be known.");

    static final Parameter<Long> REQUESTS_PER_MINUTE = Parameter.wholeNumber(
            "requests-per-minute",
            1,
            Long.MAX_VALUE,
            "The most requests that are sent in a minute. What the endpoint takes is found out, if left out.");
    static final Parameter<Long> TOKENS_PER_MINUTE = Parameter.wholeNumber(
            "tokens-per-minute",
            1,
            Long.MAX_VALUE,
            "The most tokens, input and output together, that requests of a minute may take.");

    static final Parameter<List<String>> FIRST_OF = Parameter.listOf(
            "first-of",
            new Kind.Text(),
            "Aliases of other models. The first answers; while it is out of order, and for questions that it does not"
                    + " answer, the next does.");
    static final Parameter<Duration> HEDGE_AFTER = Parameter.time(
            "hedge-after",
            "With `first-of`: how long the first may take to answer before the second is asked as well. The first"
                    + " complete reply counts, and both are paid for. Left out, it never is.");
    static final Parameter<Map<String, Double>> ONE_OF = Parameter.mapOf(
            "one-of",
            new Kind.Decimal(0.001, 1_000_000),
            "Aliases of other models and their weights, such as `{ large: 1, small: 3 }`. One of them answers all that"
                    + " is asked about a sample, drawn by weight.");
    static final Parameter<Object> BATCHES = Parameter.anyValue(
            "batch",
            "Whether the model is asked through its provider's interface for batches, later and cheaper: `true`, or "
                    + "`{ most-requests: 10000, gather: 2s, poll: 1s }`: the most requests of one batch; how long no "
                    + "further question may come before those that have gathered leave; how long after it was "
                    + "submitted a batch is looked at first, and then at growing intervals. A preview asks one by one.");
    static final Parameter<Long> MOST_REQUESTS = Parameter.wholeNumber(
                    "most-requests", 1, 1_000_000, "The most requests of one batch.")
            .defaultsTo(BatchRules.USUAL.mostRequests());
    static final Parameter<Duration> GATHER = Parameter.time(
                    "gather", "How long no further question may come before those that have gathered leave.")
            .defaultsTo("2s");
    static final Parameter<Duration> POLL = Parameter.time(
                    "poll", "How long after it was submitted a batch is looked at first.")
            .defaultsTo("1s");
    static final Parameter<Long> CANARY_EVERY = Parameter.wholeNumber(
                    "every", 1, Long.MAX_VALUE, "How many calls of the model are made between two occasions.")
            .defaultsTo(1000);
    static final Parameter<String> CANARY_ON_CHANGE = Parameter.choice(
                    "on-change",
                    List.of("warn", "stop"),
                    "Whether a change is noted, or stops the run (exit code 5). Some models do not answer twice alike"
                            + " even at temperature 0; these can only be warned of.")
            .defaultsTo("warn");
    static final Parameter<Long> CANARY_MAX_TOKENS = Parameter.wholeNumber(
                    "max-tokens", 1, 100_000, "The most tokens of an answer.")
            .defaultsTo(64);
    static final Parameter<List<String>> CANARY_PROMPTS = Parameter.listOf(
            "prompts", new Kind.Text(), "What is asked instead of the three prompts that come with Seedbed.");
    static final Parameter<Settings> CANARY = Parameter.switchable(
            "canary",
            List.of(CANARY_EVERY, CANARY_ON_CHANGE, CANARY_MAX_TOKENS, CANARY_PROMPTS),
            "Asks fixed prompts before the first call that is paid for and after every so many, to notice that the"
                    + " model is no longer the one it was. `true` takes the defaults; left out, nothing is asked.");

    static final Parameter<String> STEP_NAME = Parameter.text(
            "name",
            "The step's name, by which the ledger and the draws know it; after its type, if left out. No two steps "
                    + "have the same.");

    static final Parameter<Expression> STEP_CONDITION = Parameter.condition(
            "when",
            "A condition: samples for which it is false are led past the step, unchanged. It is looked at once, before the"
                    + " step; not on sources, exporters, and steps that need all samples.");

    private PipelineKeys() {}

    /// The keys of a pipeline, in the order of the reference.
    public static List<Parameter<?>> all() {
        return List.of(
                VERSION,
                NAME,
                SEED,
                MODELS,
                BUDGET,
                TARGET,
                PATIENCE,
                DEADLINE,
                RETRIES,
                OUTAGE,
                MAX_ERROR_RATE,
                COMPARE_WITH,
                PERSONAL_DATA,
                STEPS,
                OUTPUTS);
    }

    /// The keys that every model has.
    public static List<Parameter<?>> ofModels() {
        return List.of(PROVIDER, PRICE, REQUESTS_PER_MINUTE, TOKENS_PER_MINUTE, BATCHES, CANARY);
    }

    static List<Parameter<?>> ofBatches() {
        return List.of(MOST_REQUESTS, GATHER, POLL);
    }

    /// The keys of an alias that stands for several models.
    public static List<Parameter<?>> ofGroups() {
        return List.of(FIRST_OF, HEDGE_AFTER, ONE_OF);
    }

    /// Those that can stand together, the one that must first.
    public static List<List<Parameter<?>>> formsOfGroups() {
        return List.of(List.of(FIRST_OF, HEDGE_AFTER), List.of(ONE_OF));
    }

    static List<Parameter<?>> ofPrices() {
        return List.of(INPUT, CACHED_INPUT, OUTPUT, BATCH, CURRENCY);
    }

    /// The price that settings of these say.
    ///
    /// @param defaults has the currency and the share of a batch, where `settings` does not say them
    /// @throws IllegalArgumentException if there can be no such price
    static Price price(Settings settings, Settings defaults) {
        Price price = new Price(
                amount(settings.get(INPUT)),
                amount(settings.get(OUTPUT)),
                settings.find(CACHED_INPUT).map(PipelineKeys::amount),
                settings.find(BATCH).or(() -> defaults.find(BATCH)).map(PipelineKeys::amount),
                defaults.find(CURRENCY).orElseGet(() -> settings.get(CURRENCY)).toUpperCase(Locale.ROOT),
                Optional.empty());
        Money.zero(price.currency());
        return price;
    }

    /// As it was written: 2, and not 2.0.
    private static BigDecimal amount(double written) {
        BigDecimal amount = BigDecimal.valueOf(written).stripTrailingZeros();
        return amount.scale() < 0 ? amount.setScale(0) : amount;
    }

    /// The canary that settings of these say.
    static Canary canary(Settings settings) {
        List<String> own = settings.find(CANARY_PROMPTS).orElse(List.of());
        List<Canary.Prompt> prompts = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            prompts.add(new Canary.Prompt("canary.prompts." + i, 0, own.get(i)));
        }
        return new Canary(
                settings.get(CANARY_EVERY),
                settings.get(CANARY_ON_CHANGE).equals("stop"),
                Math.toIntExact(settings.get(CANARY_MAX_TOKENS)),
                prompts.isEmpty() ? Canary.USUAL : prompts);
    }

    /// The keys that every step has.
    public static List<Parameter<?>> ofSteps() {
        return List.of(STEP_NAME, STEP_CONDITION);
    }
}
