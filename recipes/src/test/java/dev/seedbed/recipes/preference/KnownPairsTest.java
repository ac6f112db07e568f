package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The recipes where it is known by how the sides are made which one is better.
class KnownPairsTest {
    private static final FakeModel TEACHER = FakeModel.able("teacher", Capability.CHAT);

    @Test
    void anExpertIsChosenOverAMediocreAssistant() throws InterruptedException {
        Chain chain = Rows.run(
                TestBuilding.of(ContrastivePersona.TYPE)
                        .model("model", Rows.WRITER)
                        .model("weak", TEACHER)
                        .set("system", "You speak of {{ topic }}."),
                ask -> FakeWork.stopped("by " + ask.model().alias()),
                Rows.asking("Why?").with("topic", "bees"));
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("prompt", "Why?")
                .containsEntry("chosen", "by writer")
                .containsEntry("rejected", "by teacher")
                .containsEntry("length_delta", -1L)
                .containsEntry("chosen_score", null)
                .containsEntry("strategy", "contrastive-persona");
        // As in the seed's example: 0.7 for the expert, 1.0 for the other.
        assertThat(chain.asks())
                .extracting(ask -> ask.request().sampling().temperature())
                .containsExactly(0.7, 1.0);
        assertThat(FakeWork.messagesOf(chain.asks().getFirst()))
                .first()
                .satisfies(system ->
                        assertThat(system.content()).startsWith("You speak of bees.\n\nYou are an expert assistant."));
        assertThat(FakeWork.messagesOf(chain.asks().getLast()).getFirst().content())
                .contains("You are a mediocre assistant.")
                .contains("not be obviously wrong");
        assertThat(FakeWork.messagesOf(chain.asks().getLast()).getLast()).isEqualTo(Message.user("Why?"));
    }

    @Test
    void theSameTextOnBothSidesIsNoPair() throws InterruptedException {
        Chain chain = Rows.run(
                TestBuilding.of(ContrastivePersona.TYPE).model("model", Rows.WRITER),
                ask -> FakeWork.stopped("Same."),
                Rows.asking("Why?"));
        assertThat(chain.reasons()).containsExactly(Map.entry("pairs:same-text", 1));
        assertThat(chain.rejected().getFirst().rejection().explanation()).contains("'chosen' and 'rejected'");
    }

    @Test
    void theAnswerToTheRelaxedPromptIsRejectedForTheWholeOne() throws InterruptedException {
        Chain chain = Rows.run(
                TestBuilding.of(ConstraintRelaxation.TYPE).model("model", Rows.WRITER),
                ask -> FakeWork.stopped(
                        switch (FakeWork.textOf(ask)) {
                            case "Name a bird in French." -> "pie";
                            case "Name a bird." -> "magpie";
                            default -> "Name a bird.";
                        }),
                Rows.asking("Name a bird in French."));
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("prompt", "Name a bird in French.")
                .containsEntry("relaxed_prompt", "Name a bird.")
                .containsEntry("chosen", "pie")
                .containsEntry("rejected", "magpie");
    }

    @Test
    void aPromptWithoutConstraintIsRejectedAtOnceAndAnUnchangedOneAfterRetries() throws InterruptedException {
        TestBuilding building = TestBuilding.of(ConstraintRelaxation.TYPE).model("model", Rows.WRITER);
        Chain none = Rows.run(building, ask -> FakeWork.stopped("**NONE**."), Rows.asking("Why?"));
        assertThat(none.reasons()).containsExactly(Map.entry("relax:no-constraint", 1));
        assertThat(none.asks()).hasSize(1);
        Chain same = Rows.run(building, ask -> FakeWork.stopped("Why?"), Rows.asking("Why?"));
        assertThat(same.reasons()).containsExactly(Map.entry("relax:unchanged-prompt", 1));
        assertThat(same.asks()).hasSize(3);
    }

    private static TestBuilding revising() {
        return TestBuilding.of(CritiqueRevise.TYPE).model("reviser", TEACHER);
    }

    @Test
    void aRevisionIsChosenOverTheAnswer() throws InterruptedException {
        Chain chain = Rows.run(
                revising().model("model", Rows.WRITER),
                ask -> FakeWork.stopped(
                        ask.model().equals(TEACHER) ? "Too short.\n<revision>\nSo it is.\n</revision>" : "So."),
                Rows.asking("Why?"));
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("initial", "So.")
                .containsEntry("critique", "Too short.")
                .containsEntry("chosen", "So it is.")
                .containsEntry("rejected", "So.")
                .containsEntry("strategy", "critique-revise");
    }

    @Test
    void revisesAnswersThatAreThere() throws InterruptedException {
        Data row = Rows.asking("Why?").with("answer", "So.");
        Chain chain = Rows.run(
                revising().set("answer", "answer"),
                ask -> FakeWork.stopped("<revision>Since.</revision>"),
                row,
                row.with("answer", null));
        assertThat(chain.rows().getFirst().data().text("rejected")).isEqualTo("So.");
        assertThat(chain.reasons()).containsExactly(Map.entry("revise:empty-side", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No tags.",
                "<revision> </revision>",
                "<revision>cut",
                "<revision>a</revision><revision>b</revision>",
            })
    void wantsExactlyOneRevision(String reply) throws InterruptedException {
        Chain chain = Rows.run(
                revising().set("answer", "answer"),
                ask -> FakeWork.stopped(reply),
                Rows.asking("Why?").with("answer", "So."));
        assertThat(chain.reasons()).containsExactly(Map.entry("revise:no-revision", 1));
    }

    @Test
    void saysWhoMustAnswer() {
        TestBuilding nobody = revising().behind("instruction");
        nobody.build();
        assertThat(nobody.problems())
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith("`model` is left out"));
        TestBuilding both =
                revising().set("answer", "answer").model("model", Rows.WRITER).behind("instruction", "answer");
        both.build();
        assertThat(both.problems())
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith("`model` stands beside `answer`"));
    }

    @Test
    void theTrainingSetIsChosenOverTheModel() throws InterruptedException {
        Data row = Rows.asking("Why?").with("answer", "Since.");
        Chain chain = Rows.run(
                TestBuilding.of(Spin.TYPE).model("model", Rows.WRITER).set("iteration", 2),
                ask -> FakeWork.stopped("So."),
                row,
                row.with("answer", " So.\n"),
                row.with("answer", ""));
        assertThat(chain.rows())
                .singleElement()
                .satisfies(each -> assertThat(each.data().asMap())
                        .containsEntry("iteration", 2L)
                        .containsEntry("generated", "So.")
                        .containsEntry("chosen", "Since.")
                        .containsEntry("rejected", "So.")
                        .containsEntry("strategy", "spin"));
        assertThat(chain.reasons()).containsExactly(Map.entry("pairs:same-text", 1), Map.entry("set:empty-side", 1));
        // Nobody is asked about a row whose side is empty.
        assertThat(chain.asks()).hasSize(2);
        assertThat(chain.asks().getFirst().request().asData().asMap())
                .containsEntry("temperature", 1.0)
                .containsEntry("top_p", 1.0)
                .containsEntry("max_tokens", 256L);
    }
}
