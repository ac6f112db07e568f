package dev.seedbed.recipes.persona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.Reading;
import dev.seedbed.recipes.internal.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PersonasTest {
    private static final FakeModel WRITER = FakeModel.able("writer", Capability.CHAT);

    private static TestBuilding building() {
        return TestBuilding.of(Personas.TYPE).model("model", WRITER).behind("text");
    }

    private static Chain run(TestBuilding building, Function<Ask, Reply> replies, Data... rows)
            throws InterruptedException {
        List<Step> steps = new ArrayList<>(List.of(new Rows("load", () -> List.of(rows), List.of("text"))));
        steps.addAll(building.build());
        assertThat(building.problems()).isEmpty();
        return new Chain(steps, replies).run(rows.length);
    }

    private static Reply persona(Ask ask) {
        return FakeWork.stopped("A person number " + Hash.of(FakeWork.textOf(ask), "" + ask.n()));
    }

    @Test
    void makesAPersonaOfATextWithHashAndDepth() throws InterruptedException {
        Chain chain = run(building(), ask -> FakeWork.stopped("A baker who waits."), Data.of("text", "Let it rest."));
        Sample row = chain.rows().getFirst();
        assertThat(row.data().asMap())
                .containsEntry("text", "Let it rest.")
                .containsEntry("persona", "A baker who waits.")
                .containsEntry("persona_id", row.id().toString())
                // printf 'A baker who waits.' | sha256sum
                .containsEntry("persona_sha256", "a3be6609fa272ac8f85728f326def7169bfed59a33905e2a87ec0c95ad2bbe6a")
                .containsEntry("persona_depth", 0L)
                .containsEntry("persona_parent", null);
        assertThat(List.of("read", "write", "like", "dislike"))
                .contains(row.data().text("persona_relation"));
        assertThat(FakeWork.textOf(chain.asks().getFirst()))
                .contains("Let it rest.", "likely to " + row.data().text("persona_relation") + " it");
        assertThat(chain.asks().getFirst().request().asData().asMap())
                .containsEntry("temperature", 0.7)
                .containsEntry("top_p", 0.95);
    }

    @Test
    void drawsEveryRelationOverManyTexts() throws InterruptedException {
        Data[] texts = new Data[60];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = Data.of("text", "text " + i);
        }
        assertThat(run(building(), PersonasTest::persona, texts).rows().stream()
                        .map(row -> row.data().text("persona_relation"))
                        .distinct())
                .containsExactlyInAnyOrder("read", "write", "like", "dislike");
    }

    @Test
    void leadsFromPersonaToPersonaUpToSixTimes() throws InterruptedException {
        Chain chain = run(building().set("iterations", 6), PersonasTest::persona, Data.of("text", "a"));
        assertThat(chain.rows())
                .extracting(row -> row.data().value("persona_depth"))
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        for (int i = 1; i < 7; i++) {
            assertThat(chain.rows().get(i).data().text("persona_parent"))
                    .isEqualTo(chain.rows().get(i - 1).id().toString());
            assertThat(FakeWork.textOf(chain.asks().get(i)))
                    .contains(chain.rows().get(i - 1).data().text("persona"));
        }
        assertThat(chain.asks()).extracting(Ask::n).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void everyPersonaLeadsToSoManyRelatives() throws InterruptedException {
        Chain chain =
                run(building().set("iterations", 2).set("relatives", 3), PersonasTest::persona, Data.of("text", "a"));
        assertThat(chain.rows()).hasSize(1 + 3 + 9);
        assertThat(chain.rows())
                .allSatisfy(row -> assertThat(row.data().text("persona_id"))
                        .isEqualTo(row.id().toString()));
    }

    @Test
    void aPersonaThatCannotBeReadLeadsToNoOther() throws InterruptedException {
        Chain chain = run(
                building().set("iterations", 2).set("relatives", 2).set("retries", 0),
                ask -> FakeWork.stopped(ask.n() == 1 ? "- one\n- two" : "A person number " + ask.n()),
                Data.of("text", "a"));
        assertThat(chain.rows()).hasSize(1 + 1 + 2);
        assertThat(chain.reasons()).containsExactly(Map.entry("readable:list-of-personas", 1));
    }

    @Test
    void goesOnFromGivenPersonasAndCountsTheirDepth() throws InterruptedException {
        Chain chain = run(
                building().set("from", "persona").set("column", "text").set("iterations", 1),
                PersonasTest::persona,
                Data.of("text", "A nurse who sings").with("persona_depth", 2L));
        assertThat(chain.rows())
                .extracting(row -> row.data().value("persona_depth"))
                .containsExactly(2L, 3L);
        assertThat(chain.rows().getFirst().data().text("persona")).isEqualTo("A nurse who sings");
        assertThat(chain.asks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Persona: A nurse who sings|A nurse who sings",
                "**Persona:** A nurse who sings|A nurse who sings",
                "“A nurse who sings.”|A nurse who sings.",
                "A nurse\\nwho sings|A nurse who sings",
                "A 5-year-old who sings|A 5-year-old who sings",
            })
    void readsAPersona(String reply, String persona) {
        assertThat(Persona.read(reply.replace("\\n", "\n"))).isEqualTo(Reading.found(persona));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1. A nurse|list-of-personas",
                "Here:\\n* A nurse\\n* A cook|list-of-personas",
                "A nurse.\\n\\nShe sings.|several-paragraphs",
                "Nobody|no-persona",
                "Persona:|no-persona",
            })
    void refusesWhatIsNoPersona(String reply, String reason) {
        assertThat(Persona.read(reply.replace("\\n", "\n")))
                .isInstanceOfSatisfying(
                        Reading.Unusable.class,
                        unusable -> assertThat(unusable.rejection().reason()).isEqualTo(reason));
    }

    @Test
    void cutAndEmptyRepliesAndEmptyTextsAreRejected() throws InterruptedException {
        assertThat(run(building(), ask -> FakeWork.cut("A nurse who"), Data.of("text", "a"))
                        .reasons())
                .containsExactly(Map.entry("personas:truncated", 1));
        assertThat(run(building(), ask -> FakeWork.stopped(" "), Data.of("text", "a"))
                        .reasons())
                .containsExactly(Map.entry("personas:empty-reply", 1));
        assertThat(run(building(), PersonasTest::persona, Data.of("text", " ")).reasons())
                .containsExactly(Map.entry("personas:no-text", 1));
    }

    @Test
    void sayWhenASampleWouldHaveTooManyPersonas() {
        TestBuilding building = building().set("iterations", 6).set("relatives", 20);
        building.build();
        assertThat(building.problems()).singleElement().asString().contains("67368421", "at most 1000");
    }

    @Test
    void aPersonaSteersAnyRecipeByItsSystemMessage() throws InterruptedException {
        TestBuilding tasks = TestBuilding.of(PersonaTasks.TYPE)
                .model("model", WRITER)
                .behind("persona")
                .set("task", "math")
                .set("system", "You are {{ persona }}.");
        Sample sample = Sample.root("x", Data.of("persona", "A nurse who sings"));
        List<Ask> asks = new ArrayList<>();
        ((TaskStep) tasks.build().getFirst())
                .apply(
                        sample,
                        new FakeWork(
                                ask -> {
                                    asks.add(ask);
                                    return FakeWork.stopped("Math problem: 1 + 1");
                                },
                                sample,
                                "x",
                                0));
        assertThat(FakeWork.messagesOf(asks.getFirst()).getFirst())
                .isEqualTo(Message.system("You are A nurse who sings."));
    }

    @Test
    void childrenKeepTheirIdsWhateverTheOthersAre() throws InterruptedException {
        Chain both = run(building(), PersonasTest::persona, Data.of("text", "a"), Data.of("text", "b"));
        Chain one = run(building(), PersonasTest::persona, Data.of("text", "b"));
        assertThat(both.rows().get(1)).isEqualTo(one.rows().getFirst());
    }
}
