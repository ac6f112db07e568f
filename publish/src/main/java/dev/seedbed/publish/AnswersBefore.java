package dev.seedbed.publish;

import dev.seedbed.api.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Knows rows with the answers of the row in front of them. `best-of-n` with `strategy: all` makes a row of each pair,
/// one behind the other, and all of them have all the answers: written for each, they would count as many times.
final class AnswersBefore {
    private final List<String> columns;
    private List<@Nullable Object> before = List.of();

    AnswersBefore(String prompt, String answers) {
        this.columns = List.of(prompt, answers);
    }

    /// Whether the row that was written last has the same prompt and answers.
    boolean has(Data row) {
        return Objects.equals(before, values(row));
    }

    void wrote(Data row) {
        before = values(row);
    }

    private List<@Nullable Object> values(Data row) {
        List<@Nullable Object> values = new ArrayList<>();
        columns.forEach(column -> values.add(row.value(column)));
        return values;
    }
}
