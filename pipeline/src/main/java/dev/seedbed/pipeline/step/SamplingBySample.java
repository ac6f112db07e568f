package dev.seedbed.pipeline.step;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Expression;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Rejection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the words of a reply are drawn, with a temperature and a length that may follow from the sample: a
/// schedule over rounds, more room for essays than for labels.
///
/// @param usual what counts where no expression does
record SamplingBySample(Sampling usual, Optional<Expression> temperature, Optional<Expression> maxTokens) {
    /// What is meant for one sample.
    sealed interface Chosen {}

    record Usable(Sampling sampling) implements Chosen {}

    record Unusable(Rejection rejection) implements Chosen {}

    Chosen of(Sample sample) {
        Sampling sampling = usual;
        if (temperature.isPresent()) {
            Object value = temperature.get().evaluate(sample);
            if (!(value instanceof Number number) || !(number.doubleValue() >= 0 && number.doubleValue() <= 5)) {
                return unusable(GenerateStep.TEMPERATURE, "a number from 0 to 5", temperature.get(), value);
            }
            sampling = sampling.withTemperature(number.doubleValue());
        }
        if (maxTokens.isPresent()) {
            Object value = maxTokens.get().evaluate(sample);
            if (!(value instanceof Number number)
                    || number.doubleValue() != Math.rint(number.doubleValue())
                    || number.doubleValue() < 1
                    || number.doubleValue() > 10_000_000) {
                return unusable(GenerateStep.MAX_TOKENS, "a whole number from 1 to 10,000,000", maxTokens.get(), value);
            }
            sampling = sampling.withMaxTokens(number.intValue());
        }
        return new Usable(sampling);
    }

    private static Unusable unusable(
            Parameter<?> standsFor, String allowed, Expression expression, @Nullable Object value) {
        return new Unusable(new Rejection(
                "no-" + standsFor.name(),
                "`" + standsFor.name() + "-by` gives " + Excerpt.ofText(Json.write(value)) + ", but must give "
                        + allowed + ".",
                Data.of("expression", expression.source()).with("value", value)));
    }
}
