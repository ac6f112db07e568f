package dev.seedbed.model.http;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Writes [Sampling] under the names that a provider has for it. What a provider has no name for cannot be left
/// out in silence, since the rows would not be what was asked for: the run stops, and says so.
///
/// @param provider who takes them, for the message
/// @param names from ours, such as `top_p`, to the provider's
/// @param leftOut ours that the pipeline says are not to be sent
public record SamplingNames(String provider, Map<String, String> names, Set<String> leftOut) {
    private static final List<String> OURS =
            List.of("temperature", "top_p", "top_k", "min_p", "frequency_penalty", "presence_penalty", "stop");

    /// What of the sampling is not sent.
    public static final Parameter<List<String>> LEAVE_OUT = Parameter.listOf(
                    "leave-out",
                    new Kind.Choice(OURS),
                    "Settings that the model refuses, as many that think do, and that are therefore not sent.")
            .defaultsTo(List.of());

    /// Names that are ours.
    public static SamplingNames ours(String provider, Settings settings) {
        Map<String, String> names = new LinkedHashMap<>();
        OURS.forEach(name -> names.put(name, name));
        return new SamplingNames(provider, names, Set.copyOf(settings.get(LEAVE_OUT)));
    }

    public static SamplingNames of(String provider, Map<String, String> names, Settings settings) {
        return new SamplingNames(provider, names, Set.copyOf(settings.get(LEAVE_OUT)));
    }

    /// @throws CallFailedException if there is no name for something that is set
    public void put(Map<String, @Nullable Object> body, Sampling sampling) throws CallFailedException {
        put(body, "temperature", sampling.temperature());
        if (sampling.topP().isPresent()) {
            put(body, "top_p", sampling.topP().getAsDouble());
        }
        if (sampling.topK().isPresent()) {
            put(body, "top_k", sampling.topK().getAsInt());
        }
        if (sampling.minP().isPresent()) {
            put(body, "min_p", sampling.minP().getAsDouble());
        }
        if (sampling.frequencyPenalty().isPresent()) {
            put(body, "frequency_penalty", sampling.frequencyPenalty().getAsDouble());
        }
        if (sampling.presencePenalty().isPresent()) {
            put(body, "presence_penalty", sampling.presencePenalty().getAsDouble());
        }
        if (!sampling.stop().isEmpty()) {
            put(body, "stop", sampling.stop());
        }
    }

    private void put(Map<String, @Nullable Object> body, String name, Object value) throws CallFailedException {
        if (leftOut.contains(name)) {
            return;
        }
        String theirs = names.get(name);
        if (theirs == null) {
            throw new CallFailedException(
                    Remedy.STOP_RUN,
                    "the provider " + provider + " takes no " + name + "; take it out of the step, or name it in the"
                            + " setting leave-out of the model");
        }
        body.put(theirs, value);
    }
}
