package dev.seedbed.text.filter;

/// Works out one number about a text from what was read of it. No measure reads the text again.
@FunctionalInterface
interface Measure {
    double of(Scan scan);

    /// A share that is 0 if there is nothing to be a share of.
    static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
