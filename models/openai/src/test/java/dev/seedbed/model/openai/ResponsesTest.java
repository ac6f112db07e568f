package dev.seedbed.model.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.Usage;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.EndpointContract;
import dev.seedbed.testkit.ShapedEndpoint;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The Responses API, held to the contract and read in detail.
class ResponsesTest extends EndpointContract {
    private static final ShapedEndpoint SERVER = ShapedEndpoint.openAiResponses();
    private static final Duration LONG = Duration.ofSeconds(30);

    @AfterAll
    static void closeServer() {
        SERVER.close();
    }

    @BeforeEach
    void behave() {
        SERVER.behave().always("<never answered>", new Behaviour.Silence());
    }

    @Override
    protected Endpoint open() {
        return OpenSettings.open(
                Map.of("model", "m", "base-url", SERVER.address() + "/v1", "api", "responses"), Map.of());
    }

    @Override
    protected Request slow() {
        return Request.chat(List.of(Message.user("<never answered>")), Sampling.of(0, 8));
    }

    @Override
    protected Optional<Request> echoing(String text) {
        return Optional.of(Request.chat(List.of(Message.user("echo:" + text)), Sampling.of(0, 1_000)));
    }

    private static Request chat() {
        return Request.chat(
                List.of(Message.system("s"), Message.user("u")),
                Sampling.of(0.5, 64).withTopP(0.9));
    }

    @Test
    void writesAsTheReferenceHasIt() throws Exception {
        try (Endpoint endpoint = open()) {
            endpoint.ask(chat(), 1, LONG);
        }

        assertThat(SERVER.recorded().getLast().path()).isEqualTo("/v1/responses");
        assertThat(SERVER.recorded().getLast().body())
                .isEqualTo("{\"model\":\"m\",\"input\":[{\"role\":\"system\",\"content\":\"s\"},"
                        + "{\"role\":\"user\",\"content\":\"u\"}],\"max_output_tokens\":64,\"temperature\":0.5,"
                        + "\"top_p\":0.9,\"store\":false}");
    }

    private Reply replyTo(String body) throws Exception {
        SERVER.behave().always("", new Behaviour.Status(200, Map.of(), body));
        try (Endpoint endpoint = open()) {
            return endpoint.ask(chat(), 1, LONG);
        }
    }

    @Test
    void countsItselfWhereTheTokensGivenCannotBe() throws Exception {
        for (String figure : List.of("-5", "-9223372036854775808", "100000001", "9223372036854775807")) {
            Usage counted = replyTo("{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":"
                            + "[{\"type\":\"output_text\",\"text\":\"4\"}]}],\"usage\":{\"input_tokens\":30,"
                            + "\"output_tokens\":" + figure + "}}")
                    .usage();

            assertThat(counted.estimated()).as(figure).isTrue();
            assertThat(counted.output()).as(figure).isEqualTo(1);
        }
    }

    @Test
    void readsThoughtsRefusalsAndReasons() throws Exception {
        String usage = ",\"usage\":{\"input_tokens\":30,\"input_tokens_details\":{\"cached_tokens\":16},"
                + "\"output_tokens\":20,\"output_tokens_details\":{\"reasoning_tokens\":12}}}";
        String said = "\"output\":[{\"type\":\"reasoning\",\"summary\":[{\"text\":\"hm\"}]},{\"type\":\"message\","
                + "\"content\":[{\"type\":\"output_text\",\"text\":\"4\"}]}]";
        Reply reply = replyTo("{\"status\":\"completed\"," + said + usage);
        assertThat(reply.text()).isEqualTo("4");
        assertThat(reply.usage()).isEqualTo(new Usage(30, 20, 16, 12, false));
        assertThat(replyTo("{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"max_output_tokens\"},"
                                + said + usage)
                        .finish())
                .isEqualTo(Finish.LENGTH);
        assertThat(replyTo("{\"status\":\"incomplete\",\"incomplete_details\":{\"reason\":\"content_filter\"}," + said
                                + usage)
                        .finish())
                .isEqualTo(Finish.FILTERED);
        Reply refused = replyTo("{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":"
                + "[{\"type\":\"refusal\",\"refusal\":\"I cannot.\"}]}]" + usage);
        assertThat(refused.text()).isEqualTo("I cannot.");
        assertThat(refused.finish()).isEqualTo(Finish.FILTERED);
    }

    @Test
    void takesNoAnswerThatFailed() {
        CallFailedException failure = catchThrowableOfType(
                CallFailedException.class,
                () -> replyTo("{\"status\":\"failed\",\"output\":[],\"error\":{\"code\":\"server_error\","
                        + "\"message\":\"Lost.\"}}"));
        assertThat(failure.remedy()).isEqualTo(Remedy.RETRY);
        assertThat(failure).hasMessageContaining("Lost.");
    }
}
