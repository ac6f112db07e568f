package dev.seedbed.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.SeedbedException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectorTest {
    @Test
    void addsTheSignalsPathToTheAddress() {
        assertThat(Collector.at("http://localhost:4318").path("traces")).isEqualTo("http://localhost:4318/v1/traces");
        assertThat(Collector.at("https://host/otlp/").path("metrics")).isEqualTo("https://host/otlp/v1/metrics");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4318", "pipeline.yaml", "ftp://host", "http://", "grpc://host:4317", ""})
    void refusesWhatIsNoAddressOfACollector(String url) {
        assertThatThrownBy(() -> Collector.at(url))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("telemetry: the collector's address")
                .hasMessageContaining("it must be like http://localhost:4318");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://me:secret-1@host", "https://host?key=secret-1", "http://ho st/secret-1"})
    void neverRepeatsWhatMayBeAKey(String url) {
        assertThatThrownBy(() -> Collector.at(url))
                .isInstanceOf(SeedbedException.class)
                .hasMessageNotContaining("secret-1");
    }

    @Test
    void theEnvironmentCountsOnlyWithAnAddressInIt() {
        assertThatThrownBy(() -> Collector.of(Map.of()))
                .isInstanceOf(SeedbedException.class)
                .hasMessage(
                        "telemetry: OTEL_EXPORTER_OTLP_ENDPOINT is not set; set it to the collector's address, such as"
                                + " http://localhost:4318, or give that in its place");
    }

    @Test
    void headersAreKeptAndNotShown() {
        Collector collector = Collector.of(Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                "https://host",
                "OTEL_EXPORTER_OTLP_HEADERS",
                "api-key=secret%3D1,,x=a+b"));

        assertThat(collector.headers()).containsOnly(Map.entry("api-key", "secret=1"), Map.entry("x", "a+b"));
        assertThat(collector).hasToString("https://host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secret-1", "=secret-1", "a=b,secret-1", "a=%secret-1"})
    void headersThatCannotBeReadAreNotRepeated(String headers) {
        assertThatThrownBy(() -> Collector.of(
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "https://host", "OTEL_EXPORTER_OTLP_HEADERS", headers)))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("OTEL_EXPORTER_OTLP_HEADERS")
                .hasMessageNotContaining("secret-1");
    }
}
