package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QualityGateTest {
    private static final String PROSE = """
            The river had risen in the night, and by the morning it stood at the lower gate. Nobody in the village \
            remembered such water. We carried the seed corn to the loft, then the tools, and last the two chairs that \
            my grandfather had made. Towards noon a boat came from the mill with bread and a letter. It said that \
            the bridge would hold, if the rain did not come back before evening. Some of us believed it.""";

    private static Optional<Rejection> judge(Map<String, ?> settings, String text) throws InterruptedException {
        Gate gate = (Gate) Built.of("quality", settings).step;
        return gate.judge(Sample.root("load", Data.of("answer", text)), GatesTest.NO_WORK);
    }

    @Test
    void rejectsUnderTheRulesNameWithValueAndBound() throws InterruptedException {
        Rejection rejection = judge(Map.of(), "Buy now!").orElseThrow();
        assertThat(rejection.reason()).isEqualTo("min-words");
        assertThat(rejection.explanation())
                .isEqualTo("in answer, min-words of the profile gopher is 2, and at least 50 passes");
        assertThat(rejection.evidence())
                .isEqualTo(Data.of("column", "answer")
                        .with("profile", "gopher")
                        .with("rule", "min-words")
                        .with("value", 2)
                        .with("bound", 50)
                        .with("passes", "at least"));
    }

    @Test
    void proseAndProfilesByName() throws InterruptedException {
        assertThat(judge(Map.of(), PROSE)).isEmpty();
        assertThat(judge(Map.of("profile", "fineweb"), PROSE)).isEmpty();
        assertThat(judge(Map.of("profile", "c4"), PROSE + "\nfunction f() {")).isEmpty();
        assertThat(judge(Map.of("profile", "c4"), PROSE + "\nHere { is a bracket in a whole line."))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("curly-bracket");
    }

    @Test
    void boundsAndAllowedRules() throws InterruptedException {
        Map<String, Object> lenient = Map.of(
                "profile",
                "gopher/dolma",
                "bounds",
                Map.of("min-words", 3.0),
                "allow",
                List.of("top-2-gram", "top-3-gram", "top-4-gram", "stop-words"));
        assertThat(judge(lenient, "Seven big words are here for you")).isEmpty();
        assertThat(judge(lenient, "Buy now!")).isPresent();
    }

    @Test
    void badWordsAreGiven() throws InterruptedException {
        Map<String, Object> settings = Map.of("profile", "c4", "bad-words", List.of("Turnip"));
        assertThat(judge(settings, PROSE)).isEmpty();
        assertThat(judge(settings, PROSE + "\nAnd then there was a turnip on the road."))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("bad-words");
    }

    @Test
    void namesRulesThatAreNotThere() {
        assertThat(Built.of("quality", Map.of("bounds", Map.of("min_words", 3.0))).problems)
                .singleElement()
                .asString()
                .contains("names a rule that is not there: the profile `gopher` has no rule `min_words`; did you mean"
                        + " `min-words`? it has min-words, max-words,");
        assertThat(Built.of("quality", Map.of("allow", List.of("max-sentences"))).problems)
                .singleElement()
                .asString()
                .contains("has no rule `max-sentences`; it has");
        assertThat(Built.of("quality", Map.of("bad-words", List.of("x"))).problems)
                .singleElement()
                .asString()
                .contains("does nothing here: the profile `gopher` has no rule `bad-words`;");
    }
}
