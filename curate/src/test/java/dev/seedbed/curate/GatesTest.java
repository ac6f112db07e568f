package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatesTest {
    static final Work NO_WORK = new IdleWork() {
        @Override
        public RandomGenerator random(int n) {
            return new Random(n);
        }
    };

    private static Optional<Rejection> judge(String gate, Map<String, ?> settings, Data data)
            throws InterruptedException {
        return ((Gate) Built.of(gate, settings).step).judge(Sample.root("load", data), NO_WORK);
    }

    private static Data answer(String text) {
        return Data.of("question", "Why?").with("answer", text);
    }

    @ParameterizedTest
    @CsvSource({
        "refusal, 'I''m sorry, but I can''t help with that.', refusal, 'I''m sorry, but I can''t help'",
        "artefacts, 'Dear [Your Name],', placeholder, '[Your Name]'",
        "malformed, '{\"a\": 1', malformed-json, ''",
        "repetition, 'so it is so it is so it is so it is so it is so it is so it is', repeated-phrase, 'so it is so it is so it is so it is so it is so it is so it is'",
    })
    void rejectsWithReasonSpanAndPositionByDefault(String gate, String text, String reason, String match)
            throws InterruptedException {
        Rejection rejection = judge(gate, Map.of(), answer(text)).orElseThrow();

        assertThat(rejection.reason()).isEqualTo(reason);
        assertThat(rejection.explanation()).startsWith("in answer, ");
        assertThat(rejection.evidence().text("column")).isEqualTo("answer");
        assertThat(rejection.evidence().text("match")).isEqualTo(match);
        assertThat(rejection.evidence().value("position")).isEqualTo((long) text.lastIndexOf(match));
        assertThat(judge(gate, Map.of(), answer("Because it is so."))).isEmpty();
    }

    @Test
    void looksAtEachOfSeveralColumns() throws InterruptedException {
        Data data = Data.of("question", "Dear [Your Name],").with("answer", "Fine.");

        Rejection rejection = judge("artefacts", Map.of("column", List.of("answer", "question")), data)
                .orElseThrow();

        assertThat(rejection.evidence().text("column")).isEqualTo("question");
        assertThat(judge("artefacts", Map.of(), data)).isEmpty();
    }

    @Test
    void allowedReasonsPass() throws InterruptedException {
        assertThat(judge("artefacts", Map.of("allow", List.of("preamble")), answer("Sure! Here is a poem.")))
                .isEmpty();
        assertThat(judge("malformed", Map.of("allow", List.of("empty")), answer("")))
                .isEmpty();
    }

    @Test
    void cutSentencesAreLookedForOnlyWhenAsked() throws InterruptedException {
        Data cut = answer("It is good for the heart and for the");

        assertThat(judge("malformed", Map.of(), cut)).isEmpty();
        assertThat(judge("malformed", Map.of("complete-sentences", true), cut))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("cut-off");
    }

    @Test
    void lengthSaysWhatItCountedAndTheBound() throws InterruptedException {
        Rejection tooLong =
                judge("length", Map.of("maximum", 3L), answer(" four ")).orElseThrow();

        assertThat(tooLong.reason()).isEqualTo("too-long");
        assertThat(tooLong.explanation()).isEqualTo("answer has 4 characters, and at most 3 pass");
        assertThat(tooLong.evidence())
                .isEqualTo(Data.of("column", "answer")
                        .with("unit", "characters")
                        .with("length", 4)
                        .with("maximum", 3));

        Rejection tooShort = judge("length", Map.of("minimum-words", 3L), answer("two words"))
                .orElseThrow();

        assertThat(tooShort.reason()).isEqualTo("too-short");
        assertThat(tooShort.explanation()).isEqualTo("answer has 2 words, and at least 3 pass");
    }

    @Test
    void lengthPassesAtItsBounds() throws InterruptedException {
        Map<String, Long> bounds = Map.of("minimum", 2L, "maximum", 2L, "minimum-words", 1L, "maximum-words", 1L);

        assertThat(judge("length", bounds, answer("\uD83D\uDC4D!"))).isEmpty();
        assertThat(judge("length", bounds, answer("\uD83D\uDC4D"))).isPresent();
    }

    @Test
    void aMissingOrNullValueIsAnEmptyText() throws InterruptedException {
        assertThat(judge("length", Map.of(), Data.empty()))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("too-short");
        assertThat(judge("length", Map.of("minimum", 0L, "maximum-words", 0L), Data.of("answer", null)))
                .isEmpty();
        assertThat(judge("malformed", Map.of(), Data.empty()))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("empty");
        assertThat(judge("refusal", Map.of(), Data.empty())).isEmpty();
    }

    @Test
    void lengthReportsBoundsThatNothingCanMeet() {
        assertThat(Built.of("length", Map.of("minimum", 9L, "maximum", 3L)).problems)
                .containsExactly("minimum is 9, but must not be above `maximum`, which is 3");
    }

    /// They must be told what to compare with besides where the text is, which one value cannot say.
    private static final List<String> COMPARING_WITH = List.of(
            "classifier", "decontaminate", "semantic-duplicates", "topic", "topic-similarity", "verbatim-overlap");

    @Test
    void everyTypeSaysWhatItIsForAndAllItsReasonsAreDocumented() {
        assertThat(Curation.stepTypes())
                .extracting(StepType::id)
                .doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[a-z]+(-[a-z]+)*"));
        assertThat(Curation.stepTypes()).allSatisfy(type -> {
            if (type.kind() != StepKind.TRANSFORMER) {
                assertThat(type.details()).contains("Reason").contains("Evidence:");
            }
            assertThat(type.example()).startsWith("- " + type.id());
            assertThat(type.shorthand().isPresent()
                            || type.kind() == StepKind.SCORER
                            || COMPARING_WITH.contains(type.id()))
                    .as(type.id())
                    .isTrue();
            type.shorthand()
                    .ifPresent(parameter ->
                            assertThat(type.parameters().contains(parameter)).isTrue());
        });
        for (StepType type : Curation.stepTypes()) {
            for (Parameter<?> parameter : type.parameters()) {
                if (type.kind() != StepKind.TRANSFORMER
                        && parameter.kind() instanceof Kind.ListOf<?>(Kind.Choice(List<String> codes))) {
                    assertThat(codes)
                            .allSatisfy(code -> assertThat(type.details()).contains("`" + code + "`"));
                }
            }
        }
    }
}
