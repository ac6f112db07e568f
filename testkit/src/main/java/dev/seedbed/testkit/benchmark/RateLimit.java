package dev.seedbed.testkit.benchmark;

/// A token bucket: it fills at a rate up to its burst, and what is taken must be in it. Time is given, so that it
/// can be tested without waiting. Not for several threads at once.
final class RateLimit {
    private final EndpointScript.Rate rate;
    private double left;
    private long filledAt;

    RateLimit(EndpointScript.Rate rate, long now) {
        this.rate = rate;
        left = rate.burst();
        filledAt = now;
    }

    boolean isLimited() {
        return rate.isLimited();
    }

    /// How many nanoseconds from now there will be so much; 0 if there is. More than the burst is asked for in
    /// vain, and counts as the burst.
    long until(double amount, long now) {
        if (!rate.isLimited()) {
            return 0;
        }
        fill(now);
        double missing = Math.min(amount, rate.burst()) - left;
        return missing <= 1e-9 ? 0 : (long) Math.ceil(missing / rate.perSecond() * 1e9);
    }

    void take(double amount) {
        left -= Math.min(amount, rate.burst());
    }

    /// As much as could be used in a minute.
    long perMinute() {
        return Math.round(rate.perSecond() * 60);
    }

    long left() {
        return (long) Math.max(0, left);
    }

    /// Nanoseconds until it is full.
    long untilFull() {
        return (long) Math.ceil((rate.burst() - left) / rate.perSecond() * 1e9);
    }

    private void fill(long now) {
        left = Math.min(rate.burst(), left + (now - filledAt) * rate.perSecond() / 1e9);
        filledAt = now;
    }
}
