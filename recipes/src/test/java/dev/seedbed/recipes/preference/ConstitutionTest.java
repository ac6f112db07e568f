package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.curate.judge.Verdict;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConstitutionTest {
    private static TestBuilding revising() {
        return new TestBuilding(ConstitutionalAi.TYPE, "paper").model("model", Rows.WRITER);
    }

    private static TestBuilding comparing() {
        return TestBuilding.of(ConstitutionalPreference.TYPE)
                .models("models", Rows.WRITER)
                .model("judge", Rows.JUDGE);
    }

    /// `draft`, then `critique n` and `revision n`, n being the number of the question.
    private static Reply revised(Ask ask) {
        String text = FakeWork.textOf(ask);
        return FakeWork.stopped(
                text.contains("Critique the answer.")
                        ? "critique " + ask.n()
                        : text.contains("Revise the answer.") ? "revision " + ask.n() : "draft");
    }

    private static List<Map<?, ?>> list(Data row, String column) {
        List<Map<?, ?>> items = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(row.value(column))).forEach(each -> items.add((Map<?, ?>) each));
        return items;
    }

    @Test
    void hasAsManyPrinciplesAsThePaper() {
        assertThat(Constitution.revisions())
                .hasSize(16)
                .extracting(Constitution.Revision::id)
                .doesNotHaveDuplicates();
        assertThat(Constitution.preferences()).hasSize(16).doesNotHaveDuplicates();
    }

    @Test
    void fourRoundsEachOnTheRevisionBefore() throws InterruptedException {
        Chain chain = Rows.run(revising(), ConstitutionTest::revised, Rows.asking("Why?"));
        Data row = chain.rows().getFirst().data();
        assertThat(row.asMap())
                .containsEntry("initial", "draft")
                .containsEntry("chosen", "revision 7")
                .containsEntry("rejected", "draft")
                .containsEntry("margin", null)
                .containsEntry("strategy", "constitutional-ai");
        assertThat(row.columns()).containsExactlyElementsOf(chain.columns().names());
        assertThat(list(row, "rounds"))
                .extracting(each -> each.get("critique") + "/" + each.get("revision"))
                .containsExactly(
                        "critique 0/revision 1",
                        "critique 2/revision 3",
                        "critique 4/revision 5",
                        "critique 6/revision 7");
        assertThat(list(row, "rounds"))
                .extracting(each -> String.valueOf(each.get("principle")))
                .doesNotHaveDuplicates()
                .isSubsetOf(Constitution.revisions().stream()
                        .map(Constitution.Revision::id)
                        .toList());
        assertThat(chain.asks()).hasSize(9);
        assertThat(FakeWork.textOf(chain.asks().get(3)))
                .containsPattern("\\[begin answer \\w{8}]\nrevision 1\n\\[end answer");
        assertThat(FakeWork.textOf(chain.asks().get(4)))
                .containsPattern("\\[begin answer \\w{8}]\nrevision 1\n\\[end answer")
                .containsPattern("\\[begin critique \\w{8}]\ncritique 2\n\\[end critique");
    }

    @Test
    void canReviseWithoutCritique() throws InterruptedException {
        Chain chain = Rows.run(revising().set("critique", false), ConstitutionTest::revised, Rows.asking("Why?"));
        assertThat(chain.asks())
                .hasSize(5)
                .noneMatch(ask -> FakeWork.textOf(ask).contains("[begin critique"));
        assertThat(list(chain.rows().getFirst().data(), "rounds"))
                .allSatisfy(each -> assertThat(each.get("critique")).isNull());
    }

    @Test
    void takesPrinciplesOfOnesOwnAndRepeatsThemWhereTheyAreFew() throws InterruptedException {
        Chain chain = Rows.run(
                revising().set("principles", List.of("Be {{ 7 * 7 }} brief.")),
                ConstitutionTest::revised,
                Rows.asking("Why?"));
        assertThat(list(chain.rows().getFirst().data(), "rounds"))
                .hasSize(4)
                .allSatisfy(each -> assertThat(each.get("principle")).isEqualTo("Be {{ 7 * 7 }} brief."));
        assertThat(FakeWork.textOf(chain.asks().get(1))).contains("against this principle: Be {{ 7 * 7 }} brief.");
    }

    @Test
    void aRoundThatFailsRejectsTheRowWithTheRoundsBefore() throws InterruptedException {
        Chain chain =
                Rows.run(revising(), ask -> ask.n() == 3 ? FakeWork.cut("revi") : revised(ask), Rows.asking("Why?"));
        assertThat(chain.reasons()).containsExactly(Map.entry("revisions:truncated", 1));
        Data evidence = chain.rejected().getFirst().rejection().evidence();
        assertThat(evidence.value("round")).isEqualTo(2L);
        assertThat(list(evidence, "rounds")).hasSize(1);
        assertThat(chain.rejected().getFirst().rejection().explanation()).startsWith("the revision of round 2: ");
    }

    @Test
    void aRevisionThatChangesNothingMakesNoPair() throws InterruptedException {
        Chain chain = Rows.run(revising(), ask -> FakeWork.stopped("draft "), Rows.asking("Why?"));
        assertThat(chain.reasons()).containsExactly(Map.entry("pairs:same-text", 1));
    }

    /// Answers are `answer 0` and `answer 1`; the judge decides by what is shown first and by the question's number.
    private static Function<Ask, Reply> judging(Function<Ask, String> verdict) {
        return ask -> FakeWork.stopped(ask.model().equals(Rows.JUDGE) ? verdict.apply(ask) : "answer " + ask.n());
    }

    private static boolean showsOneFirst(Ask ask) {
        return FakeWork.textOf(ask)
                .replaceAll("\\[begin answer A \\w{8}]", "[begin]")
                .contains("[begin]\nanswer 1");
    }

    @Test
    void theMajorityOfBothOrdersIsChosen() throws InterruptedException {
        Chain chain = Rows.run(
                comparing(),
                judging(ask -> showsOneFirst(ask) ? "The answer is: (A)" : ask.n() == 0 ? "(A)" : "(B)"),
                Rows.asking("Why?"));
        Data row = chain.rows().getFirst().data();
        // Of 8 votes 7 are for answer 1; of 4 principles 3 agree in both orders.
        assertThat(row.asMap())
                .containsEntry("chosen", "answer 1")
                .containsEntry("chosen_score", 0.875)
                .containsEntry("rejected_score", 0.125)
                .containsEntry("margin", 0.75)
                .containsEntry("position_consistency", 0.75);
        assertThat(row.columns()).containsAll(ConstitutionalPreference.TYPE.columns());
        assertThat(list(row, "votes"))
                .extracting(each -> each.get("prefers") + " " + each.get("prefers_swapped"))
                .containsExactlyInAnyOrder("0 1", "1 1", "1 1", "1 1");
        assertThat(chain.asks()).hasSize(2 + 8);
    }

    @Test
    void aJudgeThatAlwaysPrefersThePlaceDecidesNothing() throws InterruptedException {
        Chain chain = Rows.run(comparing(), judging(ask -> "The answer is: (A)"), Rows.asking("Why?"));
        assertThat(chain.reasons()).containsExactly(Map.entry("pairs:tie", 1));
    }

    @Test
    void aPrincipleWithAnUnreadableOrderDoesNotVote() throws InterruptedException {
        Chain chain = Rows.run(
                comparing().set("comparisons", 2),
                judging(ask -> ask.n() == 1 ? "both" : showsOneFirst(ask) ? "(A)" : "(B)"),
                Rows.asking("Why?"));
        assertThat(chain.rows().getFirst().data().value("chosen_score")).isEqualTo(1.0);
        Chain none = Rows.run(comparing(), judging(ask -> "both"), Rows.asking("Why?"));
        assertThat(none.reasons()).containsExactly(Map.entry("votes:unscored", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The answer is: (A) | first",
                "The answer is: (B) | second",
                "(B) | second",
                "A | first",
                "**(A)** | first",
                "the answer is B. | second",
                "First I thought the answer is (A). The answer is: (B) | second",
                "The answer is: **(A)**. | first",
                "The answer is: (A) or (B) | unclear",
                "The answer is: (C) | unclear",
                "A good answer | unclear",
                "The answer is about bees | unclear",
                "Both are fine | unclear",
            })
    void readsWhatIsPreferred(String reply, String expected) {
        assertThat(
                        VotesStep.FIRST.read(reply) instanceof Verdict.Given<Boolean> given
                                ? (given.value() ? "first" : "second")
                                : "unclear")
                .isEqualTo(expected);
    }

    @Test
    void aThirdModelIsAProblemAndNotPassedOver() {
        TestBuilding three = comparing()
                .models("models", Rows.WRITER, Rows.JUDGE, FakeModel.able("third", Capability.CHAT))
                .behind("instruction");
        three.build();
        assertThat(three.problems())
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith("`models` names 3 models, but two answers are compared"));
    }

    @Test
    void thereMustBeAsManyPrinciplesAsComparisons() {
        TestBuilding many = comparing().set("comparisons", 17).behind("instruction");
        many.build();
        assertThat(many.problems())
                .singleElement()
                .satisfies(one ->
                        assertThat(one).isEqualTo("`comparisons` is 17, but there are only 16 principles to draw"));
    }
}
