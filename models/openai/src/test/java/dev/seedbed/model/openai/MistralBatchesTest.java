package dev.seedbed.model.openai;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.testkit.BatchContract;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ShapedEndpoint;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class MistralBatchesTest extends BatchContract {
    private final ShapedEndpoint server = ShapedEndpoint.mistral();
    private final Endpoint endpoint = OpenSettings.open(
            OpenAiProvider.mistral(OpenSettings.CLOCK),
            Map.of("model", "mistral-small-latest", "base-url", server.address()),
            Map.of());

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
        server.always(
                marker, new Behaviour.Status(status, Map.of(), "{\"message\":\"scripted\",\"type\":\"invalid\"}"));
    }
}
