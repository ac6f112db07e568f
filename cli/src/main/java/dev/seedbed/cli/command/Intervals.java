package dev.seedbed.cli.command;

import dev.seedbed.curate.agreement.Precision;
import picocli.CommandLine.Option;

/// How wide intervals are and what they are drawn with.
final class Intervals {
    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "The share of intervals that hold (default: 0.95).")
    private double confidence = Precision.USUAL.confidence();

    @Option(
            names = "--resamples",
            paramLabel = "N",
            description = "How often bootstrapped intervals draw the rows anew (default: 2000).")
    private int resamples = Precision.USUAL.resamples();

    @Option(names = "--seed", paramLabel = "N", description = "What they draw with (default: 42).")
    private long seed = Precision.USUAL.seed();

    Precision precision() {
        return new Precision(confidence, resamples, seed);
    }
}
