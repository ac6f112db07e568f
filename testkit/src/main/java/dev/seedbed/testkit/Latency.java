package dev.seedbed.testkit;

import dev.seedbed.api.Draw;
import dev.seedbed.api.Hash;
import java.time.Duration;

/// How long an endpoint takes for a reply. It depends on the request alone, never on the order of arrival, so
/// that two runs over the same requests take the same times.
public sealed interface Latency {
    /// As fast as can be.
    static Latency none() {
        return new Fixed(Duration.ZERO);
    }

    /// Always the same.
    record Fixed(Duration time) implements Latency {}

    /// Log-normal, as hosted models' times roughly are: `median * exp(sigma * z)` with z standard normal.
    ///
    /// @param sigma the spread; 0.5 makes one in twenty more than 2.3 times as slow as the median
    record LogNormal(Duration median, double sigma, long seed) implements Latency {}

    /// Any time from the lowest to the highest, equally likely.
    record Uniform(Duration lowest, Duration highest, long seed) implements Latency {}

    /// The time that a request takes.
    ///
    /// @param request the hash of its body
    default Duration of(Hash request) {
        return switch (this) {
            case Fixed fixed -> fixed.time();
            case LogNormal law -> {
                double z = new Draw(request.low() ^ law.seed()).random().nextGaussian();
                yield Duration.ofNanos(Math.round(law.median().toNanos() * Math.exp(law.sigma() * z)));
            }
            case Uniform law -> {
                double share = new Draw(request.low() ^ law.seed()).random().nextDouble();
                yield law.lowest()
                        .plusNanos(Math.round(
                                share * law.highest().minus(law.lowest()).toNanos()));
            }
        };
    }

    /// Reads `20ms`, `1s`, `log-normal:20ms:0.5:42` (median, sigma, seed), or `uniform:10ms:90ms:42` (lowest,
    /// highest, seed).
    static Latency parse(String text) {
        String[] parts = text.split(":");
        if (parts.length == 1) {
            return new Fixed(time(text));
        }
        if (parts.length == 4 && parts[0].equals("log-normal")) {
            return new LogNormal(time(parts[1]), Double.parseDouble(parts[2]), Long.parseLong(parts[3]));
        }
        if (parts.length == 4 && parts[0].equals("uniform")) {
            return new Uniform(time(parts[1]), time(parts[2]), Long.parseLong(parts[3]));
        }
        throw new IllegalArgumentException("latency '" + text
                + "' is neither a time such as 20ms, nor log-normal:MEDIAN:SIGMA:SEED, nor uniform:LOW:HIGH:SEED");
    }

    private static Duration time(String text) {
        if (text.endsWith("ms")) {
            return Duration.ofNanos(Math.round(Double.parseDouble(text.substring(0, text.length() - 2)) * 1e6));
        }
        if (text.endsWith("s")) {
            return Duration.ofNanos(Math.round(Double.parseDouble(text.substring(0, text.length() - 1)) * 1e9));
        }
        throw new IllegalArgumentException("time '" + text + "' has no unit; write 20ms or 1.5s");
    }
}
