package dev.seedbed.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Draw;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Money;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.LookBehind;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.testkit.ScriptedModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RunTest {
    private final MemoryJournal journal = new MemoryJournal();

    /// Answers that come back in an order that has nothing to do with that of the questions.
    private static ScriptedModel jumbled() {
        return new ScriptedModel((request, seed) -> {
            LockSupport.parkNanos(Duration.ofMillis(Math.floorMod(seed, 7)).toNanos());
            return ScriptedModel.reply(request, "reply " + seed % 50);
        });
    }

    @Test
    void writesRowsInCandidateOrderWhateverTheOrderOfReplies() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(200))
                .step(Trial.asking("say", 1))
                .model("model", jumbled());

        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(trial.rows)
                .extracting(row -> row.data().asMap().get("n"))
                .isSorted()
                .hasSize(200);
        assertThat(trial.ledger).hasSize(200);
    }

    @Test
    void givesTheSameRowsAtAnyConcurrencyWithAGrowingPool() throws InterruptedException {
        List<List<String>> results = new ArrayList<>();
        for (int concurrency : new int[] {1, 8, 256}) {
            Trial.Distinct pool = Trial.distinct("text");
            ScriptedModel model = jumbled();
            model.concurrency(concurrency);
            Trial trial = new Trial()
                    .step(Trial.endlessNumbers())
                    .step(Trial.generator("invent", new LookBehind(pool, 8), (sample, work) -> {
                        List<String> shown = pool.acceptedUpTo(work.candidate() - 8);
                        Request request = Trial.question("invent after " + shown, 1);
                        String reply =
                                work.ask(Ask.of(Trial.model("model"), request)).text();
                        return Outcome.became(sample.children(
                                "invent", List.of(Data.of("text", reply), Data.of("text", shown.size() + reply))));
                    }))
                    .step(pool)
                    .model("model", model)
                    .target(60);
            assertThat(trial.run(new MemoryJournal()).end()).isEqualTo(End.DONE);
            results.add(trial.texts("text"));
        }
        assertThat(results.get(0)).hasSize(60).doesNotHaveDuplicates();
        assertThat(results.get(1)).isEqualTo(results.get(0));
        assertThat(results.get(2)).isEqualTo(results.get(0));
    }

    @Test
    void asksNothingAgainThatWasAnswered() throws InterruptedException {
        ScriptedModel model = jumbled();
        Trial first =
                new Trial().step(Trial.numbers(50)).step(Trial.asking("say", 1)).model("model", model);
        RunSummary made = first.run(journal);
        Trial second =
                new Trial().step(Trial.numbers(50)).step(Trial.asking("say", 1)).model("model", model);
        RunSummary reused = second.run(journal);

        assertThat(made.calls().made()).isEqualTo(50);
        assertThat(reused.calls().made()).isZero();
        assertThat(reused.calls().reused()).isEqualTo(50);
        assertThat(reused.tokens()).isEqualTo(made.tokens());
        assertThat(second.rows).isEqualTo(first.rows);
    }

    @Test
    void theSameCommandAgainAsksNothingThoughTheRowsThatWereBegunTooManyDependOnTiming() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            MemoryJournal kept = new MemoryJournal();
            selective(64).run(kept);
            RunSummary again = selective(64).run(kept);
            assertThat(again.end()).isEqualTo(End.DONE);
            assertThat(again.calls().made()).as("round " + round).isZero();
        }
    }

    @Test
    void theSameCommandAgainAsksNothingBehindABarrierEither() throws InterruptedException {
        for (int round = 0; round < 20; round++) {
            MemoryJournal kept = new MemoryJournal();
            behindABarrier().run(kept);
            RunSummary again = behindABarrier().run(kept);
            assertThat(again.end()).isEqualTo(End.DONE);
            assertThat(again.calls().made()).as("round " + round).isZero();
        }
    }

    private static Trial behindABarrier() {
        ScriptedModel model = new ScriptedModel((request, seed) -> ScriptedModel.reply(request, "reply " + seed % 997));
        model.concurrency(32);
        return new Trial()
                .step(Trial.numbers(300))
                .step(Trial.reversedEven())
                .step(Trial.asking("say", 1))
                .step(Trial.gate("third", sample -> sample.id().hash().low() % 3 == 0))
                .step(Trial.first(20))
                .model("model", model);
    }

    @Test
    void patienceEndsAnEndlessSourceWhoseCollectorIsNeverFull() throws InterruptedException {
        RunSummary summary = new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.gate("none", sample -> false))
                .step(Trial.first(5))
                .patience(100)
                .run(journal);
        assertThat(summary.end()).isEqualTo(End.TOO_FEW_ROWS);
    }

    @Test
    void aLargerTargetCallsOnceTheJournalIsUsedUp() throws InterruptedException {
        Trial small = selective(8).target(10);
        small.run(journal);
        Trial large = selective(8).target(60);
        assertThat(large.run(journal).end()).isEqualTo(End.DONE);
        assertThat(large.rows).hasSize(60).startsWith(small.rows.toArray(Sample[]::new));
    }

    /// Of three rows one passes, after several questions at once that look behind at a collector.
    private static Trial selective(int concurrency) {
        Trial.Distinct pool = Trial.distinct("text");
        ScriptedModel model = new ScriptedModel((request, seed) -> ScriptedModel.reply(request, "reply " + seed % 997));
        model.concurrency(concurrency);
        return new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.generator("invent", new LookBehind(pool, 8), (sample, work) -> {
                    Request request = Trial.question(
                            "invent after "
                                    + pool.acceptedUpTo(work.candidate() - 8).size(),
                            1);
                    Ask ask = Ask.of(Trial.model("model"), request);
                    List<Reply> replies = work.askAll(List.of(ask, ask.number(1), ask.number(2)));
                    return Outcome.became(sample.children(
                            "invent",
                            replies.stream()
                                    .map(reply -> Data.of("text", reply.text()))
                                    .toList()));
                }))
                .step(pool)
                .step(Trial.generator(
                        "say",
                        (sample, work) -> Outcome.passed(sample.with(
                                "answer",
                                work.ask(Ask.of(
                                                Trial.model("model"),
                                                Trial.question(
                                                        "say " + sample.data().text("text"), 1)))
                                        .text()))))
                .step(Trial.gate("third", sample -> sample.id().hash().low() % 3 == 0))
                .model("model", model)
                .target(40);
    }

    @Test
    void asksOnlyWhatAChangedPromptTouches() throws InterruptedException {
        new Trial()
                .step(Trial.numbers(20))
                .step(Trial.asking("say", 1))
                .model("model", jumbled())
                .run(journal);
        RunSummary changed = new Trial()
                .step(Trial.numbers(20))
                .step(Trial.asking("tell", 1))
                .model("model", jumbled())
                .run(journal);
        RunSummary back = new Trial()
                .step(Trial.numbers(20))
                .step(Trial.asking("say", 1))
                .model("model", jumbled())
                .run(journal);

        assertThat(changed.calls().made()).isEqualTo(20);
        assertThat(back.calls().made()).isZero();
    }

    @Test
    void sharesOneCallAmongEqualGreedyQuestions() throws InterruptedException {
        ScriptedModel model = jumbled();
        Trial trial = new Trial()
                .step(Trial.numbers(30))
                .step(Trial.generator(
                        "ask",
                        (sample, work) -> Outcome.passed(sample.with(
                                "answer",
                                work.ask(Ask.of(Trial.model("model"), Trial.question("the same", 0)))
                                        .text()))))
                .model("model", model);

        RunSummary summary = trial.run(journal);

        assertThat(summary.calls().made()).isEqualTo(1);
        assertThat(summary.calls().reused()).isEqualTo(29);
        JournalledCall.Answered only = (JournalledCall.Answered) journal.only().result();
        assertThat(summary.tokens()).isEqualTo(only.reply().usage());
        assertThat(journal.appended()).isEqualTo(1);
    }

    @Test
    void givesTheFirstRowsInCandidateOrderUpToTheTarget() throws InterruptedException {
        Trial hundred = evenNumbers(100);
        Trial fifty = evenNumbers(50);

        RunSummary summary = fifty.run(journal);
        hundred.run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(fifty.rows).hasSize(50).isEqualTo(hundred.rows.subList(0, 50));
        long sum = summary.total().values().stream().mapToLong(Long::longValue).sum();
        assertThat(sum).isEqualTo(fifty.ledger.size());
        assertThat(summary.total().get(Fate.ACCEPTED)).isEqualTo(50);
        assertThat(summary.settled()).containsEntry(Fate.ACCEPTED, 50L).containsEntry(Fate.REJECTED, 49L);
    }

    private static Trial evenNumbers(long target) {
        return new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.asking("say", 1))
                .step(Trial.gate("even", sample -> Trial.number(sample) % 2 == 0))
                .model("model", jumbled())
                .target(target);
    }

    @Test
    void begunCandidatesAreBoundedByWhatTheTargetNeeds() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.asking("say", 1))
                .model("model", jumbled())
                .target(40);
        RunSummary summary = trial.run(journal);

        assertThat(summary.calls().made()).isEqualTo(40);
    }

    @Test
    void accountsForEverySampleOnce() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(40))
                .step(Trial.transformer(
                        "twice",
                        sample -> Outcome.became(sample.children(
                                "twice",
                                List.of(
                                        sample.data().with("k", 0),
                                        sample.data().with("k", 1))))))
                .step(Trial.gate("no-fives", sample -> Trial.number(sample) % 5 != 0))
                .step(Trial.distinct("n"));
        RunSummary summary = trial.run(journal);

        assertThat(summary.total())
                .containsEntry(Fate.CONSUMED, 40L)
                .containsEntry(Fate.REJECTED, 16L + 32L)
                .containsEntry(Fate.ACCEPTED, 32L)
                .containsEntry(Fate.OPEN, 0L);
        assertThat(trial.ledger)
                .extracting(LedgerEntry::sample)
                .doesNotHaveDuplicates()
                .hasSize(120);
        assertThat(trial.ledger).extracting(LedgerEntry::candidate).isSorted();
        assertThat(summary.steps()).extracting(RunSummary.StepSummary::in).containsExactly(40L, 40L, 80L, 64L);
        assertThat(summary.steps()).extracting(RunSummary.StepSummary::out).containsExactly(40L, 80L, 64L, 32L);
    }

    @Test
    void aSampleThatBecomesNothingIsConsumed() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(3))
                .step(Trial.transformer("none", sample -> Outcome.became(List.of())))
                .step(Trial.distinct("n"));

        assertThat(trial.run(journal).total()).containsEntry(Fate.CONSUMED, 3L);
    }

    @Test
    void aBarrierReordersAndItsRejectsAreRecorded() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(10))
                .step(Trial.asking("say", 1))
                .step(Trial.reversedEven())
                .step(Trial.distinct("n"))
                .model("model", jumbled());
        RunSummary summary = trial.run(journal);

        assertThat(trial.texts("n")).containsExactly("8", "6", "4", "2", "0");
        assertThat(summary.total()).containsEntry(Fate.REJECTED, 5L).containsEntry(Fate.ACCEPTED, 5L);
        assertThat(trial.ledger).hasSize(10).allMatch(entry -> entry.calls().size() == 1);
        assertThat(summary.steps()).extracting(RunSummary.StepSummary::in).containsExactly(10L, 10L, 10L, 5L);
    }

    @Test
    void takeEndsAnEndlessSource() throws InterruptedException {
        Trial trial = new Trial().step(Trial.endlessNumbers()).step(Trial.take(7));
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(trial.texts("n")).containsExactly("0", "1", "2", "3", "4", "5", "6");
    }

    @Test
    void exportersGetTheSameRowsAsAreUpToTheLastAcceptedOne() throws InterruptedException {
        Trial trial = new Trial();
        trial.step(Trial.endlessNumbers())
                .step(trial.exporter())
                .step(Trial.gate("even", sample -> Trial.number(sample) % 2 == 0))
                .target(5);
        trial.run(journal);

        assertThat(trial.exported)
                .extracting(row -> row.data().text("n"))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
    }

    @Test
    void givesUpWhenPatienceRunsOutAtTheSameCandidateEveryTime() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.endlessNumbers())
                .step(Trial.gate("few", sample -> Trial.number(sample) < 10))
                .target(20)
                .patience(100);
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.TOO_FEW_ROWS);
        assertThat(summary.explanation()).contains("100 candidates");
        assertThat(summary.settled()).containsEntry(Fate.ACCEPTED, 10L).containsEntry(Fate.REJECTED, 100L);
    }

    @Test
    void tellsThatTheSourceEndedBeforeTheTarget() throws InterruptedException {
        RunSummary summary = new Trial().step(Trial.numbers(3)).target(5).run(journal);

        assertThat(summary.end()).isEqualTo(End.TOO_FEW_ROWS);
        assertThat(summary.explanation()).isEqualTo("the source has no more candidates");
    }

    @Test
    void neverMakesMoreCallsThanTheBudgetAndGoesOnWithAHigherOne() throws InterruptedException {
        Trial capped = new Trial()
                .step(Trial.numbers(100))
                .step(Trial.asking("say", 1))
                .model("model", jumbled())
                .caps(new Caps(Optional.empty(), OptionalLong.empty(), OptionalLong.of(30), Optional.empty()));
        RunSummary stopped = capped.run(journal);

        assertThat(stopped.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(stopped.calls().made()).isEqualTo(30);
        assertThat(capped.rows).hasSizeLessThanOrEqualTo(30);
        assertThat(stopped.total().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(capped.ledger.size());

        Trial raised = new Trial()
                .step(Trial.numbers(100))
                .step(Trial.asking("say", 1))
                .model("model", jumbled())
                .caps(new Caps(Optional.empty(), OptionalLong.empty(), OptionalLong.of(100), Optional.empty()));
        RunSummary finished = raised.run(journal);

        assertThat(finished.end()).isEqualTo(End.DONE);
        assertThat(finished.calls().made()).isEqualTo(70);
        assertThat(raised.rows).hasSize(100);
    }

    @Test
    void neverSpendsMoreThanTheMoneyCap() throws InterruptedException {
        Price price = new Price(new BigDecimal("1000"), new BigDecimal("2000"), "USD");
        Money cap = new Money(new BigDecimal("1"), "USD");
        RunSummary summary = new Trial()
                .step(Trial.numbers(500))
                .step(Trial.asking("say", 1))
                .model("model", jumbled(), price)
                .caps(new Caps(Optional.of(cap), OptionalLong.empty(), OptionalLong.empty(), Optional.empty()))
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(summary.spent().amount()).isPositive().isLessThanOrEqualTo(cap.amount());
        assertThat(summary.explanation()).contains("1 USD");
    }

    @Test
    void neverUsesMoreTokensThanTheCap() throws InterruptedException {
        RunSummary summary = new Trial()
                .step(Trial.numbers(500))
                .step(Trial.asking("say", 1))
                .model("model", jumbled())
                .caps(new Caps(Optional.empty(), OptionalLong.of(1_000), OptionalLong.empty(), Optional.empty()))
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(summary.tokens().input() + summary.tokens().output())
                .isPositive()
                .isLessThanOrEqualTo(1_000);
    }

    @Test
    void aRowThatAlwaysFailsIsFailedOnceAndNotAskedAgain() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            if (request.asData().toString().contains("say 7\"")) {
                asked.incrementAndGet();
                throw new CallFailedException(
                        Remedy.RETRY, "HTTP 500", java.util.OptionalInt.of(500), Optional.empty(), "boom", null);
            }
            return ScriptedModel.reply(request, "fine");
        });
        Trial first =
                new Trial().step(Trial.numbers(50)).step(Trial.asking("say", 1)).model("model", model);
        RunSummary summary = first.run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(first.rows).hasSize(49);
        assertThat(asked).hasValue(3);
        LedgerEntry failed = first.ledger.stream()
                .filter(entry -> entry.fate() == Fate.FAILED)
                .findFirst()
                .orElseThrow();
        assertThat(failed.reason()).isEqualTo("call-failed");
        assertThat(failed.evidence().asMap())
                .containsEntry("status", 500L)
                .containsEntry("body", "boom")
                .containsEntry("tries", 3L);

        Trial again =
                new Trial().step(Trial.numbers(50)).step(Trial.asking("say", 1)).model("model", model);
        assertThat(again.run(journal).calls().made()).isZero();
        assertThat(asked).hasValue(3);

        Trial retried = new Trial()
                .step(Trial.numbers(50))
                .step(Trial.asking("say", 1))
                .model("model", ScriptedModel.usual())
                .retryFailed();
        assertThat(retried.run(journal).calls().made()).isEqualTo(1);
        assertThat(retried.rows).hasSize(50);
    }

    @Test
    void anOutageStopsTheRunAndBlamesNoRow() throws InterruptedException {
        AtomicInteger answered = new AtomicInteger();
        ScriptedModel failing = new ScriptedModel((request, seed) -> {
            if (answered.incrementAndGet() > 20) {
                throw new CallFailedException(Remedy.RETRY, "HTTP 503");
            }
            return ScriptedModel.reply(request, "fine");
        });
        Trial trial = new Trial()
                .step(Trial.numbers(200))
                .step(Trial.asking("say", 1))
                .model("model", failing);
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation()).contains("model").contains("HTTP 503");
        assertThat(trial.count(Fate.FAILED)).isZero();

        Trial resumed = new Trial()
                .step(Trial.numbers(200))
                .step(Trial.asking("say", 1))
                .model("model", jumbled());
        RunSummary finished = resumed.run(journal);
        assertThat(finished.end()).isEqualTo(End.DONE);
        assertThat(finished.calls().made()).isEqualTo(180);
    }

    @Test
    void aWrongKeyStopsTheRunAtOnce() throws InterruptedException {
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            throw new CallFailedException(Remedy.STOP_RUN, "HTTP 401: the key was not accepted");
        });
        RunSummary summary = new Trial()
                .step(Trial.numbers(200))
                .step(Trial.asking("say", 1))
                .model("model", model)
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation()).contains("401");
        assertThat(journal.appended()).isZero();
    }

    @Test
    void aDefectInAStepStopsTheRunAndNamesStepAndSample() throws InterruptedException {
        Trial trial = new Trial().step(Trial.numbers(10)).step(Trial.transformer("broken", sample -> {
            throw new IllegalStateException("oops");
        }));
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.DEFECT);
        assertThat(summary.explanation()).contains("broken").contains("oops");
        assertThat(trial.count(Fate.OPEN)).isEqualTo(trial.ledger.size());
    }

    @Test
    void noCallGoesOutDuringAPauseThatBeganWhileItWaitedForItsTurn() throws InterruptedException {
        long pause = Duration.ofMillis(250).toNanos();
        AtomicLong firstRefusal = new AtomicLong();
        AtomicInteger refused = new AtomicInteger();
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            long now = System.nanoTime();
            firstRefusal.compareAndSet(0, now);
            if (now - firstRefusal.get() < pause) {
                refused.incrementAndGet();
                throw new CallFailedException(
                        Remedy.SLOW_DOWN,
                        "HTTP 429",
                        OptionalInt.of(429),
                        Optional.of(Duration.ofNanos(pause)),
                        "",
                        null);
            }
            return ScriptedModel.reply(request, "fine");
        });
        RunSummary summary = new Trial()
                .step(Trial.numbers(100))
                .step(Trial.asking("say", 1))
                .model("model", model.concurrency(3))
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(refused.get()).isBetween(1, 3);
    }

    @Test
    void anEndpointThatTakesNoCallsForHoursStopsTheRun() throws InterruptedException {
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            throw new CallFailedException(
                    Remedy.SLOW_DOWN,
                    "HTTP 429: the day's quota is used up",
                    OptionalInt.of(429),
                    Optional.of(Duration.ofHours(5)),
                    "",
                    null);
        });
        RunSummary summary = new Trial()
                .step(Trial.numbers(10))
                .step(Trial.asking("say", 1))
                .model("model", model)
                .run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation()).contains("takes no calls for 5h", "quota");
    }

    @Test
    @Timeout(10)
    void aCollectorThatBreaksBetweenCandidatesStopsTheRun() throws InterruptedException {
        Collector breaking = new Collector() {
            @Override
            public String name() {
                return "pool";
            }

            @Override
            public Outcome admit(Sample sample) {
                return new Outcome.Passed(sample);
            }

            @Override
            public void settled(long candidate) {
                if (candidate == 2) {
                    throw new SeedbedException(ErrorKind.WRONG_INPUT, "the pool's file is no pool");
                }
            }
        };
        Trial trial = new Trial().step(Trial.numbers(20)).step(breaking);
        RunSummary summary = trial.run(journal);
        assertThat(summary.end()).isEqualTo(End.WRONG_INPUT);
        assertThat(summary.explanation()).isEqualTo("the pool's file is no pool");
        assertThat(summary.total().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(trial.ledger.size());
    }

    @Test
    void stoppedInTheMiddleItResumesToTheUndisturbedRows() throws InterruptedException {
        Trial whole = new Trial()
                .step(Trial.numbers(150))
                .step(Trial.asking("say", 1))
                .step(Trial.distinct("answer"))
                .model("model", jumbled());
        whole.run(new MemoryJournal());

        CountDownLatch some = new CountDownLatch(60);
        ScriptedModel slow = new ScriptedModel((request, seed) -> {
            LockSupport.parkNanos(Duration.ofMillis(Math.floorMod(seed, 7)).toNanos());
            some.countDown();
            return ScriptedModel.reply(request, "reply " + seed % 50);
        });
        slow.concurrency(4);
        Trial cut = new Trial()
                .step(Trial.numbers(150))
                .step(Trial.asking("say", 1))
                .step(Trial.distinct("answer"))
                .model("model", slow);
        Run run = cut.prepare(journal);
        Thread stopper = Thread.ofVirtual().start(() -> {
            try {
                some.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            run.stop();
        });
        RunSummary stopped = run.execute();
        stopper.join();

        assertThat(stopped.end()).isEqualTo(End.INTERRUPTED);
        assertThat(cut.rows).isEqualTo(whole.rows.subList(0, cut.rows.size()));

        Trial resumed = new Trial()
                .step(Trial.numbers(150))
                .step(Trial.asking("say", 1))
                .step(Trial.distinct("answer"))
                .model("model", jumbled());
        RunSummary finished = resumed.run(journal);
        assertThat(resumed.rows).isEqualTo(whole.rows);
        assertThat(finished.calls().reused()).isEqualTo(stopped.calls().made());
    }

    @Test
    void sendsTheDrawAsSeedAndAttemptsDiffer() throws InterruptedException {
        ScriptedModel model = ScriptedModel.usual();
        Trial trial = new Trial()
                .step(Trial.numbers(1))
                .step(Trial.generator("twice", (sample, work) -> {
                    Ask ask = Ask.of(Trial.model("model"), Trial.question("q", 1));
                    work.ask(ask);
                    work.ask(ask.attempt(1));
                    return Outcome.passed(sample);
                }))
                .model("model", model);
        trial.run(journal);

        Sample sample = trial.rows.getFirst();
        assertThat(model.calls())
                .extracting(ScriptedModel.Call::seed)
                .containsExactly(
                        Draw.of(42, sample.id(), "twice", 0, 0).endpointSeed(),
                        Draw.of(42, sample.id(), "twice", 0, 1).endpointSeed());
        assertThat(trial.ledger.getFirst().calls()).hasSize(2);
    }

    @Test
    void repliesToManyQuestionsComeInTheirOrder() throws InterruptedException {
        ScriptedModel model =
                ScriptedModel.saying(request -> request.asData().toString().contains("first") ? "1" : "2");
        Trial trial = new Trial()
                .step(Trial.numbers(20))
                .step(Trial.generator("both", (sample, work) -> {
                    var replies = work.askAll(List.of(
                            Ask.of(Trial.model("model"), Trial.question("first", 1)),
                            Ask.of(Trial.model("model"), Trial.question("second", 1))
                                    .number(1)));
                    return Outcome.passed(sample.with(
                            "both", replies.get(0).text() + replies.get(1).text()));
                }))
                .model("model", model);
        trial.run(journal);

        assertThat(trial.texts("both")).containsOnly("12");
        assertThat(journal.appended()).isEqualTo(40);
    }

    @Test
    void aSlowReplyHoldsNobodyElse() throws InterruptedException {
        CountDownLatch others = new CountDownLatch(99);
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            if (request.asData().toString().contains("say 0\"")) {
                others.await();
            } else {
                others.countDown();
            }
            return ScriptedModel.reply(request, "fine");
        });
        model.concurrency(4);
        Trial trial = new Trial()
                .step(Trial.numbers(100))
                .step(Trial.asking("say", 1))
                .model("model", model);

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.rows).hasSize(100);
    }

    @Test
    void runsWithNoCandidateAtAll() throws InterruptedException {
        RunSummary summary =
                new Trial().step(Trial.numbers(0)).step(Trial.distinct("n")).run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(summary.total().values()).containsOnly(0L);
    }

    @Test
    void runsManyTrivialRowsWithFewInFlight() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(20_000))
                .step(Trial.distinct("n"))
                .inFlight(3);

        assertThat(trial.run(journal).total())
                .isEqualTo(Map.of(
                        Fate.ACCEPTED,
                        20_000L,
                        Fate.REJECTED,
                        0L,
                        Fate.FAILED,
                        0L,
                        Fate.CONSUMED,
                        0L,
                        Fate.SURPLUS,
                        0L,
                        Fate.OPEN,
                        0L));
    }
}
