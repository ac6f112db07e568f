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

    /// No call takes more tokens. The longest contexts of 2026 hold some ten millions.
    private static final long MOST = 100_000_000;

    private static final long IMPOSSIBLE = -1;

    /// What an endpoint says that a call took; empty if that cannot be, since a budget would believe it: figures
    /// below nothing, above 100 million, or more read from a cache than there was. What was thought is at most
    /// the output, as some count it beside that.
    public static Optional<Usage> told(long input, long output, long cachedInput, long reasoning) {
        boolean isPossible = isPossible(input)
                && isPossible(output)
                && isPossible(cachedInput)
                && isPossible(reasoning)
                && cachedInput <= input;
        return isPossible
                ? Optional.of(new Usage(input, output, cachedInput, Math.min(reasoning, output), false))
                : Optional.empty();
    }

    /// The sum of figures that an endpoint gives one by one, for [#told]; it cannot be if one of them cannot.
    public static long sum(long... parts) {
        return Arrays.stream(parts).allMatch(Usage::isPossible)
                ? Arrays.stream(parts).sum()
                : IMPOSSIBLE;
    }

    private static boolean isPossible(long tokens) {
        return tokens >= 0 && tokens <= MOST;
    }

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
