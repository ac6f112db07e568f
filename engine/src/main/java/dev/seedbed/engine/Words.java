package dev.seedbed.engine;

import java.time.Duration;

/// Values as a pipeline's author would write them.
final class Words {
    private Words() {}

    /// Such as `90s`, `30m`, `2h`.
    static String of(Duration time) {
        long seconds = time.toSeconds();
        if (seconds == 0) {
            return time.toMillis() + "ms";
        }
        if (seconds % 3600 == 0) {
            return seconds / 3600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    /// Such as `once`, `3 times`.
    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
