package dev.seedbed.engine;

import java.time.Duration;
import java.util.regex.Pattern;

/// Values as a pipeline's author would write them.
final class Words {
    /// What has no shape of its own, and what stands for characters that could not be read.
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\s\\p{C}\\p{Z}\\x{fffd}]+");

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

    /// A text of another's as one line that can be shown: without what cannot be printed, and not too long.
    static String line(String text, int most) {
        String line = UNPRINTABLE.matcher(text).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= most
                ? line
                : line.substring(0, line.offsetByCodePoints(0, most - 1)) + "\u2026";
    }

    /// Such as `1 call`, `3 calls`.
    static String some(long count, String word) {
        return count + " " + word + (count == 1 ? "" : "s");
    }

    /// Such as `once`, `3 times`.
    static String times(int count) {
        return count == 1 ? "once" : count + " times";
    }
}
