package dev.seedbed.curate.contamination;

import dev.seedbed.api.Data;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// In which columns of a file of items the question, choices, answer and id stand: as named, or the first of the usual
/// names that a row has, whatever their case.
///
/// ```java
/// new ItemColumns(Map.of("question", "problem_text"))    // the others by their usual names
/// ```
///
/// @param named the column of each [#ROLES] that is named
public record ItemColumns(Map<String, String> named) {
    public static final String QUESTION = "question";
    public static final String CHOICES = "choices";
    public static final String ANSWER = "answer";
    public static final String ID = "id";

    /// What a column can be.
    public static final List<String> ROLES = List.of(QUESTION, CHOICES, ANSWER, ID);

    private static final Map<String, List<String>> USUAL = Map.of(
            QUESTION,
            List.of("question", "prompt", "problem", "text", "instruction", "input", "query", "ctx", "goal", "turns"),
            CHOICES,
            List.of("choices", "options", "endings"),
            ANSWER,
            List.of(
                    "answer",
                    "canonical_solution",
                    "solution",
                    "code",
                    "output",
                    "response",
                    "best answer",
                    "correct answer"),
            ID,
            List.of("task_id", "id", "question_id", "key", "ind", "record id"));

    public ItemColumns {
        named = Map.copyOf(named);
        if (!Set.copyOf(ROLES).containsAll(named.keySet())) {
            throw new IllegalArgumentException(
                    "of an item " + named.keySet() + " are named, but there are only " + ROLES);
        }
    }

    /// All by their usual names.
    public static ItemColumns usual() {
        return new ItemColumns(Map.of());
    }

    /// The usual names of the column with the question.
    static List<String> questions() {
        return USUAL.getOrDefault(QUESTION, List.of());
    }

    /// The column of a row that has this role; empty if there is none.
    Optional<String> find(String role, Set<String> columns) {
        @Nullable String name = named.get(role);
        if (name != null) {
            return columns.contains(name) ? Optional.of(name) : Optional.empty();
        }
        for (String usual : USUAL.getOrDefault(role, List.of())) {
            for (String column : columns) {
                if (column.toLowerCase(Locale.ROOT).equals(usual)) {
                    return Optional.of(column);
                }
            }
        }
        return Optional.empty();
    }

    /// The text of that column, empty if there is none: a list's texts line by line. A column that is null, or empty,
    /// is as if it were not there.
    String text(String role, Data row) {
        Set<String> filled = new LinkedHashSet<>(row.columns());
        filled.removeIf(column -> text(row.value(column)).isBlank());
        return find(role, filled).map(column -> text(row.value(column))).orElse("");
    }

    private static String text(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            case List<?> list ->
                String.join("\n", list.stream().map(ItemColumns::text).toList());
            case Map<?, ?> map -> map.containsKey("text") ? text(map.get("text")) : text(List.copyOf(map.values()));
            default -> value.toString();
        };
    }
}
