package dev.seedbed.recipes.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.internal.Reading;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DialogueTest {
    private static final String WHY = "Why is the sky blue?";

    @Test
    void takesTurnsUntilTheLastRound() throws InterruptedException {
        Data made = new Talks()
                .rounds(1, 2)
                .bot("Light is scattered.", "Violet is absorbed.")
                .user("Why not violet?")
                .made();
        assertThat(Talks.contents(made))
                .containsExactly(WHY, "Light is scattered.", "Why not violet?", "Violet is absorbed.");
        assertThat(made.value("rounds")).isEqualTo(2L);
        assertThat(made.value("stop_reason")).isEqualTo("maximum-rounds");
        assertThat(made.value("roles")).isEqualTo(Map.of("user", "Ann", "assistant", "Bot"));
        assertThat((List<?>) made.value("turns")).hasSize(4).first().isEqualTo(Map.of("role", "user", "text", WHY));
    }

    @Test
    void showsEachPartyTheOtherAsItsUser() throws InterruptedException {
        Talks talks = new Talks().rounds(1, 2).bot("Light.", "Absorbed.").user("Why?!");
        talks.made();
        assertThat(Talks.shown(talks.asks.get(0))).containsExactly("USER " + WHY);
        assertThat(Talks.shown(talks.asks.get(1)))
                .containsExactly("SYSTEM You are Ann.", "USER Begin.", "ASSISTANT " + WHY, "USER Light.");
        assertThat(Talks.shown(talks.asks.get(2))).containsExactly("USER " + WHY, "ASSISTANT Light.", "USER Why?!");
        assertThat(talks.asks).extracting(Ask::n).doesNotHaveDuplicates();
    }

    @Test
    void hasTheUserSpeakFirstWithoutAnOpening() throws InterruptedException {
        Talks talks = new Talks().unopened().rounds(1, 1).user("Is it?").bot("It is.");
        assertThat(Talks.contents(talks.made())).containsExactly("Is it?", "It is.");
        assertThat(Talks.shown(talks.asks.getFirst())).containsExactly("SYSTEM You are Ann.", "USER Begin.");
    }

    @Test
    void endsAtTheDoneTextOfTheUserWithWhatCameBefore() throws InterruptedException {
        Data made = new Talks().bot("Light.").user("[DONE]").made();
        assertThat(Talks.contents(made)).containsExactly(WHY, "Light.");
        assertThat(made.value("stop_reason")).isEqualTo("done");
        assertThat((List<?>) made.value("turns")).hasSize(3);
    }

    @Test
    void keepsWhatTheAssistantSaysBesideTheDoneText() throws InterruptedException {
        assertThat(Talks.contents(new Talks().bot("Light. [DONE]").made())).containsExactly(WHY, "Light.");
    }

    @Test
    void endsWhenTheUserHasNothingButThanksLeft() throws InterruptedException {
        Data made =
                new Talks().bot("Light.").user("Thank you so much, goodbye!").made();
        assertThat(Talks.contents(made)).containsExactly(WHY, "Light.");
        assertThat(made.value("stop_reason")).isEqualTo("courtesy");
    }

    @Test
    void takesTheThanksOffAUsersTurnButKeepsThemAsWritten() throws InterruptedException {
        Data made = new Talks()
                .rounds(1, 2)
                .bot("Light.", "Absorbed.")
                .user("Thank you! Why not violet?")
                .made();
        assertThat(Talks.contents(made)).contains("Why not violet?");
        assertThat(made.text("turns")).contains("Thank you! Why not violet?");
    }

    @Test
    void takesOffTheNameOfTheOwnRole() throws InterruptedException {
        Data made = new Talks()
                .rounds(1, 2)
                .bot("Assistant: Light.", "**AI:** Absorbed.")
                .user("User: Why?!")
                .made();
        assertThat(Talks.contents(made)).containsExactly(WHY, "Light.", "Why?!", "Absorbed.");
    }

    @Test
    void goesBackToTheLastGoodRoundWhenAPartyFlipsItsRole() throws InterruptedException {
        Data made = new Talks()
                .bot("Light.", "It is.\nUser: and now?")
                .user("Why not violet?")
                .made();
        assertThat(Talks.contents(made)).containsExactly(WHY, "Light.");
        assertThat(made.value("stop_reason")).isEqualTo("role-flip");
        assertThat(made.text("turns")).contains("and now?");
    }

    @Test
    void rejectsWithWhatEndedItIfTooLittleIsLeft() throws InterruptedException {
        Rejection flip = new Talks()
                .rounds(2, 3)
                .bot("Light.")
                .user("How can I help you today?")
                .rejection();
        assertThat(flip.reason()).isEqualTo("role-flip");
        assertThat(flip.explanation()).startsWith("after 1 rounds, of which there must be 2: the text speaks as");
        assertThat(flip.evidence().columns()).contains("text", "rounds", "minimum", "stop_reason", "turns");
        assertThat(new Talks()
                        .rounds(2, 3)
                        .bot("Light.")
                        .user("[DONE]")
                        .rejection()
                        .reason())
                .isEqualTo("too-few-rounds");
        assertThat(new Talks().bot("").rejection().reason()).isEqualTo("empty-turn");
        assertThat(new Talks().bot(FakeWork.cut("Light is")).rejection().reason())
                .isEqualTo("truncated");
        assertThat(new Talks().bot(FakeWork.filtered("Light is")).rejection().reason())
                .isEqualTo("filtered");
        assertThat(new Talks()
                        .rounds(2, 3)
                        .bot("Light is scattered.", "Light is scattered.")
                        .user("Why not violet?")
                        .rejection()
                        .reason())
                .isEqualTo("loop");
        assertThat(new Talks()
                        .allowing("loop")
                        .rounds(3, 9)
                        .bot("Light.", "You're welcome!")
                        .user("Thank you!", "Bye!")
                        .rejection()
                        .reason())
                .isEqualTo("empty-agreement");
        assertThat(new Talks()
                        .bot("I'm sorry, but I can't help with that.")
                        .rejection()
                        .reason())
                .isEqualTo("refusal");
    }

    @Test
    void letsPassWhatIsAllowed() throws InterruptedException {
        String refusal = "I'm sorry, but I can't help with that.";
        assertThat(Talks.contents(new Talks()
                        .allowing("refusal")
                        .rounds(1, 1)
                        .bot(refusal)
                        .made()))
                .containsExactly(WHY, refusal);
    }

    @Test
    void asksAgainAndRemindsAPartyThatFlippedItsRole() throws InterruptedException {
        Talks talks = new Talks()
                .retries(1)
                .rounds(1, 2)
                .bot("Light.", "Absorbed.")
                .user("How can I help you today?", "Why not violet?");
        assertThat(Talks.contents(talks.made())).contains("Why not violet?");
        assertThat(talks.asks.get(2).attempt()).isEqualTo(1);
        assertThat(Talks.shown(talks.asks.get(2)).getLast()).isEqualTo("USER Light.\n\nYou are Ann, remember.");
        assertThat(talks.asks.get(2).n()).isEqualTo(talks.asks.get(1).n());
    }

    @Test
    void doesNotAskAgainForWhatTheEndpointWithholds() throws InterruptedException {
        Talks talks = new Talks().retries(3).bot(FakeWork.filtered(""));
        assertThat(talks.rejection().reason()).isEqualTo("filtered");
        assertThat(talks.asks).hasSize(1);
    }

    @Test
    void asksAGateAboutEveryTurn() throws InterruptedException {
        Talks talks = new Talks()
                .gate((before, turn) -> turn.text().contains("secret")
                        ? Reading.unusable("secret", "it tells", turn.text())
                        : Reading.found(turn))
                .bot("Light.", "A secret.")
                .user("Why?!");
        assertThat(talks.made().value("stop_reason")).isEqualTo("secret");
    }
}
