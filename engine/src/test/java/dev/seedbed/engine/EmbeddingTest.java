package dev.seedbed.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.ChatTemplate;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.testkit.ScriptedEmbedder;
import dev.seedbed.testkit.ScriptedModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddingTest {
    private static final Model MEANING = new Model() {
        @Override
        public String alias() {
            return "meaning";
        }

        @Override
        public Set<Capability> capabilities() {
            return Set.of(Capability.EMBED);
        }

        @Override
        public Optional<ChatTemplate> chatTemplate() {
            return Optional.empty();
        }
    };

    private final MemoryJournal journal = new MemoryJournal();

    /// Puts the vectors of some texts into `vectors`, as text.
    private static Generator embedding(Function<Sample, List<String>> texts) {
        return Trial.generator("embed", (sample, work) -> {
            List<String> vectors = new ArrayList<>();
            for (float[] vector : work.embed(MEANING, texts.apply(sample))) {
                vectors.add(Arrays.toString(vector));
            }
            return Outcome.passed(sample.with("vectors", vectors));
        });
    }

    private static String text(Sample sample) {
        return "text " + sample.data().text("n");
    }

    private static Trial trial(long candidates, ScriptedEmbedder model) {
        return new Trial()
                .step(Trial.numbers(candidates))
                .step(embedding(sample -> List.of(text(sample))))
                .model("meaning", model, new Price(BigDecimal.ONE, BigDecimal.ZERO, "USD"));
    }

    private static List<String> expected(String... texts) {
        return Arrays.stream(texts)
                .map(text -> Arrays.toString(ScriptedEmbedder.vector(text)))
                .toList();
    }

    private static long sent(ScriptedEmbedder model) {
        return model.batches().stream().mapToLong(Collection::size).sum();
    }

    @Test
    void givesEachTextItsOwnVectorBitForBitWhateverItTravelledWith() throws InterruptedException {
        for (int mostTexts : new int[] {1, 7, 64}) {
            ScriptedEmbedder model = new ScriptedEmbedder().mostTexts(mostTexts).concurrency(3);
            Trial trial = trial(200, model);

            RunSummary summary = trial.run(new MemoryJournal());

            assertThat(summary.end()).isEqualTo(End.DONE);
            assertThat(trial.rows)
                    .hasSize(200)
                    .allSatisfy(row -> assertThat(row.data().value("vectors")).isEqualTo(expected(text(row))));
            assertThat(model.batches()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(mostTexts));
            assertThat(model.mostOpen()).isLessThanOrEqualTo(3);
            assertThat(sent(model)).isEqualTo(200);
        }
    }

    @Test
    void sendsTheFirstAtOnceAndGathersTheOthersOnlyWhileTheModelIsBusy() throws Exception {
        ScriptedEmbedder model = new ScriptedEmbedder().mostTexts(1_000);
        model.hold();
        CountDownLatch others = new CountDownLatch(20);
        Trial trial = new Trial()
                .step(Trial.numbers(50))
                .step(embedding(sample -> {
                    others.countDown();
                    return List.of(text(sample));
                }))
                .model("meaning", model);
        Thread run = Thread.ofVirtual().start(() -> {
            try {
                trial.run(journal);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        model.awaitOpen(1);
        int first = model.batches().getFirst().size();
        others.await();
        model.release();
        run.join();

        assertThat(first).isLessThan(50);
        assertThat(sent(model)).isEqualTo(50);
        assertThat(model.batches()).hasSizeLessThan(50);
        assertThat(trial.rows).hasSize(50);
    }

    @Test
    void givesTheVectorsOfSeveralTextsInTheirOrder() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(3))
                .step(embedding(sample -> List.of("b", text(sample), "a", "b")))
                .model("meaning", new ScriptedEmbedder());
        trial.run(journal);
        assertThat(trial.rows)
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row.data().value("vectors")).isEqualTo(expected("b", text(row), "a", "b")));
    }

    @Test
    void embedsATextOnceHoweverManySamplesShareIt() throws InterruptedException {
        ScriptedEmbedder model = new ScriptedEmbedder().concurrency(4);
        Trial trial = new Trial()
                .step(Trial.numbers(300))
                .step(embedding(sample -> List.of("shared " + Trial.number(sample) % 3)))
                .model("meaning", model);

        RunSummary summary = trial.run(journal);

        assertThat(sent(model)).isEqualTo(3);
        assertThat(journal.size()).isEqualTo(3);
        assertThat(summary.calls().made()).isEqualTo(3);
        assertThat(summary.calls().reused()).isEqualTo(297);
    }

    @Test
    void embedsNothingAgainThatTheJournalHoldsWhateverBatchItCameIn() throws InterruptedException {
        trial(40, new ScriptedEmbedder().mostTexts(40)).run(journal);
        ScriptedEmbedder later = new ScriptedEmbedder().mostTexts(3);
        Trial more = trial(60, later);

        RunSummary summary = more.run(journal);

        assertThat(sent(later)).isEqualTo(20);
        assertThat(summary.calls().reused()).isEqualTo(40);
        assertThat(more.rows)
                .hasSize(60)
                .allSatisfy(row -> assertThat(row.data().value("vectors")).isEqualTo(expected(text(row))));
    }

    @Test
    void sharesTheTokensOfABatchOutWithNothingLeftOver() throws InterruptedException {
        ScriptedEmbedder model = new ScriptedEmbedder().mostTexts(7);
        Trial trial = trial(100, model);

        RunSummary summary = trial.run(journal);

        // Two words each.
        assertThat(summary.tokens().input()).isEqualTo(200);
        assertThat(summary.cost().amount()).isEqualByComparingTo("0.0002");
        assertThat(trial.ledger.stream().map(entry -> entry.cost().amount()).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0.0002");
        assertThat(journal.calls())
                .extracting(JournalledCall::request)
                .contains("{\"embed\":\"text 0\"}", "{\"embed\":\"text 99\"}");
    }

    @Test
    void failsOnlyTheTextThatNoEndpointTakes() throws InterruptedException {
        ScriptedEmbedder model = new ScriptedEmbedder().mostTexts(32).refusing("text 13");
        Trial trial = trial(100, model);

        RunSummary summary = trial.run(journal);

        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(trial.rows).hasSize(99);
        assertThat(trial.count(Fate.FAILED)).isEqualTo(1);
        assertThat(trial.ledger.get(13).reason()).isEqualTo("call-failed");
        assertThat(trial.ledger.get(13).evidence().text("message")).contains("a text of the input is not allowed");

        ScriptedEmbedder again = new ScriptedEmbedder();
        trial(100, again).run(journal);
        assertThat(again.batches()).isEmpty();
    }

    @Test
    void triesADroppedBatchAgain() throws InterruptedException {
        ScriptedEmbedder model = new ScriptedEmbedder().dropping(2);
        Trial trial = trial(20, model);
        RunSummary summary = trial.run(journal);
        assertThat(summary.end()).isEqualTo(End.DONE);
        assertThat(trial.rows).hasSize(20);
        assertThat(summary.calls().failed()).isZero();
    }

    @Test
    void keepsABatchWithinTheTokensOfACallButSendsALongTextAlone() throws InterruptedException {
        // Ten bytes of text and at most eight more tokens each: two to a batch, and the long one by itself.
        ScriptedEmbedder model = new ScriptedEmbedder().mostTokens(36);
        Trial trial = new Trial()
                .step(Trial.numbers(10))
                .step(embedding(sample -> List.of(
                        Trial.number(sample) == 4
                                ? "long ".repeat(100)
                                : "number   " + sample.data().text("n"))))
                .model("meaning", model);

        assertThat(trial.run(journal).end()).isEqualTo(End.DONE);
        assertThat(model.batches()).allSatisfy(batch -> assertThat(batch).hasSizeLessThanOrEqualTo(2));
        assertThat(model.batches()).contains(List.of("long ".repeat(100)));
    }

    @Test
    void stopsAtTheBudgetAndGoesOnFromThere() throws InterruptedException {
        Caps caps = new Caps(Optional.empty(), OptionalLong.empty(), OptionalLong.of(30), Optional.empty());
        ScriptedEmbedder model = new ScriptedEmbedder();
        RunSummary stopped = trial(100, model).caps(caps).run(journal);

        assertThat(stopped.end()).isEqualTo(End.OUT_OF_BUDGET);
        assertThat(sent(model)).isEqualTo(30);
        assertThat(journal.size()).isEqualTo(30);

        ScriptedEmbedder rest = new ScriptedEmbedder();
        assertThat(trial(100, rest).run(journal).end()).isEqualTo(End.DONE);
        assertThat(sent(rest)).isEqualTo(70);
    }

    @Test
    void keepsWhatABatchUnderWayBringsWhenTheRunIsStopped() throws Exception {
        ScriptedEmbedder model = new ScriptedEmbedder().mostTexts(8);
        model.hold();
        Trial trial = trial(100, model);
        Run run = trial.prepare(journal);
        Thread running = Thread.ofVirtual().start(() -> {
            try {
                run.execute();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        model.awaitOpen(1);
        run.stop();
        model.release();
        running.join();

        assertThat(model.batches()).hasSize(1);
        // Whoever stops a run by hand gives up what is open, if it does not come at once.
        long kept = journal.size();
        assertThat(kept).isLessThanOrEqualTo(sent(model));

        ScriptedEmbedder rest = new ScriptedEmbedder();
        assertThat(trial(100, rest).run(journal).end()).isEqualTo(End.DONE);
        assertThat(sent(rest)).isEqualTo(100 - kept);
    }

    @Test
    void treatsHalfASurrogatePairAsTheJournalWritesIt() throws InterruptedException {
        ScriptedEmbedder model = new ScriptedEmbedder();
        Trial trial = new Trial()
                .step(Trial.numbers(1))
                .step(embedding(_ -> List.of("half \ud83d", "")))
                .model("meaning", model);
        trial.run(journal);
        assertThat(trial.rows.getFirst().data().value("vectors")).isEqualTo(expected("half \ufffd", ""));
    }

    @Test
    void refusesToEmbedByAModelThatAnswers() throws InterruptedException {
        Trial trial = new Trial()
                .step(Trial.numbers(1))
                .step(Trial.generator("embed", (sample, work) -> {
                    work.embed(Trial.model("model"), List.of("a text"));
                    return Outcome.passed(sample);
                }))
                .model("model", ScriptedModel.usual());
        Run run = trial.prepare(journal);
        run.execute();
        assertThat(run.defect())
                .hasValueSatisfying(defect -> assertThat(defect)
                        .hasMessageContaining("the model 'model'")
                        .hasMessageContaining("cannot turn texts into vectors"));
    }
}
