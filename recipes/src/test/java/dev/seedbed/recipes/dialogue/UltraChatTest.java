package dev.seedbed.recipes.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.EndlessSource;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UltraChatTest {
    private static final FakeModel MODEL = FakeModel.able("writer", Capability.CHAT);

    private static TestBuilding building() {
        return TestBuilding.of(UltraChat.TYPE).model("model", MODEL);
    }

    /// Lists where one is asked for, and else a turn that no other is like.
    private static Reply says(Ask ask) {
        String text = FakeWork.textOf(ask);
        return FakeWork.stopped(
                text.contains("numbered list")
                        ? "1. Item one of " + text.hashCode() + "?\n2. Item two of " + text.hashCode() + "?"
                        : "Turn " + ask.n() + " of " + Integer.toHexString(text.hashCode()) + ".");
    }

    /// The steps behind a source of this row.
    private static List<Step> behind(Data row, List<Step> steps) {
        List<Step> all = new ArrayList<>();
        all.add(new EndlessSource("rows"));
        all.add(new DrawStep(
                "row",
                row.asMap().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> () -> List.of(String.valueOf(entry.getValue()))))));
        all.addAll(steps);
        return all;
    }

    @Test
    void growsATreeFromATopicToConversations() throws InterruptedException {
        Chain chain = new Chain(
                        building()
                                .set("subtopics", 2)
                                .set("questions", 2)
                                .set("related", 2)
                                .build(),
                        UltraChatTest::says)
                .run(3);
        assertThat(chain.rejected()).isEmpty();
        assertThat(chain.rows()).hasSize(3 * 2 * 2 * 2).allSatisfy(row -> {
            assertThat(row.data().columns())
                    .containsExactlyInAnyOrder(
                            "topic",
                            "subtopic",
                            "question",
                            "sector",
                            "opening",
                            "messages",
                            "rounds",
                            "stop_reason",
                            "roles",
                            "turns");
            assertThat(row.data().value("sector")).isEqualTo("world");
            assertThat(Talks.contents(row.data()))
                    .hasSizeBetween(6, 14)
                    .first()
                    .isEqualTo(row.data().text("question"));
            assertThat(Talks.contents(row.data()).size() % 2).isZero();
        });
        assertThat(chain.columns().names())
                .containsAll(chain.rows().getFirst().data().columns());
    }

    @Test
    void drawsTheRoundsInTheRangeOfTheSector() throws InterruptedException {
        Chain world = new Chain(
                        building()
                                .set("subtopics", 2)
                                .set("questions", 2)
                                .set("related", 0)
                                .build(),
                        UltraChatTest::says)
                .run(30);
        assertThat(rounds(world)).containsExactlyInAnyOrder(3L, 4L, 5L, 6L, 7L);
        Chain writing = new Chain(building().set("sector", "writing").build(), UltraChatTest::says).run(30);
        assertThat(rounds(writing)).containsExactlyInAnyOrder(2L, 3L, 4L);
    }

    private static Set<Object> rounds(Chain chain) {
        return chain.rows().stream()
                .map(row -> Objects.requireNonNull(row.data().value("rounds")))
                .collect(Collectors.toSet());
    }

    @Test
    void givesFourOfFiveTextsMoreDetail() throws InterruptedException {
        Chain chain = new Chain(building().set("sector", "writing").build(), UltraChatTest::says).run(200);
        double share = chain.rows().stream()
                        .filter(row -> Boolean.TRUE.equals(row.data().value("expanded")))
                        .count()
                / (double) chain.rows().size();
        // 400 draws of 0.8: three standard deviations are 0.06.
        assertThat(share).isBetween(0.74, 0.86);
    }

    @Test
    void asksOfAnEntityMetaSpecificAndGeneralQuestions() throws InterruptedException {
        List<Step> steps = building()
                .behind("name")
                .set("sector", "entities")
                .set("column", "name")
                .build();
        Chain chain = new Chain(behind(Data.of("name", "Danube"), steps), UltraChatTest::says).run(1);
        assertThat(chain.rows()).hasSize(2 * (1 + 2 + 2));
        assertThat(chain.rows())
                .extracting(row -> row.data().text("question_kind"))
                .containsExactly(
                        "meta",
                        "specific",
                        "specific",
                        "general",
                        "general",
                        "meta",
                        "specific",
                        "specific",
                        "general",
                        "general");
        assertThat(chain.rows())
                .allSatisfy(row -> assertThat(row.data().columns()).contains("entity", "meta_question"));
    }

    @Test
    void putsAMaterialBeforeOrBehindTheQuestion() throws InterruptedException {
        List<Step> steps = building()
                .behind("text")
                .set("sector", "materials")
                .set("column", "text")
                .build();
        Chain chain = new Chain(behind(Data.of("text", "A long text."), steps), UltraChatTest::says).run(10);
        assertThat(chain.rows())
                .allSatisfy(row -> assertThat(row.data().text("opening")).contains("A long text."));
        assertThat(chain.rows())
                .anySatisfy(row -> assertThat(row.data().text("opening")).startsWith("A long text.\n\n"));
        assertThat(chain.rows())
                .anySatisfy(row -> assertThat(row.data().text("opening")).endsWith("\n\nA long text."));
    }

    @Test
    void saysWhatASectorNeeds() {
        TestBuilding building =
                building().set("sector", "materials").set("minimum-rounds", 5).set("maximum-rounds", 2);
        building.build();
        assertThat(building.problems())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("`sector` is 'materials', which needs rows with the column"),
                        one -> assertThat(one)
                                .isEqualTo(
                                        "`minimum-rounds` is 5, but must not be above `maximum-rounds`, which is 2"));
    }

    @Test
    void tellsTheUserWhoItIs() throws InterruptedException {
        List<Ask> asks = new ArrayList<>();
        List<Step> steps = building()
                .set("user", "a nurse")
                .set("system", "Be brief.")
                .set("subtopics", 1)
                .set("questions", 1)
                .set("related", 0)
                .build();
        new Chain(steps, ask -> {
                    asks.add(ask);
                    return says(ask);
                })
                .run(1);
        assertThat(asks)
                .anySatisfy(ask -> assertThat(Talks.shown(ask).getFirst()).contains("human is: a nurse"));
        assertThat(asks)
                .anySatisfy(ask -> assertThat(Talks.shown(ask).getFirst()).isEqualTo("SYSTEM Be brief."));
    }

    @Test
    void readsListsAsModelsWriteThem() {
        assertThat(items("1. One\n2) Two\n- two\n3: **Three**")).containsExactly("One", "Two", "Three");
        assertThat(items("Here you are:\n\n* One\n* Two\n\nEnjoy!")).containsExactly("One", "Two");
        assertThat(items("**1. One**\n**2.** Two")).containsExactly("One", "Two");
        assertThat(items("I'm sorry, I can't help with that.")).isEmpty();
        assertThat(items("1. a\n2. b\n3. c\n4. d\n5. e")).containsExactly("a", "b", "c", "d");
        assertThat(items("...")).isEmpty();
    }

    @Test
    void keepsTheItemInWhichAListWasCutApart() {
        assertThat(Listed.read(FakeWork.cut("1. One\n2. Tw"), 4))
                .isEqualTo(Reading.found(new Listed(List.of("One"), Optional.of("Tw"))));
        assertThat(Listed.read(FakeWork.cut("1. One\n2. Two\n3. One"), 4))
                .isEqualTo(Reading.found(new Listed(List.of("One", "Two"), Optional.of("One"))));
        assertThat(Listed.read(FakeWork.cut("1. One\n2. Tw"), 1))
                .isEqualTo(Reading.found(new Listed(List.of("One"), Optional.empty())));
        assertThat(reason(FakeWork.cut("1. On"))).isEqualTo("truncated");
        assertThat(reason(FakeWork.stopped("Sorry!"))).isEqualTo("no-items");
    }

    private static String reason(Reply reply) {
        return Listed.read(reply, 4) instanceof Reading.Unusable<Listed> unusable
                ? unusable.rejection().reason()
                : "found";
    }

    @Test
    void accountsForWhatAListLacks() throws InterruptedException {
        Chain chain = new Chain(
                        building()
                                .set("subtopics", 3)
                                .set("questions", 2)
                                .set("related", 0)
                                .build(),
                        ask -> FakeWork.textOf(ask).contains("different subtopics")
                                ? FakeWork.cut("1. One\n2. Two\n3. Thr")
                                : says(ask))
                .run(1);
        assertThat(chain.rows()).hasSize(2 * 2);
        assertThat(chain.reasons()).isEqualTo(Map.of("whole-subtopics:truncated", 1));
        assertThat(chain.rejected().getFirst().sample().data().text("subtopic")).isEqualTo("Thr");
        assertThat(chain.rows().getFirst().data().columns()).doesNotContain("recipe_fault");
    }

    @Test
    void accountsForTheQuestionsOfAnEntityThatCannotBeRead() throws InterruptedException {
        List<Step> steps = building()
                .behind("entity")
                .set("sector", "entities")
                .set("questions", 1)
                .set("retries", 1)
                .build();
        Chain chain = new Chain(behind(Data.of("entity", "Danube"), steps), ask -> {
                    String prompt = ask.prompt().map(each -> each.id()).orElse("");
                    return switch (prompt) {
                        case "ultrachat.specific-questions" -> FakeWork.stopped("I'm sorry, I can't help with that.");
                        case "ultrachat.general-questions" -> FakeWork.cut("1. Why?\n2. Wh");
                        default -> says(ask);
                    };
                })
                .run(1);
        assertThat(chain.rows())
                .extracting(row -> row.data().text("question_kind"))
                .containsExactly("meta", "general");
        assertThat(chain.reasons())
                .isEqualTo(Map.of("whole-entity-questions:no-items", 1, "whole-entity-questions:truncated", 1));
        assertThat(chain.asks().stream().filter(ask -> FakeWork.textOf(ask).contains("more specific questions")))
                .hasSize(2);
    }

    @Test
    void refusesEmptyLists() {
        for (Map.Entry<String, String> each :
                Map.of("topics", "topics", "types", "writing").entrySet()) {
            TestBuilding building = building().set("sector", each.getValue()).set(each.getKey(), List.of());
            building.build();
            assertThat(building.problems())
                    .singleElement()
                    .asString()
                    .startsWith("`" + each.getKey() + "` is empty, so there is nothing to draw from");
        }
        TestBuilding teaching = TestBuilding.of(TeacherStudent.TYPE)
                .model("model", MODEL)
                .behind("topic")
                .set("levels", List.of());
        teaching.build();
        assertThat(teaching.problems()).singleElement().asString().startsWith("`levels` is empty");
    }

    @Test
    void asksForOneItemAtLeast() {
        assertThat(List.of(UltraChat.SUBTOPICS, UltraChat.QUESTIONS, UltraChat.INSTRUCTIONS))
                .extracting(parameter -> ((Kind.WholeNumber) parameter.kind()).minimum())
                .containsOnly(1L);
    }

    private static List<String> items(String text) {
        return Listed.read(FakeWork.stopped(text), 4) instanceof Reading.Found<Listed> found
                ? found.value().items()
                : List.of();
    }

    @Test
    void splitsBetweenRoundsAndCountsSixForATurn() {
        // A turn of 40 characters: 10 + 6 tokens; a round: 32.
        List<Map<String, String>> messages = IntStream.range(0, 6)
                .mapToObj(i -> Map.of("role", i % 2 == 0 ? "user" : "assistant", "content", "x".repeat(40)))
                .toList();
        Sample sample = Sample.root("t", Data.of("messages", messages));
        assertThat(SplitStep.tokens(messages.getFirst())).isEqualTo(16);
        assertThat(split(sample, 64)).containsExactly(2L, 1L);
        assertThat(split(sample, 95)).containsExactly(2L, 1L);
        assertThat(split(sample, 96)).containsExactly(3L);
        assertThat(split(sample, 31)).isEmpty();
    }

    private static List<Object> split(Sample sample, int limit) {
        Outcome outcome = new SplitStep("split", limit)
                .apply(sample, new FakeWork(_ -> FakeWork.stopped(""), sample, "split", 0));
        return switch (outcome) {
            case Outcome.Became became ->
                became.children().stream().map(UltraChatTest::roundsOf).toList();
            case Outcome.Passed passed -> List.of(roundsOf(passed.sample()));
            case Outcome.Rejected _, Outcome.Surplus _ -> List.of();
        };
    }

    private static Object roundsOf(Sample sample) {
        return Objects.requireNonNull(sample.data().value("rounds"));
    }
}
