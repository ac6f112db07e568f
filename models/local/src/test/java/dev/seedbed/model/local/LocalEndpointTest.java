package dev.seedbed.model.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.setting.Settings;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalEndpointTest {
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Request SLOW = Request.raw("1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,", Sampling.of(0, 1_900));
    private static final Request COLOURS = Request.chat(
            List.of(Message.system("You are brief."), Message.user("Name three colours.")), Sampling.of(0, 24));

    private static LocalEndpoint endpoint;

    @TempDir
    private Path folder;

    @BeforeAll
    static void open() {
        endpoint = RealModel.open(Map.of("threads", 1L));
    }

    @AfterAll
    static void close() {
        if (endpoint != null) {
            endpoint.close();
        }
    }

    private static Reply ask(Request request) throws Exception {
        return endpoint.ask(request, 1, LONG);
    }

    private static void assertFails(Request request, Remedy remedy, String... words) {
        assertThatThrownBy(() -> ask(request))
                .hasMessageContainingAll(words)
                .asInstanceOf(type(CallFailedException.class))
                .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(remedy));
    }

    @Test
    void givesTheSameReplyFirstInAFreshProcessAndAfterOthers() throws Exception {
        Request story = Request.chat(List.of(Message.user("Tell me of a ship.")), Sampling.of(1, 16));
        Reply first;
        try (LocalEndpoint fresh = RealModel.open(Map.of("threads", 1L))) {
            first = fresh.ask(story, 5, LONG);
        }
        ask(COLOURS);
        ask(Request.raw("The capital of France is", Sampling.of(0, 8)));
        endpoint.ask(story, 6, LONG);

        assertThat(endpoint.ask(story, 5, LONG)).isEqualTo(first);
    }

    @Test
    void readsSpecialTokensInAPromptAsSuch() throws Exception {
        // In the file's vocabulary: <|im_start|> 1, user 4093, newline 198, Hi 26843, <|im_end|> 2.
        Reply reply = ask(Request.raw("<|im_start|>user\nHi<|im_end|>", Sampling.of(0, 1)));

        assertThat(reply.usage().input()).isEqualTo(5);
    }

    /// A reply that ends by itself after n tokens, its end token included, must end so with n allowed, be cut
    /// with n - 1 allowed though no text is missing, and lose text with n - 2: so n is right.
    @Test
    void countsTokensAndTellsACutReplyFromAnEndedOne() throws Exception {
        int seed = 0;
        Reply whole;
        do {
            whole = askFrance(++seed, 40);
        } while (whole.finish() != Finish.STOP && seed < 20);
        int count = (int) whole.usage().output();

        assertThat(whole.finish()).isEqualTo(Finish.STOP);
        assertThat(whole.text()).isNotBlank().doesNotContain("<|im_end|>");
        assertThat(askFrance(seed, count)).isEqualTo(whole);
        Reply cut = askFrance(seed, count - 1);
        assertThat(cut.finish()).isEqualTo(Finish.LENGTH);
        assertThat(cut.text()).isEqualTo(whole.text());
        assertThat(cut.usage().output()).isEqualTo(count - 1);
        String shorter = askFrance(seed, count - 2).text();
        assertThat(whole.text()).startsWith(shorter).isNotEqualTo(shorter);
    }

    private static Reply askFrance(int seed, int maxTokens) throws Exception {
        List<Message> question = List.of(Message.user("What is the capital of France?"));
        return endpoint.ask(Request.chat(question, Sampling.of(1, maxTokens)), seed, LONG);
    }

    @Test
    void goesOnFromABegunTurnOfTheAssistant() throws Exception {
        List<Message> begun = List.of(Message.user("Count."), Message.assistant("1, 2, 3, 4, 5,"));

        assertThat(ask(Request.chat(begun, Sampling.of(0, 4))).text()).startsWith(" 6");
    }

    @Test
    void refusesAPromptThatDoesNotFitBeforeItIsAsked() {
        Request tooLong = Request.raw("word ".repeat(2_000), Sampling.of(0, 100));

        assertFails(tooLong, Remedy.GIVE_UP, "the reply may have 100", "but the context holds 2048");
        assertFails(Request.raw("", Sampling.of(0, 10)), Remedy.GIVE_UP, "the prompt is empty");
    }

    @Test
    void givesUpOnASchemaThatEndsTheProcessAndGoesOn() throws Exception {
        Request impossible = COLOURS.withSchema(Map.of("type", "colour"));

        assertFails(impossible, Remedy.GIVE_UP, "cannot be made into a grammar", "Unrecognized schema");
        assertThat(ask(COLOURS).text()).isNotBlank();
    }

    @Test
    void failsTheCallOfAProcessThatDiesAndStartsAnother() throws Exception {
        ask(COLOURS);
        ProcessHandle child = endpoint.child().orElseThrow();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Reply> open = threads.submit(() -> ask(SLOW));
            assertThatThrownBy(() -> open.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            child.destroyForcibly();

            assertThatThrownBy(() -> open.get(20, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .hasMessageContaining("died in mid-call")
                    .asInstanceOf(type(CallFailedException.class))
                    .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.RETRY));
        }
        assertThat(ask(COLOURS).text()).isNotBlank();
        assertThat(endpoint.child().orElseThrow().pid()).isNotEqualTo(child.pid());
    }

    @Test
    void endsItsProcessWhenClosed() throws Exception {
        ProcessHandle child;
        try (LocalEndpoint brief = RealModel.open(Map.of("threads", 1L))) {
            assertThat(brief.child())
                    .as("nothing is started before the first call")
                    .isEmpty();
            brief.ask(Request.raw("a", Sampling.of(0, 1)), 1, LONG);
            child = brief.child().orElseThrow();
        }
        assertThat(child.onExit().get(10, TimeUnit.SECONDS).isAlive()).isFalse();
    }

    @Test
    void answersSeveralAtOnceThroughSlotsOfTheFullContext() throws Exception {
        try (LocalEndpoint both = RealModel.open(Map.of("threads", 1L, "slots", 2L, "context", 256L));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            assertThat(both.concurrency()).isEqualTo(2);
            // 240 of the 256 tokens that each slot holds, not half of them.
            Request full = Request.raw("word" + " word".repeat(229), Sampling.of(0, 10));
            List<Future<Reply>> replies = threads.invokeAll(Collections.nCopies(2, () -> both.ask(full, 1, LONG)));
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().usage().input()).isEqualTo(230);
                assertThat(reply.get().usage().output()).isPositive();
            }
        }
    }

    /// A parent of its own, whose output must be its own and whose child must not outlive it.
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            LocalEndpoint endpoint = RealModel.open(Map.of("threads", 1L));
            endpoint.ask(Request.chat(List.of(Message.user("a")), Sampling.of(0, 1)), 1, LONG);
            System.out.println(endpoint.child().orElseThrow().pid());
            System.in.read();
        }
    }

    @Test
    void isSilentAndDiesWithItsParentEvenWhenThatIsKilled() throws Exception {
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName())
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            assertThat(line).as("the first thing on the terminal").matches("\\d+");
            ProcessHandle child = ProcessHandle.of(Long.parseLong(line)).orElseThrow();

            // Through the handle, which leaves its output to be read.
            parent.toHandle().destroyForcibly();

            child.onExit().get(10, TimeUnit.SECONDS);
            assertThat(lines.readLine()).isNull();
        } finally {
            parent.destroyForcibly();
        }
    }

    @Test
    void saysThatAFileIsMissingOrNoModel() throws Exception {
        Path missing = folder.resolve("missing.gguf");
        Path text = Files.writeString(folder.resolve("text.gguf"), "hello");
        Path hollow = folder.resolve("hollow.gguf");
        Files.write(
                hollow, new byte[] {'G', 'G', 'U', 'F', 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});

        assertStops(missing, "there is no model file " + missing);
        assertStops(text, "is not a GGUF file");
        assertStops(hollow, "cannot be loaded");
        try (LocalEndpoint none = at(missing)) {
            assertThatThrownBy(none::identity).isInstanceOf(SeedbedException.class);
        }
    }

    private LocalEndpoint at(Path path) {
        return new LocalProvider()
                .openLocal(
                        Settings.of(Map.of("path", path)),
                        Map.of("SEEDBED_CACHE", folder.resolve("cache").toString()));
    }

    private void assertStops(Path path, String words) throws IOException {
        try (LocalEndpoint broken = at(path)) {
            assertThatThrownBy(() -> broken.ask(Request.raw("a", Sampling.of(0, 1)), 1, LONG))
                    .hasMessageContaining(words)
                    .asInstanceOf(type(CallFailedException.class))
                    .satisfies(failure -> assertThat(failure.remedy()).isEqualTo(Remedy.STOP_RUN));
        }
    }

    @Test
    void isKnownByTheBytesOfItsFileWhereverThatIs() {
        try (LocalEndpoint byPath = at(RealModel.file().path())) {
            assertThat(byPath.identity())
                    .isEqualTo(endpoint.identity())
                    .isEqualTo("local:" + KnownModel.SMOLLM2_135M_INSTRUCT.sha256());
        }
    }

    @Test
    void claimsEverythingButWordProbabilities() {
        assertThat(endpoint.capabilities())
                .containsExactlyInAnyOrder(
                        Capability.CHAT, Capability.RAW, Capability.PREFILL, Capability.SCHEMA, Capability.SEED);
        assertThat(endpoint.chatTemplate().orElseThrow().render(List.of(Message.user("x")), false))
                .endsWith("<|im_start|>user\nx<|im_end|>\n");
    }

    @Test
    void refusesAContextThatTheModelWasNotTrainedFor() throws Exception {
        try (LocalEndpoint wide = RealModel.open(Map.of("context", 100_000L))) {
            assertThatThrownBy(() -> wide.ask(COLOURS, 1, LONG))
                    .hasMessage("`context` is 100000, but this model was trained for 8192");
        }
    }

    @Test
    void refusesAnUnknownModelWhenOpened() {
        assertThatThrownBy(() -> new LocalProvider().open(Settings.of(Map.of("model", "gpt-4o")), Map.of()))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("there is no local model named 'gpt-4o'");
    }
}
