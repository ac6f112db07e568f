package dev.seedbed.text.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionsTest {
    private static boolean followed(Constraint constraint, String reply) {
        return Instructions.check(constraint, reply).followed();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Name three fruits in 3 bullet points.                | Bullets[count=3]
            Answer in at most 50 words.                          | Words[relation=LESS_THAN, count=51]
            Write at least 3 sentences about tea.                | Sentences[relation=AT_LEAST, count=3]
            Answer in one word: what is the capital of France?   | Words[relation=EXACTLY, count=1]
            Give your answer in JSON format.                     | Json[]
            Tell me about Rome, entirely in French.              | Language[language=fr]
            Answer in German: what is the capital of France?     | Language[language=de]
            Write two paragraphs about the sea.                  | PlainParagraphs[relation=EXACTLY, count=2]
            Use only lowercase letters.                          | AllLowercase[]
            Do not use any commas.                               | NoComma[]
            Begin your answer with "Dear reader".                | StartPhrase[phrase=Dear reader]
            End your response with the phrase "That is all."     | EndPhrase[phrase=That is all.]
            List exactly 5 items for a picnic.                   | ListItems[relation=EXACTLY, count=5]
            Include the keywords "sun" and "moon".               | Keywords[keywords=[sun, moon]]
            Do not include the words "sun" or "moon".            | ForbiddenWords[words=[sun, moon]]
            The word tea should appear at least 3 times.         | KeywordFrequency[keyword=tea, relation=AT_LEAST, frequency=3]
            Never use the letter q more than twice.              | LetterFrequency[letter=q, relation=LESS_THAN, frequency=3]
            """)
    void readsWhatPeopleAsk(String instruction, String constraint) {
        assertThat(Instructions.constraints(instruction))
                .extracting(Constraint::toString)
                .containsExactly(constraint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "What is the capital of France?",
                "How many words does the average person speak in a day?",
                "Why do sentences need a verb?",
                "Explain how JSON differs from XML.",
                "There are 50 books in a library, and 10 of them have 300 pages. How many pages are that?",
                "Translate the word 'tree' for me.",
                "Who wrote the first paragraph of the constitution?",
                "Is it true that commas were invented in Venice?",
                "",
            })
    void findsNothingInPlainQuestions(String question) {
        assertThat(Instructions.constraints(question)).isEmpty();
    }

    @Test
    void looseModeForgivesTheFirstAndLastLineAndAsterisks() {
        Constraint words = new Constraint.StartPhrase("Dear reader");
        String reply = "Sure, here it is:\n**Dear reader, hello.**\nHope this helps";

        assertThat(followed(words, reply)).isFalse();
        assertThat(Instructions.check(words, reply, Mode.LOOSE, LanguageOf.UNKNOWN)
                        .followed())
                .isTrue();
        assertThat(Instructions.check(new Constraint.Bullets(3), "- a\n- b", Mode.LOOSE, LanguageOf.UNKNOWN)
                        .followed())
                .isFalse();
    }

    @Test
    void saysWhatWasSeenAndWanted() {
        assertThat(Instructions.check(new Constraint.Bullets(3), "- a\n- b").explanation())
                .isEqualTo("does not follow the instruction: wanted exactly 3 bullet points, seen 2");
        assertThat(Instructions.check(new Constraint.NoComma(), "a, b").seen()).isEqualTo("one at character 2");
    }

    @Test
    void anEmptyReplyFollowsNothing() {
        assertThat(followed(new Constraint.NoComma(), "  \n")).isFalse();
        assertThat(followed(new Constraint.ForbiddenWords(List.of("x")), "")).isFalse();
    }

    @Test
    void keywordsAreNoRegularExpressions() {
        assertThat(followed(new Constraint.Keywords(List.of("(a+)+$")), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!"))
                .isFalse();
        assertThat(followed(new Constraint.Keywords(List.of("c++")), "I like C++."))
                .isTrue();
    }

    @Test
    void languageIsTheOneNamedOrElseThatOfTheScript() {
        Constraint hindi = new Constraint.Language("hi");

        assertThat(Instructions.check(hindi, "नमस्ते दुनिया", Mode.STRICT, _ -> Optional.of("mr"))
                        .followed())
                .isFalse();
        assertThat(Instructions.check(hindi, "नमस्ते दुनिया", Mode.STRICT, _ -> Optional.of("hi"))
                        .followed())
                .isTrue();
        assertThat(followed(hindi, "नमस्ते दुनिया")).isTrue();
        assertThat(followed(hindi, "Hello world")).isFalse();
        assertThat(followed(new Constraint.AllCapital(), "HELLO")).isTrue();
        assertThat(Instructions.check(new Constraint.AllCapital(), "HALLO WELT", Mode.STRICT, _ -> Optional.of("de"))
                        .followed())
                .isFalse();
    }

    @Test
    void countsSentencesPastAbbreviationsAndInitials() {
        assertThat(followed(
                        new Constraint.Sentences(Relation.EXACTLY, 2), "Dr. J. Smith paid $3.50 for tea. It was good!"))
                .isTrue();
        assertThat(followed(new Constraint.Sentences(Relation.EXACTLY, 1), "Well... maybe so"))
                .isTrue();
        assertThat(followed(new Constraint.Sentences(Relation.EXACTLY, 3), "One. \"Two!\" Three? "))
                .isTrue();
    }

    @Test
    void capitalWordsAreThoseOfTheTreebank() {
        assertThat(Instructions.check(
                                new Constraint.CapitalWords(Relation.AT_LEAST, 1), "The NEW-OLD U.S. team: I CAN'T go!")
                        .seen())
                .isEqualTo("5");
    }

    @Test
    void nullArgumentsCountAsAbsent() {
        Map<String, Object> arguments = new HashMap<>(Map.of("num_bullets", 2));
        arguments.put("relation", null);

        assertThat(Instructions.read("detectable_format:number_bullet_lists", arguments))
                .isEqualTo(new Constraint.Bullets(2));
    }

    @Test
    void saysWhatIsWrongWithAConstraint() {
        assertThatThrownBy(() -> Instructions.read("keywords:exist", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no instruction \"keywords:exist\"; allowed are [keywords:existence,");
        assertThatThrownBy(() -> Instructions.read(
                        "length_constraints:number_words", Map.of("relation", "about", "num_words", 3)))
                .hasMessageContaining("the relation is \"about\"; allowed are \"less than\", \"at least\"");
        assertThatThrownBy(() -> Instructions.read("length_constraints:number_words", Map.of("relation", "at least")))
                .hasMessageContaining("needs the argument \"num_words\"");
        assertThatThrownBy(() -> Instructions.read(List.of("punctuation:no_comma"), List.of()))
                .hasMessageContaining("each id needs its own");
    }

    @Test
    void hostileRepliesTakeLinearTime() {
        String stars = "*".repeat(200_000);
        String lines = "\n".repeat(200_000);
        for (Constraint constraint : List.of(
                new Constraint.Bullets(1),
                new Constraint.Highlights(1),
                new Constraint.DividedParagraphs(2),
                new Constraint.TwoResponses(),
                new Constraint.Placeholders(1),
                new Constraint.Title(),
                new Constraint.Sentences(Relation.AT_LEAST, 1),
                new Constraint.Json(),
                new Constraint.CapitalWords(Relation.AT_LEAST, 1),
                new Constraint.Postscript("P.P.S"))) {
            for (String hostile : List.of(
                    stars,
                    "x" + lines + "x",
                    "[".repeat(200_000),
                    "<<".repeat(100_000),
                    "P.".repeat(100_000),
                    ".".repeat(200_000))) {
                assertThat(Instructions.check(constraint, hostile)).isNotNull();
            }
        }
        assertThat(Instructions.constraints("in " + "3 ".repeat(50_000))).isEmpty();
    }

    @Test
    void instructionsThatRepeatOneWordAreReadWithoutDeepRecursion() {
        for (String words : List.of(
                "in only",
                "no any",
                "end the",
                "end it with the",
                "start your",
                "start with the",
                "not use",
                "avoid using",
                "without any",
                "as valid",
                "bold text",
                "word x must",
                "letter x in",
                "include the",
                "not include the",
                "first paragraph must",
                "repeat the",
                "only in",
                "a 3 words in")) {
            String last = words.substring(words.lastIndexOf(' '));
            assertThat(Instructions.constraints(words + last.repeat(19_900 / last.length())))
                    .as(words)
                    .isNotNull();
        }
    }

    @Test
    void readsBracketsOfLongRepliesOnce() {
        Constraint placeholders = new Constraint.Placeholders(400_000);

        for (String reply : List.of(
                "[\n".repeat(1_000_000) + "]",
                "[\n[a]".repeat(400_000),
                "[a]".repeat(600_000),
                "[".repeat(2_000_000))) {
            Result result = Instructions.check(placeholders, reply);
            assertThat(result.followed()).isEqualTo(reply.contains("[a]"));
        }
    }
}
