package dev.seedbed.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Reply.Finish;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunEvent.Condition;
import dev.seedbed.api.run.RunListener;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.testkit.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What a run tells those who listen to it.
@Timeout(60)
class WatchTest {
    private final MemoryJournal journal = new MemoryJournal();
    private final List<RunEvent> events = new CopyOnWriteArrayList<>();

    private Trial asking(int rows, ScriptedModel model) {
        return new Trial()
                .step(Trial.numbers(rows))
                .step(Trial.asking("say", 1))
                .model("model", model)
                .listener(events::add);
    }

    private <E extends RunEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static CallFailedException failure(Remedy remedy, int status) {
        return new CallFailedException(
                remedy, "HTTP " + status, OptionalInt.of(status), Optional.empty(), "said so", null);
    }

    @Test
    void beginsAndEndsWithTheRunAndTellsEveryCallBetween() throws InterruptedException {
        asking(5, ScriptedModel.usual()).run(journal);

        assertThat(events.getFirst()).isInstanceOf(RunEvent.Began.class);
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        RunEvent.Ended.class, ended -> assertThat(ended.end()).isEqualTo(End.DONE));
        assertThat(all(RunEvent.CallAnswered.class)).hasSize(5).allSatisfy(answered -> {
            assertThat(answered.isReused()).isFalse();
            assertThat(answered.tries()).isEqualTo(1);
            assertThat(answered.call().model()).isEqualTo("model");
            assertThat(answered.call().provider()).isEqualTo("scripted");
            assertThat(answered.call().step()).isEqualTo("ask");
            assertThat(answered.usage().output()).isPositive();
        });
        assertThat(all(RunEvent.CallAnswered.class).stream()
                        .map(answered -> answered.call().candidate()))
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void whatAnEndpointCallsItsModelIsToldOnlyIfItCanBeNothingButAName() throws InterruptedException {
        List<String> names =
                List.of("gpt-4o-2024-08-06", "meta-llama/Llama-3:8b@fp8", "/home/me/model.gguf", "a b", "");
        AtomicInteger next = new AtomicInteger();
        asking(
                        names.size(),
                        new ScriptedModel((_, _) -> new Reply(
                                "yes",
                                Finish.LENGTH,
                                Usage.NONE,
                                Optional.of(names.get(next.getAndIncrement())),
                                Optional.empty())))
                .run(journal);

        assertThat(all(RunEvent.CallAnswered.class)).allSatisfy(answered -> {
            assertThat(answered.finish()).isEqualTo(Finish.LENGTH);
            assertThat(answered.call().operation()).isEqualTo(RunEvent.Operation.CHAT);
        });
        assertThat(all(RunEvent.CallAnswered.class).stream().flatMap(answered -> answered.answeredBy().stream()))
                .containsExactlyInAnyOrder("gpt-4o-2024-08-06", "meta-llama/Llama-3:8b@fp8");
    }

    @Test
    void saysWhatTheJournalAnswered() throws InterruptedException {
        asking(5, ScriptedModel.usual()).run(journal);
        events.clear();
        asking(5, ScriptedModel.usual()).run(journal);

        assertThat(all(RunEvent.CallAnswered.class)).hasSize(5).allMatch(RunEvent.CallAnswered::isReused);
    }

    @Test
    void tellsRetriesAndFailuresWithTheirStatus() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            String text = request.asData().toString();
            if (text.contains("say 3\"") && asked.incrementAndGet() == 1) {
                throw failure(Remedy.RETRY, 502);
            }
            if (text.contains("say 4\"")) {
                throw failure(Remedy.GIVE_UP, 400);
            }
            return ScriptedModel.reply(request, "fine");
        });
        asking(6, model).run(journal);

        assertThat(all(RunEvent.CallRetried.class)).singleElement().satisfies(retried -> {
            assertThat(retried.call().candidate()).isEqualTo(3);
            assertThat(retried.call().step()).isEqualTo("ask");
            assertThat(retried.remedy()).isEqualTo(Remedy.RETRY);
            assertThat(retried.status()).hasValue(502);
        });
        assertThat(all(RunEvent.CallFailed.class)).singleElement().satisfies(failed -> {
            assertThat(failed.call().candidate()).isEqualTo(4);
            assertThat(failed.status()).hasValue(400);
        });
    }

    @Test
    void tellsThatAnEndpointIsSilentAndRecovers() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            if (asked.incrementAndGet() <= 12) {
                throw failure(Remedy.RETRY, 500);
            }
            return ScriptedModel.reply(request, "fine");
        });
        asking(30, model)
                .calls(new CallRules(Duration.ofSeconds(10), 8, Duration.ofSeconds(20), 1))
                .run(journal);

        assertThat(all(RunEvent.EndpointChanged.class).stream().map(RunEvent.EndpointChanged::condition))
                .containsExactly(Condition.SILENT, Condition.RECOVERED);
    }

    @Test
    void tellsOfTheBrakeAndOfTheStop() throws InterruptedException {
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            throw failure(Remedy.GIVE_UP, 400);
        });
        asking(200, model)
                .calls(new CallRules(Duration.ofSeconds(10), 0, Duration.ofSeconds(6), 0.5))
                .run(journal);

        assertThat(all(RunEvent.Braked.class)).isNotEmpty();
        assertThat(all(RunEvent.Stopping.class))
                .singleElement()
                .satisfies(stopping -> assertThat(stopping.end()).isEqualTo(End.UNUSABLE));
    }

    @Test
    void aListenerThatBreaksIsToldNothingMoreAndTheRunGoesOn() throws InterruptedException {
        AtomicInteger told = new AtomicInteger();
        Trial trial = asking(5, ScriptedModel.usual()).listener(_ -> {
            told.incrementAndGet();
            throw new IllegalStateException("a listener that breaks");
        });

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(told).hasValue(1);
        assertThat(all(RunEvent.Ended.class)).hasSize(1);
    }

    @Test
    void makesNoEventWhereNobodyListens() throws InterruptedException {
        asking(5, ScriptedModel.usual())
                .listener(new RunListener() {
                    @Override
                    public void on(RunEvent event) {
                        throw new AssertionError("was told " + event);
                    }

                    @Override
                    public boolean isListening() {
                        return false;
                    }
                })
                .run(journal);
        assertThat(all(RunEvent.CallAnswered.class)).hasSize(5);
    }
}
