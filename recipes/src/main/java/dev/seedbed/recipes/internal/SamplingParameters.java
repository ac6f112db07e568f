package dev.seedbed.recipes.internal;

import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.util.Optional;

/// The three settings by which a recipe's user says how the words of one kind of reply are drawn.
///
/// ```java
/// static final SamplingParameters ANSWERS = SamplingParameters.of("answer", 0.7, 1024, "answers");
/// ... .taking(MODEL, ANSWERS.temperature(), ANSWERS.topP(), ANSWERS.maxTokens())
/// Sampling sampling = ANSWERS.of(building.settings());
/// ```
public record SamplingParameters(Parameter<Double> temperature, Parameter<Double> topP, Parameter<Long> maxTokens) {

    /// Named `temperature`, `top-p` and `max-tokens`, with the prefix and a hyphen in front unless it is empty.
    ///
    /// @param what the replies, in the plural, for the reference
    public static SamplingParameters of(String prefix, double temperature, int maxTokens, String what) {
        String front = prefix.isEmpty() ? "" : prefix + "-";
        return new SamplingParameters(
                Parameter.decimal(front + "temperature", 0, 5, "How freely " + what + " are drawn.")
                        .defaultsTo(temperature),
                Parameter.decimal(
                        front + "top-p",
                        0,
                        1,
                        "Draws " + what + " from the likeliest words with this much probability."),
                Parameter.wholeNumber(
                                front + "max-tokens", 1, 1_000_000, "The most tokens of each of the " + what + ".")
                        .defaultsTo(maxTokens));
    }

    /// The same, with a `top-p` that counts where none is set.
    public SamplingParameters withTopP(double value) {
        return new SamplingParameters(temperature, topP.defaultsTo(value), maxTokens);
    }

    public Sampling of(Settings settings) {
        Sampling sampling = Sampling.of(settings.get(temperature), Math.toIntExact(settings.get(maxTokens)));
        Optional<Double> share = settings.find(topP);
        return share.isPresent() ? sampling.withTopP(share.get()) : sampling;
    }
}
