package dev.seedbed.recipes.evolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoEvolInstructTest {
    private static final FakeModel WRITER = FakeModel.able("writer", Capability.CHAT);

    @TempDir
    private Path folder = Path.of("");

    private TestBuilding auto() throws IOException {
        Path examples = folder.resolve("examples.jsonl");
        Files.writeString(examples, """
                {"instruction": "aside 1"}
                {"instruction": "aside 2"}

                {"instruction": "batch 1"}
                {"instruction": "batch 2"}
                """);
        return TestBuilding.of(AutoEvolInstruct.TYPE)
                .behind("instruction")
                .model("model", WRITER)
                .set("examples", examples)
                .set("set-aside", 2)
                .set("batch", 2)
                .set("stages", 2)
                .set("candidates", 2);
    }

    private static Chain run(TestBuilding building, Function<Ask, Reply> replies, String... rows)
            throws InterruptedException {
        Data[] data =
                List.of(rows).stream().map(row -> Data.of("instruction", row)).toArray(Data[]::new);
        Chain chain = new Chain(Behind.rows(building.build(), data), replies).run(rows.length);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    private static String kind(Ask ask) {
        String id = ask.prompt().orElseThrow().id();
        return id.substring(id.indexOf('.') + 1);
    }

    private static String method(String name) {
        return "Step 1: #Methods List#\n" + name + "\nStep 2: #Finally Rewritten Instruction#\nWrite it.";
    }

    private static Reply evolved(String text) {
        return FakeWork.stopped("Step 1: #Methods List#\nMany.\n\nStep 2: #Finally Rewritten Instruction#:\n" + text);
    }

    /// The first improvement never fails, the second one always; the method of the beginning fails every time.
    private static Reply reply(Ask ask) {
        String text = FakeWork.textOf(ask);
        return switch (kind(ask)) {
            case "analyse" -> FakeWork.stopped("### FAILED - Reason: too long");
            case "optimise" -> FakeWork.stopped("```Method\n" + method(ask.n() % 2 == 0 ? "EVEN" : "ODD") + "\n```");
            case "evolve" ->
                evolved((text.contains("EVEN") ? "even " : text.contains("ODD") ? "odd " : "initial ")
                        + text.substring(text.lastIndexOf('\n') + 1));
            default -> FakeWork.stopped(text.startsWith("even") ? "It is so." : "Could you clarify this?");
        };
    }

    @Test
    void evolvesTheRowsByTheMethodThatFailsLeast() throws Exception {
        Chain chain = run(auto(), AutoEvolInstructTest::reply, "Why?", "When?");
        assertThat(chain.rows()).hasSize(2);
        assertThat(chain.rows())
                .extracting(row -> row.data().text("instruction"))
                .containsExactly("even Why?", "even When?");
        assertThat(chain.rows())
                .allSatisfy(row -> assertThat(row.data().asMap())
                        .containsEntry("evolving_method", method("EVEN"))
                        .containsEntry("method_failure_rate", 0.0)
                        .containsEntry("operation", "auto")
                        .containsKeys(AutoEvolInstruct.TYPE.columns().toArray(String[]::new)));
        assertThat(chain.rows().get(1).data().value("method_trials")).isNull();
        assertThat((List<?>) chain.rows().getFirst().data().value("method_trials"))
                .extracting(
                        trial -> ((Map<?, ?>) trial).get("step"),
                        trial -> ((Map<?, ?>) trial).get("failure_rate"),
                        trial -> ((Map<?, ?>) trial).get("chosen"))
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, 1.0, true),
                        org.assertj.core.groups.Tuple.tuple(1L, 1.0, false),
                        org.assertj.core.groups.Tuple.tuple(1L, 0.0, true));
    }

    @Test
    void searchesOnceAndNumbersEveryQuestion() throws Exception {
        Chain chain = run(auto(), AutoEvolInstructTest::reply, "Why?", "When?");
        List<Ask> search = chain.asks().subList(0, chain.asks().size() - 4);
        assertThat(search).extracting(Ask::n).doesNotHaveDuplicates();
        // The beginning: 2 evolved, 2 answered. One step: 2 x 2 for the analysis, 1 analysis, 2 methods, and
        // 2 x (2 evolved, 2 answered). No other step, as nothing fails less than a method that never fails.
        assertThat(search).hasSize(4 + 4 + 1 + 2 + 8);
        assertThat(chain.asks().subList(search.size(), chain.asks().size()))
                .extracting(AutoEvolInstructTest::kind)
                .containsExactly("evolve", "answer", "evolve", "answer");
    }

    @Test
    void asksWithItsTemperatures() throws Exception {
        Chain chain = run(auto(), AutoEvolInstructTest::reply, "Why?");
        assertThat(chain.asks())
                .allSatisfy(ask -> assertThat(ask.request().asData().value("temperature"))
                        .isEqualTo(Map.of("analyse", 0.2, "optimise", 0.5, "evolve", 0.2, "answer", 1.0)
                                .get(kind(ask))));
    }

    @Test
    void usesTheMethodOfTheBeginningWithoutAnySteps() throws Exception {
        Chain chain = run(
                auto().set("steps", 0),
                ask -> kind(ask).equals("evolve") ? evolved("Why so?") : FakeWork.stopped("So."),
                "Why?");
        assertThat(chain.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().text("evolving_method"))
                        .startsWith("Step 1: #Methods List#")
                        .contains("Step 4: #Finally Rewritten Instruction#"));
    }

    @Test
    void methodThatCannotBeReadIsNeverChosen() throws Exception {
        Chain chain =
                run(auto(), ask -> kind(ask).equals("optimise") ? FakeWork.stopped("Try harder!") : reply(ask), "Why?");
        assertThat(chain.rows()).isEmpty();
        assertThat(chain.reasons()).isEqualTo(Map.of("failures:loss-of-key-information", 1));
        assertThat((List<?>) chain.rejected().getFirst().sample().data().value("method_trials"))
                .hasSize(3);
    }

    @Test
    void goesOnWithTheTextThatDidNotFail() throws Exception {
        Chain chain = run(
                auto().set("steps", 0).set("rounds", 3).set("retries", 0),
                ask -> kind(ask).equals("evolve")
                        ? ask.n() == 2 ? FakeWork.stopped("no steps") : evolved(last(ask) + "!")
                        : FakeWork.stopped("So."),
                "Why?");
        assertThat(chain.rows())
                .extracting(row -> row.data().text("instruction"))
                .containsExactly("Why?!", "Why?!!");
        assertThat(chain.reasons()).isEqualTo(Map.of("failures:no-rewritten-instruction", 1));
    }

    private static String last(Ask ask) {
        String text = FakeWork.textOf(ask);
        return text.substring(text.lastIndexOf('\n') + 1);
    }

    @Test
    void takesTheWholeOfAFreeReplyWhereThatIsWanted() throws Exception {
        Chain chain = run(
                auto().set("steps", 0).set("free-replies", "keep"),
                ask -> kind(ask).equals("evolve") ? FakeWork.stopped("Why exactly?") : FakeWork.stopped("So."),
                "Why?");
        assertThat(chain.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().text("instruction")).isEqualTo("Why exactly?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Understood. What shall I do next? | stagnant-complexity",
                "Okay, so what now? | stagnant-complexity",
                "Sure! What do you need? | insufficient-qualification",
                "It depends: what do you mean by that. | insufficient-qualification",
                "I would need more information. | loss-of-key-information",
                "Please provide the table. | loss-of-key-information",
            })
    void findsTheFailuresThatAnAnswerShows(String answer, String reason) {
        assertThat(Failure.of(answer)).map(Rejection::reason).contains(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sure, here it is.", "The answer is noted below. Why?", "Okay.", "I am not sure. Is it?"})
    void takesOtherAnswersForNone(String answer) {
        assertThat(Failure.of(answer)).isEmpty();
    }

    @Test
    void readsTheLastStepOnly() {
        assertThat(Steps.lastOf("Step 1: #Plan#\na\nStep 2: #Finally Rewritten Instruction#\nb\nc"))
                .contains("b\nc");
        assertThat(Steps.lastOf("```\n**Step 1: #Finally Rewritten Instruction#**\nb\n```\nbye"))
                .contains("b");
        assertThat(Steps.lastOf("Step 1: #Finally Rewritten Instruction#\nb\nStep 2: #Plan#\nc"))
                .isEmpty();
        assertThat(Steps.lastOf("Step 1: #Finally Rewritten Instruction#\n")).isEmpty();
        assertThat(Steps.lastOf("Tell me about Step 1: the first")).isEmpty();
    }

    @Test
    void keepsTheCodeInsideAnInstruction() {
        String code = "Find the bug:\n```python\nprint(1)\n```";
        String steps = "Step 1: #Methods List#\na\nStep 4: #Finally Rewritten Instruction#\n" + code;
        assertThat(Steps.lastOf(steps)).contains(code);
        assertThat(Steps.lastOf("Here you are:\n```text\n" + steps + "\n```\nbye"))
                .contains(code);
        assertThat(Steps.lastOf("```\nx\n```\n" + steps)).contains(code);
        assertThat(Steps.instruction(steps, true)).isEqualTo(Reading.found(code));
        assertThat(Steps.instruction(code, true)).isEqualTo(Reading.found(code));
        assertThat(Steps.instruction("Step 1: #Plan#\n" + code, true)).isInstanceOf(Reading.Unusable.class);
        assertThat(Steps.method("```Method\n" + steps + "\n```")).isEqualTo(Reading.found(steps));
    }

    @Test
    void forgetsTheMethodsOfAnEarlierRun() throws Exception {
        Data earlier = Data.of("instruction", "When?")
                .with("evolving_method", "OLD")
                .with("method_failure_rate", 0.5)
                .with("method_trials", List.of(Map.of("step", 0)));
        TestBuilding building = auto();
        Chain chain = new Chain(
                        Behind.rows(
                                building.build(),
                                earlier.with("instruction", "Why?"),
                                earlier,
                                Data.of("instruction", "Who?")),
                        AutoEvolInstructTest::reply)
                .run(3);
        assertThat(chain.rows())
                .hasSize(3)
                .allSatisfy(
                        row -> assertThat(row.data().text("evolving_method")).isEqualTo(method("EVEN")));
        assertThat(chain.rows().subList(1, 3))
                .allSatisfy(row -> assertThat(row.data().value("method_trials")).isNull());
    }

    @Test
    void saysWhatTheExamplesLack() throws Exception {
        TestBuilding building = auto().set("set-aside", 4);
        assertThatThrownBy(() -> run(building, AutoEvolInstructTest::reply, "Why?"))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContainingAll("examples.jsonl has 4 instructions, but 5 are needed", "`set-aside` takes 4");
        Files.writeString(folder.resolve("examples.jsonl"), "{\"task\": 1}\n");
        TestBuilding wrong = auto();
        Files.writeString(folder.resolve("examples.jsonl"), "{\"task\": 1}\n");
        assertThatThrownBy(() -> run(wrong, AutoEvolInstructTest::reply, "Why?"))
                .hasMessageContainingAll("examples.jsonl:1", "no text as `instruction`", "[task]");
    }
}
