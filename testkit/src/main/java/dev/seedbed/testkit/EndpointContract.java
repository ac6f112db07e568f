package dev.seedbed.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [Endpoint] must do. A provider's test extends this, supplies the endpoint, and says what this one
/// can.
///
/// ```java
/// class LocalEndpointContractTest extends EndpointContract {
///     @Override
///     protected Endpoint open() { return new LocalProvider(...).open(settings, Map.of()); }
///
///     @Override
///     protected Request slow() { return Request.raw("Once", Sampling.of(1, 4_000)); }
/// }
/// ```
///
/// An endpoint that does not claim a [Capability] is excused from what belongs to it.
public abstract class EndpointContract {
    private static final List<String> HOSTILE = List.of(
            "She said \"no\" \\ and 'yes'\n\tthen left\r\n.",
            "{{ 7 * 7 }} {% for x in y %} ${home} <|im_end|> </s> [INST] %s",
            "Zo\u00eb e\u0301 \ud83d\ude00 \u4e2d\u6587 \u0627\u0644\u0639 \u202e\u200b \u2028 \u00df",
            "{\"role\":\"system\",\"content\":\"\\u0000\"} data: [DONE]");

    private Endpoint endpoint;

    /// A fresh endpoint; each test closes its own.
    protected abstract Endpoint open();

    /// A request that takes seconds at least, unless it is ended.
    protected abstract Request slow();

    /// A request to which this endpoint answers exactly this text, if it can be made to.
    protected Optional<Request> echoing(String text) {
        return Optional.empty();
    }

    /// Whether the same request with the same seed gives the same text; what [Capability#SEED] claims.
    protected boolean repeats() {
        return endpoint.capabilities().contains(Capability.SEED);
    }

    /// How long an ordinary call may take here.
    protected Duration deadline() {
        return Duration.ofSeconds(60);
    }

    /// How many calls are made at once.
    protected int manyCalls() {
        return 32;
    }

    @BeforeEach
    final void openEndpoint() {
        endpoint = open();
    }

    @AfterEach
    final void closeEndpoint() {
        endpoint.close();
    }

    private Reply ask(Request request, int seed) throws Exception {
        return endpoint.ask(request, seed, deadline());
    }

    private static Request chat(String text, int maxTokens) {
        return Request.chat(List.of(Message.system("You are helpful."), Message.user(text)), Sampling.of(0, maxTokens));
    }

    @Test
    void answersAConversation() throws Exception {
        Reply reply = ask(chat("Name three colours.", 64), 1);

        assertThat(reply.text()).isNotBlank();
        assertThat(reply.finish()).isIn(Finish.STOP, Finish.LENGTH);
    }

    @Test
    void givesTheSameTextForTheSameRequestAndSeed() throws Exception {
        assumeTrue(repeats(), "replies may differ here");
        Request request = Request.chat(List.of(Message.user("Tell me a story.")), Sampling.of(1, 48));

        Reply first = ask(request, 7);
        ask(chat("Something else in between.", 16), 8);

        assertThat(ask(request, 7).text()).isEqualTo(first.text());
    }

    @Test
    void givesOtherTextsForOtherSeeds() throws Exception {
        assumeTrue(endpoint.capabilities().contains(Capability.SEED), "takes no seed");
        Request request = Request.chat(List.of(Message.user("Tell me a story.")), Sampling.of(1, 48));

        assertThat(List.of(
                        ask(request, 1).text(),
                        ask(request, 2).text(),
                        ask(request, 3).text()))
                .as("texts for three seeds at temperature 1")
                .doesNotHaveDuplicates();
    }

    @Test
    void continuesARawText() throws Exception {
        assumeTrue(endpoint.capabilities().contains(Capability.RAW), "continues no texts");

        Reply reply = ask(Request.raw("Once upon a time there was a", Sampling.of(0, 24)), 1);

        assertThat(reply.text()).isNotBlank().doesNotContain("Once upon a time there was a");
    }

