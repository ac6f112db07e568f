package dev.seedbed.model.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    /// This machine's clock stands at 12:00.
    private static Optional<Duration> read(Map<String, List<String>> headers) {
        return RetryAfter.of(HttpHeaders.of(headers, (_, _) -> true), Clock.fixed(Opening.NOW, ZoneOffset.UTC));
    }

    @Test
    void comparesADateWithTheEndpointsOwn() {
        List<String> until = List.of("Fri, 20 Nov 2026 15:00:07 GMT");

        assertThat(read(Map.of("Retry-After", until, "Date", List.of("Fri, 20 Nov 2026 15:00:00 GMT"))))
                .contains(Duration.ofSeconds(7));
        assertThat(read(Map.of("Retry-After", until, "Date", List.of("Fri, 20 Nov 2026 15:00:09 GMT"))))
                .contains(Duration.ZERO);
    }

    @Test
    void comparesADateWithThisMachinesTimeWhereTheEndpointGivesNone() {
        List<String> until = List.of("Fri, 20 Nov 2026 12:00:07 GMT");

        assertThat(read(Map.of("Retry-After", until))).contains(Duration.ofSeconds(7));
        assertThat(read(Map.of("Retry-After", until, "Date", List.of("today")))).contains(Duration.ofSeconds(7));
    }
}
