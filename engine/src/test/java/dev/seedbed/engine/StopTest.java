package dev.seedbed.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.testkit.ScriptedModel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What becomes of calls and samples that are under way when a run ends.
@Timeout(30)
class StopTest {
    private final MemoryJournal journal = new MemoryJournal();

    private static void sleep(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private static Ask ask(String text, int n) {
        return Ask.of(Trial.model("model"), Trial.question(text, 1)).number(n);
    }

    @Test
    void aRunWhoseTimeIsUpKeepsTheRepliesToManyQuestions() throws InterruptedException {
        ScriptedModel model = ScriptedModel.saying(request -> {
            sleep(600);
            return "late";
        });
        RunSummary summary = new Trial()
                .step(Trial.numbers(2))
                .step(Trial.generator("many", (sample, work) -> {
                    if (Trial.number(sample) == 1) {
                        sleep(300);
                        work.ask(ask("too late", 0));
                    }
                    work.askAll(List.of(ask("a", 0), ask("b", 1), ask("c", 2)));
                    return Outcome.passed(sample);
                }))
                .model("model", model)
                .caps(new Caps(
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.of(Duration.ofMillis(200))))
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(model.calls()).hasSize(3);
        assertThat(journal.appended()).isEqualTo(3);
    }

    @Test
    void whatIsAskedBesideAQuestionThatFailsIsKeptAndAccountedFor() throws InterruptedException {
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            if (request.asData().toString().contains("bad")) {
                throw new CallFailedException(Remedy.GIVE_UP, "HTTP 400");
            }
            sleep(300);
            return ScriptedModel.reply(request, "late");
        });
        Trial trial = new Trial()
                .step(Trial.numbers(1))
                .step(Trial.generator("many", (sample, work) -> {
                    work.askAll(List.of(ask("bad", 0), ask("b", 1)));
                    return Outcome.passed(sample);
                }))
                .model("model", model);
        trial.run(journal);

