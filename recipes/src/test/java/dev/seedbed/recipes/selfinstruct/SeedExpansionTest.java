package dev.seedbed.recipes.selfinstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.MeaningStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedExpansionTest {
    @TempDir
    private Path folder = Path.of("");

    private TestBuilding expansion() throws IOException {
        Path seeds = folder.resolve("seeds.jsonl");
        Files.writeString(seeds, "{\"instruction\": \"Where is my parcel?\"}\n{\"instruction\": \"Cancel it now.\"}\n");
        return TestBuilding.of(SeedExpansion.TYPE)
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .set("seeds", seeds);
    }

    private static Chain run(TestBuilding building, Reply reply) throws InterruptedException {
        Chain chain = new Chain(building.build(), ask -> reply).run(1);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    @Test
    void dropsWhatIsTooNearToASeedOrToAnEarlierOne() throws Exception {
        Chain chain = run(
                expansion(),
                FakeWork.stopped("{\"examples\": [\"where is my parcel\", \"Do you sell black oak shelves?\","
                        + " \"Do you sell black oak shelves\", \" Thank you, the lamp is fine. \"]}"));
        assertThat(chain.rows())
                .extracting(row -> row.data().text("instruction"))
                .containsExactly("Do you sell black oak shelves?", "Thank you, the lamp is fine.");
        assertThat(chain.reasons()).isEqualTo(Map.of("similarity:too-similar", 2));
        assertThat(chain.rows().getFirst().data().columns()).containsExactly("instruction");
    }

    @Test
    void asksForDiversityInTheWaysNamed() throws Exception {
        Chain chain = run(
                expansion()
                        .set("diversity", List.of("length", "tone"))
                        .set("wanted", 45)
                        .set("what", "messages"),
                FakeWork.stopped("{\"examples\": [\"Hello there.\"]}"));
        assertThat(FakeWork.textOf(chain.asks().getFirst()))
                .contains("some messages:", "- Cancel it now.\n", "Write 45 more", "- length\n- tone\n");
        assertThat(chain.asks().getFirst().request().asData().value("temperature"))
                .isEqualTo(0.9);
    }

    @Test
    void rejectsAReplyWithoutExamples() throws Exception {
        assertThat(run(expansion(), FakeWork.stopped("{\"examples\": []}")).reasons())
                .isEqualTo(Map.of("examples:schema-mismatch", 1));
        assertThat(run(expansion(), FakeWork.cut("{\"examples\": [\"a")).reasons())
                .isEqualTo(Map.of("examples:truncated", 1));
    }

    /// A cosine of exactly the maximum passes.
    @Test
    void comparesMeaningsWithSeedsAndEarlierOnes() {
        MeaningPool pool = new MeaningPool("similarity", 0.75);
        assertThat(pool.admit(vector("a", 0.75, 1, 0))).isInstanceOf(Outcome.Passed.class);
        assertThat(pool.admit(vector("b", 0.76, 0, 1)))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        no -> assertThat(no.rejection().evidence().asMap())
                                .containsEntry("nearest", "the seed")
                                .containsEntry("similarity", 0.76));
        assertThat(pool.admit(vector("c", 0, 0.8f, 0.6f)))
                .isInstanceOfSatisfying(
                        Outcome.Rejected.class,
                        no -> assertThat(no.rejection().evidence().text("nearest"))
                                .isEqualTo("a"));
        assertThat(pool.admit(vector("d", 0, 0.6f, 0.8f)))
                .isInstanceOfSatisfying(
                        Outcome.Passed.class,
                        yes -> assertThat(yes.sample().data().columns()).containsExactly("instruction"));
    }

    private static Sample vector(String text, double seedSimilarity, float x, float y) {
        return Sample.root(
                "test",
                Data.of("instruction", text)
                        .with(MeaningStep.VECTOR, List.of(x, y))
                        .with(MeaningStep.NEAREST_SEED, "the seed")
                        .with(MeaningStep.SEED_SIMILARITY, seedSimilarity));
    }

    @Test
    void saysThatAChatModelMakesNoVectors() throws Exception {
        TestBuilding building = expansion().model("embedder", FakeModel.able("chatty", Capability.CHAT));
        building.build();
        assertThat(building.problems())
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith("`embedder` is 'chatty', which makes no vectors"));
        assertThat(expansion()
                        .model("embedder", FakeModel.able("meaning", Capability.EMBED))
                        .build())
                .extracting(step -> step.name())
                .containsExactly(
                        "seed-expansion/draws",
                        "seed-expansion/examples",
                        "seed-expansion/meaning",
                        "seed-expansion/similarity");
    }
}
