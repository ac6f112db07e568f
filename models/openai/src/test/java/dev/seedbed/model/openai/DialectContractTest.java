package dev.seedbed.model.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.EndpointContract;
import dev.seedbed.testkit.OfferCoverage;
import dev.seedbed.testkit.ShapedEndpoint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Each service of the family that has a name or a dialect, held to the contract.
class DialectContractTest {
    private static final Behaviour SILENCE = new Behaviour.Silence();
    private static final ShapedEndpoint SERVER = ShapedEndpoint.openAi("seed").always("<never answered>", SILENCE);
    private static final ShapedEndpoint MISTRAL =
            ShapedEndpoint.openAi("random_seed").always("<never answered>", SILENCE);

    /// Says nothing of tokens.
    private static final ShapedEndpoint SILENT =
            ShapedEndpoint.openAi("seed").always("", new Behaviour.NoUsage()).always("<never answered>", SILENCE);

    @AfterAll
    static void closeServers() {
        SERVER.close();
        MISTRAL.close();
        SILENT.close();
    }

    @Test
    void everythingThatIsOfferedIsHeldToAContract() {
        assertThat(OfferCoverage.unheld(
                        List.of(this, new EmbeddingContractTest()), OpenAiProvider.all(OpenSettings.CLOCK)))
                .isEmpty();
    }

    abstract static class Contract extends EndpointContract {
        private final Provider provider;
        private final Map<String, Object> settings;

        Contract(Provider provider, ShapedEndpoint server, Map<String, Object> more) {
            this.provider = provider;
            settings = new LinkedHashMap<>(Map.of("model", "m", "base-url", server.address()));
            settings.putAll(more);
        }

        @Override
        protected Endpoint open() {
            return OpenSettings.open(provider, settings, Map.of());
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
    class Azure extends Contract {
        Azure() {
            super(OpenAiProvider.azure(OpenSettings.CLOCK), SERVER, Map.of("api-version", "2024-10-21"));
        }
    }

    @Nested
    class Mistral extends Contract {
        Mistral() {
            super(OpenAiProvider.mistral(OpenSettings.CLOCK), MISTRAL, Map.of());
        }
    }

    @Nested
    class OpenRouter extends Contract {
        OpenRouter() {
            super(OpenAiProvider.openRouter(OpenSettings.CLOCK), SERVER, Map.of());
        }
    }

    @Nested
    class Vllm extends Contract {
        Vllm() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "vllm"));
        }
    }

    @Nested
    class LlamaServer extends Contract {
        LlamaServer() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "llama-server"));
        }
    }

    @Nested
    class LmStudio extends Contract {
        LmStudio() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "lm-studio"));
        }
    }

    @Nested
    class WithoutFigures extends Contract {
        WithoutFigures() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SILENT, Map.of());
        }
    }

    @Nested
    class OpenAi extends Contract {
        OpenAi() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "openai"));
        }
    }

    @Nested
    class AzureDialect extends Contract {
        AzureDialect() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "azure"));
        }
    }

    @Nested
    class MistralDialect extends Contract {
        MistralDialect() {
            super(new OpenAiProvider(OpenSettings.CLOCK), MISTRAL, Map.of("dialect", "mistral"));
        }
    }

    @Nested
    class OpenRouterDialect extends Contract {
        OpenRouterDialect() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "openrouter"));
        }
    }

    @Nested
    class Ollama extends Contract {
        Ollama() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "ollama"));
        }
    }

    @Nested
    class DeepSeek extends Contract {
        DeepSeek() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "deepseek"));
        }
    }
}
