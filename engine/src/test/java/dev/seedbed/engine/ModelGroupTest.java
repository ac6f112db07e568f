package dev.seedbed.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.SampleId;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Canary;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.RunEvent;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.engine.ModelGroup.FirstOf;
import dev.seedbed.engine.ModelGroup.OneOf;
import dev.seedbed.engine.ModelGroup.Weighted;
import dev.seedbed.testkit.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Several endpoints behind one alias.
@Timeout(60)
class ModelGroupTest {
    private final MemoryJournal journal = new MemoryJournal();

    private static CallFailedException status(Remedy remedy, int code) {
        return new CallFailedException(remedy, "HTTP " + code, OptionalInt.of(code), Optional.empty(), "", null);
    }

    private static ScriptedModel answering(String identity) {
        ScriptedModel model = new ScriptedModel((request, _) -> ScriptedModel.reply(request, identity));
        model.identity(identity);
        return model;
    }

    private static ScriptedModel failing(String identity, Remedy remedy, int code) {
        ScriptedModel model = new ScriptedModel((_, _) -> {
            throw status(remedy, code);
        });
        model.identity(identity);
        return model;
    }

    private static Trial firstOf(int rows, ScriptedModel main, ScriptedModel spare) {
        return new Trial()
                .step(Trial.numbers(rows))
                .step(Trial.asking("say", 1))
                .model("main", main)
                .model("spare", spare)
                .group(new FirstOf("model", List.of("main", "spare")));
    }

    private static Trial oneOf(int rows, ScriptedModel main, ScriptedModel spare, double weight) {
        return new Trial()
                .step(Trial.numbers(rows))
                .step(Trial.asking("say", 1))
                .model("main", main)
                .model("spare", spare)
                .group(new OneOf("model", List.of(new Weighted("main", weight), new Weighted("spare", 1))));
    }

    @Test
    void whileTheFirstAnswersTheSecondIsNeverAsked() throws InterruptedException {
        ScriptedModel spare = answering("spare");
        Trial trial = firstOf(50, answering("main"), spare);

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(50).containsOnly("main");
        assertThat(spare.calls()).isEmpty();
    }

    @Test
    void aWrongKeyAtTheFirstLetsTheSecondAnswerAndCostsFewCalls() throws InterruptedException {
        ScriptedModel main = failing("main", Remedy.STOP_RUN, 401);
        main.concurrency(4);
        Trial trial = firstOf(200, main, answering("spare"));

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(200).containsOnly("spare");
        assertThat(main.calls().size()).isLessThanOrEqualTo(8);
    }

