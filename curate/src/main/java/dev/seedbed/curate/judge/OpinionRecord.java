package dev.seedbed.curate.judge;

import dev.seedbed.curate.judge.Hearing.Opinion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What rows keep of opinions, so that a person can check them.
final class OpinionRecord {
    private OpinionRecord() {}

    /// One opinion as a column has it: every key is always there, null where there is nothing.
    ///
    /// @param key of the verdict
    /// @param value the verdict as JSON
    static <T> Map<String, @Nullable Object> of(Opinion<T> opinion, String key, Function<T, Object> value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("judge", opinion.judge());
        switch (opinion.verdict()) {
            case Verdict.Given<T> given -> {
                fields.put(key, value.apply(given.value()));
                fields.put("unscored", null);
                fields.put("explanation", null);
                fields.put("reason", given.reasons());
            }
            case Verdict.Unscored<T> unscored -> {
                fields.put(key, null);
                fields.put("unscored", unscored.cause());
                fields.put("explanation", unscored.explanation());
                fields.put("reason", null);
            }
        }
        fields.put("reply", opinion.reply());
        fields.put("attempts", opinion.attempts());
        return fields;
    }

    /// The reasons of those who gave a verdict, in order; with the judges' names if there are several. Null if nobody
    /// gave one.
    static @Nullable String reasons(List<? extends Opinion<?>> opinions) {
        String reasons = opinions.stream()
                .flatMap(opinion ->
                        reason(opinion)
                                .map(text -> opinions.size() == 1 ? text : opinion.judge() + ": " + text)
                                .stream())
                .collect(Collectors.joining("\n\n"));
        return reasons.isEmpty() ? null : reasons;
    }

    private static Optional<String> reason(Opinion<?> opinion) {
        return opinion.verdict() instanceof Verdict.Given<?> given ? Optional.of(given.reasons()) : Optional.empty();
    }
}
