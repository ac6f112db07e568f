package dev.seedbed.recipes.selfinstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsingTest {
    private static List<List<String>> pairs(List<Instance> instances) {
        return instances.stream()
                .map(each -> List.of(each.input(), each.output()))
                .toList();
    }

    @Test
    void readsHostileRepliesAsTheRulesInPythonDo() {
        List<Data> cases = TestFiles.rows("parsing_oracle.jsonl");
        assertThat(cases).hasSizeGreaterThan(300);
        assertThat(cases).allSatisfy(each -> {
            String text = each.text("text");
            assertThat(InstructionList.continued(text, Words.Capitals.FIRST_AND_NO_OTHERS))
                    .isEqualTo(each.value("instructions"));
            assertThat(pairs(Instance.inputFirst(text))).isEqualTo(each.value("input_first"));
            assertThat(pairs(Instance.outputFirst(text))).isEqualTo(each.value("output_first"));
        });
    }

    @Test
    void readsAContinuedList() {
        String reply = " Name three rivers of France.\n10. Explain what an API is:\n11 .  Sort  the\n words.\n12. ";
        assertThat(InstructionList.continued(reply, Words.Capitals.FIRST))
                .containsExactly("Name three rivers of France.", "Explain what an API is:", "Sort the words.");
    }

    @Test
    void makesSmallLettersOfAcronymsOnlyAsTheReleasedCodeDoes() {
        String reply = " explain what NASA does in France.";
        assertThat(InstructionList.continued(reply, Words.Capitals.FIRST_AND_NO_OTHERS))
                .containsExactly("Explain what nasa does in france.");
        assertThat(InstructionList.continued(reply, Words.Capitals.FIRST))
                .containsExactly("Explain what NASA does in France.");
        assertThat(InstructionList.continued(reply, Words.Capitals.AS_THEY_ARE))
                .containsExactly("explain what NASA does in France.");
    }

    @Test
    void leavesTheCourtesyOfAChatModelOut() {
        String reply = "Sure, here is the rest:\n\n9. Name three rivers.\n10. Explain a proverb of your choice.";
        assertThat(InstructionList.replied(reply, Words.Capitals.FIRST))
                .containsExactly("Name three rivers.", "Explain a proverb of your choice.");
        assertThat(InstructionList.replied("9. Name three rivers.", Words.Capitals.FIRST))
                .containsExactly("Name three rivers.");
        assertThat(InstructionList.replied("I'm sorry, but I can't help with that.", Words.Capitals.FIRST))
                .isEmpty();
        assertThat(InstructionList.replied("", Words.Capitals.FIRST)).isEmpty();
    }

    @Test
    void takesTheColonsOffAnInstructionThatIsShown() {
        assertThat(InstructionList.line(" Translate\n this text:: ")).isEqualTo("Translate this text");
    }

    @Test
    void readsInstancesWithTheInputFirst() {
        String reply = "Example 1\nSentence: It rains.\nOutput: Rain falls.\nExample 2\nInput: It snows.\nOutput: Snow"
                + " falls.\nInput: again\n";
        assertThat(pairs(Instance.inputFirst(reply)))
                .containsExactly(List.of("Sentence: It rains.", "Rain falls."), List.of("It snows.", "Snow falls."));
        assertThat(pairs(Instance.inputFirst("\nOutput: A poem.\n"))).containsExactly(List.of("", "A poem."));
        assertThat(Instance.inputFirst("A poem.")).isEmpty();
    }

    @Test
    void readsInstancesWithTheOutputFirst() {
        String reply = "Class label: good\nText: I like it.\nMore.\nClass label: bad";
        assertThat(pairs(Instance.outputFirst(reply)))
                .containsExactly(List.of("Text: I like it.\nMore.", "good"), List.of("", "bad"));
        assertThat(Instance.outputFirst("class label: good")).isEmpty();
    }
}
