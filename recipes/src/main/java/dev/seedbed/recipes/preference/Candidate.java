package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// One of several answers to a prompt, as the list column `candidates` holds it: `{answer, model, score, ...}`.
///
/// @param fields `answer` always; `model` and `score`, if known; whatever else a recipe notes
record Candidate(Data fields) {
    static final String COLUMN = "candidates";
    static final String ANSWER = "answer";
    static final String MODEL = "model";
    static final String SCORE = "score";

    static Candidate of(String answer) {
        return new Candidate(Data.of(ANSWER, answer));
    }

    static Candidate of(String answer, double score) {
        return of(answer).with(SCORE, score);
    }

    String answer() {
        return fields.text(ANSWER);
    }

    OptionalDouble score() {
        return fields.value(SCORE) instanceof Number number
                ? OptionalDouble.of(number.doubleValue())
                : OptionalDouble.empty();
    }

    Candidate with(String field, @Nullable Object value) {
        return new Candidate(fields.with(field, value));
    }

    /// The column's value.
    static List<Data> column(List<Candidate> candidates) {
        return candidates.stream().map(Candidate::fields).toList();
    }

    /// What a column holds: a list of texts, or of objects with a text `answer`; empty if it is anything else.
    static Optional<List<Candidate>> ofColumn(@Nullable Object value) {
        if (!(value instanceof List<?> items)) {
            return Optional.empty();
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Object item : items) {
            if (item instanceof String text) {
                candidates.add(of(text));
            } else if (item instanceof Map<?, ?> map && map.get(ANSWER) instanceof String) {
                candidates.add(new Candidate(Data.copyOf(asFields(map))));
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(candidates);
    }

    /// What a step before this one wrote.
    static List<Candidate> of(Data data) {
        return ofColumn(data.value(COLUMN)).orElseThrow();
    }

    @SuppressWarnings("unchecked") // an object of JSON has no other keys
    private static Map<String, @Nullable Object> asFields(Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
    }
}
