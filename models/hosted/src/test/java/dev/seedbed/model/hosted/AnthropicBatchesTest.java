package dev.seedbed.model.hosted;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.testkit.BatchContract;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ShapedEndpoint;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;

class AnthropicBatchesTest extends BatchContract {
    private final ShapedEndpoint server = ShapedEndpoint.anthropic();
    private final Endpoint endpoint =
            Hosted.open(new AnthropicProvider(Hosted.CLOCK), server.address(), Map.of("model", "claude-haiku-4-5"));

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
        String type = status == 400 ? "invalid_request_error" : "api_error";
        server.always(
                marker,
                new Behaviour.Status(
                        status,
                        Map.of(),
                        "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"scripted\"}}"));
    }
}
