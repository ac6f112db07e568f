package dev.seedbed.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.Allowance;
import dev.seedbed.api.model.Allowance.Window;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class AnnouncedLimitsTest {
    private static Allowance read(Map<String, String> headers) {
        Map<String, List<String>> lists = headers.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, each -> List.of(each.getValue())));
        return AnnouncedLimits.of(HttpHeaders.of(lists, (_, _) -> true), Clock.fixed(Opening.NOW, ZoneOffset.UTC), 77);
    }

    private static Window window(long most, long left, Duration fullIn) {
        return new Window(OptionalLong.of(most), OptionalLong.of(left), Optional.of(fullIn));
    }

    @Test
    void readsOpenAis() {
        // The example of "Rate limits in headers".
        Allowance allowance = read(Map.of(
                "x-ratelimit-limit-requests", "60",
                "x-ratelimit-limit-tokens", "150000",
                "x-ratelimit-remaining-requests", "59",
                "x-ratelimit-remaining-tokens", "149984",
                "x-ratelimit-reset-requests", "1s",
                "x-ratelimit-reset-tokens", "6m0s"));

        assertThat(allowance.requests()).isEqualTo(window(60, 59, Duration.ofSeconds(1)));
        assertThat(allowance.tokens()).isEqualTo(window(150_000, 149_984, Duration.ofMinutes(6)));
        assertThat(allowance.heard()).isEqualTo(77);
    }

    @Test
    void readsTimesInEveryUnit() {
        Map<String, Duration> times = Map.of(
                "20ms", Duration.ofMillis(20),
                "2m59.56s", Duration.ofMillis(179_560),
                "1h2m3s", Duration.ofSeconds(3_723),
                "1d", Duration.ofDays(1),
                "7", Duration.ofSeconds(7),
                "0.5", Duration.ofMillis(500),
                "1795176030", Duration.ofSeconds(30),
                "1795176030000", Duration.ofSeconds(30),
                "2026-11-20T12:00:30Z", Duration.ofSeconds(30),
                "2026-11-20T11:00:00Z", Duration.ZERO);
        times.forEach((text, time) -> assertThat(
                        read(Map.of("x-ratelimit-remaining-requests", "5", "x-ratelimit-reset-requests", text))
                                .requests()
                                .fullIn())
                .as(text)
                .contains(time));
        for (String useless : List.of("", "soon", "5x", "s", "-1", "NaN", "1e300", "1s later", "Infinity")) {
            assertThat(read(Map.of("x-ratelimit-remaining-requests", "5", "x-ratelimit-reset-requests", useless))
                            .requests()
                            .fullIn())
                    .as(useless)
                    .isEmpty();
        }
    }

    @Test
    void comparesMomentsWithTheEndpointsOwnDate() {
        for (String moment : List.of("2026-11-20T09:00:30Z", "1795165230", "1795165230000")) {
            Allowance allowance = read(Map.of(
                    "date", "Fri, 20 Nov 2026 09:00:00 GMT",
                    "anthropic-ratelimit-requests-remaining", "5",
                    "anthropic-ratelimit-requests-reset", moment));

            assertThat(allowance.requests().fullIn()).as(moment).contains(Duration.ofSeconds(30));
        }
    }

    @Test
    void readsAnthropics() {
        Allowance allowance = read(Map.of(
                "anthropic-ratelimit-requests-limit", "1000",
                "anthropic-ratelimit-requests-remaining", "999",
                "anthropic-ratelimit-requests-reset", "2026-11-20T12:01:00Z",
                "anthropic-ratelimit-input-tokens-limit", "80000",
                "anthropic-ratelimit-input-tokens-remaining", "79000",
                "anthropic-ratelimit-input-tokens-reset", "2026-11-20T12:00:10Z",
                "anthropic-ratelimit-output-tokens-limit", "16000",
                "anthropic-ratelimit-output-tokens-remaining", "4000",
                "anthropic-ratelimit-output-tokens-reset", "2026-11-20T12:00:40Z"));

        assertThat(allowance.requests()).isEqualTo(window(1_000, 999, Duration.ofMinutes(1)));
        assertThat(allowance.tokens())
                .as("the one that ends first")
                .isEqualTo(window(16_000, 4_000, Duration.ofSeconds(40)));
    }

    @Test
    void readsMistrals() {
        Allowance allowance = read(Map.of(
                "x-ratelimit-limit-req-minute", "720",
                "x-ratelimit-remaining-req-minute", "717",
                "x-ratelimit-limit-tokens-minute", "5000000",
                "x-ratelimit-remaining-tokens-minute", "4999911"));

        assertThat(allowance.requests()).isEqualTo(window(720, 717, Duration.ofMinutes(1)));
        assertThat(allowance.tokens()).isEqualTo(window(5_000_000, 4_999_911, Duration.ofMinutes(1)));
    }

    @Test
    void readsTheDraftOfTheIetf() {
        // Of the draft's examples in sections 3.1 and 4.1, and one policy that counts no requests.
        assertThat(read(Map.of(
                                "RateLimit", "\"default\";r=50;t=30",
                                "RateLimit-Policy", "\"burst\";q=100;w=60,\"default\";q=1000;w=3600"))
                        .requests())
                .isEqualTo(window(1_000, 50, Duration.ofSeconds(30)));
        assertThat(read(Map.of(
                                "RateLimit", "\"bytes\";r=3;t=9, \"calls\";r=7;pk=\"a;b\";t=20, \"day\";r=900",
                                "RateLimit-Policy",
                                        "\"bytes\";q=10;qu=\"content-bytes\", \"calls\";q=8;qu=\"requests\""))
                        .requests())
                .isEqualTo(window(8, 7, Duration.ofSeconds(20)));
        assertThat(read(Map.of("RateLimit-Limit", "10, 10;w=1", "RateLimit-Remaining", "9", "RateLimit-Reset", "4"))
                        .requests())
                .isEqualTo(window(10, 9, Duration.ofSeconds(4)));
    }

    @Test
    void readsTheCommonForm() {
        assertThat(read(Map.of(
                                "X-RateLimit-Limit", "20",
                                "X-RateLimit-Remaining", "0",
                                "X-RateLimit-Reset", "1795176060000"))
                        .requests())
                .isEqualTo(window(20, 0, Duration.ofMinutes(1)));
    }

    @Test
    void takesWhatItCannotReadAsNotSaid() {
        assertThat(read(Map.of())).isSameAs(Allowance.UNKNOWN);
        assertThat(read(Map.of("RateLimit", ",,;;\"\"=", "X-RateLimit-Remaining", "many")))
                .isSameAs(Allowance.UNKNOWN);
        assertThat(read(Map.of("RateLimit", "limit=100, remaining=50, reset=5")))
                .isSameAs(Allowance.UNKNOWN);
    }
}
