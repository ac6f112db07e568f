package dev.seedbed.recipes.magpie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MagpieTagsTest {
    private static TestBuilding tags() {
        return TestBuilding.of(MagpieTags.TYPE)
                .behind("instruction")
                .model("model", FakeModel.able("judge", Capability.CHAT))
                .set("repairs", 0);
    }

    private static Chain run(TestBuilding building, String instruction, String quality, String kind)
            throws InterruptedException {
        Chain chain = new Chain(
                        Behind.rows(building.build(), Data.of("instruction", instruction)),
                        ask -> FakeWork.stopped(
                                switch (ask.prompt().orElseThrow().id()) {
                                    case "magpie-tags.difficulty" ->
                                        "{\"intent\": \"to know\", \"knowledge\": \"physics\", \"difficulty\": \"very hard\"}";
                                    case "magpie-tags.quality" ->
                                        "{\"explanation\": \"clear\", \"input_quality\": \"" + quality + "\"}";
                                    default -> "{\"primary_tag\": \"" + kind + "\", \"other_tags\": [\"Math\"]}";
                                }))
                .run(1);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    @Test
    void writesTheTagsAsColumns() throws InterruptedException {
        Chain chain = run(tags(), "Why?", "good", "Others");
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("intent", "to know")
                .containsEntry("knowledge", "physics")
                .containsEntry("difficulty", "very hard")
                .containsEntry("quality_explanation", "clear")
                .containsEntry("input_quality", "good")
                .containsEntry("task_category", "Others")
                .containsEntry("other_task_category", List.of("Math"));
        assertThat(chain.asks())
                .hasSize(3)
                .allSatisfy(ask -> assertThat(ask.request().asData().asMap())
                        .containsEntry("temperature", 0.0)
                        .containsEntry("max_tokens", 1024L));
    }

    /// The released checker knows "Other", where the list of labels has "Others".
    @ParameterizedTest
    @CsvSource({"superb,Others,quality", "Good,Others,quality", "good,Other,classification", "good,Maths,classification"
    })
    void rejectsALabelThatThereIsNot(String quality, String kind, String step) throws InterruptedException {
        assertThat(run(tags(), "Why?", quality, kind).reasons()).isEqualTo(Map.of(step + ":schema-mismatch", 1));
    }

    @Test
    void filtersAsMagpieDoes() throws InterruptedException {
        assertThat(run(tags().set("filter", true), "Why?", "excellent", "Others")
                        .rows())
                .hasSize(1);
        assertThat(run(tags().set("filter", true), "Why?", "average", "Others").reasons())
                .isEqualTo(Map.of("filter:low-quality", 1));
        assertThat(run(tags().set("filter", true), "List:", "good", "Others").reasons())
                .isEqualTo(Map.of("filter:ends-with-colon", 1));
        assertThat(run(tags(), "List:", "very poor", "Others").rows()).hasSize(1);
    }

    @Test
    void filterNeedsTheQuality() {
        TestBuilding building = tags().set("filter", true).set("tags", List.of("difficulty"));
        building.build();
        assertThat(building.problems()).containsExactly("`filter` is true, but needs `quality` among `tags`");
    }
}
