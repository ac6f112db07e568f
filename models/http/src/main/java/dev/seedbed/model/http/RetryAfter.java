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
/// 10.2.3). A date is one of the endpoint's clock, which may differ from this machine's, so that [#now] counts.
final class RetryAfter {
    private static final double LONGEST_SECONDS = Duration.ofDays(365).toSeconds();

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers, Clock clock) {
        return headers.firstValue("retry-after-ms")
                .flatMap(value -> seconds(value, 1e-3))
                .or(() -> headers.firstValue("retry-after")
                        .flatMap(value -> seconds(value, 1).or(() -> untilDate(value, now(headers, clock)))));
    }

    /// What time it was for the endpoint when it answered: its `Date` (RFC 9110, 6.6.1), else this machine's.
    static Instant now(HttpHeaders headers, Clock clock) {
        return headers.firstValue("date").flatMap(RetryAfter::date).orElseGet(clock::instant);
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

    private static Optional<Duration> untilDate(String value, Instant now) {
        return date(value).map(then -> then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
