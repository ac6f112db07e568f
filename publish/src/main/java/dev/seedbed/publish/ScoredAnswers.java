package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The answers to a prompt in a list column, each an object with a text `answer` and a number `score`.
final class ScoredAnswers {
    /// One of them.
    record Scored(String answer, double score) {}

    private ScoredAnswers() {}

    /// Answers without a score, as those that a judge left unscored, are left out; so are those without a text, as
    /// an endpoint may give one where the others are fine.
    static List<Scored> of(Data row, String column) throws RefusedRowException {
        if (!(row.value(column) instanceof List<?> items)) {
            throw new RefusedRowException("column '" + column + "' holds " + Json.kind(row.value(column))
                    + ", not a list of objects with `answer` and `score`");
        }
        List<Scored> scored = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof Map<?, ?> fields) || !(fields.get("answer") instanceof String answer)) {
                throw new RefusedRowException(
                        "column '" + column + "' holds " + Json.kind(item) + " that has no text `answer`");
            }
            if (!answer.isBlank() && fields.get("score") instanceof Number score) {
                scored.add(new Scored(answer, score.doubleValue()));
            }
        }
        return scored;
    }
}
