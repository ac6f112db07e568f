package dev.seedbed.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ScriptedModelTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Request REQUEST = Request.raw("Once", Sampling.of(0, 2));

    @Test
    void saysWhatItIsToldAndKeepsTheCalls() throws Exception {
        try (ScriptedModel model = ScriptedModel.saying(_ -> "one two three")) {
            Reply reply = model.ask(REQUEST, 7, LONG);

            assertThat(reply.text()).isEqualTo("one two");
            assertThat(reply.finish()).isEqualTo(Reply.Finish.LENGTH);
            assertThat(model.calls()).containsExactly(new ScriptedModel.Call(REQUEST, 7));
        }
    }

    @Test
    void failsAsItIsTold() {
        CallFailedException failure = new CallFailedException(Remedy.SLOW_DOWN, "too fast");
        try (ScriptedModel model = new ScriptedModel((_, _) -> {
            throw failure;
        })) {
            assertThatThrownBy(() -> model.ask(REQUEST, 1, LONG)).isSameAs(failure);
        }
    }

    @Test
    void showsHowManyCallsAreOpenAtOnce() throws Exception {
        try (ScriptedModel model = ScriptedModel.usual().identity("held").capabilities(Set.of(Capability.RAW));
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            model.hold();
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                replies.add(threads.submit(() -> model.ask(REQUEST, 1, LONG)));
            }
            model.awaitOpen(5);
            assertThat(replies).noneMatch(Future::isDone);
            model.release();
            for (Future<Reply> reply : replies) {
                assertThat(reply.get().text())
                        .isEqualTo(replies.getFirst().get().text());
            }
            assertThat(model.mostOpen()).isEqualTo(5);
            assertThat(model.open()).isZero();
            assertThat(model.capabilities()).containsExactly(Capability.RAW);
        }
    }
}