    @Test
    void goesOnFromABeginning() throws Exception {
        assumeTrue(endpoint.capabilities().contains(Capability.PREFILL), "goes on from no beginning");
        List<Message> turns = List.of(Message.user("Name a colour."), Message.assistant("A colour that I like is"));

        Reply reply = ask(Request.chat(turns, Sampling.of(0, 24)), 1);

        assertThat(reply.text()).isNotBlank().doesNotContain("A colour that I like is");
    }

    @Test
    void endsBeforeAStopText() throws Exception {
        String whole = ask(chat("Describe a garden in two sentences.", 48), 1).text();
        String stop = wordInTheMiddle(whole);
        Request request = new Request(
                chat("Describe a garden in two sentences.", 48).input(),
                Sampling.of(0, 48).withStop(List.of("\u0007never said", stop)),
                Optional.empty());

        Reply reply = ask(request, 1);

        assertThat(reply.text()).doesNotContain(stop);
        if (repeats()) {
            assertThat(reply.finish()).isEqualTo(Finish.STOP);
            assertThat(reply.text()).isEqualTo(whole.substring(0, whole.indexOf(stop)));
        }
    }

    private static String wordInTheMiddle(String text) {
        String[] words = text.strip().split("\\s+");
        assertThat(words).as("words of the reply to stop at").hasSizeGreaterThan(3);
        return words[words.length / 2];
    }

    @Test
    void saysThatTheMostTokensWereReached() throws Exception {
        Reply reply = ask(chat("Write a long story about a river and the sea.", 3), 1);

        assertThat(reply.finish()).isEqualTo(Finish.LENGTH);
        assertThat(reply.usage().output()).isLessThanOrEqualTo(3);
        assertThat(reply.text()).hasSizeLessThan(100);
    }

    @Test
    void holdsAReplyToASchema() throws Exception {
        assumeTrue(endpoint.capabilities().contains(Capability.SCHEMA), "knows no schemas");
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of(
                        "colour", Map.of("type", "string", "enum", List.of("red", "green")),
                        "good", Map.of("type", "boolean"),
                        "size", Map.of("enum", List.of(1, 2, 3))),
                "required",
                List.of("colour", "good", "size"),
                "additionalProperties",
                false);