        assertThat(journal.appended()).isEqualTo(2);
        assertThat(trial.ledger).singleElement().satisfies(entry -> {
            assertThat(entry.fate()).isEqualTo(Fate.FAILED);
            assertThat(entry.calls()).hasSize(1);
        });
    }

    @Test
    void anInterruptedCallerLeavesNobodyBehind() throws InterruptedException {
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            sleep(20);
            return ScriptedModel.reply(request, "fine");
        });
        model.concurrency(2);
        Run run = new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.asking("say", 1))
                .model("model", model)
                .inFlight(50)
                .prepare(journal);
        CompletableFuture<Throwable> thrown = new CompletableFuture<>();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                run.execute();
                thrown.complete(new AssertionError("ended"));
            } catch (Throwable e) {
                thrown.complete(e);
            }
        });
        while (model.calls().size() < 10) {
            sleep(5);
        }
        caller.interrupt();
        assertThat(thrown.join()).isInstanceOf(InterruptedException.class);

        int made = model.calls().size();
        sleep(200);
        assertThat(model.calls()).hasSize(made);
        assertThat(model.open()).isZero();
    }

    private static final Caps ONE_HOUR =
            new Caps(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), Optional.of(Duration.ofHours(1)));

    @Test
    void theTimeOfDayMayBeSetMeanwhile() throws InterruptedException {
        TurnedClock clock = new TurnedClock();
        for (Duration jump : List.of(Duration.ofDays(-2), Duration.ofDays(3))) {
            RunSummary summary = new Trial()
                    .step(Trial.numbers(5))
                    .step(Trial.asking("say", 1))
                    .model("model", ScriptedModel.saying(request -> {
                        clock.turn(jump);
                        return "fine";
                    }))
                    .caps(ONE_HOUR)
                    .clock(clock)
                    .nanoTime(() -> 7)
                    .run(new MemoryJournal());

            assertThat(summary.end()).as(jump.toString()).isEqualTo(End.DONE);
            assertThat(summary.ended()).as(jump.toString()).isEqualTo(summary.started());
        }
    }

    @Test
    void theTimeIsUpThoughTheTimeOfDayIsSetBack() throws InterruptedException {
        TurnedClock clock = new TurnedClock();
        AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
        RunSummary summary = new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.asking("say", 1))
                .model("model", ScriptedModel.saying(request -> {
                    clock.turn(Duration.ofHours(-1));
                    nanoTime.addAndGet(Duration.ofMinutes(10).toNanos());
                    return "fine";
                }))
                .target(1_000_000)
                .caps(ONE_HOUR)
                .clock(clock)
                .nanoTime(nanoTime::get)
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(summary.explanation()).contains("the time budget of 1h is used up");
        assertThat(Duration.between(summary.started(), summary.ended())).isGreaterThanOrEqualTo(Duration.ofHours(1));
    }

    @Test
    void isDoneThoughItsTimeIsUpIfAnOpenCallBringsTheLastRow() throws InterruptedException {
        AtomicLong nanoTime = new AtomicLong();
        CountDownLatch timeIsUp = new CountDownLatch(1);
        CountDownLatch isStopped = new CountDownLatch(1);
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            nanoTime.set(Duration.ofHours(2).toNanos());
            timeIsUp.countDown();
            isStopped.await();
            return ScriptedModel.reply(request, "fine");
        });
        Trial trial = new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.generator("ask", (sample, work) -> {
                    if (Trial.number(sample) == 0) {
                        return Outcome.rejected(new Rejection("first", "it is the first", Data.empty()));
                    }
                    if (Trial.number(sample) == 1) {
                        work.ask(ask("slow", 0));
                        return Outcome.passed(sample);
                    }
                    timeIsUp.await();
                    try {
                        work.ask(ask("too late", 0));
                        return Outcome.passed(sample);
                    } finally {
                        isStopped.countDown();
                    }
                }))
                .model("model", model)
                .target(1)
                .caps(ONE_HOUR)
                .nanoTime(nanoTime::get);
        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.rows).hasSize(1);
    }

    /// A clock that is set.
    private static final class TurnedClock extends Clock {
        private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T12:00:00Z"));

        void turn(Duration by) {
            now.updateAndGet(time -> time.plus(by));
        }

        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void noCallBeginsAfterTheTimeThoughItWaitedInLine() throws InterruptedException {
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            sleep(100);
            return ScriptedModel.reply(request, "fine");
        });
        model.concurrency(1);
        RunSummary summary = new Trial()
                .step(Trial.numbers(30))
                .step(Trial.asking("say", 1))
                .model("model", model)
                .caps(new Caps(
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.of(Duration.ofMillis(500))))
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(model.calls()).hasSizeLessThan(10);
    }

    @Test
    void anOutageOfASlowEndpointBlamesFewRowsAndStopsTheRun() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel failing = new ScriptedModel((request, seed) -> {
            if (asked.incrementAndGet() > 3) {
                throw new CallFailedException(Remedy.RETRY, "HTTP 503");
            }
            return ScriptedModel.reply(request, "fine");
        });
        failing.concurrency(1);
        Trial trial = new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.asking("say", 1))
                .model("model", failing)
                .target(1_000)
                .inFlight(2)
                .patience(40);
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(trial.count(Fate.FAILED)).isLessThan(8);
    }

    @Test
    void whatComesBehindAFullCollectorIsNeitherSettledNorExported() throws InterruptedException {
        ScriptedModel model = ScriptedModel.saying(request -> {
            sleep(2);
            return "fine";
        });
        Trial trial = new Trial();
        RunSummary summary = trial.step(Trial.endlessNumbers())
                .step(Trial.asking("say", 1))
                .step(trial.exporter())
                .step(Trial.take(3))
                .model("model", model)
                .inFlight(40)
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(trial.exported).extracting(Trial::number).containsExactly(0L, 1L, 2L);
        assertThat(summary.settled().get(Fate.SURPLUS)).isZero();
        assertThat(summary.total().get(Fate.SURPLUS)).isPositive();
    }

    @Test
    void aCollectorThatBreaksBetweenSamplesStopsTheRunOnce() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            Trial trial = new Trial()
                    .step(Trial.numbers(200))
                    .step(Trial.asking("say", 1))
                    .step(new Collector() {
                        @Override
                        public String name() {
                            return "broken";
                        }

                        @Override
                        public Outcome admit(Sample sample) {
                            return Outcome.passed(sample);
                        }

                        @Override
                        public void settled(long candidate) {
                            if (candidate >= 20) {
                                throw new IllegalStateException("oops");
                            }
                        }
                    })
                    .model("model", new ScriptedModel((request, seed) -> {
                        sleep(Math.floorMod(seed, 7));
                        return ScriptedModel.reply(request, "fine");
                    }));
            RunSummary summary = trial.run(new MemoryJournal());

            assertThat(summary.end()).isEqualTo(End.DEFECT);
            assertThat(summary.explanation()).contains("broken").contains("oops");
            assertThat(trial.ledger).doesNotHaveDuplicates();
            assertThat(trial.ledger.stream().map(entry -> entry.sample())).doesNotHaveDuplicates();
        }
    }

    @Test
    void anExporterIsClosedThoughTheSourceCannotBeOpened() {
        AtomicInteger closed = new AtomicInteger();
        Trial trial = new Trial().step(Trial.unreadable()).step(Trial.closing(closed));

        assertThatThrownBy(() -> trial.run(journal)).hasMessageContaining("no such file");
        assertThat(closed).hasValue(1);
    }

    @Test
    void whatABarrierTurnsDownIsRecordedWhileOthersEnd() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(50_000))
                .step(Trial.reversedEven())
                .step(Trial.transformer("go", Outcome::passed));
        RunSummary summary = trial.run(journal);

        assertThat(summary.total()).containsEntry(Fate.ACCEPTED, 25_000L).containsEntry(Fate.REJECTED, 25_000L);
        assertThat(trial.ledger).hasSize(50_000).doesNotContainNull();
    }
}
