package dev.seedbed.text.filter;

/// A rule and how its value is measured.
record Check(Rule rule, Measure measure) {
    static Check atLeast(String name, double bound, Measure measure) {
        return new Check(Rule.atLeast(name, bound), measure);
    }

    static Check atMost(String name, double bound, Measure measure) {
        return new Check(Rule.atMost(name, bound), measure);
    }
}
