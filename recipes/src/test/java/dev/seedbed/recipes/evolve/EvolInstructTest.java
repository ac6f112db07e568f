package dev.seedbed.recipes.evolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvolInstructTest {
    private static final FakeModel WRITER = FakeModel.able("writer", Capability.CHAT);
    private static final Reply NOT_EQUAL = FakeWork.stopped("Not Equal");
    private static final Reply FINE = FakeWork.stopped("Water boils at a hundred degrees.");

    private static TestBuilding preset(String preset) {
        return new TestBuilding(EvolInstruct.TYPE, preset)
                .behind("instruction", "input")
                .model("model", WRITER);
    }

    private static TestBuilding paper() {
        return preset("paper");
    }

    private static String kind(Ask ask) {
        String id = ask.prompt().orElseThrow().id();
        return switch (id) {
            case "evol-instruct.in-depth", "evol-instruct.in-breadth" -> "rewrite";
            default -> id.substring(id.indexOf('.') + 1);
        };
    }

    private static Chain run(TestBuilding building, Function<Ask, Reply> replies, Data... rows)
            throws InterruptedException {
        Chain chain = new Chain(Behind.rows(building.build(), rows), replies).run(rows.length);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    /// Rewrites `x` into `x, and why`.
    private static Function<Ask, Reply> replies(Reply verdict, Reply answer) {
        return ask -> switch (kind(ask)) {
            case "rewrite" -> FakeWork.stopped(given(ask) + ", and why");
            case "equality" -> verdict;
            default -> answer;
        };
    }

    private static String given(Ask ask) {
        String text = FakeWork.textOf(ask);
        return text.substring(text.indexOf("Prompt#:\n") + 9, text.lastIndexOf("\n\n#"));
    }

    private static final Data BOIL = Data.of("instruction", "When does water boil?");

    @Test
    void makesARowOfEachEpochsSurvivorAndTellsWhereItComesFrom() throws InterruptedException {
        Chain chain = run(paper(), replies(NOT_EQUAL, FINE), BOIL);
        assertThat(chain.rows()).hasSize(5);
        assertThat(chain.rows())
                .extracting(row -> row.data().text("instruction"))
                .containsExactly(
                        "When does water boil?",
                        "When does water boil?, and why",
                        "When does water boil?, and why, and why",
                        "When does water boil?, and why, and why, and why",
                        "When does water boil?, and why, and why, and why, and why");
        assertThat(chain.rows()).extracting(row -> row.data().value("epoch")).containsExactly(0L, 1L, 2L, 3L, 4L);
        Sample third = chain.rows().get(2);
        Sample second = chain.rows().get(1);
        assertThat(third.data().asMap())
                .containsEntry("root_instruction", "When does water boil?")
                .containsEntry("parent_instruction", second.data().text("instruction"))
                .containsEntry("parent_id", second.id().toString())
                .containsEntry("root_id", second.data().text("parent_id"))
                .containsEntry("answer", "Water boils at a hundred degrees.");
        assertThat(chain.rows().getFirst().data().value("operation")).isNull();
        assertThat(third.data().columns()).containsAll(EvolInstruct.TYPE.columns());
    }

    @Test
    void asksWithTheParametersOfThePaperAndOfTheReleasedCode() throws InterruptedException {
        for (Map.Entry<String, Double> preset :
                Map.of("paper", 0.9, "released-code", 0.95).entrySet()) {
            Chain chain = run(preset(preset.getKey()), replies(NOT_EQUAL, FINE), BOIL);
            assertThat(chain.asks())
                    .filteredOn(ask -> !kind(ask).equals("equality"))
                    .allSatisfy(ask -> assertThat(ask.request().asData().asMap())
                            .containsEntry("temperature", 1.0)
                            .containsEntry("top_p", preset.getValue())
                            .containsEntry("max_tokens", 2048L));
        }
    }

    @Test
    void releasedCodeEvolvesOnceAndEliminatesNothing() throws InterruptedException {
        Chain chain = run(
                preset("released-code"),
                ask -> kind(ask).equals("rewrite") ? FakeWork.stopped(given(ask)) : FakeWork.stopped("Sorry."),
                BOIL);
        assertThat(chain.rows()).hasSize(1);
        assertThat(chain.asks()).extracting(EvolInstructTest::kind).containsExactly("rewrite", "answer");
    }

    @Test
    void choosesEachOperationAboutAsOften() throws InterruptedException {
        for (Map.Entry<String, Integer> preset :
                Map.of("paper", 6, "released-code", 5).entrySet()) {
            Data[] rows = new Data[300];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Data.of("instruction", "Question " + i + "?");
            }
            Chain chain = run(preset(preset.getKey()).set("epochs", 1), replies(NOT_EQUAL, FINE), rows);
            Map<String, Integer> counts = new TreeMap<>();
            chain.rows().stream()
                    .filter(row -> Long.valueOf(1).equals(row.data().value("epoch")))
                    .forEach(row -> counts.merge(row.data().text("operation"), 1, Integer::sum));
            int expected = 300 / preset.getValue();
            assertThat(counts).hasSize(preset.getValue());
            // Four standard deviations of a binomial distribution.
            double spread = 4 * Math.sqrt(expected * (1 - 1.0 / preset.getValue()));
            assertThat(counts.values())
                    .allSatisfy(count -> assertThat(Math.abs(count - expected)).isLessThan((int) spread));
        }
    }

    @Test
    void failedInstructionStaysInThePoolAsItWas() throws InterruptedException {
        Chain chain = run(
                paper(),
                ask -> kind(ask).equals("equality")
                        ? FakeWork.stopped(FakeWork.textOf(ask).contains("why, and why") ? "Equal" : "not equal.")
                        : replies(NOT_EQUAL, FINE).apply(ask),
                BOIL);
        // The first epoch's passes; each later one begins with it again, and fails.
        assertThat(chain.rows()).hasSize(2);
        assertThat(chain.reasons()).isEqualTo(Map.of("elimination:no-information-gain", 3));
        assertThat(chain.rejected())
                .allSatisfy(no -> assertThat(no.sample().data().text("parent_instruction"))
                        .isEqualTo("When does water boil?, and why"));
        assertThat(chain.asks()).filteredOn(ask -> kind(ask).equals("rewrite")).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Perhaps.                         | Fine.            | unclear-equality",
                "                                 | Fine.            | unclear-equality",
                "EQUAL                            | Fine.            | no-information-gain",
                "Not Equal                        | I am sorry, no.  | sorry",
                "Not Equal                        | It is what it is! | only-stop-words",
                "Not Equal                        | ... ?!           | only-stop-words",
                "Not Equal                        |                  | empty-reply",
            })
    void dropsByItsOwnReason(String verdict, String answer, String reason) throws InterruptedException {
        Chain chain = run(
                paper().set("epochs", 1).set("retries", 0).set("keep-originals", false),
                replies(
                        FakeWork.stopped(verdict == null ? "" : verdict),
                        FakeWork.stopped(answer == null ? "" : answer)),
                BOIL);
        assertThat(chain.rows()).isEmpty();
        assertThat(chain.reasons()).isEqualTo(Map.of("elimination:" + reason, 1));
    }

    @Test
    void keepsASorryInALongAnswer() throws InterruptedException {
        Reply eighty = FakeWork.stopped("sorry " + "word ".repeat(79));
        Reply seventyNine = FakeWork.stopped("sorry " + "word ".repeat(78));
        assertThat(run(paper().set("epochs", 1), replies(NOT_EQUAL, eighty), BOIL)
                        .rejected())
                .isEmpty();
        assertThat(run(paper().set("epochs", 1), replies(NOT_EQUAL, seventyNine), BOIL)
                        .reasons())
                .isEqualTo(Map.of("elimination:sorry", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Answer the Given Prompt with care",
                "#Rewritten Prompt#: When?",
                "Use the rewritten prompt",
                "a created prompt of mine",
                "#The Given Prompt# When?"
            })
    void findsTheWordsOfThePromptInAnInstruction(String text) {
        assertThat(Elimination.PROMPT_LEAK.ofInstruction("When?", text))
                .hasValueSatisfying(no -> assertThat(no.reason()).isEqualTo("prompt-leak"));
    }

    @Test
    void judgesByTheRulesOfH2o() {
        assertThat(Elimination.UNCHANGED.ofInstruction("When?", " When? ")).isPresent();
        assertThat(Elimination.LIST_DUMP.ofInstruction("a", "a\nb\nc")).isPresent();
        assertThat(Elimination.LIST_DUMP.ofInstruction("a", "\n- one two three".repeat(11)))
                .isPresent();
        assertThat(Elimination.LIST_DUMP.ofInstruction("a", "\n- one two three".repeat(10)))
                .isEmpty();
        assertThat(Elimination.ASSISTANT_TALK.ofInstruction("a", "How can I assist you today?"))
                .isPresent();
        assertThat(Elimination.ASSISTANT_TALK.ofInstruction("a", "As an AI, I cannot."))
                .isPresent();
        assertThat(Elimination.ASSISTANT_TALK.ofInstruction("a", "I'm sorry, but no"))
                .isPresent();
        assertThat(Elimination.ASSISTANT_TALK.ofInstruction("Say sorry", "Say I'm sorry, but no"))
                .isEmpty();
        assertThat(Elimination.ASSISTANT_TALK.ofInstruction("a", "I'm sorry" + "x".repeat(400)))
                .isEmpty();
    }

    @Test
    void givesTheModelTheInputAndLeavesNoneInTheRow() throws InterruptedException {
        Chain chain = run(
                paper().set("epochs", 1),
                replies(NOT_EQUAL, FINE),
                Data.of("instruction", " Translate. ").with("input", "Hallo ").with("source", "me"));
        assertThat(given(chain.asks().get(1))).isEqualTo("Translate.\nHallo");
        assertThat(chain.rows().getFirst().data().asMap()).containsEntry("input", "Hallo ");
        assertThat(chain.rows().getLast().data().asMap())
                .containsEntry("input", "")
                .containsEntry("source", "me");
    }

    @Test
    void takesOffTheHeadingWhereThatIsWanted() throws InterruptedException {
        TestBuilding cutting =
                paper().set("epochs", 1).set("cut-headings", true).set("keep-originals", false);
        Function<Ask, Reply> heading = ask -> kind(ask).equals("rewrite")
                ? FakeWork.stopped("#Rewritten Prompt#:\nWhy does it boil?")
                : replies(NOT_EQUAL, FINE).apply(ask);
        assertThat(run(cutting, heading, BOIL).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().text("instruction")).isEqualTo("Why does it boil?"));
        assertThat(run(paper().set("epochs", 1), heading, BOIL).reasons())
                .isEqualTo(Map.of("elimination:prompt-leak", 1));
    }

    @Test
    void keepsAnAnswerThatCameInAndSteersTheRewritingOnly() throws InterruptedException {
        Chain chain = run(
                paper().set("epochs", 1).set("system", "You are {{ persona }}."),
                replies(NOT_EQUAL, FINE),
                BOIL.with("answer", "At sea level at 100 °C.").with("persona", "a cook"));
        assertThat(chain.rows().getFirst().data().text("answer")).isEqualTo("At sea level at 100 °C.");
        assertThat(chain.asks()).hasSize(3);
        assertThat(FakeWork.messagesOf(chain.asks().get(0)).getFirst()).isEqualTo(Message.system("You are a cook."));
        assertThat(FakeWork.messagesOf(chain.asks().get(1))).hasSize(1);
        assertThat(FakeWork.messagesOf(chain.asks().get(2))).hasSize(1);
    }

    @Test
    void numbersEveryQuestionOfARowDifferently() throws InterruptedException {
        Chain chain = run(paper(), replies(NOT_EQUAL, FINE), BOIL);
        assertThat(chain.asks()).extracting(Ask::n).doesNotHaveDuplicates().hasSize(13);
    }

    @Test
    void textOfARowIsNeverATemplate() throws InterruptedException {
        Chain chain =
                run(paper().set("epochs", 1), replies(NOT_EQUAL, FINE), Data.of("instruction", "Explain {{ 7 * 7 }}."));
        assertThat(chain.rows().getLast().data().text("instruction")).isEqualTo("Explain {{ 7 * 7 }}., and why");
    }

    @Test
    void rejectsARowWithoutInstruction() throws InterruptedException {
        Chain chain = run(paper(), replies(NOT_EQUAL, FINE), Data.of("instruction", " "));
        assertThat(chain.rejected())
                .extracting(no -> no.rejection())
                .extracting(Rejection::reason)
                .containsExactly("no-instruction");
    }
}
