package dev.seedbed.testkit.benchmark;

import dev.seedbed.testkit.Latency;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// What a [BenchmarkEndpoint] does, written as arguments:
///
/// | argument | meaning |
/// |---|---|
/// | `--seed N` | the seed of all choices; 1 if left out |
/// | `--latency LAW` | `0ms`, `50ms`, `log-normal:MEDIAN:SIGMA:SEED`, `uniform:LOW:HIGH:SEED` |
/// | `--fault KIND=SHARE[@WHEN]` | a [Fault]; may stand several times |
/// | `--rate N` and `--burst N` | requests a second, and how many at once after a pause; more get a 429 |
/// | `--token-rate N` and `--token-burst N` | the same in tokens |
/// | `--most-open N` | more requests open than that get a 429 |
/// | `--retry-after FORM` | of a 429: `seconds`, `fraction`, `milliseconds`, `date` or `none` |
/// | `--limit-headers` | announces the limits with every reply, in OpenAI's form |
/// | `--words N` | how long a reply is; 30 if left out |
/// | `--batch-time TIME` | how long a batch takes |
record EndpointScript(
        long seed,
        Latency latency,
        List<Fault> faults,
        Rate requests,
        Rate tokens,
        int mostOpen,
        RetryAfter retryAfter,
        boolean hasLimitHeaders,
        int words,
        Duration batchTime) {

    /// A limit by rate.
    record Rate(double perSecond, double burst) {
        static final Rate NONE = new Rate(0, 0);

        Rate {
            if (perSecond < 0 || burst < 0) {
                throw new IllegalArgumentException("a rate of " + perSecond + " with a burst of " + burst
                        + " is not possible; neither may be below 0");
            }
        }

        boolean isLimited() {
            return perSecond > 0;
        }
    }

    /// How a 429 says when to come back.
    enum RetryAfter {
        /// Whole seconds: RFC 9110, section 10.2.3.
        SECONDS,
        /// Seconds with a fraction, which the RFC does not allow and some endpoints send.
        FRACTION,
        /// `Retry-After-Ms` beside the whole seconds, as Azure and OpenAI send it.
        MILLISECONDS,
        /// An HTTP date: RFC 9110, section 5.6.7.
        DATE,
        /// Not at all.
        NONE
    }

    EndpointScript {
        faults = List.copyOf(faults);
        if (words < 1) {
            throw new IllegalArgumentException("replies of " + words + " words are not possible; at least 1");
        }
    }

    /// Reads arguments.
    ///
    /// @throws IllegalArgumentException if one is not known, lacks its value or cannot be read
    static EndpointScript parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        long seed = 1;
        Latency latency = Latency.none();
        List<Fault> faults = new ArrayList<>();
        double[] rates = new double[4];
        int mostOpen = Integer.MAX_VALUE;
        RetryAfter retryAfter = RetryAfter.SECONDS;
        boolean hasLimitHeaders = false;
        int words = 30;
        Duration batchTime = Duration.ZERO;
        while (!left.isEmpty()) {
            String name = left.pop();
            switch (name) {
                case "--seed" -> seed = Long.parseLong(value(name, left));
                case "--latency" -> latency = Latency.parse(value(name, left));
                case "--fault" -> faults.add(Fault.parse(value(name, left)));
                case "--rate" -> rates[0] = Double.parseDouble(value(name, left));
                case "--burst" -> rates[1] = Double.parseDouble(value(name, left));
                case "--token-rate" -> rates[2] = Double.parseDouble(value(name, left));
                case "--token-burst" -> rates[3] = Double.parseDouble(value(name, left));
                case "--most-open" -> mostOpen = Integer.parseInt(value(name, left));
                case "--retry-after" -> retryAfter = retryAfter(value(name, left));
                case "--limit-headers" -> hasLimitHeaders = true;
                case "--words" -> words = Integer.parseInt(value(name, left));
                case "--batch-time" -> batchTime = time(value(name, left));
                default ->
                    throw new IllegalArgumentException("argument '" + name + "' is none of --seed, --latency, --fault,"
                            + " --rate, --burst, --token-rate, --token-burst, --most-open, --retry-after,"
                            + " --limit-headers, --words, --batch-time");
            }
        }
        return new EndpointScript(
                seed,
                latency,
                faults,
                new Rate(rates[0], Math.max(1, rates[1])),
                new Rate(rates[2], Math.max(1, rates[3])),
                mostOpen,
                retryAfter,
                hasLimitHeaders,
                words,
                batchTime);
    }

    private static Duration time(String text) {
        if (Latency.parse(text) instanceof Latency.Fixed fixed) {
            return fixed.time();
        }
        throw new IllegalArgumentException("'" + text + "' is no time; write 20ms or 1.5s");
    }

    private static RetryAfter retryAfter(String text) {
        try {
            return RetryAfter.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "retry-after '" + text + "' is none of "
                            + Arrays.toString(RetryAfter.values()).toLowerCase(Locale.ROOT),
                    e);
        }
    }

    private static String value(String name, Deque<String> left) {
        String value = left.poll();
        if (value == null) {
            throw new IllegalArgumentException("argument '" + name + "' needs a value");
        }
        return value;
    }
}
