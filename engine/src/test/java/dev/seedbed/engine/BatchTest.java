package dev.seedbed.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Money;
import dev.seedbed.api.model.BatchService;
import dev.seedbed.api.model.BatchService.Outcome;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.CallLimits;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.step.Ask;
import dev.seedbed.testkit.ScriptedModel;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Questions that go in batches: who waits, what is asked again, who is to blame, and what is written down.
@Timeout(60)
class BatchTest {
    private static final Price PRICE =
            new Price(BigDecimal.ONE, BigDecimal.ONE, "USD").withBatchShare(new BigDecimal("0.5"));

    private final MemoryJournal journal = new MemoryJournal();
    private final BatchFake batches =
            new BatchFake(ScriptedModel.saying(request -> request.asData().toString()));

    private Trial asking(int rows) {
        return new Trial()
                .step(Trial.numbers(rows))
                .step(Trial.asking("say", 1))
                .batched("model", batches, PRICE);
    }

    private static Outcome failed(Remedy remedy, int status) {
        return new BatchService.Failed(new CallFailedException(
                remedy, "HTTP " + status, OptionalInt.of(status), Optional.empty(), "said so", null));
    }

    private static boolean isAbout(Request request, int number) {
        return request.asData().toString().contains("say " + number + "\"");
    }

    @Test
    void eachAnswerStandsOnItsRowAndTheLogIsEmptyAfterwards() throws InterruptedException {
        Trial trial = asking(300);
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(trial.rows)
                .hasSize(300)
                .allSatisfy(row -> assertThat(row.data().text("answer"))
                        .contains("say " + row.data().text("n") + "\""));
        assertThat(batches.submitted).hasSize(1);
        assertThat(journal.log.said).containsExactly("intend", "submitted", "close");
        assertThat(journal.log.open()).isEmpty();
        assertThat(summary.cost().amount())
                .isEqualByComparingTo(PRICE.of(summary.tokens()).amount().multiply(new BigDecimal("0.5")));
    }

    @Test
    void aBatchTakesNoMoreThanTheEndpointDoes() throws InterruptedException {
        batches.mostRequests = 40;
        asking(100).run(journal);

        assertThat(batches.submitted)
                .hasSize(3)
                .allSatisfy(batch -> assertThat(batch.size()).isLessThanOrEqualTo(40));
    }

    @Test
    void whatFailsOnTheWayGoesIntoAnotherBatchAndWhatIsRefusedFails() throws InterruptedException {
        Set<String> once = ConcurrentHashMap.newKeySet();
        batches.fate = request -> {
            if (isAbout(request, 3)) {
                return Optional.of(failed(Remedy.GIVE_UP, 400));
            }
            if (isAbout(request, 4)) {
                return Optional.of(failed(Remedy.RETRY, 500));
            }
            return isAbout(request, 5) && once.add("5")
                    ? Optional.of(new BatchService.Unasked("time ran out"))
                    : Optional.empty();
        };
        Trial trial = asking(10);
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(trial.rows).hasSize(8);
        List<LedgerEntry> failed = trial.ledger.stream()
                .filter(entry -> entry.fate() == Fate.FAILED)
                .toList();
        assertThat(failed).hasSize(2);
        assertThat(failed.getFirst().evidence().value("status")).isEqualTo(400L);
        assertThat(failed.getFirst().evidence().value("tries")).isEqualTo(1L);
        assertThat(failed.getLast().evidence().value("status")).isEqualTo(500L);
        assertThat(failed.getLast().evidence().value("tries")).isEqualTo(3L);
        assertThat(batches.submitted.stream().map(List::size)).containsExactly(10, 2, 1);
    }

