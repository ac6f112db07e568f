package dev.seedbed.api.model;

import dev.seedbed.api.Data;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// How a model chooses its words. What is empty is left to the endpoint.
///
/// @param temperature from 0 (always the likeliest word) upwards
/// @param maxTokens the most tokens of a reply, at least 1; always set, since budgets reserve by it
/// @param topP nucleus sampling, in (0, 1]
/// @param topK how many of the likeliest words to choose among; 0 means all
/// @param minP leave out words less likely than this share of the likeliest one, in [0, 1]
/// @param frequencyPenalty in [-2, 2]
/// @param presencePenalty in [-2, 2]
/// @param stop texts before which the reply ends
public record Sampling(
        double temperature,
        int maxTokens,
        OptionalDouble topP,
        OptionalInt topK,
        OptionalDouble minP,
        OptionalDouble frequencyPenalty,
        OptionalDouble presencePenalty,
        List<String> stop) {

    public Sampling {
        if (!(temperature >= 0)) {
            throw new IllegalArgumentException("temperature is " + temperature + ", but must be 0 or more");
        }
        if (maxTokens < 1) {
            throw new IllegalArgumentException("maxTokens is " + maxTokens + ", but must be 1 or more");
        }
        stop = List.copyOf(stop);
    }

    public static Sampling of(double temperature, int maxTokens) {
        return new Sampling(
                temperature,
                maxTokens,
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                List.of());
    }

    public Sampling withTemperature(double value) {
        return new Sampling(value, maxTokens, topP, topK, minP, frequencyPenalty, presencePenalty, stop);
    }

    public Sampling withMaxTokens(int value) {
        return new Sampling(temperature, value, topP, topK, minP, frequencyPenalty, presencePenalty, stop);
    }

    public Sampling withTopP(double value) {
        return new Sampling(
                temperature, maxTokens, OptionalDouble.of(value), topK, minP, frequencyPenalty, presencePenalty, stop);
    }

    public Sampling withTopK(int value) {
        return new Sampling(
                temperature, maxTokens, topP, OptionalInt.of(value), minP, frequencyPenalty, presencePenalty, stop);
    }

    public Sampling withMinP(double value) {
        return new Sampling(
                temperature, maxTokens, topP, topK, OptionalDouble.of(value), frequencyPenalty, presencePenalty, stop);
    }

    public Sampling withFrequencyPenalty(double value) {
        return new Sampling(temperature, maxTokens, topP, topK, minP, OptionalDouble.of(value), presencePenalty, stop);
    }

    public Sampling withPresencePenalty(double value) {
        return new Sampling(temperature, maxTokens, topP, topK, minP, frequencyPenalty, OptionalDouble.of(value), stop);
    }

    public Sampling withStop(List<String> value) {
        return new Sampling(temperature, maxTokens, topP, topK, minP, frequencyPenalty, presencePenalty, value);
    }

    /// Whether the reply depends on the draw.
    public boolean isRandom() {
        return temperature > 0;
    }

    Map<String, Object> asMap() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("temperature", temperature);
        fields.put("max_tokens", maxTokens);
        topP.ifPresent(value -> fields.put("top_p", value));
        topK.ifPresent(value -> fields.put("top_k", value));
        minP.ifPresent(value -> fields.put("min_p", value));
        frequencyPenalty.ifPresent(value -> fields.put("frequency_penalty", value));
        presencePenalty.ifPresent(value -> fields.put("presence_penalty", value));
        if (!stop.isEmpty()) {
            fields.put("stop", stop);
        }
        return fields;
    }

    /// What [#asMap] wrote.
    static Sampling read(Data written) {
        Sampling sampling = of(number(written, "temperature").orElseThrow(() -> missing("temperature")), (int)
                number(written, "max_tokens").orElseThrow(() -> missing("max_tokens")));
        OptionalDouble topK = number(written, "top_k");
        return new Sampling(
                sampling.temperature,
                sampling.maxTokens,
                number(written, "top_p"),
                topK.isPresent() ? OptionalInt.of((int) topK.getAsDouble()) : OptionalInt.empty(),
                number(written, "min_p"),
                number(written, "frequency_penalty"),
                number(written, "presence_penalty"),
                written.value("stop") instanceof List<?> texts
                        ? texts.stream().map(String::valueOf).toList()
                        : List.of());
    }

    private static OptionalDouble number(Data written, String name) {
        return written.value(name) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    private static IllegalArgumentException missing(String name) {
        return new IllegalArgumentException("a request without " + name);
    }
}
