package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.step.Ask;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelfRewardingTest {
    /// The model's answers are `answer 0`..., and of the twelve judgements, three for each, it says these.
    private static Chain run(TestBuilding building, String... judgements) throws InterruptedException {
        return Rows.run(
                building,
                ask -> FakeWork.textOf(ask).startsWith("Rate the response")
                        ? FakeWork.stopped("Reasons.\nScore: " + judgements[ask.n()])
                        : FakeWork.stopped("answer " + ask.n()),
                Rows.asking("Why?"));
    }

    private static TestBuilding building() {
        return TestBuilding.of(SelfRewarding.TYPE).model("model", Rows.WRITER);
    }

    @Test
    void pairsByTheMeanOfThreeJudgements() throws InterruptedException {
        // Means by hand: 3, 4, 2, 11/3.
        Chain chain = run(building(), "3", "3", "3", "5", "4", "3", "0", "1", "5/5", "3", "4", "4");
        Data row = chain.rows().getFirst().data();
        assertThat(row.asMap())
                .containsEntry("chosen", "answer 1")
                .containsEntry("rejected", "answer 2")
                .containsEntry("chosen_score", 4.0)
                .containsEntry("rejected_score", 2.0)
                .containsEntry("iteration", 1L)
                .containsEntry("strategy", "self-rewarding");
        assertThat(row.columns()).containsAll(SelfRewarding.TYPE.columns());
        assertThat(chain.asks()).hasSize(4 + 12);
    }

    @Test
    void drawsAsThePaper() throws InterruptedException {
        Chain chain = run(building(), "3", "3", "3", "5", "4", "3", "0", "1", "5", "3", "4", "4");
        assertThat(chain.asks())
                .allSatisfy(ask -> assertThat(ask.request().asData().asMap())
                        .containsEntry("temperature", 0.7)
                        .containsEntry("top_p", 0.9));
        assertThat(chain.asks().subList(4, 16)).extracting(Ask::n).doesNotHaveDuplicates();
    }

    @Test
    void equalMeansMakeNoPair() throws InterruptedException {
        assertThat(run(building().set("judgements", 1), "3", "3", "3", "3").reasons())
                .containsExactly(Map.entry("pairs:tie", 1));
    }

    @Test
    void anAnswerWithOneUnreadableJudgementHasNoScore() throws InterruptedException {
        Chain chain = run(building(), "3", "3", "3", "5", "5", "6", "1", "1", "1", "3", "4", "4");
        assertThat(chain.rows().getFirst().data().text("chosen")).isEqualTo("answer 3");
        assertThat((List<?>) chain.rows().getFirst().data().value("candidates"))
                .element(1)
                .satisfies(each -> assertThat(((Map<?, ?>) each).get("score")).isNull());
    }
}
