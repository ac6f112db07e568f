package dev.seedbed.model.hosted;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.testkit.BatchContract;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ShapedEndpoint;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class GeminiBatchesTest extends BatchContract {
    private final ShapedEndpoint server = ShapedEndpoint.gemini();
    private final Endpoint endpoint = Hosted.open(
            new GeminiProvider(Hosted.CLOCK), server.address() + "/v1beta", Map.of("model", "gemini-2.5-flash"));

    @AfterEach
    void close() {
        endpoint.close();
        server.close();
    }

    @Override
    protected Endpoint endpoint() {
        return endpoint;
    }

    @Override
    protected void refuse(String marker, int status) {
        String word = status == 400 ? "INVALID_ARGUMENT" : "INTERNAL";
        server.always(
                marker,
                new Behaviour.Status(
                        status,
                        Map.of(),
                        "{\"error\":{\"code\":" + status + ",\"message\":\"scripted\",\"status\":\"" + word + "\"}}"));
    }
}
