package dev.seedbed.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.RecordedRequest;
import dev.seedbed.testkit.ShapedEndpoint;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DialectTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Map<String, Object> SCHEMA = Map.of("type", "object");
    private static final Request.Tool TOOL = new Request.Tool("say", "Says it.", SCHEMA);
    private static final Request PREFILLED =
            Request.chat(List.of(Message.user("u"), Message.assistant("Sure")), Sampling.of(0, 5));

    private final ShapedEndpoint server = ShapedEndpoint.openAi("seed");

    @AfterEach
    void close() {
        server.close();
    }

    private Endpoint speaking(String dialect) {
        return OpenSettings.open(
                Map.of("model", "m", "base-url", server.address() + "/v1", "dialect", dialect), Map.of());
    }

    private Data sent(String dialect, Request request) throws Exception {
        try (Endpoint endpoint = speaking(dialect)) {
            endpoint.ask(request, 1, LONG);
        }
        return Json.parseObject(server.recorded().getLast().body());
    }

    private static Request chat() {
        return Request.chat(List.of(Message.user("u")), Sampling.of(0, 5));
    }

    @Test
    void knowsWhatEachServerCallsThings() throws Exception {
        assertThat(sent("openai", chat()).columns()).contains("max_completion_tokens", "seed");
        assertThat(sent("compatible", chat()).columns()).contains("max_tokens", "seed");
        assertThat(sent("deepseek", chat()).columns()).contains("max_tokens").doesNotContain("seed");
        try (ShapedEndpoint mistral = ShapedEndpoint.openAi("random_seed");
                Endpoint endpoint = OpenSettings.open(
                        Map.of("model", "m", "base-url", mistral.address(), "dialect", "mistral"), Map.of())) {
            endpoint.ask(chat(), 7, LONG);
            assertThat(Json.parseObject(mistral.recorded().getLast().body()).value("random_seed"))
                    .isEqualTo(7L);
        }
    }

    @Test
    void goesOnFromATurnInTheWayOfTheServer() throws Exception {
        assertThat(sent("vllm", PREFILLED).columns()).contains("continue_final_message", "add_generation_prompt");
        assertThat(sent("llama-server", PREFILLED).columns())
                .doesNotContain("continue_final_message", "add_generation_prompt");
        try (ShapedEndpoint mistral = ShapedEndpoint.openAi("random_seed");
                Endpoint endpoint = OpenSettings.open(
                        Map.of("model", "m", "base-url", mistral.address(), "dialect", "mistral"), Map.of())) {
            endpoint.ask(PREFILLED, 7, LONG);
            assertThat(Json.parseObject(mistral.recorded().getLast().body()).text("messages"))
                    .endsWith("\"content\":\"Sure\",\"prefix\":true}]");
        }
    }

    @Test
    void asksForAToolInTheWayOfTheServer() throws Exception {
        Request request = chat().withFormat(TOOL);

        assertThat(sent("openai", request).value("tool_choice")).isInstanceOf(Map.class);
        assertThat(sent("lm-studio", request).value("tool_choice")).isEqualTo("required");
        assertThat(sent("llama-server", request).value("tool_choice")).isEqualTo("required");
        assertThat(sent("ollama", request).columns()).as("not offered").doesNotContain("tools", "tool_choice");
    }

    @Test
    void holdsARawTextToASchemaInTheWayOfTheServer() throws Exception {
        Request request = Request.raw("{", Sampling.of(0, 5)).withSchema(SCHEMA);

        assertThat(sent("vllm", request).value("structured_outputs")).isEqualTo(Map.of("json", SCHEMA));
        assertThat(sent("llama-server", request).value("json_schema")).isEqualTo(SCHEMA);
        assertThat(sent("compatible", request).columns()).contains("response_format");
    }

    @Test
    void asksOpenRouterForARouteThatHonoursTheFormat() throws Exception {
        assertThat(sent("openrouter", chat()).has("provider")).isFalse();
        assertThat(sent("openrouter", chat().withSchema(SCHEMA)).value("provider"))
                .isEqualTo(Map.of("require_parameters", true));
    }

    @Test
    void promisesNoFormatThatTheServerDoesNotHave() throws Exception {
        assertThat(sent("lm-studio", chat().withFormat(new Request.AnyJson())).has("response_format"))
                .isFalse();
        assertThat(sent("deepseek", chat().withSchema(SCHEMA)).has("response_format"))
                .isFalse();
    }

    private RecordedRequest sentToAzure(Map<String, Object> more) throws Exception {
        Map<String, Object> given = new HashMap<>(Map.of("model", "my gpt", "base-url", server.address()));
        given.put("key-from", "AZURE_OPENAI_API_KEY");
        given.putAll(more);
        try (Endpoint endpoint = OpenSettings.open(
                OpenAiProvider.azure(OpenSettings.CLOCK), given, Map.of("AZURE_OPENAI_API_KEY", "azure-key"))) {
            endpoint.ask(chat(), 1, LONG);
        }
        return server.recorded().getLast();
    }

    @Test
    void takesAzuresPathsAndKey() throws Exception {
        RecordedRequest current = sentToAzure(Map.of());
        assertThat(current.path()).isEqualTo("/openai/v1/chat/completions");
        assertThat(current.header("api-key")).contains("azure-key");
        assertThat(current.header("Authorization")).isEmpty();

        assertThat(sentToAzure(Map.of("api-version", "2024-10-21")).path())
                .isEqualTo("/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21");
        assertThat(sentToAzure(Map.of("base-url", server.address() + "/openai/v1/"))
                        .path())
                .isEqualTo("/openai/v1/chat/completions");
    }

    private CallFailedException failureOf(String dialect, int status, String body) {
        server.behave().always("", new Behaviour.Status(status, Map.of(), body));
        try (Endpoint endpoint = speaking(dialect)) {
            return catchThrowableOfType(CallFailedException.class, () -> endpoint.ask(chat(), 1, LONG));
        }
    }

    @Test
    void readsTheErrorsOfEachServer() {
        assertThat(failureOf(
                                "openrouter",
                                403,
                                "{\"error\":{\"code\":403,\"message\":\"flagged\",\"metadata\":{\"reasons\":[\"x\"]}}}")
                        .remedy())
                .as("moderation blames the row, not the key")
                .isEqualTo(Remedy.GIVE_UP);
        assertThat(failureOf(
                                "openrouter",
                                200,
                                "{\"choices\":[{\"error\":{\"code\":502,\"message\":\"down\"},\"finish_reason\":\"error\"}]}")
                        .remedy())
                .isEqualTo(Remedy.RETRY);
        assertThat(failureOf("azure", 400, "{\"error\":{\"code\":\"content_filter\",\"message\":\"no\"}}")
                        .remedy())
                .isEqualTo(Remedy.GIVE_UP);
        assertThat(failureOf("azure", 404, "{\"error\":{\"code\":\"DeploymentNotFound\",\"message\":\"no\"}}"))
                .hasMessageContaining("check model and base-url")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN));
        assertThat(failureOf("mistral", 422, "{\"detail\":[{\"loc\":[\"body\"],\"msg\":\"too long\"}]}"))
                .hasMessageContaining("too long")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.GIVE_UP));
        assertThat(failureOf("deepseek", 402, "{\"error\":{\"message\":\"Insufficient Balance\"}}")
                        .remedy())
                .isEqualTo(Remedy.STOP_RUN);
        assertThat(failureOf(
                                "deepseek",
                                200,
                                "{\"choices\":[{\"message\":{\"content\":\"ha\"},"
                                        + "\"finish_reason\":\"insufficient_system_resource\"}]}")
                        .remedy())
                .isEqualTo(Remedy.RETRY);
        assertThat(failureOf(
                                "llama-server",
                                500,
                                "{\"error\":{\"code\":500,\"message\":\"long\",\"type\":\"exceed_context_size_error\"}}")
                        .remedy())
                .isEqualTo(Remedy.GIVE_UP);
        assertThat(failureOf("vllm", 400, "{\"error\":{\"code\":\"unsupported_value\",\"message\":\"temperature\"}}"))
                .hasMessageContaining("leave-out")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN));
    }
}
