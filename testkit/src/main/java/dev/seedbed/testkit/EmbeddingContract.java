package dev.seedbed.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Json;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every [EmbeddingEndpoint] must do. A provider's test extends this and supplies the endpoint.
public abstract class EmbeddingContract {
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static final List<String> TEXTS = List.of(
            "A man is eating food.",
            "x",
            "She said \"no\" \\ and 'yes'\n\tthen left\r\n.",
            "{{ 7 * 7 }} {% for x in y %} ${home} <|im_end|> </s> [INST] %s [SEP] [CLS] [PAD] [MASK]",
            "Zo\u00eb e\u0301 \ud83d\ude00 \u4e2d\u6587 \u0627\u0644\u0639 \u202e\u200b \u2028 \u00df",
            "{\"input\":[\"\\u0000\"]} data: [DONE]",
            Json.wellFormed("half a pair \ud83d and \udc00 another"),
            "nul \u0000 bell \u0007",
            "A man is eating a piece of bread. ".repeat(40),
            "a".repeat(3_000));

    private EmbeddingEndpoint endpoint;

    /// A fresh endpoint; each test closes its own.
    protected abstract EmbeddingEndpoint open();

    @BeforeEach
    final void openEndpoint() {
        endpoint = open();
    }

    @AfterEach
    final void closeEndpoint() {
        endpoint.close();
    }

    private List<float[]> embed(List<String> texts) throws Exception {
        return endpoint.embed(texts, DEADLINE).vectors();
    }

    @Test
    void givesOneVectorOfLengthOneForEachText() throws Exception {
        EmbeddingReply reply = endpoint.embed(TEXTS, DEADLINE);

        assertThat(reply.vectors()).hasSameSizeAs(TEXTS);
        int dimensions = endpoint.dimensions().orElse(reply.vectors().getFirst().length);
        assertThat(reply.vectors()).allSatisfy(vector -> {
            assertThat(vector).hasSize(dimensions);
            double squares = 0;
            for (float number : vector) {
                squares += (double) number * number;
            }
            assertThat(Math.sqrt(squares)).isEqualTo(1, within(1e-6));
        });
        assertThat(reply.usage().input()).isPositive();
        assertThat(reply.usage().output()).isZero();
    }

    @Test
    void givesATextTheSameVectorWhateverItTravelsWith() throws Exception {
        List<float[]> alone = new ArrayList<>();
        for (String text : TEXTS) {
            alone.add(embed(List.of(text)).getFirst());
        }
        assertThat(embed(TEXTS)).containsExactlyElementsOf(alone);
        assertThat(embed(TEXTS.reversed())).containsExactlyElementsOf(alone.reversed());
        assertThat(embed(Collections.nCopies(3, TEXTS.getLast())))
                .containsExactlyElementsOf(Collections.nCopies(3, alone.getLast()));
    }

    @Test
    void givesTheSameVectorsOnManyThreadsAtOnce() throws Exception {
        List<float[]> expected = embed(TEXTS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<Integer>>> all = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int seed = i;
                all.add(threads.submit(() -> {
                    List<Integer> order = new ArrayList<>();
                    for (int text = 0; text < TEXTS.size(); text++) {
                        order.add(text);
                    }
                    Collections.shuffle(order, new Random(seed));
                    List<float[]> vectors = embed(order.stream().map(TEXTS::get).toList());
                    for (int at = 0; at < order.size(); at++) {
                        assertThat(vectors.get(at)).isEqualTo(expected.get(order.get(at)));
                    }
                    return order;
                }));
            }
            for (Future<List<Integer>> each : all) {
                each.get();
            }
        }
    }

    @Test
    void givesTheSameVectorsAfterItWasOpenedAgain() throws Exception {
        List<float[]> first = embed(TEXTS);
        try (EmbeddingEndpoint other = open()) {
            assertThat(other.identity()).isEqualTo(endpoint.identity());
            assertThat(other.embed(TEXTS, DEADLINE).vectors()).containsExactlyElementsOf(first);
        }
    }

    @Test
    void saysWhenTheDeadlineHasPassed() {
        assertThatThrownBy(() -> endpoint.embed(List.of("word ".repeat(50_000)), Duration.ofMillis(1)))
                .isInstanceOfSatisfying(
                        CallFailedException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.RETRY));
    }

    @Test
    void answersNoQuestions() {
        assertThat(endpoint.capabilities()).containsExactly(Capability.EMBED);
        assertThatThrownBy(() -> endpoint.ask(Request.raw("Why?", Sampling.of(0, 1)), 0, DEADLINE))
                .isInstanceOfSatisfying(
                        CallFailedException.class, e -> assertThat(e.remedy()).isEqualTo(Remedy.STOP_RUN))
                .hasMessageContaining(endpoint.identity());
    }

    @Test
    void refusesCallsAfterItWasClosed() throws Exception {
        embed(List.of("before"));
        endpoint.close();
        assertThatThrownBy(() -> embed(List.of("after"))).isInstanceOf(CallFailedException.class);
    }

    @Test
    void closesWhileTextsAreBeingEmbedded() throws Exception {
        embed(List.of("load the model first"));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                all.add(threads.submit(() -> {
                    try {
                        for (int round = 0; round < 1_000; round++) {
                            embed(TEXTS);
                        }
                        throw new AssertionError("the endpoint was never closed");
                    } catch (CallFailedException e) {
                        return null;
                    }
                }));
            }
            embed(List.of("by now the others are at it"));
            endpoint.close();
            for (Future<?> each : all) {
                each.get();
            }
        }
    }
}
