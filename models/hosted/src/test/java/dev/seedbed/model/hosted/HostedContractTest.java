package dev.seedbed.model.hosted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.EndpointContract;
import dev.seedbed.testkit.OfferCoverage;
import dev.seedbed.testkit.ShapedEndpoint;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Each provider held to the contract, against a server that speaks as it does.
class HostedContractTest {
    private static final Behaviour SILENCE = new Behaviour.Silence();
    private static final ShapedEndpoint ANTHROPIC = ShapedEndpoint.anthropic().always("<never answered>", SILENCE);
    private static final ShapedEndpoint GEMINI = ShapedEndpoint.gemini().always("<never answered>", SILENCE);
    private static final ShapedEndpoint OLLAMA = ShapedEndpoint.ollama().always("<never answered>", SILENCE);

    /// Servers that say nothing of tokens.
    private static final List<ShapedEndpoint> SILENT = Stream.of(
                    ShapedEndpoint.anthropic(), ShapedEndpoint.gemini(), ShapedEndpoint.ollama())
            .map(server -> server.always("", new Behaviour.NoUsage()).always("<never answered>", SILENCE))
            .toList();

    @AfterAll
    static void closeServers() {
        ANTHROPIC.close();
        GEMINI.close();
        OLLAMA.close();
        SILENT.forEach(ShapedEndpoint::close);
    }

    @Test
    void everythingThatIsOfferedIsHeldToAContract() {
        assertThat(OfferCoverage.unheld(List.of(this), HostedProviders.all(Hosted.CLOCK)))
                .isEmpty();
    }

    abstract static class Contract extends EndpointContract {
        private final Provider provider;
        private final String address;
        private final String model;

        Contract(Provider provider, String address, String model) {
            this.provider = provider;
            this.address = address;
            this.model = model;
        }

        @Override
        protected Endpoint open() {
            return Hosted.open(provider, address, Map.of("model", model));
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

    /// The contract, and that the tokens were counted here.
    abstract static class WithoutFigures extends Contract {
        WithoutFigures(Provider provider, String address, String model) {
            super(provider, address, model);
        }

        @Test
        void saysWhatCountedTheTokens() throws Exception {
            try (Endpoint endpoint = open()) {
                // OpenAI's cookbook, "How to count tokens with tiktoken", gives 6 for this text.
                Usage usage = endpoint.ask(echoing("tiktoken is great!").orElseThrow(), 1, Hosted.LONG)
                        .usage();

                assertThat(usage.output()).isEqualTo(6);
                assertThat(usage.countedBy()).contains("estimate by o200k_base");
            }
        }
    }

    @Nested
    class AnthropicWithoutFigures extends WithoutFigures {
        AnthropicWithoutFigures() {
            super(new AnthropicProvider(Hosted.CLOCK), SILENT.get(0).address(), "claude-haiku-4-5");
        }
    }

    @Nested
    class GeminiWithoutFigures extends WithoutFigures {
        GeminiWithoutFigures() {
            super(new GeminiProvider(Hosted.CLOCK), SILENT.get(1).address() + "/v1beta", "gemini-2.5-flash");
        }
    }

    @Nested
    class OllamaWithoutFigures extends WithoutFigures {
        OllamaWithoutFigures() {
            super(new OllamaProvider(Hosted.CLOCK), SILENT.get(2).address(), "llama3.2");
        }
    }

    @Nested
    class NewAnthropic extends Contract {
        NewAnthropic() {
            super(new AnthropicProvider(Hosted.CLOCK), ANTHROPIC.address(), "claude-opus-4-6");
        }
    }

    @Nested
    class OldAnthropic extends Contract {
        OldAnthropic() {
            super(new AnthropicProvider(Hosted.CLOCK), ANTHROPIC.address(), "claude-3-5-haiku");
        }
    }

    @Nested
    class Anthropic extends Contract {
        Anthropic() {
            super(new AnthropicProvider(Hosted.CLOCK), ANTHROPIC.address(), "claude-haiku-4-5");
        }
    }

    @Nested
    class Gemini extends Contract {
        Gemini() {
            super(new GeminiProvider(Hosted.CLOCK), GEMINI.address() + "/v1beta", "gemini-2.5-flash");
        }
    }

    @Nested
    class Ollama extends Contract {
        Ollama() {
            super(new OllamaProvider(Hosted.CLOCK), OLLAMA.address(), "llama3.2");
        }
    }
}
