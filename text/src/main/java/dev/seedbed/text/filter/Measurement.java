package dev.seedbed.text.filter;

/// What a rule measured in one text, beside the bound that passes.
///
/// @param side whether values of at least, or of at most, the bound pass
public record Measurement(String rule, Rule.Side side, double value, double bound, boolean passed) {
    static Measurement of(Rule rule, double value) {
        return new Measurement(rule.name(), rule.side(), value, rule.bound(), rule.passes(value));
    }
}