    @Test
    void anOutageInMidRunLosesNoRowAndNeedsNoMoreThanASecondOrTwo() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel dying = new ScriptedModel((request, _) -> {
            if (asked.incrementAndGet() > 30) {
                throw status(Remedy.RETRY, 503);
            }
            return ScriptedModel.reply(request, "main");
        });
        dying.identity("main");
        Trial trial = firstOf(300, dying, answering("spare"));

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.count(Fate.ACCEPTED)).isEqualTo(300);
        assertThat(trial.texts("answer")).filteredOn("main"::equals).hasSize(30);

        // What was answered by whichever is not asked again, though the first is well now.
        ScriptedModel main = answering("main");
        ScriptedModel spare = answering("spare");
        Trial again = firstOf(300, main, spare);
        assertThat(again.run(journal).calls().made()).isZero();
        assertThat(again.texts("answer")).isEqualTo(trial.texts("answer"));
    }

    @Test
    void anOutageIsSeenWhileTheTriesThatFailedRest() throws InterruptedException {
        ScriptedModel main = new ScriptedModel((_, _) -> {
            throw new CallFailedException(
                    Remedy.RETRY, "HTTP 500", OptionalInt.of(500), Optional.of(Duration.ofHours(1)), "", null);
        });
        main.identity("main");
        Trial trial = firstOf(3, main, answering("spare"));

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(3).containsOnly("spare");
        assertThat(main.calls()).hasSize(3);
    }

    @Test
    void aQuestionThatTheFirstDoesNotTakeIsPutToTheSecond() throws InterruptedException {
        ScriptedModel picky = new ScriptedModel((request, _) -> {
            if (request.asData().toString().contains("say 7\"")) {
                throw status(Remedy.GIVE_UP, 400);
            }
            return ScriptedModel.reply(request, "main");
        });
        picky.identity("main");
        Trial trial = firstOf(20, picky, answering("spare"));

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(20).containsOnlyOnce("spare");

        Trial again = firstOf(20, answering("main"), answering("spare"));
        assertThat(again.run(journal).calls().made()).isZero();
        assertThat(again.texts("answer")).isEqualTo(trial.texts("answer"));
    }

    @Test
    void aRowThatNobodyAnswersFailsWithAllThatWasSaid() throws InterruptedException {
        Trial trial = firstOf(3, failing("main", Remedy.GIVE_UP, 400), failing("spare", Remedy.GIVE_UP, 413));

        trial.run(journal);
        assertThat(trial.ledger)
                .filteredOn(entry -> entry.fate() == Fate.FAILED)
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.explanation())
                        .contains("the model 'spare' gave no answer in 1 try: HTTP 413")
                        .contains("before it, the model 'main' gave no answer in 1 try: HTTP 400"));
    }

    @Test
    void whenAllAreOutOfOrderTheRunStopsAndNamesThemAll() throws InterruptedException {
        Trial trial = firstOf(50, failing("main", Remedy.STOP_RUN, 401), failing("spare", Remedy.STOP_RUN, 404));

        RunSummary summary = trial.run(journal);
        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation())
                .contains("the model 'spare' cannot be used: HTTP 404")
                .contains("before it, the model 'main' cannot be used: HTTP 401");
        assertThat(trial.count(Fate.FAILED)).isZero();
    }

    @Test
    void aMixtureFollowsTheWeightsAndNotTheOrderOfReplies() throws InterruptedException {
        Trial trial = oneOf(2_000, answering("main"), answering("spare"), 3);
        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        // 1,500 expected; 5 standard deviations are 97.
        assertThat(trial.texts("answer").stream().filter("main"::equals).count())
                .isBetween(1_403L, 1_597L);

        ScriptedModel main = answering("main");
        main.concurrency(1);
        Trial slow = oneOf(2_000, main, answering("spare"), 3);
        slow.run(new MemoryJournal());
        assertThat(slow.texts("answer")).isEqualTo(trial.texts("answer"));
    }

    @Test
    void theJournalTellsWhichOfAMixtureAnsweredEachSample() throws InterruptedException {
        Trial trial = oneOf(100, answering("main"), answering("spare"), 1);
        trial.run(journal);
        Map<String, String> aliases =
                journal.calls().stream().collect(Collectors.toMap(JournalledCall::sample, JournalledCall::alias));
        assertThat(aliases).hasSize(100).containsValues("main", "spare");
        assertThat(trial.rows)
                .allSatisfy(row -> assertThat(row.data().text("answer"))
                        .isEqualTo(aliases.get(row.id().toString())));
    }

    @Test
    void noneOfAMixtureStandsInForAnother() throws InterruptedException {
        Trial trial = oneOf(100, failing("main", Remedy.STOP_RUN, 401), answering("spare"), 1);
        assertThat(trial.run(journal).end()).isEqualTo(End.UNUSABLE);
    }

    @Test
    void aMixtureOfOrderedGroupsDrawsFirstAndThenFailsOver() throws InterruptedException {
        ScriptedModel main = failing("main", Remedy.STOP_RUN, 401);
        Trial trial = new Trial()
                .step(Trial.numbers(400))
                .step(Trial.asking("say", 1))
                .model("main", main)
                .model("spare", answering("spare"))
                .model("other", answering("other"))
                .group(new FirstOf("safe", List.of("main", "spare")))
                .group(new OneOf("model", List.of(new Weighted("safe", 1), new Weighted("other", 1))));

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(400).containsOnly("spare", "other");
    }

    @Test
    void aDrawBelongsToTheSampleAndTheAlias() {
        OneOf group = new OneOf("model", List.of(new Weighted("a", 1), new Weighted("b", 1)));
        List<SampleId> samples = IntStream.range(0, 50)
                .mapToObj(i -> SampleId.root("rows", "row " + i))
                .toList();
        assertThat(samples)
                .allSatisfy(sample ->
                        assertThat(group.inOrder(42, sample)).hasSize(1).isEqualTo(group.inOrder(42, sample)));
        assertThat(samples.stream().map(sample -> group.inOrder(42, sample)).distinct())
                .hasSize(2);
    }

    private static Trial hedged(int rows, ScriptedModel main, ScriptedModel spare, Duration after) {
        return new Trial()
                .step(Trial.numbers(rows))
                .step(Trial.asking("say", 1))
                .model("main", main)
                .model("spare", spare)
                .group(new FirstOf("model", List.of("main", "spare"), Optional.of(after)));
    }

    /// Answers all but every tenth question, which it is busy with until nobody waits any more.
    private static ScriptedModel straggling() {
        ScriptedModel model = new ScriptedModel((request, _) -> {
            if (request.asData().toString().contains("7\"")) {
                Thread.sleep(Duration.ofMinutes(2));
            }
            return ScriptedModel.reply(request, "main");
        });
        return model.identity("main");
    }

    @Test
    void aStragglerIsOvertakenAndTheCallThatWasGivenUpIsAccountedFor() throws InterruptedException {
        ScriptedModel spare = answering("spare");
        List<String> answeredBy = new CopyOnWriteArrayList<>();
        Trial trial = hedged(40, straggling(), spare, Duration.ofMillis(200)).listener(event -> {
            if (event instanceof RunEvent.CallAnswered answered) {
                answeredBy.add(answered.call().model());
            }
        });

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(answeredBy).hasSize(40).filteredOn("spare"::equals).hasSize(4);
        assertThat(trial.texts("answer"))
                .hasSize(40)
                .filteredOn("spare"::equals)
                .hasSize(4);
        assertThat(spare.calls()).hasSize(4);
        assertThat(journal.calls()).hasSize(40);
        assertThat(journal.calls())
                .filteredOn(call -> call.alias().equals("spare"))
                .allSatisfy(call -> assertThat(call.lost().tokens()).isPositive());
        assertThat(journal.calls())
                .filteredOn(call -> call.alias().equals("main"))
                .allSatisfy(call -> assertThat(call.lost()).isEqualTo(JournalledCall.Lost.NONE));

        Trial again = hedged(40, answering("main"), answering("spare"), Duration.ofMillis(200));
        assertThat(again.run(journal).calls().made()).isZero();
        assertThat(again.texts("answer")).isEqualTo(trial.texts("answer"));
    }

    @Test
    void twoPlacesOfTheSameModelHedgeEachOther() throws InterruptedException {
        Trial trial = hedged(20, straggling(), answering("main"), Duration.ofMillis(200));
        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(20).containsOnly("main");
    }

    @Test
    void aCallThatIsAnsweredInTimeIsNotHedged() throws InterruptedException {
        ScriptedModel spare = answering("spare");
        Trial trial = hedged(200, answering("main"), spare, Duration.ofSeconds(30));
        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(spare.calls()).isEmpty();
    }

    @Test
    void aHedgedCallThatFailsLeavesTheFirstToAnswer() throws InterruptedException {
        ScriptedModel slow = new ScriptedModel((request, _) -> {
            Thread.sleep(400);
            return ScriptedModel.reply(request, "main");
        });
        slow.identity("main");
        Trial trial = hedged(10, slow, failing("spare", Remedy.STOP_RUN, 401), Duration.ofMillis(50));
        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(10).containsOnly("main");
    }

    @Test
    void aSecondPlaceOfTheSameModelIsAskedWhatTheFirstDoesNotAnswer() throws InterruptedException {
        Trial trial = firstOf(5, failing("same", Remedy.GIVE_UP, 400), answering("same"));
        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(5).containsOnly("same");

        MemoryJournal other = new MemoryJournal();
        Trial neither = firstOf(5, failing("same", Remedy.GIVE_UP, 400), failing("same", Remedy.GIVE_UP, 413));
        neither.run(other);
        assertThat(neither.count(Fate.FAILED)).isEqualTo(5);
        Trial again = firstOf(5, answering("same"), answering("same"));
        assertThat(again.run(other).calls().made()).isZero();
        assertThat(again.count(Fate.FAILED)).isEqualTo(5);
    }

    @Test
    void triesOfAnEndpointThatGoesDownCountAgainstTheBudgetAndStandInTheJournal() throws InterruptedException {
        ScriptedModel hanging = new ScriptedModel((_, _) -> {
            throw new CallFailedException(Remedy.RETRY, "no answer in time");
        });
        hanging.identity("main");
        Trial trial = firstOf(40, hanging, answering("spare"));

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(40).containsOnly("spare");
        long lost =
                journal.calls().stream().mapToLong(call -> call.lost().tokens()).sum();
        long most = new Purse.Most(
                        hanging.mostInputTokens(hanging.calls().getFirst().request()),
                        hanging.calls().getFirst().request().sampling().maxTokens(),
                        Price.FREE)
                .asLost()
                .tokens();
        // Questions differ by a digit, so the most of one stands for all, but for a token.
        assertThat(lost)
                .isBetween(hanging.calls().size() * (most - 2), hanging.calls().size() * (most + 2));
    }

    @Test
    void aCanaryOfAnEndpointThatIsDownLeavesTheQuestionToTheNext() throws InterruptedException {
        Trial trial = firstOf(30, failing("main", Remedy.STOP_RUN, 401), answering("spare"))
                .canary("main", new Canary(1_000, false, 16, Canary.USUAL));
        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.texts("answer")).hasSize(30).containsOnly("spare");
    }

    @Test
    void aModelThatWasRenamedKeepsItsAnswers() throws InterruptedException {
        firstOf(10, answering("main"), answering("spare")).run(journal);
        Trial renamed =
                new Trial().step(Trial.numbers(10)).step(Trial.asking("say", 1)).model("model", answering("main"));
        RunSummary summary = renamed.run(journal);
        assertThat(summary.calls().made()).isZero();
        assertThat(summary.models().getFirst().calls()).isEqualTo(10);
    }
}
