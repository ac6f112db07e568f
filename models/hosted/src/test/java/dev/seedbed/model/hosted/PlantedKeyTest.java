package dev.seedbed.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.RecordedRequest;
import dev.seedbed.testkit.ShapedEndpoint;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A key is in one header of a request, and nowhere else.
class PlantedKeyTest {
    private static final List<Behaviour> FAILURES = List.of(
            new Behaviour.Status(401, Map.of(), "{\"error\":{\"message\":\"bad key " + Hosted.KEY + "\"}}"),
            new Behaviour.Status(400, Map.of(), "{\"error\":\"" + Hosted.KEY + "\"}"),
            new Behaviour.Status(200, Map.of(), "no JSON but " + Hosted.KEY),
            new Behaviour.Cut(),
            new Behaviour.Drop());

    private static void check(Provider provider, ShapedEndpoint server, String path) throws Exception {
        try (server;
                Endpoint endpoint = Hosted.open(provider, server.address() + path, Map.of("model", "m"))) {
            StringWriter shown = new StringWriter();
            shown.append(endpoint.ask(Hosted.chat("x"), 1, Hosted.LONG).toString());
            for (Behaviour behaviour : FAILURES) {
                server.behave().always("", behaviour);
                CallFailedException failure = catchThrowableOfType(
                        CallFailedException.class, () -> endpoint.ask(Hosted.chat("x"), 1, Hosted.LONG));
                failure.printStackTrace(new PrintWriter(shown));
                shown.append(failure.body());
            }
            shown.append(endpoint + endpoint.identity() + endpoint.allowance());
            for (RecordedRequest request : server.recorded()) {
                shown.append(request.path()).append(request.body());
                assertThat(request.head().split(Hosted.KEY, -1))
                        .as("one header")
                        .hasSize(2);
            }
            assertThat(shown.toString()).doesNotContain(Hosted.KEY).doesNotContain("planted-");
        }
    }

    @Test
    void anthropicsKeyStaysWhereItBelongs() throws Exception {
        check(new AnthropicProvider(Hosted.CLOCK), ShapedEndpoint.anthropic(), "");
    }

    @Test
    void geminisKeyStaysWhereItBelongs() throws Exception {
        check(new GeminiProvider(Hosted.CLOCK), ShapedEndpoint.gemini(), "/v1beta");
    }

    @Test
    void ollamasKeyStaysWhereItBelongs() throws Exception {
        check(new OllamaProvider(Hosted.CLOCK), ShapedEndpoint.ollama(), "");
    }
}
