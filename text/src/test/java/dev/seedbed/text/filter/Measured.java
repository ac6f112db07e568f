package dev.seedbed.text.filter;

import org.jspecify.annotations.Nullable;

/// Short ways to ask a profile, for tests.
final class Measured {
    private Measured() {}

    /// The rule that a text breaks; null if it passes.
    static @Nullable String reason(FilterProfile profile, String text) {
        return profile.worker().judge(text).failed().map(Measurement::rule).orElse(null);
    }

    static double value(String profile, String rule, String text) {
        return value(FilterProfile.named(profile), rule, text);
    }

    static double value(FilterProfile profile, String rule, String text) {
        return profile.worker().explain(text).measurements().stream()
                .filter(measured -> measured.rule().equals(rule))
                .findFirst()
                .orElseThrow()
                .value();
    }

    /// Whether one rule passes a text.
    static boolean passes(String profile, String rule, String text) {
        return FilterProfile.named(profile).only(rule).worker().judge(text).passed();
    }

    static boolean passes(String profile, String rule, double bound, String text) {
        return FilterProfile.named(profile)
                .only(rule)
                .with(rule, bound)
                .worker()
                .judge(text)
                .passed();
    }
}
