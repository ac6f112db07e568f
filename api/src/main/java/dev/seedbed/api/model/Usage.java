package dev.seedbed.api.model;

import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/// The tokens of a call.
///
/// @param input tokens of the request, those read from a cache included
/// @param output tokens of the reply, those of thinking included
/// @param cachedInput those of `input` that the endpoint read from its cache, which most charge less for
/// @param reasoning those of `output` that were thought and not said
/// @param countedBy what counted them, where the endpoint gave no figures: a tokenizer such as `o200k_base`, or
///     an estimate; empty for the endpoint's own
public record Usage(long input, long output, long cachedInput, long reasoning, Optional<String> countedBy) {
    /// For figures that were estimated, nobody says how.
    private static final String ESTIMATE = "an estimate";

    private static final String AND = ", ";

    public static final Usage NONE = new Usage(0, 0, false);

    /// @param estimated whether the endpoint gave no figures
    public Usage(long input, long output, long cachedInput, long reasoning, boolean estimated) {
        this(input, output, cachedInput, reasoning, estimated ? Optional.of(ESTIMATE) : Optional.empty());
    }

    /// Nothing cached, nothing thought.
    public Usage(long input, long output, boolean estimated) {
        this(input, output, 0, 0, estimated);
    }

    /// Whether any figure is not the endpoint's own.
    public boolean estimated() {
        return countedBy.isPresent();
    }

    public Usage plus(Usage other) {
        return new Usage(
                input + other.input,
                output + other.output,
                cachedInput + other.cachedInput,
                reasoning + other.reasoning,
                together(countedBy, other.countedBy));
    }

    private static Optional<String> together(Optional<String> some, Optional<String> more) {
        if (some.equals(more) || more.isEmpty()) {
            return some;
        }
        if (some.isEmpty()) {
            return more;
        }
        TreeSet<String> names = new TreeSet<>(Arrays.asList(some.get().split(AND, -1)));
        names.addAll(Arrays.asList(more.get().split(AND, -1)));
        return Optional.of(String.join(AND, names));
    }
}
