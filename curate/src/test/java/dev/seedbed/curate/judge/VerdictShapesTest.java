package dev.seedbed.curate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Shapes of replies that judges give, with what each says and why. Expected values are reasoned from the reply
/// alone: what would two careful people who read only the reply agree that its verdict is? Where they would not, or
/// would need to guess, none. The shapes come from the released prompts and parsers of MT-Bench (FastChat),
/// Prometheus (`tests/test_parser.py`), Arena-Hard and RankGPT; where we are stricter or wider, the reason says so.
class VerdictShapesTest {
    private static final Scale FIVE = Scale.of(1, 5);
    private static final Scale TEN = Scale.of(1, 10);

    /// @param says the verdict, or the cause that there is none
    record Shape(String reply, Object says, String why) {
        @Override
        public String toString() {
            return reply.replace("\n", "\\n") + " -> " + says;
        }
    }

    private static final class Table {
        private final List<Shape> shapes = new ArrayList<>();

        Table row(String reply, Object says, String why) {
            shapes.add(new Shape(reply, says, why));
            return this;
        }
    }

    static Stream<Shape> onFive() {
        return new Table()
                        .row("It helps.\nScore: 4", 4.0, "the form that is asked for")
                        .row("It helps.\n\nScore: 4\n\n", 4.0, "blank lines are nothing")
                        .row("It helps.\nscore : 4", 4.0, "case and spaces are nothing")
                        .row("It helps.\nScore: 4.", 4.0, "a full stop ends the sentence")
                        .row("It helps.\nScore: 4.0", 4.0, "the same number")
                        .row("It helps.\nScore = 4", 4.0, "another sign for the same")
                        .row("It helps.\nScore - 4", 4.0, "a dash with spaces separates")
                        .row("It helps.\n**Score:** 4", 4.0, "bold label")
                        .row("It helps.\n**Score: 4**", 4.0, "bold line")
                        .row("It helps.\n### Score: **4**", 4.0, "a heading")
                        .row("It helps.\n- Score: 4", 4.0, "an item of a list")
                        .row("It helps.\n`Score: 4`", 4.0, "code marks around")
                        .row("It helps.\n_Score: 4_", 4.0, "italics")
                        .row("It helps.\nScore: 4/5", 4.0, "of the scale's highest")
                        .row("It helps.\nScore: 4 / 5", 4.0, "with spaces")
                        .row("It helps.\nRating: 4 out of 5", 4.0, "in words")
                        .row("It helps.\nScore (1-5): 4", 4.0, "the scale is repeated, and is ours")
                        .row("It helps.\nScore (out of 5): 4", 4.0, "the same in words")
                        .row("It helps.\nFinal score: 4", 4.0, "what kind of score it is")
                        .row("It helps.\nOverall rating: 4", 4.0, "another word for score")
                        .row("It helps.\nMy final rating is 4.", 4.0, "a sentence that is nothing but the verdict")
                        .row("It helps.\nScore: 4 stars", 4.0, "a unit changes nothing")
                        .row("It helps.\nScore: 4 points", 4.0, "a unit changes nothing")
                        .row("It helps.\n[[4]]", 4.0, "MT-Bench")
                        .row("It helps.\nRating: [[4]]", 4.0, "MT-Bench")
                        .row(
                                "It helps. I rate it [[4]].",
                                4.0,
                                "MT-Bench's brackets mark the verdict in a sentence, at its end")
                        .row("It helps.\n[4]", 4.0, "MT-Bench's second form, when it is all of the last line")
                        .row("Feedback: it helps. [RESULT] 4", 4.0, "Prometheus")
                        .row("Feedback: it helps [RESULT] 4 out of 5", 4.0, "Prometheus")
                        .row("Feedback: it helps. [Result] Score: 2", 2.0, "Prometheus, label twice")
                        .row("Feedback: it helps. [RESULT] score of 1", 1.0, "Prometheus")
                        .row("Feedback: it helps. [RESULT] (5)", 5.0, "Prometheus")
                        .row("Good job. (Score 5)", 5.0, "Prometheus: in brackets, as the last sentence")
                        .row("Good job. Score: 3", 3.0, "the last sentence of the last line")
                        .row("Good job.\n4/5", 4.0, "the fraction says that it is a score")
                        .row("{\"score\": 4}", 4.0, "JSON as the whole reply")
                        .row("{\"reason\": \"It helps.\", \"score\": 4}", 4.0, "JSON with its reason")
                        .row("{\"reason\": \"It helps.\", \"score\": \"4\"}", 4.0, "a number as a text is the number")
                        .row("It helps.\n{\"score\": 4}", 4.0, "JSON as the last line")
                        .row("It helps.\n```json\n{\n  \"score\": 4\n}\n```", 4.0, "a fence that ends the reply")
                        .row("It helps.\n```\nScore: 4\n```", 4.0, "a fence that ends the reply")
                        .row("It helps.\n<score>4</score>", 4.0, "tags around")
                        .row("It helps.\nScore: <4>", 4.0, "the angle brackets of the form that was shown")
                        .row("It helps.\nScore: $\\boxed{4}$", 4.0, "models that are trained on mathematics")
                        .row("It helps.\nScore：４", 4.0, "full-width characters of East Asian keyboards")
                        .row("إجابة جيدة.\nScore: ٤", 4.0, "Arabic-Indic digits are digits")
                        .row("अच्छा।\nScore: ४", 4.0, "so are Devanagari's")
                        .row(
                                "<think>Perhaps Score: 2? No.</think>\nIt helps.\nScore: 4",
                                4.0,
                                "thoughts are not the answer")
                        .row(
                                "I would say a score of 3 at first, but it helps.\nScore: 4",
                                4.0,
                                "a number in the reasons")
                        .row("It scores 3 on style and 5 on facts.\nScore: 4", 4.0, "numbers in the reasons")
                        .row(
                                "> Score: 5\nThat is what the answer says of itself; it is wrong.\nScore: 1",
                                1.0,
                                "a quotation")
                        .row(
                                "It ends with:\n```\nScore: 5\n```\nwhich is no merit.\nScore: 1",
                                1.0,
                                "a quotation in a fence")
                        .row("It claims \"Score: 5\" for itself.\nScore: 1", 1.0, "a quotation in a sentence")
                        .row("It helps.\nScore: 4\nRating: 4/5", 4.0, "twice the same is one verdict")
                        .row(
                                "It helps.\nScore: 4\n> Score: 5",
                                4.0,
                                "what is quoted behind the verdict is no word of the judge")
                        .row("", "no-verdict", "nothing is said")
                        .row("It helps.", "no-verdict", "no number at all")
                        .row("The score is definitely not 3.", "no-verdict", "Prometheus: a denial")
                        .row(
                                "I rate this a perfect 10!",
                                "no-verdict",
                                "Prometheus: no form of a verdict, and off the scale")
                        .row(
                                "I'd give it a 4",
                                "no-verdict",
                                "clear to a person, but any sentence with a number would be")
                        .row("1. Good\n2. Short\n4", "no-verdict", "a bare number may be an item of a list")
                        .row(
                                "It deserves a score of 3 for its style, but no more.",
                                "no-verdict",
                                "reasons without an end")
                        .row(
                                "Score: 4\nBut the second part is weak and I did not weigh it yet.",
                                "no-verdict",
                                "goes on after it")
                        .row(
                                "It helps.\nScore: 4 because it is clear",
                                "no-verdict",
                                "reasons behind it: the verdict was first")
                        .row(
                                "It helps.\nScore: 4 would be too high",
                                "no-verdict",
                                "so trailing words are not left out")
                        .row(
                                "It helps.\nScore: four",
                                "no-verdict",
                                "words differ by language; asked again, a number comes")
                        .row("It helps.\nScore: 80%", "no-verdict", "a share is not of this scale")
                        .row("It helps.\nScore: 4+", "no-verdict", "more than 4, and not 5")
                        .row("It helps.\nScore: ~4", "no-verdict", "not sure")
                        .row("It helps.\nScore:", "no-verdict", "broken off")
                        .row("It helps.\nScore: <a whole number from 1 to 5>", "no-verdict", "the form itself, copied")
                        .row("It helps.\nScore: 4²", "no-verdict", "a superscript is not a digit of the number")
                        .row("The last line is\n> Score: 4", "no-verdict", "only a quotation")
                        .row("{\"quality\": 4}", "no-verdict", "another key is another thing")
                        .row("{\"score\": null}", "no-verdict", "null is no score")
                        .row("{\"score\": 4, \"score\": 5}", "no-verdict", "not JSON by its own rules")
                        .row("It helps.\nScore: 3-4", "two-verdicts", "a range is two")
                        .row("It helps.\nScore: 3 or 4", "two-verdicts", "an alternative is two")
                        .row("It helps.\nScore: 4,5", "two-verdicts", "four and a half, or four and five")
                        .row("Score: 3\nOn second thought it is better.\nScore: 4", "two-verdicts", "which of them?")
                        .row("[[3]] for style, and in all [[4]]", "two-verdicts", "two marked verdicts")
                        .row(
                                "Style: fine. Score: 3\nFacts: fine. Score: 4",
                                "two-verdicts",
                                "one for each part, and none for all")
                        .row("Score: 4. Score: 5", "two-verdicts", "in one line")
                        .row("{\"score\": 4, \"rating\": 2}", "two-verdicts", "two keys of one meaning")
                        .row("Score: 2\n{\"score\": 4}", "two-verdicts", "once in words, once in JSON")
                        .row("It helps.\nScore: 0", "out-of-range", "below the lowest")
                        .row("It helps.\nScore: 6", "out-of-range", "above the highest")
                        .row("It helps.\nScore: -1", "out-of-range", "negative")
                        .row("It helps.\nScore: 44", "out-of-range", "not cut to its first digit")
                        .row("It helps.\n[[9]]", "out-of-range", "marked, but of another scale")
                        .row("It helps.\nScore: 8/10", "other-scale", "not converted: judges use scales differently")
                        .row("It helps.\nScore: 4/10", "other-scale", "in range only by chance")
                        .row("It helps.\nScore (1-10): 4", "other-scale", "in range only by chance")
                        .row("It helps.\nScore: 2.5", "not-whole", "Prometheus: the rubric describes whole scores")
                        .row("It helps.\nScore: 4½", "no-verdict", "no number in digits, and not 4")
                        .shapes
                        .stream();
    }

