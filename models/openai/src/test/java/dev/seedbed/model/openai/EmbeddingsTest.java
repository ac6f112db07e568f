package dev.seedbed.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Usage;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.RecordedRequest;
import dev.seedbed.testkit.ShapedEndpoint;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// What goes out for vectors, and what is made of what comes back.
class EmbeddingsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final List<String> TWO = List.of("one", "two");

    private final ShapedEndpoint server = ShapedEndpoint.openAiEmbeddings("dimensions");

    @AfterEach
    void closeServer() {
        server.close();
    }

    private EmbeddingEndpoint open(Map<String, ?> more) {
        return open(new OpenAiProvider(OpenSettings.CLOCK), more);
    }

    private EmbeddingEndpoint open(Provider provider, Map<String, ?> more) {
        Map<String, Object> settings =
                new LinkedHashMap<>(Map.of("model", "text-embedding-3-small", "base-url", server.address() + "/v1"));
        settings.putAll(more);
        return (EmbeddingEndpoint) OpenSettings.open(provider, settings, Map.of());
    }

    private Data sent() {
        return Json.parseObject(server.recorded().getLast().body());
    }

    @Test
    void sendsWhatTheReferenceSays() throws Exception {
        try (EmbeddingEndpoint endpoint = open(Map.of("dialect", "openai", "dimensions", 3L))) {
            EmbeddingReply reply = endpoint.embed(TWO, LONG);

            assertThat(server.recorded().getLast().path()).isEqualTo("/v1/embeddings");
            assertThat(sent().asMap())
                    .isEqualTo(Map.of(
                            "model",
                            "text-embedding-3-small",
                            "input",
                            TWO,
                            "encoding_format",
                            "base64",
                            "dimensions",
                            3L));
            assertThat(reply.model()).contains("text-embedding-3-small");
            assertThat(reply.usage()).isEqualTo(new Usage(2, 0, false));
            assertThat(endpoint.dimensions()).isEqualTo(OptionalInt.of(3));
            assertThat(endpoint.identity()).isEqualTo("openai:text-embedding-3-small in 3 dimensions");
            assertThat(endpoint.mostTexts()).isEqualTo(2_048);
            assertThat(endpoint.mostTokens()).isEqualTo(300_000);
        }
    }

    @Test
    void asksForNumbersWhereBase64IsNotKnownToBeTaken() throws Exception {
        try (EmbeddingEndpoint endpoint = open(Map.of("texts-per-call", 7L))) {
            endpoint.embed(TWO, LONG);

            assertThat(sent().columns()).containsExactlyInAnyOrder("model", "input");
            assertThat(endpoint.mostTexts()).isEqualTo(7);
            assertThat(endpoint.dimensions()).isEmpty();
        }
    }

    @Test
    void callsADeploymentOfAzures() throws Exception {
        try (EmbeddingEndpoint endpoint = open(
                OpenAiProvider.azure(OpenSettings.CLOCK),
                Map.of("base-url", server.address(), "api-version", "2024-10-21", "model", "my embedder"))) {
            endpoint.embed(TWO, LONG);

            assertThat(server.recorded().getLast().path())
                    .isEqualTo("/openai/deployments/my%20embedder/embeddings?api-version=2024-10-21");
        }
    }

    @Test
    void aNameSaysWhetherAModelEmbedsUnlessThePipelineDoes() {
        Map<String, Class<?>> kinds = new LinkedHashMap<>();
        for (String name : List.of("gpt-4o", "text-embedding-ada-002", "Nomic-Embed-Text", "bge-m3")) {
            try (Endpoint endpoint = openAny(Map.of("model", name))) {
                kinds.put(name, endpoint instanceof EmbeddingEndpoint ? EmbeddingEndpoint.class : Endpoint.class);
            }
        }
        assertThat(kinds.values())
                .containsExactly(Endpoint.class, EmbeddingEndpoint.class, EmbeddingEndpoint.class, Endpoint.class);
        try (Endpoint named = openAny(Map.of("model", "bge-m3", "api", "embeddings"));
                Endpoint talking = openAny(Map.of("model", "embed-chat", "api", "chat"))) {
            assertThat(named).isInstanceOf(EmbeddingEndpoint.class);
            assertThat(talking).isNotInstanceOf(EmbeddingEndpoint.class);
        }
        assertThatThrownBy(() -> openAny(Map.of("model", "gpt-4o", "dimensions", 8L)))
                .isInstanceOf(SeedbedException.class)
                .hasMessage("dimensions is for models that turn texts into vectors, but 'gpt-4o' answers; leave it"
                        + " out, or write api: embeddings");
    }

    private Endpoint openAny(Map<String, ?> more) {
        Map<String, Object> settings = new LinkedHashMap<>(Map.of("base-url", server.address()));
        settings.putAll(more);
        return OpenSettings.open(settings, Map.of());
    }

    private EmbeddingReply replyTo(String body) throws Exception {
        server.behave().always("", new Behaviour.Status(200, Map.of(), body));
        try (EmbeddingEndpoint endpoint = open(Map.of())) {
            return endpoint.embed(TWO, LONG);
        }
    }

    @Test
    void readsNumbersAndBase64InTheOrderOfTheirIndex() throws Exception {
        // 3 and 4 as 32-bit floats, lowest byte first: 00 00 40 40, 00 00 80 40.
        EmbeddingReply reply = replyTo(
                "{\"data\":[{\"index\":1,\"embedding\":\"AABAQAAAgEA=\"},{\"index\":0,\"embedding\":[0,-2.5]}]}");

        assertThat(reply.vectors().get(0)).containsExactly(0f, -1f);
        assertThat(reply.vectors().get(1)).containsExactly(0.6f, 0.8f);
        // cl100k_base has a token for each of these words.
        assertThat(reply.usage().input()).isEqualTo(2);
        assertThat(reply.usage().countedBy()).contains("cl100k_base");
        assertThat(replyTo("{\"data\":[{\"embedding\":[1]},{\"embedding\":[-1]}]}")
                        .vectors()
                        .get(1))
                .containsExactly(-1f);
    }

    @Test
    void triesAgainWhereAReplyIsNotWhole() {
        Map<String, String> replies = new LinkedHashMap<>();
        replies.put("[{\"embedding\":[1]}]", "1 vectors for 2 texts");
        replies.put("[{\"embedding\":[1]},{\"embedding\":[1,2]}]", "vectors of 1 and of 2 numbers");
        replies.put("[{\"embedding\":[0]},{\"embedding\":[1]}]", "no direction");
        replies.put("[{\"embedding\":[1e300]},{\"embedding\":[1]}]", "no direction");
        replies.put("[{\"embedding\":[]},{\"embedding\":[]}]", "no direction");
        replies.put("[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]", "no list of vectors");
        replies.put("[{\"index\":2,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]", "no list of vectors");
        replies.put("[{\"embedding\":\"%%%\"},{\"embedding\":[1]}]", "no list of vectors");
        replies.put("[{\"embedding\":[null]},{\"embedding\":[1]}]", "no list of vectors");
        replies.put("{}", "no list of vectors");
        replies.forEach((data, why) -> {
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, () -> replyTo("{\"data\":" + data + "}"));
            assertThat(failure.remedy()).as(data).isEqualTo(Remedy.RETRY);
            assertThat(failure).hasMessageContaining(why);
        });
        for (Behaviour behaviour : List.of(new Behaviour.Cut(), new Behaviour.Malformed(), new Behaviour.Drop())) {
            server.behave().always("", behaviour);
            try (EmbeddingEndpoint endpoint = open(Map.of())) {
                assertThat(catchThrowableOfType(CallFailedException.class, () -> endpoint.embed(TWO, LONG))
                                .remedy())
                        .isEqualTo(Remedy.RETRY);
            }
        }
    }

    @Test
    void stopsWhereAModelDoesNotShortenItsVectors() {
        String body = "{\"data\":[{\"embedding\":[1,2]},{\"embedding\":[1,2]}]}";
        server.always("", new Behaviour.Status(200, Map.of(), body));
        try (EmbeddingEndpoint endpoint = open(Map.of("dimensions", 1L))) {
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, () -> endpoint.embed(TWO, LONG));

            assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN);
            assertThat(failure).hasMessageContaining("gave vectors of 2 numbers where 1 were asked for");
        }
    }

    @Test
    void readsErrorsAsForAnswers() {
        Map<Behaviour, Remedy> remedies = Map.of(
                Behaviour.error(400, "too long"),
                Remedy.GIVE_UP,
                Behaviour.error(401, "bad key"),
                Remedy.STOP_RUN,
                Behaviour.error(429, "slower"),
                Remedy.SLOW_DOWN,
                Behaviour.error(500, "oh"),
                Remedy.RETRY,
                new Behaviour.Status(200, Map.of(), "{\"error\":{\"code\":429,\"message\":\"slower\"}}"),
                Remedy.SLOW_DOWN);
        remedies.forEach((behaviour, remedy) -> {
            server.behave().always("", behaviour);
            try (EmbeddingEndpoint endpoint = open(Map.of())) {
                assertThat(catchThrowableOfType(CallFailedException.class, () -> endpoint.embed(TWO, LONG))
                                .remedy())
                        .as(behaviour.toString())
                        .isEqualTo(remedy);
            }
        });
    }

    @Test
    void itsKeyIsInOneHeaderAndNowhereElse() throws Exception {
        Map<String, Object> settings =
                Map.of("model", "text-embedding-3-small", "base-url", server.address(), "key-from", List.of("KEY"));
        try (EmbeddingEndpoint endpoint =
                (EmbeddingEndpoint) OpenSettings.open(settings, Map.of("KEY", "planted-0123456789"))) {
            endpoint.embed(TWO, LONG);
            server.always("", new Behaviour.Status(401, Map.of(), "{\"error\":\"planted-0123456789\"}"));
            CallFailedException failure =
                    catchThrowableOfType(CallFailedException.class, () -> endpoint.embed(TWO, LONG));

            RecordedRequest request = server.recorded().getFirst();
            assertThat(request.header("Authorization")).contains("Bearer planted-0123456789");
            assertThat(request.body()).doesNotContain("planted-");
            assertThat(failure.getMessage() + failure.body() + endpoint).doesNotContain("planted-");
        }
    }
}