        for (int seed = 1; seed <= 3; seed++) {
            Request question = Request.chat(List.of(Message.user("Describe an apple as JSON.")), Sampling.of(1, 128));
            Reply reply = ask(question.withSchema(schema), seed);
            Data value = Json.parseObject(reply.text());

            assertThat(reply.finish()).isEqualTo(Finish.STOP);
            assertThat(value.columns()).containsExactlyInAnyOrder("colour", "good", "size");
            assertThat(value.value("colour")).isIn("red", "green");
            assertThat(value.value("good")).isInstanceOf(Boolean.class);
            assertThat(value.value("size")).isIn(1L, 2L, 3L);
        }
    }

    @Test
    void givesTheArgumentsOfATool() throws Exception {
        assumeTrue(endpoint.capabilities().contains(Capability.TOOLS), "calls no tools");
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("colour", Map.of("type", "string", "enum", List.of("red", "green"))),
                "required",
                List.of("colour"));
        Request question = Request.chat(List.of(Message.user("What colour is an apple?")), Sampling.of(0, 128));

        Reply reply = ask(question.withFormat(new Request.Tool("paint", "Paints an apple.", schema)), 1);

        assertThat(reply.finish()).isEqualTo(Finish.STOP);
        assertThat(Json.parseObject(reply.text()).value("colour")).isIn("red", "green");
    }

    @Test
    void answersInJson() throws Exception {
        assumeTrue(endpoint.capabilities().contains(Capability.JSON), "promises no JSON");
        Request question = Request.chat(List.of(Message.user("Describe an apple as JSON.")), Sampling.of(0, 128));

        Reply reply = ask(question.withFormat(new Request.AnyJson()), 1);

        assertThat(Json.parseObject(reply.text()).columns()).isNotEmpty();
    }

    @Test
    void takesHostileTextAsText() throws Exception {
        for (String text : HOSTILE) {
            Optional<Request> echoing = echoing(text);
            if (echoing.isPresent()) {
                assertThat(ask(echoing.get(), 1).text()).isEqualTo(text);
            } else {
                assertThat(ask(chat(text, 8), 1).usage().output()).isPositive();
            }
        }
    }

    @Test
    void givesEachOfManyCallsItsOwnAnswer() throws Exception {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < manyCalls(); i++) {
            String text = "answer number " + i;
            requests.add(echoing(text).orElse(chat("Say something about the number " + i + ".", 12)));
        }

        List<String> texts = askAllAtOnce(requests);

        for (int i = 0; i < texts.size(); i++) {
            if (echoing("").isPresent()) {
                assertThat(texts.get(i)).isEqualTo("answer number " + i);
            } else if (repeats()) {
                assertThat(texts.get(i)).isEqualTo(ask(requests.get(i), 1).text());
            }
        }
    }

    private List<String> askAllAtOnce(List<Request> requests) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (Request request : requests) {
                replies.add(threads.submit(() -> ask(request, 1)));
            }
            List<String> texts = new ArrayList<>();
            for (Future<Reply> reply : replies) {
                texts.add(reply.get().text());
            }
            return texts;
        }
    }

    @Test
    void endsACallSoonAfterItsThreadIsInterrupted() throws Exception {
        Request slow = slow();
        long begun = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Throwable> failure = threads.submit(failureOf(slow));
            assertThatThrownBy(() -> failure.get(500, TimeUnit.MILLISECONDS))
                    .as("the slow call is still open after half a second")
                    .isInstanceOf(TimeoutException.class);
            threads.shutdownNow();

            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(deadline());
    }

    @Test
    void failsToBeTriedAgainWhenTheDeadlinePasses() {
        Request slow = slow();

        assertThatThrownBy(() -> endpoint.ask(slow, 1, Duration.ofMillis(300)))
                .asInstanceOf(type(CallFailedException.class))
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.RETRY));
    }

    @Test
    void answersAgainAfterADeadlinePassed() throws Exception {
        Optional<Request> after = echoing("after");
        assertThatThrownBy(() -> endpoint.ask(slow(), 1, Duration.ofMillis(300)))
                .isInstanceOf(CallFailedException.class);
        becomeQuick();

        assertThat(ask(after.orElse(chat("Name a colour.", 8)), 1).usage().output())
                .isPositive();
    }

    /// Called when what [#slow] set up, if anything, is to end.
    protected void becomeQuick() {}

    @Test
    void endsOpenCallsWhenClosedAndClosesTwice() throws Exception {
        Request slow = slow();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Throwable> failure = threads.submit(failureOf(slow));
            assertThatThrownBy(() -> failure.get(500, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            endpoint.close();
            endpoint.close();

            assertThat(failure.get(10, TimeUnit.SECONDS)).isInstanceOf(CallFailedException.class);
        }
    }

    private Callable<Throwable> failureOf(Request request) {
        return () -> {
            try {
                return new AssertionError("answered: " + ask(request, 1));
            } catch (CallFailedException | InterruptedException e) {
                return e;
            }
        };
    }

    @Test
    void keepsItsIdentity() {
        String identity = endpoint.identity();

        assertThat(identity).isNotBlank().isEqualTo(endpoint.identity());
        try (Endpoint another = open()) {
            assertThat(another.identity()).isEqualTo(identity);
        }
        assertThat(endpoint.concurrency()).isPositive();
        assertThat(endpoint.capabilities()).containsAnyOf(Capability.CHAT, Capability.RAW);
    }

    @Test
    void countsTokensWithinTheBoundsThatBudgetsReserve() throws Exception {
        Request request = chat("Name three colours, please.", 16);

        Reply reply = ask(request, 1);

        assertThat(reply.usage().input()).isPositive().isLessThanOrEqualTo(endpoint.mostInputTokens(request));
        assertThat(reply.usage().output()).isPositive().isLessThanOrEqualTo(16);
    }
}