    @ParameterizedTest
    @MethodSource("onFive")
    void saysWhatAReaderOfTheReplyWouldSay(Shape shape) {
        assertThat(said(VerdictGrammar.scores(FIVE).read(shape.reply())))
                .as(shape.why())
                .isEqualTo(shape.says());
    }

    static Stream<Shape> onOthers() {
        return new Table()
                        .row("Fine.\nScore: 10", 10.0, "two digits")
                        .row("Fine.\nScore: 7/10", 7.0, "of ten")
                        .row("Fine.\nScore: 7.5", 7.5, "fractions were allowed")
                        .row("Fine.\nRating: [[7.5]]", 7.5, "MT-Bench allows them")
                        .row("Fine.\nScore: 4/5", "other-scale", "of five, where ten is highest")
                        .row("Fine.\nScore: 10.5", "out-of-range", "above the highest")
                        .shapes
                        .stream();
    }

    @ParameterizedTest
    @MethodSource("onOthers")
    void readsFractionsWhereTheScaleHasThem(Shape shape) {
        assertThat(said(VerdictGrammar.scores(new Scale(TEN.lowest(), TEN.highest(), true))
                        .read(shape.reply())))
                .as(shape.why())
                .isEqualTo(shape.says());
    }

    static Stream<Shape> preferences() {
        return new Table()
                        .row("A is clearer.\nVerdict: A", Preference.FIRST, "the form that is asked for")
                        .row("B is clearer.\n**Verdict:** B", Preference.SECOND, "bold")
                        .row("Both do.\nVerdict: tie", Preference.TIE, "the form that is asked for")
                        .row("Both do.\nVerdict: It's a tie.", Preference.TIE, "in words")
                        .row("A is clearer.\n[[A]]", Preference.FIRST, "MT-Bench")
                        .row("Both do.\n[[C]]", Preference.TIE, "MT-Bench's tie")
                        .row("My final verdict is: [[B>A]]", Preference.SECOND, "Arena-Hard")
                        .row(
                                "Assistant A is much better: [[A>>B]]",
                                Preference.FIRST,
                                "Arena-Hard; degrees are not kept apart")
                        .row("Much the same: [[A=B]]", Preference.TIE, "Arena-Hard")
                        .row("B wins by far.\nA << B", Preference.SECOND, "turned round")
                        .row("Prefer Response B. [RESULT] B", Preference.SECOND, "Prometheus")
                        .row("Both are clear... [Result] Response B", Preference.SECOND, "Prometheus")
                        .row("Both are clear... [RESULT: B]", Preference.SECOND, "Prometheus")
                        .row("Both responses are similar... [Response B]", Preference.SECOND, "Prometheus")
                        .row("It is shorter.\nWinner: Answer A", Preference.FIRST, "another word")
                        .row("It is shorter.\nBetter answer: A", Preference.FIRST, "another word")
                        .row("{\"reason\": \"It is shorter.\", \"winner\": \"A\"}", Preference.FIRST, "JSON")
                        .row("After careful consideration, I select Response B.", "no-verdict", "Prometheus: prose")
                        .row(
                                "Both responses are clear... Response B Response A",
                                "no-verdict",
                                "Prometheus: two, unmarked")
                        .row("Response C is clearly superior.", "no-verdict", "Prometheus: there is no C")
                        .row("A is better.", "no-verdict", "prose may go on to say the contrary")
                        .row("Verdict: A, narrowly", "no-verdict", "words behind it")
                        .row("Verdict: A or B", "no-verdict", "no choice")
                        .row("Verdict: D", "no-verdict", "there is no D")
                        .row("[[A]] at first, but in the end [[B]]", "two-verdicts", "two marked verdicts")
                        .row("Verdict: A\nOn reflection:\nVerdict: B", "two-verdicts", "which of them?")
                        .row("[[A>A]]", "no-verdict", "compares nothing")
                        .shapes
                        .stream();
    }

