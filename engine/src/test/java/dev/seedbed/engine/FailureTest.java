package dev.seedbed.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.CallRules;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.testkit.ScriptedModel;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Who is to blame for calls that get no reply, and what they cost.
@Timeout(60)
class FailureTest {
    private final MemoryJournal journal = new MemoryJournal();

    private static CallFailedException status(int code) {
        Remedy remedy = code >= 500 ? Remedy.RETRY : Remedy.GIVE_UP;
        return new CallFailedException(remedy, "HTTP " + code, OptionalInt.of(code), Optional.empty(), "said so", null);
    }

    private static ScriptedModel failing(Predicate<String> fails, int code) {
        return new ScriptedModel((request, seed) -> {
            if (fails.test(text(request))) {
                throw status(code);
            }
            return ScriptedModel.reply(request, "fine");
        });
    }

    private static String text(Request request) {
        return request.asData().toString();
    }

    private static Trial asking(int rows, ScriptedModel model) {
        return new Trial()
                .step(Trial.numbers(rows))
                .step(Trial.asking("say", 1))
                .model("model", model);
    }

    @Test
    void anOutageBlamesNobodyThoughOneCallGoesAtATime() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel dying = new ScriptedModel((request, seed) -> {
            if (asked.incrementAndGet() > 3) {
                throw status(503);
            }
            return ScriptedModel.reply(request, "fine");
        });
        dying.concurrency(1);
        Trial trial = asking(100, dying);

        assertThat(trial.run(journal).end()).isEqualTo(End.UNUSABLE);
        assertThat(trial.count(Fate.FAILED)).isZero();
        assertThat(trial.rows).hasSize(3);
    }

    @Test
    void theLastRowIsBlamedIfTheEndpointHasAnsweredTheOthers() throws InterruptedException {
        Trial trial = asking(20, failing(text -> text.contains("say 19\""), 500));

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.rows).hasSize(19);
        assertThat(trial.count(Fate.FAILED)).isEqualTo(1);
    }

    @Test
    void theOnlyRowLeftIsBlamedAfterAResumeToo() throws InterruptedException {
        asking(19, ScriptedModel.usual()).run(journal);
        Trial resumed = asking(20, failing(text -> text.contains("say 19\""), 500));

        assertThat(resumed.run(journal).end()).isEqualTo(End.DONE);
        assertThat(resumed.rows).hasSize(19);
        assertThat(resumed.count(Fate.FAILED)).isEqualTo(1);
    }

    @Test
    void aRowIsTriedAsOftenAsTheRulesSay() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel model = failing(text -> text.contains("say 7\"") && asked.incrementAndGet() > 0, 500);

        asking(20, model)
                .calls(new CallRules(Duration.ofSeconds(10), 0, Duration.ofSeconds(6), 1))
                .run(journal);

        assertThat(asked).hasValue(1);
    }

    @Test
    void aRunWhoseCallsMostlyFailStopsEarlyAndSaysWhy() throws InterruptedException {
        CallRules rules = new CallRules(Duration.ofSeconds(10), 2, Duration.ofSeconds(6), 0.5);
        ScriptedModel model = failing(_ -> true, 400);
        model.concurrency(4);
        RunSummary summary = asking(1_000, model).calls(rules).run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation())
                .containsPattern("2\\d of the last 2\\d calls to the model 'model' failed; the last: HTTP 400")
                .contains("max-error-rate");
        assertThat(model.calls().size()).isLessThan(200);

        ScriptedModel unasked = failing(_ -> true, 400);
        unasked.concurrency(4);
        assertThat(asking(1_000, unasked).calls(rules).run(journal).end()).isEqualTo(End.UNUSABLE);
        assertThat(unasked.calls().size()).isLessThan(100);
    }

    @Test
    void memoryThatIsFullIsNoDefectAndKeepsWhatWasAnswered() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel model = new ScriptedModel((request, _) -> {
            if (asked.incrementAndGet() > 5) {
                throw new OutOfMemoryError("Java heap space");
            }
            return ScriptedModel.reply(request, "fine");
        });
        model.concurrency(1);
        RunSummary summary = asking(20, model).run(journal);

        assertThat(summary.end()).isEqualTo(End.UNUSABLE);
        assertThat(summary.explanation()).contains("MB of memory", "-Xmx");
        assertThat(journal.appended()).isEqualTo(5);
    }

    @Test
    void aFewFailuresAmongManyAnswersStopNothing() throws InterruptedException {
        CallRules rules = new CallRules(Duration.ofSeconds(10), 2, Duration.ofSeconds(6), 0.5);
        Trial trial = asking(500, failing(text -> text.contains("7\""), 400)).calls(rules);

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.count(Fate.FAILED)).isEqualTo(50);
    }

    @Test
    void triesWithoutAReplyCountForTheBudgetAndAreRemembered() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        ScriptedModel cutting = new ScriptedModel((request, seed) -> {
            if (asked.incrementAndGet() <= 2) {
                throw new CallFailedException(Remedy.RETRY, "the reply was cut");
            }
            return ScriptedModel.reply(request, "fine");
        });
        cutting.concurrency(1);
        asking(1, cutting).run(journal);

        assertThat(journal.spent().lostTokens()).isPositive();

        long spent = journal.spent().usage().input()
                + journal.spent().usage().output()
                + journal.spent().lostTokens();
        RunSummary resumed = asking(2, ScriptedModel.usual())
                .caps(new Caps(Optional.empty(), OptionalLong.of(spent), OptionalLong.empty(), Optional.empty()))
                .run(journal);
        assertThat(resumed.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(resumed.calls().made()).isZero();
    }

    @Test
    void aRefusedCallWaitsAsLongAsItIsToldWhileOthersGoOn() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        long[] times = new long[2];
        ScriptedModel model = new ScriptedModel((request, seed) -> {
            if (text(request).contains("say 5\"")) {
                int time = asked.getAndIncrement();
                times[Math.min(time, 1)] = System.nanoTime();
                if (time == 0) {
                    throw new CallFailedException(
                            Remedy.SLOW_DOWN,
                            "HTTP 429",
                            OptionalInt.of(429),
                            Optional.of(Duration.ofMillis(700)),
                            "",
                            null);
                }
            }
            return ScriptedModel.reply(request, "fine");
        });
        Trial trial = asking(60, model);

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(trial.rows).hasSize(60);
        assertThat(Duration.ofNanos(times[1] - times[0])).isGreaterThanOrEqualTo(Duration.ofMillis(700));
    }
}
