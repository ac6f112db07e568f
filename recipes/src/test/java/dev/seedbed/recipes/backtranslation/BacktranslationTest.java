package dev.seedbed.recipes.backtranslation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BacktranslationTest {
    /// What a careless step would tidy up.
    private static final String TEXT = "  To keep flowers fresh,\r\n\tcut the stems\u00a0…  Cafe\u0301!\n\n";

    private static TestBuilding building(String preset) {
        return new TestBuilding(Backtranslation.TYPE, preset)
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .behind("text")
                .set("retries", 0);
    }

    private static Chain run(TestBuilding building, Function<Ask, String> replies, Data row)
            throws InterruptedException {
        List<Step> steps = new ArrayList<>(List.of(new Rows("load", () -> List.of(row), List.of("text"))));
        steps.addAll(building.build());
        assertThat(building.problems()).isEmpty();
        return new Chain(steps, ask -> FakeWork.stopped(replies.apply(ask))).run(1);
    }

    private static Function<Ask, String> saying(String instruction, String rating) {
        return ask -> FakeWork.textOf(ask).contains("Rate how good") ? rating : instruction;
    }

    @Test
    void theAnswerIsThePersonsTextToTheLastByte() throws InterruptedException {
        Chain chain =
                run(building("paper"), saying("How do I keep flowers?", "Good.\nScore: 5"), Data.of("text", TEXT));
        Data row = chain.rows().getFirst().data();
        assertThat(row.text("answer")).isEqualTo(TEXT);
        assertThat(row.text("answer_sha256")).isEqualTo(Hash.sha256Of(TEXT));
        assertThat(row.asMap())
                .containsOnlyKeys("curation_score", "instruction", "answer", "answer_sha256", "origin", "system")
                .containsEntry("instruction", "How do I keep flowers?")
                .containsEntry("curation_score", 5L)
                .containsEntry("origin", "augmented")
                .containsEntry("system", "Answer with knowledge from web search.");
        assertThat(chain.columns().names()).containsExactlyInAnyOrderElementsOf(row.columns());
        assertThat(FakeWork.textOf(chain.asks().getFirst())).contains(TEXT);
        assertThat(FakeWork.textOf(chain.asks().getLast())).contains(TEXT, "How do I keep flowers?");
    }

    @Test
    void personalDataReachesNoModelAndNoRowUnlessAskedFor() throws InterruptedException {
        Data row = Data.of("text", "Mail jo.bloggs@acme-widgets.com, or call Dr. Anna Schmidt.");
        Chain masked = run(building("paper"), saying("Whom do I ask?", "Good.\nScore: 5"), row);
        String expected = "Mail [EMAIL], or call Dr. [PERSON].";
        assertThat(masked.asks())
                .hasSize(2)
                .allSatisfy(ask ->
                        assertThat(FakeWork.textOf(ask)).contains(expected).doesNotContain("bloggs", "Schmidt"));
        assertThat(masked.rows().getFirst().data().asMap())
                .containsEntry("answer", expected)
                .containsEntry("answer_sha256", Hash.sha256Of(expected));

        Chain open = run(building("paper").set("scrub", false), saying("Whom?", "Good.\nScore: 5"), row);
        assertThat(open.rows().getFirst().data().text("answer")).isEqualTo(row.text("text"));
        assertThat(FakeWork.textOf(open.asks().getFirst())).contains("jo.bloggs@acme-widgets.com");
    }

    @Test
    void aSeedPassesUnaskedWithItsTag() throws InterruptedException {
        Chain chain = run(
                building("released-code"),
                saying("x", "y"),
                Data.of("text", "Because.").with("instruction", "Why?"));
        assertThat(chain.asks()).isEmpty();
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("instruction", "Why?")
                .containsEntry("answer", "Because.")
                .containsEntry("origin", "seed")
                .containsEntry("system", "Answer in the style of an AI Assistant.");
    }

    @Test
    void aSeedKeepsItsOwnAnswerAndNeedsOne() throws InterruptedException {
        Chain chain = run(
                building("paper"),
                saying("x", "y"),
                Data.of("instruction", "Why?").with("answer", "So."));
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("answer", "So.")
                .containsEntry("origin", "seed");
        assertThat(run(building("paper"), saying("x", "y"), Data.of("instruction", "Why?"))
                        .reasons())
                .containsExactly(Map.entry("pairs:no-answer", 1));
    }

    @Test
    void a5TakesFivesAndA4TakesFoursToo() throws InterruptedException {
        Data row = Data.of("text", "A text.");
        assertThat(run(building("paper"), saying("Why?", "Score: 4"), row).reasons())
                .containsExactly(Map.entry("curation:low-score", 1));
        assertThat(run(building("paper"), saying("Why?", "Score: 5"), row).rows())
                .hasSize(1);
        assertThat(run(building("paper").set("at-least", 4), saying("Why?", "Score: 4"), row)
                        .rows())
                .hasSize(1);
        assertThat(run(building("paper").set("at-least", 4), saying("Why?", "Score: 3"), row)
                        .rows())
                .isEmpty();
    }

    @Test
    void aRatingThatIsNotClearlyOnTheLastLineIsNone() throws InterruptedException {
        for (String unclear :
                List.of("Score: 5/10", "Score: 5\nI hope this helps!", "5", "Score: 7", "Score: 4\nScore: 5")) {
            assertThat(run(building("paper"), saying("Why?", unclear), Data.of("text", "A text."))
                            .reasons())
                    .as(unclear)
                    .containsExactly(Map.entry("curation:unscored", 1));
        }
    }

    @Test
    void theReleasedCodeHasLengths() throws InterruptedException {
        String line = "x".repeat(100);
        String good = (line + "\n").repeat(15);
        Map<String, String> reasons = Map.of(
                "x".repeat(999),
                "texts:too-short",
                "x".repeat(2_201),
                "texts:too-long",
                good + "abcd",
                "texts:short-line");
        for (Map.Entry<String, String> each : reasons.entrySet()) {
            assertThat(run(building("released-code"), saying("x", "y"), Data.of("text", each.getKey()))
                            .reasons())
                    .containsExactly(Map.entry(each.getValue(), 1));
        }
        for (String text : List.of("x".repeat(1_000), "x".repeat(2_200), good + "abcde")) {
            assertThat(run(
                                    building("released-code"),
                                    saying("Instruction: Say x ten times.", "Score: 5"),
                                    Data.of("text", text))
                            .rows())
                    .hasSize(1);
        }
        for (String instruction : List.of("x".repeat(9), "x".repeat(801))) {
            assertThat(run(building("released-code"), saying(instruction, "Score: 5"), Data.of("text", good))
                            .reasons())
                    .containsExactly(Map.entry("instructions:instruction-length", 1));
        }
    }

    @Test
    void asksTheJudgeWithoutTheSystemMessage() throws InterruptedException {
        Chain chain = run(
                building("paper").set("system", "You are a gardener."),
                saying("Why?", "Score: 5"),
                Data.of("text", "A text."));
        assertThat(FakeWork.messagesOf(chain.asks().getFirst())).hasSize(2);
        assertThat(FakeWork.messagesOf(chain.asks().getLast())).hasSize(1);
        assertThat(chain.asks().getLast().request().asData().asMap()).containsEntry("temperature", 0.0);
    }

    @Test
    void saysThatBoundsAreTheWrongWayRound() {
        TestBuilding building = building("paper").set("minimum-characters", 10).set("maximum-characters", 5);
        building.build();
        assertThat(building.problems())
                .containsExactly("`minimum-characters` is 10, but must not be above `maximum-characters`, which is 5");
    }
}