    @ParameterizedTest
    @MethodSource("preferences")
    void saysWhichOneTheReplyPrefers(Shape shape) {
        assertThat(said(VerdictGrammar.preferences().read(shape.reply())))
                .as(shape.why())
                .isEqualTo(shape.says());
    }

    static Stream<Shape> rankings() {
        return new Table()
                        .row("Second is best.\nRanking: 2 > 1 > 3", List.of(2, 1, 3), "the form that is asked for")
                        .row("Second is best.\n**Final ranking:** 2 > 1 > 3", List.of(2, 1, 3), "bold")
                        .row("Second is best.\nRanking: 2, 1, 3", List.of(2, 1, 3), "commas")
                        .row("[2] > [1] > [3]", List.of(2, 1, 3), "RankGPT")
                        .row("Second is best.\n[[2, 1, 3]]", List.of(2, 1, 3), "in marked brackets")
                        .row("{\"ranking\": [2, 1, 3]}", List.of(2, 1, 3), "JSON")
                        .row("Ranking: Answer 2 > Answer 1 > Answer 3", List.of(2, 1, 3), "with nouns")
                        .row("Ranking: 2 > 1", "not-a-permutation", "one is missing, and has no place")
                        .row("Ranking: 2 > 1 > 1", "not-a-permutation", "one is there twice")
                        .row("Ranking: 2 > 1 > 4", "not-a-permutation", "there is no fourth")
                        .row("Ranking: 2 > 1 > 3 > 4", "not-a-permutation", "one too many")
                        .row("Ranking: 0 > 1 > 2", "not-a-permutation", "counted from 0, perhaps: not guessed")
                        .row("Ranking: 2 > 1 = 3", "no-verdict", "ties were not offered")
                        .row("2 is best, then 1, then 3.", "no-verdict", "prose")
                        .row("Ranking: 1 > 2 > 3\nRanking: 2 > 1 > 3", "two-verdicts", "which of them?")
                        .shapes
                        .stream();
    }

    @ParameterizedTest
    @MethodSource("rankings")
    void saysTheOrderOnlyIfItIsComplete(Shape shape) {
        assertThat(said(VerdictGrammar.rankings(3).read(shape.reply())))
                .as(shape.why())
                .isEqualTo(shape.says());
    }

    private static Object said(Verdict<?> verdict) {
        return switch (verdict) {
            case Verdict.Given<?> given -> given.value();
            case Verdict.Unscored<?> unscored -> unscored.cause();
        };
    }
}
