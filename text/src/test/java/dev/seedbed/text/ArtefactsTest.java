package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArtefactsTest {
    private final Artefacts artefacts = new Artefacts();

    @ParameterizedTest
    @CsvSource(delimiterString = "@@", quoteCharacter = '$', textBlock = """
            Paris.<|im_end|>@@role-header@@<|im_end|>
            <|im_start|>assistant Paris@@role-header@@<|im_start|>
            It is seven.<|eot_id|><|start_header_id|>user@@role-header@@<|eot_id|>
            [INST] Name a prime. [/INST] Seven.@@role-header@@[INST]
            <<SYS>> You are helpful.@@role-header@@<<SYS>>
            Seven.</s>@@role-header@@</s>
            <start_of_turn>model Seven.@@role-header@@<start_of_turn>
            Assistant: The capital is Paris.@@role-header@@Assistant:
            ASSISTANT: The capital is Paris.@@role-header@@ASSISTANT:
            Seven. <noinput>@@prompt-leftover@@<noinput>
            Output: Seven.@@prompt-leftover@@Output:
            As an AI language model, I think that tea is fine.@@assistant-phrase@@As an AI language model, I
            Tea is fine. As an AI assistant developed by OpenAI, I would choose it.@@assistant-phrase@@As an AI assistant developed by OpenAI, I
            I am an AI language model, but tea sounds fine.@@assistant-phrase@@I am an AI language model
            Paris had 2 million inhabitants as of my last update.@@assistant-phrase@@as of my last update
            My knowledge cutoff is in 2021.@@assistant-phrase@@My knowledge cutoff
            I was trained by OpenAI to answer.@@assistant-phrase@@I was trained by OpenAI
            Sure! Here is a poem about the sea.@@preamble@@Sure! Here is a poem about the sea
            Certainly, I'd be happy to help you with this.@@preamble@@Certainly, I'd be happy to help you with this
            Of course! Here are three ideas:@@preamble@@Of course! Here are three ideas:
            Dear {{ customer_name }}, thank you.@@placeholder@@{{ customer_name }}
            Dear [Your Name], welcome.@@placeholder@@[Your Name]
            Sincerely, [Name]@@placeholder@@[Name]
            Dear [Recipient's Name],@@placeholder@@[Recipient's Name]
            Visit us at [Company Address] today.@@placeholder@@[Company Address]
            Call us on [insert phone number].@@placeholder@@[insert phone number]
            Set the key to <YOUR_API_KEY> first.@@placeholder@@<YOUR_API_KEY>
            """)
    void findsLeftovers(String text, String code, String span) {
        Finding finding = artefacts.find(text).orElseThrow();

        assertThat(finding.code()).isEqualTo(code);
        assertThat(finding.span(text)).isEqualTo(span);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Paris\n\n### Instruction:\nName a prime.",
                "Paris\n### Input:\nnone",
                "Paris\n###Response: yes",
                "Paris.\n\nHuman: And of Spain?",
                "Paris.\n\n### Human: And of Spain?",
                "Below is an instruction that describes a task. Write a response.",
            })
    void findsMarksOnTheirOwnLines(String text) {
        assertThat(artefacts.find(text)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sure, that works for me.",
                "Sure enough, it rained.",
                "Here are three ideas: tea, cake and a walk.",
                "As an AI researcher, she works on language models.",
                "GPT-4 is a large language model. It was used as a language model for translation.",
                "Used as an AI assistant in hospitals, the system saves time.",
                "The token `<|im_start|>` begins a turn.",
                "```\n[INST] Hello [/INST]\n```",
                "```html\n<p>{{ user.name }}</p>\n```\nThe template prints the name.",
                "\\frac{{a}}{{b}}",
                "A list in Python is written [1, 2], an index a[i].",
                "See [Your Name](https://example.org/film) for the film.",
                "See [Name][1].",
                "The array [date, value] has two elements.",
                "He said [sic] that [the company] would pay [his] fees.",
                "### Instructions for use\nShake well.",
                "## Input and output\nThe program reads a file.",
                "Use <b>bold</b> and <s>struck</s> text.",
                "The assistant: a short story.",
                "The human body has 206 bones.",
                "5 < 6 and 7 > 3.",
                "Certainly the best film of the year.",
                "Of course it rained.",
                "",
            })
    void letsOrdinaryTextPass(String text) {
        assertThat(artefacts.find(text)).isEmpty();
    }

    @Test
    void looksOnlyForWhatWasChosen() {
        String text = "Sure! Here is a letter: Dear [Your Name],";

        assertThat(artefacts.find(text)).get().extracting(Finding::code).isEqualTo("preamble");
        assertThat(new Artefacts(Set.of("placeholder")).find(text))
                .get()
                .extracting(Finding::code)
                .isEqualTo("placeholder");
        assertThat(new Artefacts(Set.of()).find(text)).isEmpty();
        assertThat(new Artefacts(Set.of("placeholder", "preamble")).codes())
                .isEqualTo(List.of("preamble", "placeholder"));
    }

    @Test
    void refusesUnknownCodes() {
        assertThatThrownBy(() -> new Artefacts(Set.of("placeholders")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[placeholders] are no codes here; allowed are [role-header,");
    }

    @Test
    void findsTheOpenPlacesOfTheSeedAnswersAndNothingElse() {
        assertThat(Fixtures.answers())
                .flatExtracting(answer -> artefacts.find(answer).map(found -> found.span(answer)).stream()
                        .toList())
                .containsExactly("[Name]", "[Recruiter]");
    }

    @Test
    void findsWhatIsSaidBehindMuchThatIsOnlyQuoted() {
        String quoted = "\"As an AI language model, I\" ".repeat(20_000);
        String text = "It writes " + quoted + "\n\nAs an AI language model, I cannot say.";

        Finding finding = artefacts.find(text).orElseThrow();

        assertThat(finding.code()).isEqualTo(Artefacts.ASSISTANT_PHRASE);
        assertThat(finding.begin()).isEqualTo(text.lastIndexOf("As an AI"));
    }
}
