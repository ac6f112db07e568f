package dev.seedbed.recipes.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.List;
import org.junit.jupiter.api.Test;

class PersonasAndTopicsTest {
    private static final FakeModel MODEL = FakeModel.able("writer", Capability.CHAT);

    private static Reply says(Ask ask) {
        String text = FakeWork.textOf(ask);
        return FakeWork.stopped(
                text.contains("numbered list") ? "1. Frames\n2. frames\n3. Wheels\n4. Gears" : "Turn " + ask.n() + ".");
    }

    @Test
    void tellsEachPersonaWhoItIsAndWhoTheOtherIs() throws Exception {
        List<Step> steps = TestBuilding.of(TwoPersonas.TYPE)
                .model("model", MODEL)
                .behind("user_persona", "assistant_persona")
                .set("topic", "tomatoes")
                .set("maximum-rounds", 3)
                .build();
        Data row = Data.of("user_persona", "A nurse.").with("assistant_persona", "A gardener.");
        Chain chain =
                new Chain(Behind.rows(steps, row, row.with("user_persona", " ")), PersonasAndTopicsTest::says).run(2);
        assertThat(chain.reasons()).containsOnlyKeys("user-persona:no-text");
        assertThat(Talks.shown(chain.asks().get(0)).getFirst())
                .contains(
                        "no one else:\n\nA nurse.", "The other one is: A gardener.", "tomatoes", "You want something");
        assertThat(Talks.shown(chain.asks().get(1)).getFirst())
                .contains("no one else:\n\nA gardener.", "The other one is: A nurse.", "Take up");
        assertThat(chain.rows().getFirst().data().value("roles"))
                .isEqualTo(java.util.Map.of("user", "A nurse.", "assistant", "A gardener."));
    }

    private static TestBuilding topics() {
        return TestBuilding.of(TopicDialogue.TYPE).model("model", MODEL).behind("topics");
    }

    @Test
    void goesThroughTheTopicsAndKeepsWhichRoundWasAboutWhich() throws Exception {
        List<Step> steps = topics().set("rounds-per-topic", 2).build();
        Data row = Data.of("topics", List.of("soil", "Soil", "water"));
        Chain chain = new Chain(Behind.rows(steps, row), PersonasAndTopicsTest::says).run(1);
        Data made = chain.rows().getFirst().data();
        assertThat(made.value("topic_path")).isEqualTo(List.of("soil", "water"));
        assertThat(made.value("round_topics")).isEqualTo(List.of("soil", "soil", "water", "water"));
        assertThat(made.value("rounds")).isEqualTo(4L);
        assertThat(Talks.shown(chain.asks().get(0)).getLast()).contains("is about: soil.)");
        assertThat(Talks.shown(chain.asks().get(4)).getLast()).contains("is about: water. Lead over to it.)");
        assertThat(Talks.shown(chain.asks().get(6)).getLast()).contains("is about: water.)");
    }

    @Test
    void makesAPathOfOneTopicWithEachOnce() throws Exception {
        Chain chain = new Chain(
                        Behind.rows(topics().build(), Data.of("topics", "bicycles")), PersonasAndTopicsTest::says)
                .run(1);
        assertThat(chain.rows().getFirst().data().value("topic_path")).isEqualTo(List.of("Frames", "Wheels", "Gears"));
    }

    @Test
    void rejectsARowWithoutTopics() throws Exception {
        Chain chain = new Chain(
                        Behind.rows(topics().build(), Data.of("topics", List.of(" "))), PersonasAndTopicsTest::says)
                .run(1);
        assertThat(chain.reasons()).containsOnlyKeys("path:no-topics");
    }
}
