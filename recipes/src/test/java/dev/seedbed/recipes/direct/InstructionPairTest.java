package dev.seedbed.recipes.direct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InstructionPairTest {
    private static final Reply PAIR = FakeWork.stopped("{\"instruction\": \" Bake bread. \", \"response\": \"Mix.\"}");

    private static TestBuilding pairs() {
        return TestBuilding.of(InstructionPair.TYPE)
                .model("model", FakeModel.able("writer", Capability.CHAT))
                .set("domains", List.of("bread", "bees"))
                .set("difficulties", List.of("easy", "hard", "odd"));
    }

    private static Chain run(TestBuilding building, Reply reply, int candidates) throws InterruptedException {
        Chain chain = new Chain(building.build(), ask -> reply).run(candidates);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    @Test
    void takesTheCellsOfTheGridInTurn() throws InterruptedException {
        Chain chain = run(pairs(), PAIR, 7);
        assertThat(chain.rows())
                .extracting(row -> row.data().text("domain") + " " + row.data().text("difficulty"))
                .containsExactly(
                        "bread easy", "bees easy", "bread hard", "bees hard", "bread odd", "bees odd", "bread easy");
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("instruction", "Bake bread.")
                .containsEntry("answer", "Mix.");
        assertThat(FakeWork.textOf(chain.asks().get(3))).contains("hard level", "domain: bees");
    }

    @Test
    void givesTheSamplesThatACandidateBecameDifferentCells() throws InterruptedException {
        TestBuilding building = pairs().behind("text", "word");
        List<Step> steps = new ArrayList<>(List.of(new Splitting()));
        steps.addAll(building.build());
        Chain chain =
                new Chain(Behind.rows(steps, Data.of("text", "a b c d"), Data.of("text", "e f g")), ask -> PAIR).run(2);
        assertThat(chain.rows())
                .extracting(row -> row.data().text("word") + " " + row.data().text("domain") + " "
                        + row.data().text("difficulty"))
                .containsExactly(
                        "a bread easy",
                        "b bees easy",
                        "c bread hard",
                        "d bees hard",
                        "e bread odd",
                        "f bees odd",
                        "g bread easy");
        assertThat(chain.rows().getFirst().data().columns())
                .containsExactly("text", "word", "domain", "difficulty", "instruction", "answer");
        assertThat(chain.columns().names()).doesNotContain("recipe_turn");
    }

    /// Makes a child of each word.
    private record Splitting() implements Transformer {
        @Override
        public String name() {
            return "words";
        }

        @Override
        public Outcome apply(Sample sample, Work work) {
            return Outcome.became(sample.children(
                    name(),
                    Stream.of(sample.data().text("text").split(" "))
                            .map(word -> sample.data().with("word", word))
                            .toList()));
        }
    }

    @Test
    void drawsEachCellAboutAsOften() throws InterruptedException {
        Map<String, Long> counts = run(pairs().set("order", "drawn"), PAIR, 600).rows().stream()
                .collect(Collectors.groupingBy(
                        row -> row.data().text("domain") + row.data().text("difficulty"), Collectors.counting()));
        assertThat(counts).hasSize(6);
        // Four standard deviations of a binomial distribution around 100.
        assertThat(counts.values()).allSatisfy(count -> assertThat(count).isBetween(63L, 137L));
    }

    @Test
    void asksAsTheSeedTextsDo() throws InterruptedException {
        Chain chain = run(pairs().set("system", "You are an expert."), PAIR, 1);
        assertThat(chain.asks().getFirst().request().asData().asMap())
                .containsEntry("temperature", 0.9)
                .containsEntry("max_tokens", 1024L);
        assertThat(FakeWork.messagesOf(chain.asks().getFirst()).getFirst())
                .isEqualTo(Message.system("You are an expert."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INSTRUCTION: a RESPONSE: b | invalid-json",
                "{\"instruction\": \"a\"} | schema-mismatch",
                "{\"instruction\": \" \", \"response\": \"b\"} | schema-mismatch",
            })
    void rejectsWhatIsNoPairAfterTheRepairs(String reply, String reason) throws InterruptedException {
        Chain chain = run(pairs(), FakeWork.stopped(reply), 1);
        assertThat(chain.asks()).hasSize(3);
        assertThat(chain.reasons()).isEqualTo(Map.of("pair:" + reason, 1));
        assertThat(chain.rejected().getFirst().rejection().evidence().asMap()).containsEntry("domain", "bread");
    }

    @Test
    void saysThatAGridNeedsBothSides() {
        TestBuilding building = pairs().set("domains", List.of());
        building.build();
        assertThat(building.problems())
                .singleElement()
                .satisfies(one -> assertThat(one).startsWith("`domains` is empty"));
    }
}
