package dev.seedbed.recipes.persona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Generator;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonaTasksTest {
    private static final Sample NURSE = Sample.root("x", Data.of("persona", "A nurse who sings"));

    @TempDir
    private Path folder = Path.of("");

    private final List<Ask> asks = new ArrayList<>();

    private static TestBuilding building(String task) {
        return TestBuilding.of(PersonaTasks.TYPE)
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .behind("persona")
                .set("task", task);
    }

    private Outcome outcome(TestBuilding building, String reply) throws InterruptedException {
        Generator step = (Generator) building.build().getFirst();
        assertThat(building.problems()).isEmpty();
        return step.apply(
                NURSE,
                new FakeWork(
                        ask -> {
                            asks.add(ask);
                            return FakeWork.stopped(reply);
                        },
                        NURSE,
                        step.name(),
                        0));
    }

    private Data row(TestBuilding building, String reply) throws InterruptedException {
        return ((Outcome.Passed) outcome(building, reply)).sample().data();
    }

    @ParameterizedTest
    @CsvSource({
        "math, Math problem:", "logic, Logical reasoning problem:", "instruction, User prompt:",
        "knowledge, Title:", "npc, Name:", "tool, Tool:"
    })
    void asksForThePrefixOfTheTaskAndTakesItOff(String task, String prefix) throws InterruptedException {
        Data row = row(building(task).set("world", "A world of islands."), prefix + " Something new");
        assertThat(row.asMap())
                .containsEntry("synthesized_text", "Something new")
                .containsEntry("persona_task", task)
                .containsEntry("persona_mode", "zero-shot")
                .containsKey("persona_sha256");
        assertThat(FakeWork.textOf(asks.getFirst())).contains(prefix, "A nurse who sings");
        assertThat(row.has("instruction"))
                .isEqualTo(List.of("math", "logic", "instruction").contains(task));
    }

    @Test
    void asksLikeTheReleasedCode() throws InterruptedException {
        TestBuilding released = new TestBuilding(PersonaTasks.TYPE, "released-code")
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .behind("persona")
                .set("task", "math");
        assertThat(row(released, "Math problem: 1 + 1").text("synthesized_text"))
                .isEqualTo("Math problem: 1 + 1");
        assertThat(row(released, "Sure! 1 + 1").text("synthesized_text")).isEqualTo("Sure! 1 + 1");
        assertThat(FakeWork.messagesOf(asks.getFirst()).getFirst().content()).isEqualTo("You are a helpful assistant.");
        assertThat(asks.getFirst().request().asData().asMap()).containsEntry("temperature", 0.7);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MATH|Sure! Math problem: 1 + 1|missing-prefix",
                "MATH|Math problem:|empty-text",
                "MATH|Math problem: 1 + 1?\\n**Solution:** 2|holds-solution",
                "INSTRUCTION|user: hello|missing-prefix",
            })
    void refusesWhatIsNotAsAsked(Task task, String reply, String reason) {
        assertThat(task.read(reply.replace("\\n", "\n"), true))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.rejection().reason()).isEqualTo(reason));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "**Math problem:** 1 + 1",
                "### Math Problem: 1 + 1",
                "math problem : 1 + 1",
                "**Math problem**: 1 + 1"
            })
    void takesThePrefixInAnyDress(String reply) {
        assertThat(Task.MATH.read(reply, true)).isEqualTo(Reading.found("1 + 1"));
    }

    @Test
    void showsDemonstrationsWithAndWithoutTheirPersonas() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("shots.jsonl"), """
                {"persona": "A cook", "text": "How many eggs?"}
                {"persona": "A sailor", "text": "Math problem: How many knots?"}
                """);
        TestBuilding few = building("math").set("demonstrations", file).set("shots", 2);
        row(few.set("mode", "few-shot"), "Math problem: x y");
        assertThat(FakeWork.textOf(asks.getLast()))
                .contains("Math problem: How many eggs?", "Math problem: How many knots?")
                .doesNotContain("A cook", "Math problem: Math problem");
        row(few.set("mode", "persona-few-shot"), "Math problem: x y");
        assertThat(FakeWork.textOf(asks.getLast())).contains("Persona: A cook", "Persona: A sailor");
        assertThat(few.inputs()).contains(file);
    }

    @Test
    void namesTheLineOfADemonstrationThatCannotBeUsed() throws IOException {
        Path file = Files.writeString(folder.resolve("shots.jsonl"), "\n{\"text\": \"How many?\"}\n");
        TestBuilding few = building("math").set("demonstrations", file).set("mode", "persona-few-shot");
        assertThatThrownBy(() -> outcome(few, "x"))
                .hasMessageContaining("shots.jsonl:2:")
                .hasMessageContaining("no text as `persona`");
    }

    @Test
    void saysWhatIsMissing() {
        TestBuilding npc = building("npc").set("mode", "few-shot");
        npc.build();
        assertThat(npc.problems())
                .anySatisfy(problem -> assertThat(problem).contains("`mode`", "no `demonstrations`"))
                .anySatisfy(problem -> assertThat(problem).contains("`task`", "`world`"));
        TestBuilding unused = building("math").set("demonstrations", folder);
        unused.build();
        assertThat(unused.problems()).singleElement().asString().contains("none is shown");
    }
}
