package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BestOfNTest {
    private static TestBuilding judged() {
        return new TestBuilding(BestOfN.TYPE, "released-code")
                .models("models", Rows.WRITER)
                .model("judge", Rows.JUDGE);
    }

    /// Answers are `answer 0`, `answer 1`...; the judge gives them these points in this order.
    private static Function<Ask, Reply> points(String... points) {
        return ask -> ask.model().equals(Rows.JUDGE)
                ? FakeWork.stopped("Hm.\nScore: " + points[judgedAnswer(ask)])
                : FakeWork.stopped("answer " + ask.n());
    }

    private static int judgedAnswer(Ask ask) {
        String text = FakeWork.textOf(ask);
        return text.charAt(text.indexOf("\nanswer ", text.indexOf("[begin answer ")) + 8) - '0';
    }

    @Test
    void pairsTheBestWithTheWorst() throws InterruptedException {
        Chain chain = Rows.run(judged(), points("4", "9", "2", "9"), Rows.asking("Why?"));
        Sample row = chain.rows().getFirst();
        assertThat(row.data().asMap())
                .containsEntry("prompt", "Why?")
                .containsEntry("chosen", "answer 1")
                .containsEntry("rejected", "answer 2")
                .containsEntry("chosen_score", 9.0)
                .containsEntry("rejected_score", 2.0)
                .containsEntry("margin", 7.0)
                .containsEntry("length_delta", 0L)
                .containsEntry("strategy", "best-of-n/max-min");
        assertThat(row.data().columns())
                .containsExactlyElementsOf(chain.columns().names());
        assertThat(row.data().columns()).containsAll(BestOfN.TYPE.columns());
        assertThat((List<?>) row.data().value("candidates"))
                .element(0)
                .isEqualTo(Map.of(
                        "answer",
                        "answer 0",
                        "model",
                        "writer",
                        "score",
                        4.0,
                        "judgements",
                        List.of(Map.of("score", 4.0, "text", "Hm.\nScore: 4"))));
    }

    @Test
    void asksAsTheRunScriptDoes() throws InterruptedException {
        Chain chain = Rows.run(judged(), points("4", "9", "2", "9"), Rows.asking("Why?"));
        List<Ask> answers = chain.asks().subList(0, 4);
        assertThat(answers).extracting(Ask::n).containsExactly(0, 1, 2, 3);
        assertThat(answers.getFirst().request().asData().asMap())
                .containsEntry("temperature", 1.0)
                .containsEntry("top_p", 1.0)
                .containsEntry("max_tokens", 2048L);
        assertThat(FakeWork.messagesOf(answers.getFirst())).containsExactly(Message.user("Why?"));
        assertThat(chain.asks().subList(4, 8)).extracting(Ask::n).containsExactly(0, 1, 2, 3);
        assertThat(chain.asks().getLast().request().sampling().temperature()).isZero();
    }

    @Test
    void presetsSampleAsTheirProjects() throws InterruptedException {
        TestBuilding magpie = new TestBuilding(BestOfN.TYPE, "magpie-po")
                .models("models", Rows.WRITER)
                .model("judge", Rows.JUDGE);
        Chain chain = Rows.run(magpie, points("4", "9", "2", "9", "3"), Rows.asking("Why?"));
        assertThat(chain.asks().subList(0, 5))
                .allSatisfy(ask ->
                        assertThat(ask.request().sampling().temperature()).isEqualTo(0.8));
    }

    @Test
    void modelsTakeTurnsAndAPersonaSteersThemButNotTheJudge() throws InterruptedException {
        FakeModel other = FakeModel.able("other", Capability.CHAT);
        TestBuilding building = judged().models("models", Rows.WRITER, other).set("system", "You are {{ persona }}.");
        Chain chain = Rows.run(
                building, points("4", "9", "2", "8"), Rows.asking("Why?").with("persona", "a bee"));
        assertThat(chain.asks().subList(0, 4))
                .extracting(ask -> ask.model().alias())
                .containsExactly("writer", "other", "writer", "other");
        assertThat(FakeWork.messagesOf(chain.asks().getFirst()))
                .containsExactly(Message.system("You are a bee."), Message.user("Why?"));
        assertThat(FakeWork.messagesOf(chain.asks().getLast())).hasSize(1);
    }

    @Test
    void answersTheWholeConversationAndShowsItToTheJudge() throws InterruptedException {
        List<Map<String, String>> turns = List.of(
                Map.of("role", "user", "content", "Hi {{ 7 * 7 }}"),
                Map.of("role", "assistant", "content", "Hello."),
                Map.of("role", "user", "content", "Why {% raw %}?"));
        Chain chain = Rows.run(judged(), points("4", "9", "2", "8"), Data.of("instruction", turns));
        assertThat(FakeWork.messagesOf(chain.asks().getFirst()))
                .containsExactly(
                        Message.user("Hi {{ 7 * 7 }}"), Message.assistant("Hello."), Message.user("Why {% raw %}?"));
        assertThat(FakeWork.textOf(chain.asks().getLast()))
                .contains("User: Hi {{ 7 * 7 }}\n\nAssistant: Hello.\n\nUser: Why {% raw %}?");
        assertThat(chain.rows().getFirst().data().value("prompt")).isEqualTo(turns);
    }

    @Test
    void putsTheInputBehindThePrompt() throws InterruptedException {
        Chain chain = Rows.run(
                judged().set("input", "input"),
                points("4", "9", "2", "8"),
                Rows.asking("Sort.").with("input", "b a"));
        assertThat(chain.rows().getFirst().data().text("prompt")).isEqualTo("Sort.\n\nb a");
    }

    @Test
    void rejectsRowsWithoutAUsablePrompt() throws InterruptedException {
        Chain chain = Rows.run(
                judged(),
                points(),
                Rows.asking(" "),
                Data.of("instruction", 7),
                Data.of("instruction", List.of(Map.of("role", "assistant", "content", "x"))));
        assertThat(chain.reasons()).containsExactly(Map.entry("prompt:no-prompt", 3));
        assertThat(chain.asks()).isEmpty();
    }

    @Test
    void wantsAsManyAnswersAsTheScript() throws InterruptedException {
        Function<Ask, Reply> oneCut = ask -> ask.n() == 2 && ask.model().equals(Rows.WRITER)
                ? FakeWork.cut("It beg")
                : points("4", "9", "2", "8").apply(ask);
        Chain strict = Rows.run(judged(), oneCut, Rows.asking("Why?"));
        assertThat(strict.reasons()).containsExactly(Map.entry("answers:too-few-answers", 1));
        assertThat(strict.rejected().getFirst().rejection().evidence().asMap())
                .containsEntry("faults", Map.of("truncated", 1L))
                .containsEntry("text", "It beg");
        // Two retries of the cut one.
        assertThat(strict.asks()).hasSize(6);
        Chain lenient = Rows.run(judged().set("fewest-answers", 2), oneCut, Rows.asking("Why?"));
        assertThat(lenient.rows()).hasSize(1);
    }

    @Test
    void leavesOutAnswersWhosePointsCannotBeRead() throws InterruptedException {
        Chain chain = Rows.run(judged(), points("4", "99", "none", "8"), Rows.asking("Why?"));
        assertThat(chain.rows().getFirst().data().text("chosen")).isEqualTo("answer 3");
        Chain hopeless = Rows.run(judged(), points("x", "11", "3-4", "8"), Rows.asking("Why?"));
        assertThat(hopeless.reasons()).containsExactly(Map.entry("judge:unscored", 1));
    }

    @Test
    void tiesMakeNoPair() throws InterruptedException {
        assertThat(Rows.run(judged(), points("4", "4", "4", "4"), Rows.asking("Why?"))
                        .reasons())
                .containsExactly(Map.entry("pairs:tie", 1));
        assertThat(Rows.run(judged().set("minimum-margin", 3), points("4", "5", "6", "5"), Rows.asking("Why?"))
                        .reasons())
                .containsExactly(Map.entry("pairs:small-margin", 1));
    }

    @Test
    void takesAnswersAndScoresThatAreThere() throws InterruptedException {
        TestBuilding given = new TestBuilding(BestOfN.TYPE, "released-code")
                .set("candidates", "answers")
                .set("scores", "rewards")
                .set("strategy", "all");
        Data row = Rows.asking("Why?").with("answers", List.of("a", "b", "c")).with("rewards", List.of(0.5, -1, 0.5));
        Chain chain = Rows.run(given, ask -> FakeWork.stopped(""), row, row.with("rewards", List.of(1)));
        assertThat(chain.asks()).isEmpty();
        assertThat(chain.rows())
                .extracting(
                        each -> each.data().text("chosen") + ">" + each.data().text("rejected"))
                .containsExactly("a>b", "c>b");
        assertThat(chain.rows()).extracting(Sample::id).doesNotHaveDuplicates();
        assertThat(chain.reasons()).containsExactly(Map.entry("candidates:malformed-candidates", 1));
    }

    @Test
    void tellsWhatCannotStandTogether() {
        TestBuilding nobody = new TestBuilding(BestOfN.TYPE, "released-code").behind("instruction");
        nobody.build();
        assertThat(nobody.problems())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("`models` names no model"),
                        one -> assertThat(one).startsWith("`judge` is left out"));
        TestBuilding both = judged().set("candidates", "c").set("scores", "s");
        both.build();
        assertThat(both.problems())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("`models` stands beside `candidates`"),
                        one -> assertThat(one).startsWith("`judge` stands beside `scores`"));
    }
}