    @Test
    void anEndpointThatNeverAnswersBlamesNobody() throws InterruptedException {
        batches.fate = _ -> Optional.of(failed(Remedy.RETRY, 500));
        Trial trial = asking(10);
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation()).contains("does not answer").contains("HTTP 500");
        assertThat(trial.count(Fate.FAILED)).isZero();
    }

    @Test
    void batchesThatAreCompletedWithoutAnyResultAreSubmittedTwiceAtMost() throws InterruptedException {
        batches.isSilent = true;
        Trial trial = asking(10);
        trial.calls(new CallRules(Duration.ofSeconds(30), 50, Duration.ofSeconds(15), 1));
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation())
                .contains(
                        "has completed 2 batches in a row without a result for any of their questions, the last of 10")
                .contains("batch-2");
        assertThat(batches.submitted).hasSize(2);
        assertThat(trial.count(Fate.FAILED)).isZero();
        assertThat(journal.log.open()).isEmpty();
    }

    @Test
    void whatABrokenBatchSaysIsOneShortLine() throws InterruptedException {
        batches.fate = _ -> Optional.of(new BatchService.Failed(new CallFailedException(
                Remedy.STOP_RUN,
                "it is no JSON: " + "\u0001\ufffd\n\u001b[31m".repeat(500) + "x".repeat(5_000),
                OptionalInt.empty(),
                Optional.empty(),
                "",
                null)));
        RunSummary summary = asking(3).run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation())
                .hasSizeLessThan(400)
                .contains("it is no JSON: [31m [31m")
                .doesNotContainPattern("[\\p{C}\ufffd]");
    }

    @Test
    void aBatchThatWasTakenUnheardIsNotSubmittedAgain() throws InterruptedException {
        batches.unheard = 1;
        Trial trial = asking(10);
        trial.run(journal);

        assertThat(trial.rows).hasSize(10);
        assertThat(batches.submitted).hasSize(1);
    }

    @Test
    void aBatchThatIsRefusedAsAWholeIsHalvedUntilItsPoisonIsAlone() throws InterruptedException {
        batches.verdict =
                batch -> batch.stream().anyMatch(each -> each.letter().body().contains("say 3\""))
                        ? Optional.of(new BatchService.Refused("a line is no request", false))
                        : Optional.empty();
        Trial trial = asking(8);
        trial.run(journal);

        assertThat(trial.rows).hasSize(7);
        assertThat(trial.count(Fate.FAILED)).isEqualTo(1);
        assertThat(journal.log.open()).isEmpty();
    }

    @Test
    void aBatchThatIsTooMuchWaitsForTheOthersAndIsThenHalved() throws InterruptedException {
        batches.verdict = batch -> batch.size() > 3
                ? Optional.of(new BatchService.Refused("too many tokens wait", true))
                : Optional.empty();
        Trial trial = asking(10);
        trial.run(journal);

        assertThat(trial.rows).hasSize(10);
    }

    @Test
    void aStoppedRunIsTakenUpByTheNextWithWhatTheBatchHasAnsweredMeanwhile() throws InterruptedException {
        AtomicInteger looks = new AtomicInteger();
        Trial first = asking(20);
        List<Run> runs = new ArrayList<>();
        batches.verdict = _ -> {
            if (looks.incrementAndGet() == 3) {
                runs.getFirst().stop();
            }
            return Optional.of(new BatchService.Running());
        };
        runs.add(first.prepare(journal));
        RunSummary stopped = runs.getFirst().execute();
        assertThat(stopped.end()).isEqualTo(End.INTERRUPTED);
        assertThat(stopped.explanation()).contains("1 batch goes on at the endpoint (20 questions)");
        assertThat(journal.log.open()).hasSize(1);

        batches.verdict = _ -> Optional.empty();
        // The pipeline was changed meanwhile: what nobody asks for any more is kept all the same.
        Trial second = asking(15);
        second.run(journal);

        assertThat(second.rows).hasSize(15);
        assertThat(batches.submitted).hasSize(1);
        assertThat(journal.size()).isEqualTo(20);
        assertThat(journal.log.open()).isEmpty();
    }

    @Test
    void aMoneyCapHoldsBackWhatTheBatchPriceDoesNotCover() throws InterruptedException {
        Price price = new Price(BigDecimal.ZERO, new BigDecimal("20000"), "USD").withBatchShare(new BigDecimal("0.5"));
        Trial trial = new Trial()
                .step(Trial.numbers(1_000))
                .step(Trial.asking("say", 1))
                .batched("model", batches, price)
                .caps(new Caps(
                        Optional.of(new Money(new BigDecimal("5"), "USD")),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.empty()));
        RunSummary summary = trial.run(journal);

        // 50 tokens at 20,000 USD a million, and half of it: at most 0.50 USD a question.
        assertThat(summary.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(summary.cost().amount()).isLessThanOrEqualTo(new BigDecimal("5"));
        assertThat(batches.submitted.getFirst()).hasSize(10);
    }

    @Test
    void equalQuestionsShareOnePlaceInABatch() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(30))
                .step(Trial.generator(
                        "ask",
                        (sample, work) -> dev.seedbed.api.step.Outcome.passed(sample.with(
                                "answer",
                                work.ask(Ask.of(Trial.model("model"), Trial.question("the same", 0)))
                                        .text()))))
                .batched("model", batches, PRICE);
        trial.run(journal);

        assertThat(trial.rows).hasSize(30);
        assertThat(batches.submitted).hasSize(1);
        assertThat(batches.submitted.getFirst()).hasSize(1);
    }

    @Test
    void aLineThatStopsTheRunDoesSoOnceWithAllOthersKept() throws InterruptedException {
        batches.fate = request -> isAbout(request, 3) ? Optional.of(failed(Remedy.STOP_RUN, 401)) : Optional.empty();
        RunSummary stopped = asking(10).run(journal);

        assertThat(stopped.end()).isEqualTo(End.UNUSABLE);
        assertThat(stopped.explanation()).contains("HTTP 401");
        assertThat(journal.size()).isEqualTo(9);
        assertThat(journal.log.open()).isEmpty();

        batches.fate = _ -> Optional.empty();
        Trial second = asking(10);
        assertThat(second.run(journal).end()).isEqualTo(End.DONE);
        assertThat(second.rows).hasSize(10);
        assertThat(batches.submitted.getLast()).hasSize(1);
    }

    /// Stops a run when its one batch is at work.
    private void leaveBehind(int rows) throws InterruptedException {
        List<Run> runs = new ArrayList<>();
        batches.verdict = _ -> {
            runs.getFirst().stop();
            return Optional.of(new BatchService.Running());
        };
        runs.add(asking(rows).prepare(journal));
        runs.getFirst().execute();
        assertThat(journal.log.open()).hasSize(1);
        batches.verdict = _ -> Optional.empty();
    }

    @Test
    void aBatchThatTheEndpointNoLongerHasIsAskedAgain() throws InterruptedException {
        leaveBehind(10);
        batches.forgets = true;
        RunSummary stopped = asking(10).run(journal);
        // Every further one is forgotten as well: that ends, too.
        assertThat(stopped.end()).isEqualTo(End.UNUSABLE);
        assertThat(stopped.explanation()).contains("no such batch");
        assertThat(journal.log.open()).isEmpty();

        batches.forgets = false;
        Trial trial = asking(10);
        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.rows).hasSize(10);
    }

    @Test
    void whatAnEarlierStartSentIsTakenInThoughNobodyAsksForItAndTheBudgetWaitsForIt() throws InterruptedException {
        leaveBehind(10);
        batches.fate = request -> request.asData().toString().contains("say ")
                ? Optional.of(new BatchService.Unasked("time ran out"))
                : Optional.empty();
        Trial changed = new Trial()
                .step(Trial.numbers(5))
                .step(Trial.asking("tell", 1))
                .batched("model", batches, PRICE)
                .caps(new Caps(Optional.empty(), OptionalLong.empty(), OptionalLong.of(10), Optional.empty()));

        assertThat(changed.run(journal).end()).isEqualTo(End.DONE);
        assertThat(changed.rows).hasSize(5);
        assertThat(journal.log.open()).isEmpty();
    }

    @Test
    void anEndpointThatRefusesEveryBatchBlamesNobodyAndIsKnownSoon() throws InterruptedException {
        batches.verdict = _ -> Optional.of(new BatchService.Refused("broken", false));
        Trial trial = asking(64);
        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(trial.count(Fate.FAILED)).isZero();
        assertThat(batches.submitted).hasSizeLessThanOrEqualTo(12);
    }

    @Test
    void aBatchThatIsRefusedForTheAccountStopsTheRun() throws InterruptedException {
        batches.verdict = _ -> Optional.of(new BatchService.Refused("nothing left", false, Remedy.STOP_RUN));
        Trial trial = asking(8);

        assertThat(trial.run(journal).end()).isEqualTo(End.UNUSABLE);
        assertThat(trial.count(Fate.FAILED)).isZero();
        assertThat(batches.submitted).hasSize(1);
        assertThat(journal.log.open()).isEmpty();
    }

    @Test
    void aBatchThatIsNotListedAtOnceIsNotSubmittedAgain() throws InterruptedException {
        batches.unheard = 1;
        batches.unlisted = 2;
        Trial trial = asking(10);
        trial.run(journal);

        assertThat(trial.rows).hasSize(10);
        assertThat(batches.submitted).hasSize(1);
    }

    @Test
    void batchesOfAModelThatHasLeftThePipelineAreNamed() throws InterruptedException {
        leaveBehind(10);
        RunPlan other = new RunPlan(
                "other",
                42,
                List.of(),
                List.of(),
                OptionalLong.empty(),
                1,
                Caps.NONE,
                new CallRules(Duration.ofSeconds(10), 2, Duration.ofSeconds(6), 1),
                1,
                false,
                List.of(),
                List.of(),
                true,
                Map.of());

        BatchCancellation.Cancelled cancelled = BatchCancellation.cancel(other, journal, Clock.systemUTC());
        assertThat(cancelled.batches()).isZero();
        assertThat(cancelled.remaining()).containsExactly(Map.entry(batches.identity(), 1));
    }

    @Test
    void cancellingDoesNotStopForALine() throws InterruptedException {
        leaveBehind(10);
        batches.fate = request -> isAbout(request, 3) ? Optional.of(failed(Remedy.STOP_RUN, 401)) : Optional.empty();

        RunPlan plan = new RunPlan(
                "trial",
                42,
                List.of(),
                List.of(new ModelBinding("renamed", "scripted", batches, Optional.of(PRICE), CallLimits.NONE)),
                OptionalLong.empty(),
                1,
                Caps.NONE,
                new CallRules(Duration.ofSeconds(10), 2, Duration.ofSeconds(6), 1),
                1,
                false,
                List.of(),
                List.of(),
                true,
                Map.of());
        BatchCancellation.Cancelled cancelled = BatchCancellation.cancel(plan, journal, Clock.systemUTC());
        assertThat(cancelled.settled()).isEqualTo(9);
        assertThat(journal.log.open()).isEmpty();
    }

    @Test
    void onlyTheAliasThatIsSwitchedOnGoesInBatches() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(5))
                .step(Trial.asking("say", 1))
                .model("model", batches, PRICE)
                .batched("other", batches, PRICE);
        trial.run(journal);

        assertThat(trial.rows).hasSize(5);
        assertThat(batches.submitted).isEmpty();
    }
}
