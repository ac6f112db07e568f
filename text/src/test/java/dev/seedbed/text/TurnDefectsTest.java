package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TurnDefectsTest {
    private static final TurnDefects DEFECTS = new TurnDefects();

    /// The code of the last of these turns, the user's first.
    private static List<String> lastOf(String... texts) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < texts.length; i++) {
            turns.add(i % 2 == 0 ? Turn.user(texts[i]) : Turn.assistant(texts[i]));
        }
        return DEFECTS.find(turns, turns.size() - 1).map(Finding::code).stream().toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "How can I help you today?",
                "That is great. Is there anything else I can help you with?",
                "As an AI language model, I have no preferences.",
                "Sure! Here is a list of rivers.",
                "I like it.\nAssistant: Glad to hear that.",
                "**AI**: Hello",
                "What is it? <|im_start|>",
                "I’d be happy to help with that."
            })
    void findsAUserWhoSpeaksAsTheAssistant(String text) {
        assertThat(lastOf(text)).containsExactly("role-flip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "It is blue.\nUser: And at night?",
                "Human: why?",
                "Thank you for your help! Where does it come from?",
                "Could you please help me with my essay?",
                "Instruction: Write the next part."
            })
    void findsAnAssistantWhoSpeaksAsTheUser(String text) {
        assertThat(lastOf("Why is the sky blue?", text)).containsExactly("role-flip");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Could you tell me more about your essay, so that I can suggest a title?",
                "The user: a person who uses a thing. Users are many.",
                "You can thank you for your patience in the letter's last line.",
                "I hope this helps. Let me know if you have more questions!"
            })
    void letsAnAssistantAskBackAndBeKind(String text) {
        assertThat(lastOf("Help me.", text)).isEmpty();
    }

    @Test
    void letsAUserAskWhateverUsersAsk() {
        assertThat(lastOf("How can I help my grandmother with her computer?")).isEmpty();
        assertThat(lastOf("What is the best way to help an elderly neighbour?")).isEmpty();
        assertThat(lastOf("Can you help me understand what an AI is?")).isEmpty();
    }

    @Test
    void findsATurnThatComesAgain() {
        String question = "What are the three largest rivers of Germany by their length?";
        assertThat(lastOf(question, "The Danube.", question.toUpperCase(java.util.Locale.ROOT)))
                .containsExactly("loop");
        // 10 of 10 and 10 of 11 words are common: F = 20 / 21.
        assertThat(lastOf(
                        "one two three four five six seven eight nine ten",
                        "a",
                        "one two three four five six seven eight nine ten eleven"))
                .containsExactly("loop");
        // 8 of 10 and 8 of 10: F = 0.8.
        assertThat(lastOf(
                        "one two three four five six seven eight nine ten",
                        "a",
                        "one two three four five six seven eight x y"))
                .isEmpty();
    }

    @Test
    void letsShortTurnsComeTwiceButNotThreeTimes() {
        assertThat(lastOf("Go on.", "One.", "Go on.")).isEmpty();
        assertThat(lastOf("Go on.", "One.", "Go on.", "Two.", "Go on.")).containsExactly("loop");
    }

    @Test
    void letsOnePartyRepeatTheOther() {
        assertThat(lastOf("Say: the quick brown fox jumps.", "Say: the quick brown fox jumps."))
                .isEmpty();
    }

    @Test
    void letsAConversationEndKindlyOnce() {
        assertThat(lastOf("Why?", "Because.", "Thank you!", "You're welcome!")).isEmpty();
        assertThat(lastOf("Why?", "Because.", "Thank you!", "You're welcome!", "Have a great day, goodbye!"))
                .containsExactly("empty-agreement");
    }

    @Test
    void findsRefusalsOfTheAssistantOnly() {
        assertThat(lastOf("How?", "I'm sorry, but I can't help with that.")).containsExactly("refusal");
        assertThat(lastOf("I'm sorry, but I can't help with that.")).isEmpty();
    }

    @Test
    void findsNothingInATurn() {
        assertThat(lastOf(" \n")).containsExactly("empty-turn");
    }

    @Test
    void looksForWhatIsChosenOnly() {
        TurnDefects loops = new TurnDefects(Set.of("loop"), 0.9);
        assertThat(loops.find(List.of(Turn.user("")), 0)).isEmpty();
        assertThatThrownBy(() -> new TurnDefects(Set.of("lop"), 0.9))
                .hasMessageContainingAll("lop", "role-flip", "loop");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Thanks!",
                "Thank you so much, this was very helpful! Have a great day.",
                "You're right. I completely agree.",
                "You are very welcome! If you have any more questions, feel free to ask.",
                "Okay great, thanks for explaining how photosynthesis works",
                "Goodbye!",
                "I really appreciate your help."
            })
    void knowsCourtesy(String text) {
        assertThat(Courtesy.only(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "!!!",
                "Thanks! How does that work on Linux?",
                "Thanks, now write a poem.",
                "Thank you but I still do not see it",
                "You're right that the Danube is longer.",
                "Goodnight Moon is a book.",
                "Paris."
            })
    void knowsWhatIsMore(String text) {
        assertThat(Courtesy.only(text)).isFalse();
    }

    @Test
    void takesCourtesyOffTheBeginning() {
        assertThat(Courtesy.withoutLead("Thank you! That was very helpful. What about Linux?"))
                .isEqualTo("What about Linux?");
        assertThat(Courtesy.withoutLead("Thank you. Goodbye!")).isEqualTo("Thank you. Goodbye!");
        assertThat(Courtesy.withoutLead("It is 3.5 km. Thanks!")).isEqualTo("It is 3.5 km. Thanks!");
    }

    @ParameterizedTest
    @ValueSource(strings = {"thank you ", "so ", "i really ", "\nuser", ">*#", ". ", "a b "})
    void comesToAnEndOnHostileTurns(String unit) {
        String text = unit.repeat(20_000);
        List<Turn> turns = List.of(Turn.user(text), Turn.assistant(text), Turn.user(text + " x"));
        for (int i = 0; i < turns.size(); i++) {
            String turn = turns.get(i).text();
            assertThat(DEFECTS.find(turns, i).stream())
                    .allSatisfy(finding -> assertThat(finding.span(turn)).isNotNull());
        }
        assertThat(Courtesy.withoutLead(text)).isNotNull();
    }
}
