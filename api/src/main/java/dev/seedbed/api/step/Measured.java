package dev.seedbed.api.step;

import dev.seedbed.api.Data;

/// What a gate measures in a sample by one of its rules, whether that rejects it or not.
///
/// @param column where
/// @param rule lower-case words joined by hyphens; usually also the reason of a rejection
/// @param value as JSON has it: a number, or a text such as the code of a language
/// @param bound what passes, in words: `at least 50`, `one of en, de`
/// @param passes whether the value does
public record Measured(String column, String rule, Object value, String bound, boolean passes) {
    /// The same in named fields.
    public Data data() {
        return Data.of("column", column)
                .with("rule", rule)
                .with("value", value)
                .with("bound", bound)
                .with("passes", passes);
    }
}
