package dev.seedbed.model.http;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/// How long an endpoint asks to wait: `retry-after-ms`, else `Retry-After` in seconds or as a date (RFC 9110,
/// 10.2.3).
final class RetryAfter {
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers, Clock clock) {
        return headers.firstValue("retry-after-ms")
                .flatMap(value -> seconds(value, 1e-3))
                .or(() -> headers.firstValue("retry-after")
                        .flatMap(value -> seconds(value, 1).or(() -> untilDate(value, clock))));
    }

    private static Optional<Duration> seconds(String value, double unit) {
        try {
            double seconds = Double.parseDouble(value.strip()) * unit;
            return seconds >= 0 && seconds <= LONGEST_SECONDS
                    ? Optional.of(Duration.ofNanos(Math.round(seconds * 1e9)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> untilDate(String value, Clock clock) {
        try {
            Instant then = ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
