package dev.seedbed.text.filter;

/// One rule of a profile: what it measures by name, and the bound that passes; the bound itself passes.
///
/// ```java
/// Rule rule = new Rule("min-words", Rule.Side.AT_LEAST, 50);
/// rule.passes(50); // true
/// ```
///
/// @param name lower-case words joined by hyphens; also the reason of a rejection
public record Rule(String name, Side side, double bound) {
    /// On which side of the bound a value passes.
    public enum Side {
        AT_LEAST,
        AT_MOST;

        /// As a person says it: `at least`, `at most`.
        public String words() {
            return this == AT_LEAST ? "at least" : "at most";
        }
    }

    static Rule atLeast(String name, double bound) {
        return new Rule(name, Side.AT_LEAST, bound);
    }

    static Rule atMost(String name, double bound) {
        return new Rule(name, Side.AT_MOST, bound);
    }

    /// Whether a value passes. What is no number does not.
    public boolean passes(double value) {
        return switch (side) {
            case AT_LEAST -> value >= bound;
            case AT_MOST -> value <= bound;
        };
    }

    Rule withBound(double other) {
        return new Rule(name, side, other);
    }
}
