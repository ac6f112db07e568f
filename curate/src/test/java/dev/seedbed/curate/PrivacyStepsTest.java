package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.curate.privacy.PersonalDataGate;
import dev.seedbed.curate.privacy.ScrubStep;
import dev.seedbed.privacy.PersonalData;
import dev.seedbed.privacy.Scrubbing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PrivacyStepsTest {
    private static final Sample ROW = Sample.root(
            "source",
            Data.of("text", "Write to jo@acme.com or call (415) 555-0132.")
                    .with("messages", List.of(Map.of("role", "user", "content", "I am Anna Schmidt"))));

    @Test
    void rejectsWithPlacesAndWithoutTheText() throws InterruptedException {
        PersonalDataGate gate = new PersonalDataGate("personal-data", List.of("text"), PersonalData.standard());
        Rejection rejection = gate.judge(ROW, GatesTest.NO_WORK).orElseThrow();
        assertThat(rejection.reason()).isEqualTo("personal-data-email");
        assertThat(rejection.evidence().asMap()).containsEntry("column", "text").containsEntry("count", 2L);
        assertThat(rejection.toString()).doesNotContain("acme", "555");
    }

    @Test
    void looksIntoMessages() {
        PersonalDataGate gate = new PersonalDataGate("personal-data", List.of("messages"), PersonalData.standard());
        Rejection rejection = gate.judge(ROW, GatesTest.NO_WORK).orElseThrow();
        assertThat(rejection.toString()).contains("[0].content", "person").doesNotContain("Schmidt");
    }

    @Test
    void scrubsColumnsAndCounts() throws InterruptedException {
        ScrubStep step = new ScrubStep(
                "scrub", List.of("text", "messages"), PersonalData.standard(), Scrubbing.masking(), "scrubbed");
        Outcome outcome = step.apply(ROW, GatesTest.NO_WORK);
        assertThat(outcome.toString())
                .contains(
                        "Write to [EMAIL] or call [PHONE].", "I am [PERSON]", "{\"email\":1,\"phone\":1,\"person\":1}")
                .doesNotContain("acme", "Schmidt");
    }

    @Test
    void givesTheSameSurrogateInAllRowsWithAKey() throws InterruptedException {
        ScrubStep step = new ScrubStep(
                "scrub",
                List.of("text"),
                PersonalData.standard(),
                Scrubbing.surrogates("a key for this test".getBytes(StandardCharsets.UTF_8)),
                null);
        String one = step.apply(Sample.root("a", Data.of("text", "jo@acme.com")), GatesTest.NO_WORK)
                .toString();
        String two = step.apply(Sample.root("b", Data.of("text", "jo@acme.com")), GatesTest.NO_WORK)
                .toString();
        assertThat(one).contains("@example.");
        assertThat(two.substring(two.indexOf("data="))).isEqualTo(one.substring(one.indexOf("data=")));
    }

    @Test
    void namesAllThatIsWrongWithItsSettings() {
        assertThat(Built.of("personal-data", Map.of("column", List.of("text"), "patterns", Map.of("bad", "a(b")))
                        .problems)
                .singleElement()
                .asString()
                .contains("'bad'");
        assertThat(Built.of("scrub", Map.of("column", List.of("text"), "action", "hash")).problems)
                .singleElement()
                .asString()
                .contains("key-from");
        assertThat(Built.of("scrub", Map.of("column", List.of("text"), "key-from", "NO_SUCH_VARIABLE_HERE")).problems)
                .singleElement()
                .asString()
                .contains("NO_SUCH_VARIABLE_HERE", "not set");
    }

    @Test
    void keepsWhatItLooksForOutOfSight() {
        PersonalDataGate gate =
                new PersonalDataGate("personal-data", List.of("text", "messages", "none"), PersonalData.standard());
        assertThat(gate.shown(ROW.data()).toString())
                .contains("Write to [EMAIL] or call [PHONE].", "I am [PERSON]")
                .doesNotContain("acme", "Schmidt", "none");
    }

    private static final Data NAMED = Data.of(
            "meta",
            Map.of("jo@acme.com", Map.of("nested", "call (415) 555-0132"), "ann@acme.com", 1L, "plain", "nothing"));

    @Test
    void looksAtTheNamesOfFieldsAndShowsNoneThatIsAFind() {
        PersonalDataGate gate = new PersonalDataGate("personal-data", List.of("meta"), PersonalData.standard());
        Rejection rejection =
                gate.judge(Sample.root("source", NAMED), GatesTest.NO_WORK).orElseThrow();
        assertThat(rejection.evidence().value("count")).isEqualTo(3L);
        assertThat(rejection.toString()).contains("[EMAIL].nested").doesNotContain("acme", "555");
        assertThat(gate.shown(NAMED).toString()).contains("plain").doesNotContain("acme", "555");
    }

    @Test
    void losesNoValueWhereTwoNamesHaveTheSameMask() throws InterruptedException {
        ScrubStep step =
                new ScrubStep("scrub", List.of("meta"), PersonalData.standard(), Scrubbing.masking(), "scrubbed");
        Outcome outcome = step.apply(Sample.root("source", NAMED), GatesTest.NO_WORK);
        Map<?, ?> scrubbed = (Map<?, ?>) Objects.requireNonNull(
                ((Outcome.Passed) outcome).sample().data().value("meta"));
        assertThat(scrubbed.keySet())
                .extracting(String::valueOf)
                .containsExactlyInAnyOrder("[EMAIL]", "[EMAIL] 2", "plain");
        assertThat(scrubbed.values().toString()).contains("1", "[PHONE]", "nothing");
        assertThat(outcome.toString()).contains("{\"email\":2,\"phone\":1}").doesNotContain("acme");
    }
}
