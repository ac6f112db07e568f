package dev.seedbed.recipes.preference;

import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;

/// The settings by which a recipe's user says which candidates make pairs.
final class PairingParameters {
    static final Parameter<String> STRATEGY = Parameter.choice(
                    "strategy",
                    Strategy.NAMES,
                    "Which answers make a pair: best and worst (`max-min`), best and one of the worse"
                            + " (`max-random`), the two best (`max-max`), best and worst by score less"
                            + " `length-penalty` (`max-min-p`), two that are drawn (`random`), or every two (`all`).")
            .defaultsTo("max-min");
    static final Parameter<Double> LENGTH_PENALTY = Parameter.decimal(
                    "length-penalty",
                    0,
                    1000,
                    "What each character of an answer takes off its score, with the strategy `max-min-p`.")
            .defaultsTo(0.001);
    static final Parameter<Double> MINIMUM_MARGIN = Parameter.decimal(
                    "minimum-margin",
                    0,
                    1_000_000,
                    "By how much the scores of a pair must differ at least. Equal scores never make a pair.")
            .defaultsTo(0.0);

    private PairingParameters() {}

    static Pairing of(Settings settings) {
        return new Pairing(
                Strategy.named(settings.get(STRATEGY)), settings.get(LENGTH_PENALTY), settings.get(MINIMUM_MARGIN));
    }
}
