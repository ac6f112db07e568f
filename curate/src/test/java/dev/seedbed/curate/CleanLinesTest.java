package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Transformer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CleanLinesTest {
    private static final String PAGE = """
            Home | About us
            The river had risen in the night.[12]
            Please enable Javascript to see this page.
              Towards noon a boat came from the mill. \s""";

    private static Sample clean(Map<String, ?> settings, Data data) throws InterruptedException {
        Transformer step = (Transformer) Built.of("clean-lines", settings).step;
        Outcome outcome = step.apply(Sample.root("load", data), GatesTest.NO_WORK);
        assertThat(outcome).isInstanceOf(Outcome.Passed.class);
        return ((Outcome.Passed) outcome).sample();
    }

    @Test
    void leavesTheLinesThatTheProfileKeepsAndDoesNotRejectTheRest() throws InterruptedException {
        assertThat(clean(Map.of(), Data.of("text", PAGE).with("id", 7)).data())
                .isEqualTo(Data.of("text", "The river had risen in the night.\nTowards noon a boat came from the mill.")
                        .with("id", 7));
        assertThat(clean(Map.of("profile", "dolma"), Data.of("text", "Home\nA boat came."))
                        .data())
                .isEqualTo(Data.of("text", "A boat came."));
    }

    @Test
    void boundsOfLinesAreOverridden() throws InterruptedException {
        Data data = Data.of("text", "A boat came from the mill.\nIt rained.");
        assertThat(clean(Map.of(), data).data().textIfPresent("text")).contains("A boat came from the mill.");
        assertThat(clean(Map.of("bounds", Map.of("line-min-words", 2.0)), data).data())
                .isEqualTo(data);
    }

    @Test
    void whatHasNoLineLeftIsEmptyAndWhatIsNoTextStays() throws InterruptedException {
        Data data = Data.of("text", "Home\nAbout").with("count", 3);
        Map<String, Object> settings = Map.of("column", List.of("text", "count", "absent"));
        assertThat(clean(settings, data).data()).isEqualTo(Data.of("text", "").with("count", 3));
    }

    @Test
    void rulesAboutWholeTextsAreNotItsOwn() {
        assertThat(Built.of("clean-lines", Map.of("bounds", Map.of("min-sentences", 1.0))).problems)
                .singleElement()
                .asString()
                .contains("names a rule about lines that is not there")
                .contains("line-min-words");
    }

    @Test
    void profilesThatDropNoLinesAreNotOffered() {
        assertThat(Curation.stepTypes().stream()
                        .filter(type -> type.id().equals("clean-lines"))
                        .findFirst()
                        .orElseThrow()
                        .parameters())
                .anySatisfy(parameter -> assertThat(parameter.kind().toString())
                        .contains("fineweb")
                        .doesNotContain("gopher"));
    }
}
