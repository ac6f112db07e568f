package dev.seedbed.model.hosted;

import static dev.seedbed.model.hosted.Hosted.LONG;
import static dev.seedbed.model.hosted.Hosted.chat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ShapedEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OllamaTest {
    private final ShapedEndpoint server = ShapedEndpoint.ollama();
    private final Endpoint endpoint = Hosted.open(
            new OllamaProvider(Hosted.CLOCK),
            server.address(),
            Map.of("model", "llama3.2", "context", 8_192L, "keep-alive", Duration.ofMinutes(30), "think", false));

    @AfterEach
    void close() {
        endpoint.close();
        server.close();
    }

    private String sent(Request request) throws Exception {
        endpoint.ask(request, 7, LONG);
        return server.recorded().getLast().body();
    }

    @Test
    void writesChatsAndRawTextsAsTheReferenceHasThem() throws Exception {
        assertThat(sent(chat("u")))
                .isEqualTo("{\"model\":\"llama3.2\",\"messages\":[{\"role\":\"system\",\"content\":\"Be brief.\"},"
                        + "{\"role\":\"user\",\"content\":\"u\"}],\"stream\":false,\"options\":{\"num_predict\":64,"
                        + "\"temperature\":0.5,\"seed\":7,\"num_ctx\":8192},\"keep_alive\":\"1800s\",\"think\":false}");
        Sampling sampling = Sampling.of(1, 9).withMinP(0.05).withStop(List.of("<|im_end|>"));
        assertThat(sent(Request.raw("<|im_start|>user\n", sampling)))
                .startsWith("{\"model\":\"llama3.2\",\"prompt\":\"<|im_start|>user\\n\",\"raw\":true,\"stream\":false,"
                        + "\"options\":{\"num_predict\":9,\"temperature\":1.0,\"min_p\":0.05,"
                        + "\"stop\":[\"<|im_end|>\"],\"seed\":7");
        assertThat(server.recorded().getLast().path()).isEqualTo("/api/generate");
    }

    @Test
    void asksForFormats() throws Exception {
        assertThat(sent(chat("x").withSchema(Map.of("type", "object")))).contains("\"format\":{\"type\":\"object\"}");
        assertThat(sent(chat("x").withFormat(new Request.AnyJson()))).contains("\"format\":\"json\"");
    }

    private Reply replyTo(String rest) throws Exception {
        server.behave()
                .always(
                        "",
                        new Behaviour.Status(
                                200,
                                Map.of(),
                                "{\"model\":\"llama3.2\",\"message\":{\"content\":\"four\",\"thinking\":\"2+2\"},"
                                        + rest));
        return endpoint.ask(chat("x"), 1, LONG);
    }

    @Test
    void readsReasonsAndUsage() throws Exception {
        Reply reply = replyTo("\"done\":true,\"done_reason\":\"length\",\"prompt_eval_count\":26,\"eval_count\":290}");
        assertThat(reply.text()).isEqualTo("four");
        assertThat(reply.finish()).isEqualTo(Finish.LENGTH);
        assertThat(reply.usage()).isEqualTo(new Usage(26, 290, false));
        assertThat(replyTo("\"done\":true,\"done_reason\":\"stop\",\"eval_count\":2}")
                        .usage()
                        .estimated())
                .as("a count is missing")
                .isTrue();
        for (String rest : List.of("\"done\":false}", "\"done\":true,\"done_reason\":\"load\"}")) {
            assertThat(catchThrowableOfType(CallFailedException.class, () -> replyTo(rest))
                            .remedy())
                    .as(rest)
                    .isEqualTo(Remedy.RETRY);
        }
    }

    private CallFailedException failureOf(int status, String message) {
        server.behave().always("", new Behaviour.Status(status, Map.of(), "{\"error\":\"" + message + "\"}"));
        return catchThrowableOfType(CallFailedException.class, () -> endpoint.ask(chat("x"), 1, LONG));
    }

    @Test
    void knowsWhatToDoAboutEachError() {
        assertThat(failureOf(404, "model 'llama3.2' not found"))
                .hasMessageContaining("ollama pull llama3.2")
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN));
        assertThat(failureOf(400, "invalid format").remedy()).isEqualTo(Remedy.GIVE_UP);
        assertThat(failureOf(401, "unauthorized").remedy()).isEqualTo(Remedy.STOP_RUN);
        assertThat(failureOf(500, "runner crashed").remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failureOf(502, "cloud model unreachable").remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failureOf(503, "server busy, please try again. maximum pending requests exceeded")
                        .remedy())
                .isEqualTo(Remedy.SLOW_DOWN);
    }
}
