package dev.seedbed.recipes.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicTreeTest {
    private static TestBuilding building() {
        return TestBuilding.of(TopicTree.TYPE)
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .set("topics", List.of("garden"))
                .set("repairs", 0);
    }

    private static Chain run(TestBuilding building, Function<Ask, Reply> replies) throws InterruptedException {
        List<Step> steps = building.build();
        assertThat(building.problems()).isEmpty();
        return new Chain(steps, replies).run(1);
    }

    private static Reply listing(String field, String... names) {
        return FakeWork.stopped(Json.write(Map.of(field, List.of(names))));
    }

    private static List<Object> paths(Chain chain) {
        return chain.rows().stream().map(row -> row.data().value("topic_path")).toList();
    }

    @Test
    void growsToTheDepthAndKeepsThePath() throws InterruptedException {
        Chain chain = run(building().set("subtopics", 2), ask -> listing("subtopics", "a" + ask.n(), "b" + ask.n()));
        assertThat(paths(chain))
                .containsExactly(
                        List.of("garden", "a0", "a1"),
                        List.of("garden", "a0", "b1"),
                        List.of("garden", "b0", "a2"),
                        List.of("garden", "b0", "b2"));
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("topic", "a1")
                .containsEntry("topic_depth", 2L);
        assertThat(FakeWork.textOf(chain.asks().get(2))).contains("<topic>garden &gt; b0</topic>", "Name 2 subtopics");
    }

    @Test
    void siblingsDifferInMoreThanCaseButCousinsNeedNot() throws InterruptedException {
        Chain chain = run(building(), ask -> listing("subtopics", "Soil", " soil ", "SOIL", "Water"));
        assertThat(paths(chain))
                .containsExactly(
                        List.of("garden", "Soil", "Soil"),
                        List.of("garden", "Soil", "Water"),
                        List.of("garden", "Water", "Soil"),
                        List.of("garden", "Water", "Water"));
        assertThat(chain.reasons()).containsExactly(Map.entry("new-topics:duplicate-subtopic", 6));
        assertThat(chain.rejected().getFirst().sample().data().value("topic_path"))
                .isEqualTo(List.of("garden", "soil"));
    }

    @Test
    void aTopicHasNoMoreSubtopicsThanAllowed() throws InterruptedException {
        Chain chain =
                run(building().set("depth", 1).set("subtopics", 2), ask -> listing("subtopics", "a", "b", "c", "A"));
        assertThat(chain.rows()).hasSize(2);
        assertThat(chain.reasons())
                .containsOnly(
                        Map.entry("new-topics:too-many-subtopics", 1), Map.entry("new-topics:duplicate-subtopic", 1));
    }

    @Test
    void aTopicWhoseReplyIsOfNoUseEndsThere() throws InterruptedException {
        Chain chain = run(
                building().set("depth", 2),
                ask -> ask.n() == 1 ? FakeWork.stopped("a, b") : listing("subtopics", "x", "y"));
        assertThat(paths(chain)).containsExactly(List.of("garden", "y", "x"), List.of("garden", "y", "y"));
        assertThat(chain.reasons()).containsExactly(Map.entry("new-topics:invalid-json", 1));
    }

    @Test
    void writesInstructionsAboutTheLeaves() throws InterruptedException {
        Chain chain = run(
                building().set("depth", 1).set("instructions", 2).set("guidance", "For <beginners>"),
                ask -> FakeWork.textOf(ask).contains("subtopics")
                        ? listing("subtopics", "Soil")
                        : listing("generated_samples", "Why?", "why? ", "How?", "When?"));
        assertThat(chain.rows())
                .extracting(row -> row.data().value("instruction"))
                .containsExactly("Why?", "How?");
        assertThat(chain.reasons())
                .containsOnly(
                        Map.entry("new-instructions:duplicate-instruction", 1),
                        Map.entry("new-instructions:too-many-instructions", 1));
        assertThat(FakeWork.textOf(chain.asks().getLast()))
                .contains("garden &gt; Soil", "<guidance>For &lt;beginners&gt;</guidance>");
    }

    /// One branch has a single leaf, the other nine. Over many trees, one drawn leaf is the lonely one in about a
    /// tenth if all leaves are equally likely, and in about half if all branches are.
    @Test
    void drawsLeavesByLeafOrByBranch() throws InterruptedException {
        assertThat(lonely("equal")).isBetween(20L, 65L);
        assertThat(lonely("by-branch")).isBetween(165L, 235L);
    }

    private static long lonely(String weights) throws InterruptedException {
        String[] nine = IntStream.range(0, 9).mapToObj(i -> "n" + i).toArray(String[]::new);
        List<Data> roots = IntStream.range(0, 400)
                .mapToObj(i -> Data.of("topic", "root " + i))
                .toList();
        TestBuilding building = TestBuilding.of(TopicTree.TYPE)
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .behind("topic")
                .set("subtopics", 9)
                .set("leaves", 1)
                .set("leaf-weights", weights);
        List<Step> steps = new ArrayList<>(List.of(new Rows("rows", () -> roots, List.of("topic"))));
        steps.addAll(building.build());
        Chain chain = new Chain(
                        steps,
                        ask -> ask.n() == 0
                                ? listing("subtopics", "few", "many")
                                : ask.n() == 1 ? listing("subtopics", "alone") : listing("subtopics", nine))
                .run(400);
        assertThat(chain.rows()).hasSize(400);
        return chain.rows().stream()
                .filter(row -> row.data().text("topic").equals("alone"))
                .count();
    }

    @Test
    void saysWhatIsWrong() {
        TestBuilding large = building().set("depth", 10).set("subtopics", 100);
        large.build();
        assertThat(large.problems()).singleElement().asString().contains("more than 100000 leaves");
        TestBuilding none = TestBuilding.of(TopicTree.TYPE).model("model", FakeModel.able("writer"));
        none.build();
        assertThat(none.problems()).singleElement().asString().contains("no `topics`");
        TestBuilding behind = building().behind("text");
        behind.build();
        assertThat(behind.problems()).hasSize(2);
    }
}
