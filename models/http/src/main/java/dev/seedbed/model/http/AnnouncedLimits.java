package dev.seedbed.model.http;

import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.Allowance.Window;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what an endpoint says in its headers about how much more it takes. Providers have no common form:
///
/// 1. OpenAI, "Rate limits", section "Rate limits in headers" (2026), and those that copy it:
///    `x-ratelimit-limit-requests`, `-remaining-`, `-reset-` with times like `6m0s`; the same for `tokens`.
/// 2. Anthropic, "Rate limits", section "Response headers" (2026): `anthropic-ratelimit-requests-limit`,
///    `-remaining`, `-reset` with RFC 3339 times; the same for `tokens`, `input-tokens` and `output-tokens`.
/// 3. Mistral (client-ts, issue 169, 2026): `x-ratelimit-limit-req-minute`, `-remaining-`; the same for
///    `tokens-minute`.
/// 4. IETF, draft-ietf-httpapi-ratelimit-headers-09 (2024), sections 3 and 4: `RateLimit: "name";r=50;t=30`
///    and `RateLimit-Policy: "name";q=100;w=60`.
/// 5. The same draft's versions up to 07, and what many servers sent before it: `RateLimit-Limit`, `-Remaining`
///    and `-Reset`, with `X-` before it or not.
///
/// Moments are compared with the reply's own `Date`, since the endpoint's clock may differ from this machine's.
/// What cannot be understood counts as not said.
final class AnnouncedLimits {
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(ms|us|\u00b5s|ns|d|h|m|s)");
    private static final Pattern WHOLE_NUMBER = Pattern.compile("(\\d{1,18})(?:\\.\\d+)?(?:[,;\\s].*)?");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("\\d{1,15}(?:\\.\\d{1,15})?");
    private static final String WORD = "ratelimit";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// Numbers above these are moments, not waits: seconds and milliseconds since 1970.
    private static final double EARLIEST_SECONDS = 1e9;

    private static final double EARLIEST_MILLISECONDS = 1e12;

    private final HttpHeaders headers;
    private final Instant now;

    /// @param now of the endpoint's clock
    private AnnouncedLimits(HttpHeaders headers, Instant now) {
        this.headers = headers;
        this.now = now;
    }

    /// @param now by [System#nanoTime]
    static Allowance of(HttpHeaders headers, Clock clock, long now) {
        if (headers.map().keySet().stream().noneMatch(AnnouncedLimits::isAboutLimits)) {
            return Allowance.UNKNOWN;
        }
        AnnouncedLimits limits = new AnnouncedLimits(headers, RetryAfter.now(headers, clock));
        Window requests = limits.requests();
        Window tokens = limits.tokens();
        return requests.equals(Window.UNKNOWN) && tokens.equals(Window.UNKNOWN)
                ? Allowance.UNKNOWN
                : new Allowance(requests, tokens, now);
    }

    private static boolean isAboutLimits(String name) {
        return name.length() >= WORD.length() && name.toLowerCase(Locale.ROOT).contains(WORD);
    }

    private Window requests() {
        if (has("x-ratelimit-remaining-requests")) {
            return inTheMiddle("requests");
        }
        if (has("anthropic-ratelimit-requests-remaining")) {
            return atTheEnd("anthropic-ratelimit-requests-");
        }
        if (has("x-ratelimit-remaining-req-minute")) {
            return perMinute("req-minute");
        }
        if (has("ratelimit")) {
            return draft();
        }
        if (has("ratelimit-remaining")) {
            return atTheEnd("ratelimit-");
        }
        return has("x-ratelimit-remaining") ? atTheEnd("x-ratelimit-") : Window.UNKNOWN;
    }

    private Window tokens() {
        if (has("x-ratelimit-remaining-tokens")) {
            return inTheMiddle("tokens");
        }
        if (has("anthropic-ratelimit-tokens-remaining")) {
            return atTheEnd("anthropic-ratelimit-tokens-");
        }
        if (has("anthropic-ratelimit-input-tokens-remaining")) {
            return tighter(
                    atTheEnd("anthropic-ratelimit-input-tokens-"), atTheEnd("anthropic-ratelimit-output-tokens-"));
        }
        return has("x-ratelimit-remaining-tokens-minute") ? perMinute("tokens-minute") : Window.UNKNOWN;
    }

