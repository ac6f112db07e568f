package dev.seedbed.recipes.taxonomy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Behind;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import dev.seedbed.recipes.internal.Rows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlanTest {
    private static final String SUBJECT =
            "{\"subject_name\": \"%s\", \"level\": \"school\", \"subtopics\": [\"waves\"]}";
    private static final String SYLLABUS = """
            {"sessions": [{"title": "Light", "key_concepts": ["ray", "lens", "focus", "image", "ray"]},
                          {"title": "Colour", "key_concepts": ["prism", "hue"]}]}""";

    @TempDir
    private Path folder = Path.of("");

    private static TestBuilding building() {
        return TestBuilding.of(Glan.TYPE).model("model", FakeModel.able("writer", Capability.CHAT));
    }

    private Path taxonomy(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private static Reply reply(Ask ask) {
        String asked = FakeWork.textOf(ask);
        if (asked.contains("List the disciplines")) {
            return FakeWork.stopped("{\"disciplines\": [\"Optics\", \"Law\", \"law \"]}");
        }
        if (asked.contains("List the subjects")) {
            return FakeWork.stopped("{\"subjects\": [" + SUBJECT.formatted("Part " + ask.n()) + ", "
                    + SUBJECT.formatted("Basics") + "]}");
        }
        if (asked.contains("Plan 10 to 30")) {
            return FakeWork.stopped(SYLLABUS);
        }
        return FakeWork.stopped(asked.contains("homework question") ? "How? " + ask.n() : "So. " + asked);
    }

    private static Chain run(TestBuilding building, int candidates) throws InterruptedException {
        List<Step> steps = building.build();
        assertThat(building.problems()).isEmpty();
        return new Chain(steps, GlanTest::reply).run(candidates);
    }

    @Test
    void growsTheTreeDownToAnswers() throws Exception {
        Chain chain = run(
                building()
                        .set("taxonomy", taxonomy("t.txt", "# approved\nOptics\n\n"))
                        .set("subject-queries", 2)
                        .set("questions", 4),
                1);
        assertThat(chain.rows()).hasSize(3 * 4);
        assertThat(chain.reasons()).containsExactly(Map.entry("new-subjects:duplicate-subject", 1));
        assertThat(chain.rows().getFirst().data().asMap())
                .containsOnlyKeys(
                        "discipline",
                        "discipline_path",
                        "subject",
                        "subject_level",
                        "subtopics",
                        "class_sessions",
                        "key_concepts",
                        "instruction",
                        "answer")
                .containsEntry("discipline", "Optics")
                .containsEntry("subject", "Part 0")
                .containsEntry("answer", "So. How? 0");
        assertThat(chain.columns().names())
                .containsExactlyInAnyOrderElementsOf(
                        chain.rows().getFirst().data().columns());
        assertThat(chain.rows()).extracting(Sample::id).doesNotHaveDuplicates();
    }

    @Test
    void asksWithTheTemperaturesOfThePaper() throws Exception {
        Chain chain =
                run(building().set("taxonomy", taxonomy("t.txt", "Optics")).set("questions", 1), 1);
        assertThat(chain.asks().stream().filter(ask -> FakeWork.textOf(ask).contains("List the subjects")))
                .hasSize(10)
                .allSatisfy(ask -> assertThat(ask.request().asData().asMap())
                        .containsEntry("temperature", 1.0)
                        .containsEntry("top_p", 0.95));
        assertThat(chain.asks().getLast().request().asData().asMap())
                .containsEntry("temperature", 0.7)
                .containsEntry("top_p", 0.95);
    }

    @Test
    void asksAboutTheConceptsThatTheRowNames() throws Exception {
        Chain chain = run(
                building()
                        .set("taxonomy", taxonomy("t.txt", "Optics"))
                        .set("subject-queries", 1)
                        .set("questions", 9),
                1);
        List<Ask> questions = chain.asks().stream()
                .filter(ask -> FakeWork.textOf(ask).contains("homework question"))
                .toList();
        for (int i = 0; i < 9; i++) {
            Data row = chain.rows().get(i).data();
            String concepts = String.join(
                    ", ",
                    (row.value("key_concepts") instanceof List<?> list ? list : List.of())
                            .stream().map(String::valueOf).toList());
            assertThat(FakeWork.textOf(questions.get(i))).contains("key concepts: " + concepts + ".");
        }
    }

    @Test
    void proposesDisciplinesForAPersonToLookThrough() throws Exception {
        Chain chain = run(building().set("until", "disciplines"), 1);
        assertThat(chain.rows())
                .extracting(row -> row.data().text("discipline"))
                .containsExactly("Optics", "Law");
        assertThat(chain.reasons()).containsExactly(Map.entry("new-disciplines:duplicate-discipline", 1));
        StringBuilder lines = new StringBuilder();
        chain.rows().forEach(row -> lines.append(row.data()).append('\n'));
        assertThat(Disciplines.read(taxonomy("t.jsonl", lines.toString())))
                .extracting(row -> row.text("discipline"))
                .containsExactly("Optics", "Law");
    }

    @Test
    void readsTreesWhoseLeavesAreDisciplines() throws Exception {
        String yaml = "science:\n  physics: [Optics, {Mechanics: [Statics]}]\n  Botany:\nBaking: {}\n";
        assertThat(Disciplines.read(taxonomy("t.yaml", yaml)))
                .extracting(row -> row.value("discipline_path"))
                .containsExactly(
                        List.of("science", "physics", "Optics"),
                        List.of("science", "physics", "Mechanics", "Statics"),
                        List.of("science", "Botany"));
        assertThat(Disciplines.read(taxonomy("t.json", "{\"a\": [\"b\"]}")))
                .extracting(row -> row.text("discipline"))
                .containsExactly("b");
    }

    @Test
    void strikingOutANodeChangesNoOther() throws Exception {
        Chain all =
                run(building().set("taxonomy", taxonomy("a.txt", "Law\nOptics")).set("questions", 2), 2);
        Chain one = run(building().set("taxonomy", taxonomy("b.txt", "Optics")).set("questions", 2), 1);
        assertThat(all.rows()).containsAll(one.rows());
    }

    @Test
    void saysWhatIsWrongWithATaxonomy() throws Exception {
        Path empty = taxonomy("t.yaml", "[]");
        assertThatThrownBy(() -> Disciplines.read(empty)).hasMessageContaining("t.yaml holds no discipline");
        Path number = taxonomy("n.yaml", "a: [1]");
        assertThatThrownBy(() -> Disciplines.read(number)).hasMessageContaining("has 1 below [a]");
        Path broken = taxonomy("b.yaml", "a: [");
        assertThatThrownBy(() -> Disciplines.read(broken)).hasMessageContaining("b.yaml is not YAML");
        TestBuilding behind = building().behind("text").set("taxonomy", empty);
        behind.build();
        assertThat(behind.problems()).hasSize(2);
    }

    @Test
    void takesDisciplinesThatComeIn() throws Exception {
        List<Step> steps = new ArrayList<>(
                List.of(new Rows("rows", () -> List.of(Data.of("discipline", "Law")), List.of("discipline"))));
        steps.addAll(building().behind("discipline").set("until", "subjects").build());
        assertThat(new Chain(steps, GlanTest::reply).run(1).rows()).hasSize(11);
    }

    @Test
    void drawsDifferentFociOfOneOrTwoSessions() {
        List<Syllabus.Session> sessions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sessions.add(new Syllabus.Session("s" + i, List.of(i + "a", i + "b", i + "c", i + "d", i + "e")));
        }
        Syllabus syllabus = new Syllabus(sessions);
        List<Syllabus.Focus> some = syllabus.draw(200, 5, 0.5, new Random(1));
        assertThat(some).hasSize(200).doesNotHaveDuplicates();
        assertThat(some.stream().filter(focus -> focus.sessions().size() == 2)).hasSizeBetween(80, 143);
        assertThat(some).allSatisfy(focus -> {
            assertThat(focus.concepts()).hasSizeBetween(1, 5);
            Set<String> from = new HashSet<>();
            focus.concepts().forEach(concept -> from.add("s" + concept.charAt(0)));
            assertThat(from).containsExactlyInAnyOrderElementsOf(focus.sessions());
        });
        // all there are: 3 sessions with 31 each, 3 pairs with 575 each
        assertThat(syllabus.draw(10_000, 5, 0.5, new Random(1)))
                .hasSize(3 * 31 + 3 * 575)
                .doesNotHaveDuplicates();
        assertThat(syllabus.draw(50, 5, 0, new Random(1)))
                .allMatch(focus -> focus.sessions().size() == 1);
    }

    @Test
    void aReplyWithoutUseIsRejectedAndTheOthersGoOn() throws Exception {
        List<Step> steps = building()
                .set("taxonomy", taxonomy("t.txt", "Optics"))
                .set("subject-queries", 2)
                .set("repairs", 0)
                .set("until", "subjects")
                .build();
        Chain chain = new Chain(steps, ask -> ask.n() == 0 ? FakeWork.stopped("Physics is fun.") : reply(ask)).run(1);
        assertThat(chain.reasons()).containsExactly(Map.entry("new-subjects:invalid-json", 1));
        assertThat(chain.rows()).hasSize(2);
    }

    @Test
    void theLargestSyllabusCanBeCounted() {
        List<Syllabus.Session> sessions = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int session = i;
            sessions.add(new Syllabus.Session(
                    "s" + i,
                    IntStream.range(0, 50).mapToObj(j -> session + "-" + j).toList()));
        }
        assertThat(new Syllabus(sessions).draw(20, 10, 0.5, new Random(1)))
                .hasSize(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void aSyllabusWithoutMeasureIsRefused() throws Exception {
        String concepts = "\"c\", ".repeat(50) + "\"c\"";
        List<Step> steps = building()
                .set("taxonomy", taxonomy("t.txt", "Optics"))
                .set("subject-queries", 1)
                .set("repairs", 0)
                .build();
        Chain chain = new Chain(
                        steps,
                        ask -> FakeWork.textOf(ask).contains("Plan 10 to 30")
                                ? FakeWork.stopped(
                                        "{\"sessions\": [{\"title\": \"a\", \"key_concepts\": [" + concepts + "]}]}")
                                : reply(ask))
                .run(1);
        assertThat(chain.reasons()).containsExactly(Map.entry("syllabus:schema-mismatch", 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"subjects\": null}",
                "{\"subjects\": [null]}",
                "{\"subjects\": [\"Lenses\"]}",
                "{\"subjects\": [{\"subject_name\": null, \"level\": \"school\", \"subtopics\": [\"a\"]}]}",
                "{\"subjects\": [{\"subject_name\": \" \", \"level\": \"school\", \"subtopics\": [\"a\"]}]}",
                "{\"subjects\": [{\"subject_name\": \"Lenses\", \"subtopics\": [\"a\"]}]}",
                "{\"subjects\": [{\"subject_name\": \"Lenses\", \"level\": null, \"subtopics\": [\"a\"]}]}",
                "{\"subjects\": [{\"subject_name\": \"Lenses\", \"level\": \"school\", \"subtopics\": [null]}]}",
            })
    void aSubjectThatLacksAValueIsRejected(String reply) throws Exception {
        TestBuilding building = building()
                .set("taxonomy", taxonomy("t.txt", "Optics"))
                .set("subject-queries", 1)
                .set("repairs", 0);
        Chain chain = new Chain(building.build(), ask -> FakeWork.stopped(reply)).run(1);
        assertThat(chain.reasons()).containsExactly(Map.entry("new-subjects:schema-mismatch", 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"sessions\": [null]}",
                "{\"sessions\": [{\"title\": null, \"key_concepts\": [\"ray\"]}]}",
                "{\"sessions\": [{\"key_concepts\": [\"ray\"]}]}",
                "{\"sessions\": [{\"title\": \"Light\", \"key_concepts\": null}]}",
                "{\"sessions\": [{\"title\": \"Light\", \"key_concepts\": [null]}]}",
                "{\"sessions\": [{\"title\": \"Light\", \"key_concepts\": [\" \"]}]}",
            })
    void aSyllabusThatLacksAValueIsRejected(String reply) throws Exception {
        TestBuilding building = building()
                .set("taxonomy", taxonomy("t.txt", "Optics"))
                .set("subject-queries", 1)
                .set("repairs", 0);
        Chain chain = new Chain(
                        building.build(),
                        ask -> FakeWork.textOf(ask).contains("List the subjects")
                                ? reply(ask)
                                : FakeWork.stopped(reply))
                .run(1);
        assertThat(chain.reasons()).containsExactly(Map.entry("syllabus:schema-mismatch", 2));
    }

    @Test
    void aRowWithoutADisciplineIsRejectedBeforeAnybodyIsAsked() throws Exception {
        TestBuilding building = building().behind("discipline");
        Chain chain = new Chain(
                        Behind.rows(building.build(), Data.of("discipline", null), Data.of("discipline", " ")),
                        GlanTest::reply)
                .run(2);
        assertThat(chain.reasons()).containsExactly(Map.entry("given:no-discipline", 2));
        assertThat(chain.asks()).isEmpty();
    }
}
