package dev.seedbed.model.openai;

import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.testkit.EmbeddingContract;
import dev.seedbed.testkit.ShapedEndpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;

/// Each dialect that gives vectors its own way, held to the contract over HTTP.
class EmbeddingContractTest {
    private static final ShapedEndpoint SERVER = ShapedEndpoint.openAiEmbeddings("dimensions");
    private static final ShapedEndpoint MISTRAL = ShapedEndpoint.openAiEmbeddings("output_dimension");

    @AfterAll
    static void closeServers() {
        SERVER.close();
        MISTRAL.close();
    }

    abstract static class Contract extends EmbeddingContract {
        private final Provider provider;
        private final Map<String, Object> settings;

        Contract(Provider provider, ShapedEndpoint server, Map<String, Object> more) {
            this.provider = provider;
            settings = new LinkedHashMap<>(Map.of("model", "some-embedder", "base-url", server.address()));
            settings.putAll(more);
        }

        @Override
        protected EmbeddingEndpoint open() {
            return (EmbeddingEndpoint) OpenSettings.open(provider, settings, Map.of());
        }
    }

    @Nested
    class OpenAi extends Contract {
        OpenAi() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "openai", "dimensions", 256L));
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
            super(OpenAiProvider.mistral(OpenSettings.CLOCK), MISTRAL, Map.of("dimensions", 16L));
        }
    }

    @Nested
    class OpenRouter extends Contract {
        OpenRouter() {
            super(OpenAiProvider.openRouter(OpenSettings.CLOCK), SERVER, Map.of());
        }
    }

    @Nested
    class Compatible extends Contract {
        Compatible() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of());
        }
    }

    @Nested
    class Vllm extends Contract {
        Vllm() {
            super(new OpenAiProvider(OpenSettings.CLOCK), SERVER, Map.of("dialect", "vllm"));
        }
    }
}
