package dev.seedbed.engine;

import java.util.OptionalLong;

/// So much in a minute, spread evenly: never more in any 60 seconds than was said. At most what a second brings
/// may be saved up, and that much less comes each minute. Something too large for that goes when there is
/// anything, and the next waits the longer.
final class Quota {
    private static final double NANOS_PER_MINUTE = 60e9;

    private final double perNano;
    private final double most;
    private double saved;
    private long at;

    private Quota(double perMinute, long now) {
        this.most = Math.max(1, perMinute / 60);
        this.perNano = Math.max(perMinute - most, perMinute / 2) / NANOS_PER_MINUTE;
        this.saved = most;
        this.at = now;
    }

    /// @param perMinute empty for no end of it
    static Quota perMinute(OptionalLong perMinute, long now) {
        return new Quota(perMinute.isPresent() ? perMinute.getAsLong() : Double.POSITIVE_INFINITY, now);
    }

    /// How long until something may be taken, in nanoseconds.
    long untilNext(long now) {
        if (Double.isInfinite(perNano)) {
            return 0;
        }
        save(now);
        double missing = Math.min(1, most) - saved;
        return missing <= 1e-6 ? 0 : (long) Math.ceil(missing / perNano);
    }

    void take(long amount, long now) {
        if (!Double.isInfinite(perNano)) {
            save(now);
            saved -= amount;
        }
    }

    void putBack(long amount, long now) {
        if (!Double.isInfinite(perNano)) {
            save(now);
            saved = Math.min(most, saved + amount);
        }
    }

    private void save(long now) {
        if (now - at > 0) {
            saved = Math.min(most, saved + (now - at) * perNano);
            at = now;
        }
    }
}
