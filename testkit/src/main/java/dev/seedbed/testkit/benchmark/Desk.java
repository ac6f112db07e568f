package dev.seedbed.testkit.benchmark;

import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Decides what becomes of a request: refused, answered, or broken as the script says. Not for several threads at
/// once; time is given.
final class Desk {
    /// What becomes of a request.
    sealed interface Verdict {}

    /// Answered so many nanoseconds after it came.
    record Answered(HttpReply reply, long latency) implements Verdict {}

    /// Never answered.
    record Hung() implements Verdict {}

    /// The connection ends without a word, so many nanoseconds after the request came.
    record Dropped(long latency) implements Verdict {}

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT);
    private static final String PAGE = "<!doctype html><html><body><h1>Please sign in</h1></body></html>";

    private final EndpointScript script;
    private final Clock clock;
    private final Completion completion;
    private final RateLimit requests;
    private final RateLimit tokens;
    private final Counts arrivals = new Counts();
    private final Statistics statistics;

    Desk(EndpointScript script, Clock clock, Statistics statistics, long now) {
        this.script = script;
        this.clock = clock;
        this.statistics = statistics;
        completion = new Completion(script.words());
        requests = new RateLimit(script.requests(), now);
        tokens = new RateLimit(script.tokens(), now);
    }

    Verdict verdict(HttpRequest request, boolean chat, long now) {
        Prompt prompt = Prompt.of(request.body());
        boolean isTooMany = statistics.open() > script.mostOpen();
        double cost = completion.tokens(prompt);
        long wait = Math.max(requests.until(1, now), tokens.until(cost, now));
        if (isTooMany || wait > 0) {
            statistics.refused(!isTooMany);
            return new Answered(refusal(isTooMany ? 1 : wait, isTooMany), 0);
        }
        requests.take(1);
        tokens.take(cost);
        long latency = script.latency().of(new Hash(0, prompt.row())).toNanos();
        Fault fault = fault(prompt.row());
        if (fault != null && fault.kind() == Fault.Kind.HANG) {
            return new Hung();
        }
        statistics.takes(latency);
        if (fault != null && fault.kind() == Fault.Kind.DROP) {
            return new Dropped(latency);
        }
        return new Answered(reply(prompt, chat, fault), latency);
    }

    /// What a batch's request gets: a body and its status. A fault that has no status is a 500 there.
    HttpReply inBatch(byte[] body, boolean chat) {
        Prompt prompt = Prompt.of(body);
        Fault fault = fault(prompt.row());
        if (fault == null) {
            return reply(prompt, chat, null);
        }
        return switch (fault.kind()) {
            case STATUS, LENGTH, NO_USAGE, REFUSAL -> reply(prompt, chat, fault);
            case CUT, CUT_RIGHT, HANG, DROP, WRONG_TYPE, EMPTY -> error(500);
        };
    }

    private @Nullable Fault fault(long row) {
        int arrival = arrivals.add(row);
        int index = Fault.of(script.faults(), script.seed(), row, arrival);
        if (index < 0) {
            return null;
        }
        Fault fault = script.faults().get(index);
        statistics.befell(fault.name(), arrival == 0);
        return fault;
    }

    private HttpReply reply(Prompt prompt, boolean chat, @Nullable Fault fault) {
        String headers = limits();
        if (fault == null) {
            return json(headers, completion.body(prompt, chat, false, true));
        }
        return switch (fault.kind()) {
            case STATUS -> error(fault.status());
            case CUT -> HttpReply.cut(headers, completion.body(prompt, chat, false, true));
            case CUT_RIGHT -> {
                byte[] whole = completion.body(prompt, chat, false, true);
                yield json(headers, Arrays.copyOf(whole, whole.length / 2)).broken();
            }
            case LENGTH -> json(headers, completion.body(prompt, chat, true, true));
            case NO_USAGE -> json(headers, completion.body(prompt, chat, false, false));
            case WRONG_TYPE ->
                HttpReply.of(200, "text/html", headers, PAGE.getBytes(StandardCharsets.US_ASCII))
                        .broken();
            case EMPTY -> json(headers, new byte[0]).broken();
            case REFUSAL -> json(headers, completion.refusal(prompt));
            case HANG, DROP -> throw new IllegalArgumentException(fault.name() + " has no reply");
        };
    }

    private static HttpReply json(String headers, byte[] body) {
        return HttpReply.of(200, HttpReply.JSON, headers, body);
    }

    private HttpReply error(int status) {
        return HttpReply.json(status, limits(), error("Scripted failure", "scripted", "scripted_" + status));
    }

    static String error(String message, String type, String code) {
        return Json.write(Map.of("error", Map.of("message", message, "type", type, "code", code)));
    }

    private HttpReply refusal(long wait, boolean isTooMany) {
        return HttpReply.json(
                429,
                limits() + retryAfter(wait),
                error(
                        isTooMany ? "Too many requests are open" : "Rate limit reached for requests",
                        isTooMany ? "concurrency" : "requests",
                        "rate_limit_exceeded"));
    }

    private String retryAfter(long wait) {
        long seconds = Math.max(1, (wait + 999_999_999) / 1_000_000_000);
        return switch (script.retryAfter()) {
            case SECONDS -> "Retry-After: " + seconds + "\r\n";
            case FRACTION -> "Retry-After: " + String.format(Locale.ROOT, "%.3f", wait / 1e9) + "\r\n";
            case MILLISECONDS ->
                "Retry-After: " + seconds + "\r\nRetry-After-Ms: " + (wait + 999_999) / 1_000_000 + "\r\n";
            case DATE ->
                "Retry-After: "
                        + DATE.format(
                                clock.instant().plusNanos(wait + 999_999_999).atOffset(ZoneOffset.UTC))
                        + "\r\n";
            case NONE -> "";
        };
    }

    /// The limits as OpenAI announces them (rate limits guide, "Rate limits in headers"): per minute, what is
    /// left, and when all of it will be there again.
    private String limits() {
        if (!script.hasLimitHeaders()) {
            return "";
        }
        return (requests.isLimited() ? limit("requests", requests) : "")
                + (tokens.isLimited() ? limit("tokens", tokens) : "");
    }

    private static String limit(String what, RateLimit limit) {
        return "x-ratelimit-limit-" + what + ": " + limit.perMinute() + "\r\nx-ratelimit-remaining-" + what + ": "
                + limit.left() + "\r\nx-ratelimit-reset-" + what + ": " + duration(limit.untilFull()) + "\r\n";
    }

    /// Such as `20ms`, `1.5s` or `6m0s`.
    static String duration(long nanoseconds) {
        long milliseconds = (nanoseconds + 999_999) / 1_000_000;
        if (milliseconds < 1000) {
            return milliseconds + "ms";
        }
        long minutes = milliseconds / 60_000;
        String seconds = BigDecimal.valueOf(milliseconds % 60_000, 3)
                .stripTrailingZeros()
                .toPlainString();
        return (minutes > 0 ? minutes + "m" : "") + seconds + "s";
    }
}
