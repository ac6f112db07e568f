package dev.seedbed.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// `--telemetry` as whole processes.
@Timeout(120)
class TelemetryOptionTest {
    @TempDir
    private Path folder = Path.of("");

    private final ScriptedEndpoint endpoint = ScriptedEndpoint.start();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer collector = HttpServer.create();

    TelemetryOptionTest() throws IOException {}

    @BeforeEach
    void start() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            try (exchange) {
                received.add(exchange.getRequestURI() + "\n"
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        collector.start();
        Files.writeString(folder.resolve("in.jsonl"), "{\"instruction\":\"answered\"}\n{\"instruction\":\"other\"}\n");
        Files.writeString(folder.resolve("told.yaml"), """
                seedbed: 1
                name: told
                models:
                  writer: { provider: openai, model: scripted, base-url: "%s", key-from: none }
                steps:
                  - load: in.jsonl
                  - generate: { model: writer, prompt: "{{ instruction }}" }
                """.formatted(endpoint.baseUri()));
    }

    @AfterEach
    void close() {
        collector.stop(0);
        endpoint.close();
    }

    private String url() {
        return "http://127.0.0.1:" + collector.getAddress().getPort();
    }

    @Test
    void sendsSpansAndMetricsToTheCollectorThatIsNamed() throws Exception {
        assertThat(run(Map.of(), "--telemetry", url()).waitFor()).isZero();

        assertThat(received)
                .anySatisfy(each -> assertThat(each).startsWith("/v1/traces\n").contains("run told", "chat scripted"))
                .anySatisfy(each -> assertThat(each).startsWith("/v1/metrics\n").contains("gen_ai.client.token.usage"));
        assertThat(said()).doesNotContain("telemetry");
    }

    @Test
    void theEnvironmentAloneSendsNothingAndLoadsNothing() throws Exception {
        Process process = run(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url()), "--json");
        assertThat(process.waitFor()).isZero();

        assertThat(received).isEmpty();
        assertThat(Files.readString(folder.resolve("classes")))
                .contains("dev.seedbed.cli.command.RunCommand")
                .doesNotContain("io.opentelemetry")
                .doesNotContain("dev.seedbed.telemetry");
    }

    @Test
    void theEnvironmentNamesTheCollectorIfAskedTo() throws Exception {
        assertThat(run(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", url()), "--telemetry", "env")
                        .waitFor())
                .isZero();

        assertThat(received).isNotEmpty();
    }

    @Test
    void anAddressThatIsNoneEndsBeforeAnythingIsAsked() throws Exception {
        assertThat(run(Map.of(), "--telemetry", "localhost:4318").waitFor()).isEqualTo(2);

        assertThat(said())
                .contains(
                        "telemetry: the collector's address is 'localhost:4318'; it must be like http://localhost:4318");
        assertThat(endpoint.requests()).isZero();
    }

    @Test
    void aCollectorThatIsNotThereIsANoteAndNothingElse() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertThat(run(Map.of(), "--telemetry", "http://127.0.0.1:" + port).waitFor())
                .isZero();

        assertThat(said().lines().filter(line -> line.contains("telemetry")))
                .containsExactly("note: telemetry: the collector at http://127.0.0.1:" + port
                        + " does not take what is sent (nothing listens there); the run goes on without it");
        assertThat(said().lines().toList().getLast()).startsWith("2 rows accepted");
        assertThat(said()).doesNotContain("Exception", "io.opentelemetry");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aRunThatIsToldToEndStillSendsItsSpan() throws Exception {
        endpoint.always("other", new Behaviour.Silence());
        Process process = run(Map.of(), "--telemetry", url());
        // When the answered call's span has arrived, the run's own is not the first thing that is sent.
        while (process.isAlive() && (endpoint.requests() < 2 || received.isEmpty())) {
            Thread.onSpinWait();
        }
        process.destroy();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(said()).contains("interrupted: told to stop");
        assertThat(received).anySatisfy(each -> assertThat(each).contains("run told", "interrupted"));
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aSilentCollectorDoesNotKeepARunThatIsToldToEnd() throws Exception {
        endpoint.always("other", new Behaviour.Silence());
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Process process = run(Map.of(), "--telemetry", "http://127.0.0.1:" + silent.getLocalPort());
            while (process.isAlive() && endpoint.requests() < 2) {
                Thread.onSpinWait();
            }
            process.destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(process.exitValue()).isEqualTo(130);
            assertThat(Files.readAllLines(folder.resolve("run/ledger.jsonl"))).hasSize(2);
        }
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("said"));
    }

    private Process run(Map<String, String> environment, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xlog:class+load:file=" + folder.resolve("classes") + "::filecount=0",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "run",
                folder.resolve("told.yaml").toString(),
                "--out",
                folder.resolve("run").toString()));
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }
}
