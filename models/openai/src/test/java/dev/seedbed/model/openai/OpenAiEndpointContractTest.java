package dev.seedbed.model.openai;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.EndpointContract;
import dev.seedbed.testkit.ShapedEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class OpenAiEndpointContractTest extends EndpointContract {
    private static final ShapedEndpoint SERVER = ShapedEndpoint.openAi("seed");

    @BeforeAll
    static void neverAnswerOneRequest() {
        SERVER.always("<never answered>", new Behaviour.Silence());
    }

    @AfterAll
    static void closeServer() {
        SERVER.close();
    }

    @Override
    protected Endpoint open() {
        return OpenSettings.open(Map.of("model", "m", "base-url", SERVER.address() + "/v1"), Map.of());
    }

    @Override
    protected Request slow() {
        return Request.raw("<never answered>", Sampling.of(0, 8));
    }

    @Override
    protected Optional<Request> echoing(String text) {
        return Optional.of(Request.chat(List.of(Message.user("echo:" + text)), Sampling.of(0, 1_000)));
    }
}
