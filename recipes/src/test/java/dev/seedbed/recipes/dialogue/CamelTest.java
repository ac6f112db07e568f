package dev.seedbed.recipes.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CamelTest {
    @TempDir
    private Path folder = Path.of("");

    private TestBuilding building() throws IOException {
        return TestBuilding.of(Camel.TYPE)
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .set("user-roles", Files.writeString(folder.resolve("u"), "1. Baker\n"))
                .set("assistant-roles", Files.writeString(folder.resolve("a"), "12. Lawyer\n\n"));
    }

    private static Function<Ask, Reply> saying(Function<Ask, String> user, String task) {
        return ask -> {
            String first = FakeWork.messagesOf(ask).getFirst().content();
            if (first.contains("different tasks")) {
                return FakeWork.stopped("1. Write a contract.\n2. Check a lease.");
            }
            if (first.contains("more specific")) {
                return FakeWork.stopped(task);
            }
            return FakeWork.stopped(
                    first.contains("and you direct")
                            ? user.apply(ask)
                            : "Solution: part " + ask.n() + " is written. Next request.");
        };
    }

    private static String instruction(Ask ask) {
        return "Instruction: Write part " + ask.n() + " now.\nInput: None";
    }

    @Test
    void goesOnToFortyMessagesAboutEachTask() throws Exception {
        Chain chain = new Chain(building().build(), saying(CamelTest::instruction, "A lease for a bakery.")).run(1);
        assertThat(chain.rejected()).isEmpty();
        assertThat(chain.rows()).hasSize(2).allSatisfy(row -> {
            assertThat(Talks.contents(row.data())).hasSize(40);
            assertThat(row.data().text("roles")).contains("Baker", "Lawyer");
            assertThat(row.data().value("specified_task")).isEqualTo("A lease for a bakery.");
            assertThat(row.data().value("stop_reason")).isEqualTo("maximum-rounds");
        });
        assertThat(chain.rows().getFirst().data().value("task")).isEqualTo("Write a contract.");
        assertThat(Talks.shown(chain.asks().getLast()).getFirst())
                .startsWith("SYSTEM You are a Lawyer, and a Baker directs you.")
                .contains("A lease for a bakery.");
    }

    @Test
    void endsWhenTheUserSaysThatTheTaskIsDone() throws Exception {
        Chain chain = new Chain(
                        building().build(),
                        saying(ask -> ask.n() < 1200 ? instruction(ask) : "<CAMEL_TASK_DONE>", "A lease."))
                .run(1);
        assertThat(Talks.contents(chain.rows().getFirst().data())).hasSize(2);
        assertThat(chain.rows().getFirst().data().value("stop_reason")).isEqualTo("done");
    }

    @Test
    void endsAfterThreeRoundsWithoutAnInstruction() throws Exception {
        Chain chain = new Chain(
                        building().set("retries", 0).build(),
                        saying(ask -> ask.n() == 1000 ? instruction(ask) : "Well, " + ask.n() + ".", "A lease."))
                .run(1);
        Data row = chain.rows().getFirst().data();
        assertThat(row.value("stop_reason")).isEqualTo("no-instruction");
        assertThat(Talks.contents(row)).hasSize(6);
        assertThat((List<?>) Objects.requireNonNull(row.value("turns"))).hasSize(7);
    }

    @Test
    void rejectsATaskOfMoreThanFiftyWords() throws Exception {
        String fifty = "word ".repeat(50).strip();
        assertThat(new Chain(building().build(), saying(CamelTest::instruction, fifty))
                        .run(1)
                        .rows())
                .hasSize(2);
        Chain long51 = new Chain(building().build(), saying(CamelTest::instruction, fifty + " more")).run(1);
        assertThat(long51.reasons()).containsOnlyKeys("specify:too-many-words");
    }

    @Test
    void takesRolesAndTasksFromRows() throws Exception {
        TestBuilding building = TestBuilding.of(Camel.TYPE)
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .behind("user_role", "assistant_role", "task")
                .set("specify", false);
        Data row = Data.of("user_role", "Pilot").with("assistant_role", "Poet").with("task", "Write an ode.");
        Chain chain = new Chain(Behind.rows(building.build(), row), saying(CamelTest::instruction, "")).run(1);
        assertThat(building.problems()).isEmpty();
        assertThat(Talks.shown(chain.asks().getFirst()).getFirst()).contains("You are a Pilot", "Write an ode.");
    }

    @Test
    void saysWhereRolesCanComeFrom() throws Exception {
        TestBuilding building = TestBuilding.of(Camel.TYPE).model("model", FakeModel.able("writer", Capability.CHAT));
        building.build();
        assertThat(building.problems()).hasSize(2).first().asString().contains("`user-roles`", "`user_role`");
        TestBuilding empty = building().set("user-roles", Files.writeString(folder.resolve("e"), "\n"));
        Chain chain = new Chain(empty.build(), saying(CamelTest::instruction, ""));
        assertThatThrownBy(() -> chain.run(1)).hasMessageContaining("put one name on each line");
    }
}