    private boolean has(String name) {
        return headers.firstValue(name).isPresent();
    }

    private Window inTheMiddle(String what) {
        return new Window(
                number("x-ratelimit-limit-" + what),
                number("x-ratelimit-remaining-" + what),
                wait("x-ratelimit-reset-" + what));
    }

    private Window atTheEnd(String prefix) {
        return new Window(number(prefix + "limit"), number(prefix + "remaining"), wait(prefix + "reset"));
    }

    private Window perMinute(String what) {
        return new Window(
                number("x-ratelimit-limit-" + what), number("x-ratelimit-remaining-" + what), Optional.of(MINUTE));
    }

    private static Window tighter(Window first, Window second) {
        return second.left().isPresent() && share(second) < share(first) ? second : first;
    }

    private static double share(Window window) {
        return window.left().isEmpty()
                ? 1
                : (double) window.left().getAsLong() / Math.max(1, window.most().orElse(Long.MAX_VALUE));
    }

    /// The policy with the least left, of those that count requests. A policy of another unit has a `qu`.
    private Window draft() {
        List<StructuredItem> policies = StructuredItem.listOf(headers.allValues("ratelimit-policy"));
        Window least = Window.UNKNOWN;
        for (StructuredItem item : StructuredItem.listOf(headers.allValues("ratelimit"))) {
            Optional<StructuredItem> policy = policies.stream()
                    .filter(each -> each.name().equals(item.name()))
                    .findFirst();
            boolean countsRequests = policy.flatMap(each -> each.text("qu"))
                    .map("requests"::equals)
                    .orElse(true);
            OptionalLong left = item.number("r");
            if (countsRequests
                    && left.isPresent()
                    && left.getAsLong() < least.left().orElse(Long.MAX_VALUE)) {
                OptionalLong seconds = item.number("t");
                least = new Window(
                        policy.map(each -> each.number("q")).orElse(OptionalLong.empty()),
                        left,
                        seconds.isPresent()
                                ? Optional.of(Duration.ofSeconds(Math.min(seconds.getAsLong(), 1_000_000_000)))
                                : Optional.empty());
            }
        }
        return least;
    }

    private OptionalLong number(String name) {
        return headers.firstValue(name)
                .map(String::strip)
                .map(WHOLE_NUMBER::matcher)
                .filter(Matcher::matches)
                .map(matcher -> OptionalLong.of(Long.parseLong(matcher.group(1))))
                .orElse(OptionalLong.empty());
    }

    private Optional<Duration> wait(String name) {
        return headers.firstValue(name).flatMap(value -> wait(value.strip(), now));
    }

    /// A wait in seconds or in units, or the moment when it ends.
    private static Optional<Duration> wait(String value, Instant now) {
        if (!PLAIN_NUMBER.matcher(value).matches()) {
            return inUnits(value).or(() -> atMoment(value, now));
        }
        double number = Double.parseDouble(value);
        if (number < EARLIEST_SECONDS) {
            return Optional.of(seconds(number));
        }
        double moment = number >= EARLIEST_MILLISECONDS ? number : number * 1e3;
        return Optional.of(until(Instant.ofEpochMilli(Math.round(moment)), now));
    }

    private static Optional<Duration> inUnits(String value) {
        Matcher parts = PART.matcher(value);
        int end = 0;
        double sum = 0;
        while (parts.find() && parts.start() == end) {
            end = parts.end();
            sum += Double.parseDouble(parts.group(1)) * unit(parts.group(2));
        }
        return end == value.length() && end > 0 && sum < EARLIEST_SECONDS
                ? Optional.of(seconds(sum))
                : Optional.empty();
    }

    private static double unit(String name) {
        return switch (name) {
            case "d" -> 86_400;
            case "h" -> 3_600;
            case "m" -> 60;
            case "ms" -> 1e-3;
            case "ns" -> 1e-9;
            case "s" -> 1;
            default -> 1e-6;
        };
    }

    private static Duration seconds(double number) {
        return Duration.ofNanos(Math.round(number * 1e9));
    }

    private static Optional<Duration> atMoment(String value, Instant now) {
        try {
            return Optional.of(until(Instant.parse(value), now));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration until(Instant then, Instant now) {
        return then.isBefore(now) ? Duration.ZERO : Duration.between(now, then);
    }
}
