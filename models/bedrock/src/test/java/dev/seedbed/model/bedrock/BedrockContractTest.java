package dev.seedbed.model.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.EndpointContract;
import dev.seedbed.testkit.OfferCoverage;
import dev.seedbed.testkit.ShapedEndpoint;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Held to the contract by a server that computes every signature for itself.
class BedrockContractTest {
    private static final ShapedEndpoint SERVER =
            OpenBedrock.server().always("<never answered>", new Behaviour.Silence());

    @AfterAll
    static void closeServer() {
        SERVER.close();
    }

    @Test
    void everythingThatIsOfferedIsHeldToAContract() {
        assertThat(OfferCoverage.unheld(List.of(this), List.of(new BedrockProvider(Clock.systemUTC()))))
                .isEmpty();
    }

    abstract static class Contract extends EndpointContract {
        private final Map<String, ?> settings;
        private final Map<String, String> environment;

        Contract(Map<String, ?> settings, Map<String, String> environment) {
            this.settings = settings;
            this.environment = environment;
        }

        @Override
        protected Endpoint open() {
            return OpenBedrock.open(SERVER.address(), settings, environment);
        }

        @Override
        protected Request slow() {
            return Request.chat(List.of(Message.user("<never answered>")), Sampling.of(0, 8));
        }

        @Override
        protected Optional<Request> echoing(String text) {
            return Optional.of(Request.chat(List.of(Message.user("echo:" + text)), Sampling.of(0, 1_000)));
        }
    }

    @Nested
    class Signed extends Contract {
        Signed() {
            super(Map.of("capabilities", List.of("chat", "tools", "schema")), OpenBedrock.SIGNING);
        }
    }

    @Nested
    class WithABearerToken extends Contract {
        WithABearerToken() {
            super(Map.of("key-from", List.of("TOKEN")), Map.of("TOKEN", OpenBedrock.BEARER));
        }
    }
}
