package dev.seedbed.recipes.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.step.Ask;
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

class TeacherAndExaminerTest {
    private static final FakeModel MODEL = FakeModel.able("writer", Capability.CHAT);
    private static final FakeModel OTHER = FakeModel.able("other", Capability.CHAT);

    private static Chain lesson(String export, Data row) throws InterruptedException {
        TestBuilding building = TestBuilding.of(TeacherStudent.TYPE)
                .model("model", MODEL)
                .model("user-model", OTHER)
                .behind("topic")
                .set("export", export)
                .set("maximum-rounds", 3);
        return new Chain(Behind.rows(building.build(), row), TeacherAndExaminerTest::says).run(1);
    }

    private static dev.seedbed.api.model.Reply says(Ask ask) {
        String text = FakeWork.textOf(ask);
        return FakeWork.stopped(
                text.startsWith("Subject:") ? "Made up " + text.length() + "." : "Turn " + ask.n() + " it is.");
    }

    @Test
    void exportsTheTeacherToWhomTheStudentSpeaksFirst() throws InterruptedException {
        Chain chain = lesson("teacher", Data.of("topic", "fractions"));
        Data row = chain.rows().getFirst().data();
        assertThat(row.columns()).contains("level", "misconception", "correction", "goal", "stop_reason");
        assertThat(row.value("roles")).isEqualTo(Map.of("user", "student", "assistant", "teacher"));
        Ask student = chain.asks().get(2);
        assertThat(student.model()).isEqualTo(OTHER);
        assertThat(Talks.shown(student).getFirst())
                .startsWith("SYSTEM You are a student")
                .contains(row.text("misconception"));
        Ask teacher = chain.asks().get(3);
        assertThat(teacher.model()).isEqualTo(MODEL);
        assertThat(Talks.shown(teacher).getFirst())
                .startsWith("SYSTEM You are a teacher")
                .contains(row.text("correction"), row.text("goal"))
                .doesNotContain(row.text("misconception"));
    }

    @Test
    void exportsTheStudentToWhomTheTeacherSpeaksFirst() throws InterruptedException {
        Chain chain = lesson("student", Data.of("topic", "fractions"));
        assertThat(chain.rows().getFirst().data().value("roles"))
                .isEqualTo(Map.of("user", "teacher", "assistant", "student"));
        assertThat(Talks.shown(chain.asks().get(2)).getFirst()).startsWith("SYSTEM You are a teacher");
    }

    @Test
    void keepsWhatTheRowBrings() throws InterruptedException {
        Data row = Data.of("topic", "fractions")
                .with("level", "doctoral")
                .with("misconception", "A.")
                .with("correction", "B.")
                .with("goal", "C.");
        Chain chain = lesson("teacher", row);
        assertThat(chain.rows().getFirst().data().asMap()).containsAllEntriesOf(row.asMap());
        assertThat(chain.asks()).hasSize(6);
        assertThat(lesson("teacher", Data.of("topic", " ")).reasons()).containsOnlyKeys("topic:no-text");
    }

    private static Chain examined(String claim, String verdict, boolean withKey) throws InterruptedException {
        TestBuilding building =
                TestBuilding.of(Examiner.TYPE).model("model", MODEL).behind("question", "answer");
        if (withKey) {
            building.set("key", "answer");
        }
        Data row = Data.of("question", "What is the capital of Norway?").with("answer", "Oslo");
        return new Chain(Behind.rows(building.build(), row), ask -> {
                    String text = FakeWork.textOf(ask);
                    String first = FakeWork.messagesOf(ask).getFirst().content();
                    if (text.contains("one short sentence")) {
                        return FakeWork.stopped(claim);
                    }
                    return FakeWork.stopped(
                            first.contains("claim correct or incorrect") ? verdict : "Turn " + ask.n() + ".");
                })
                .run(1);
    }

    @ParameterizedTest
    @CsvSource({
        "It is Oslo., correct, true, true",
        "It is Oslo., incorrect, true, false",
        "It is Bergen., incorrect, false, true",
        "It is Osloer., correct, false, false"
    })
    void holdsTheVerdictAgainstTheKey(String claim, String verdict, boolean claimed, boolean judged) throws Exception {
        Chain chain = examined(claim, "So it is.\n**Verdict: " + verdict + "**", true);
        Data row = chain.rows().getFirst().data();
        assertThat(row.value("claim_correct")).isEqualTo(claimed);
        assertThat(row.value("verdict_correct")).isEqualTo(judged);
        assertThat(row.asMap()).containsEntry("verdict", verdict).containsEntry("verdict_reason", "So it is.");
        assertThat(row.value("rounds")).isEqualTo(5L);
        assertThat(FakeWork.textOf(chain.asks().getLast())).contains("Examiner: Turn 1000.\nExaminee: Turn 1100.");
    }

    @Test
    void guessesNeitherAVerdictNorAKey() throws Exception {
        for (String unclear : List.of(
                "It is correct.", "Verdict: correct", "So.\nVerdict: maybe", "Verdict: correct\nVerdict: incorrect")) {
            assertThat(examined("It is Oslo.", unclear, true).reasons())
                    .as(unclear)
                    .containsOnlyKeys("verdict:unscored");
        }
        Data row = examined("It is Oslo.", "{\"reason\": \"x\", \"verdict\": \"correct\"}", false)
                .rows()
                .getFirst()
                .data();
        assertThat(row.has("claim_correct")).isTrue();
        assertThat(row.value("claim_correct")).isNull();
        assertThat(row.value("verdict_correct")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "It boils at 100 degrees.,100,true",
        "It costs 3.50 euros.,3.5,false",
        "'Goethe, of course',goethe,true",
        "1000,100,false"
    })
    void looksForTheAnswersWordsInTheClaim(String claim, String answer, boolean contained) {
        assertThat(Examiner.contains(claim, answer)).isEqualTo(contained);
    }
}
