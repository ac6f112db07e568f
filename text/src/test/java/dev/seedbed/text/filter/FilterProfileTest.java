package dev.seedbed.text.filter;

import static dev.seedbed.text.filter.Measured.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class FilterProfileTest {
    private static final String PROSE = """
            The river had risen in the night, and by the morning it stood at the lower gate. Nobody in the village \
            remembered such water. We carried the seed corn to the loft, then the tools, and last the two chairs that \
            my grandfather had made. Towards noon a boat came from the mill with bread and a letter. It said that \
            the bridge would hold, if the rain did not come back before evening. Some of us believed it.""";

    @Test
    void theProfilesOfTheIssueAreThere() {
        assertThat(FilterProfile.profiles())
                .contains("gopher", "c4", "fineweb", "dclm", "dolma", "nemo-curator")
                .contains("gopher/paper", "gopher/datatrove", "gopher/dolma", "gopher/curator", "c4/datatrove");
    }

    @Test
    void ordinaryProsePassesThemAll() {
        for (String name : FilterProfile.profiles()) {
            assertThat(reason(FilterProfile.named(name), PROSE)).as(name).isNull();
        }
    }

    @Test
    void theFirstBrokenRuleIsTheReasonAndAllAreExplained() {
        FilterWorker worker = FilterProfile.named("gopher").worker();
        Verdict verdict = worker.judge("Buy now!");
        assertThat(verdict.failed().orElseThrow())
                .isEqualTo(new Measurement("min-words", Rule.Side.AT_LEAST, 2, 50, false));
        assertThat(verdict.measurements()).containsExactly(verdict.failed().orElseThrow());
        Verdict explained = worker.explain("Buy now!");
        assertThat(explained.failed()).isEqualTo(verdict.failed());
        assertThat(explained.measurements())
                .hasSize(FilterProfile.named("gopher").rules().size());
    }

    @Test
    void boundsAreOverriddenAndTheBoundItselfPasses() {
        FilterProfile lenient = FilterProfile.named("gopher/dolma").only("min-words");
        assertThat(reason(lenient.with("min-words", 4), "one two three four")).isNull();
        assertThat(reason(lenient.with(Map.of("min-words", 5.0)), "one two three four"))
                .isEqualTo("min-words");
        assertThat(lenient.with("min-words", 4).rules()).containsExactly(new Rule("min-words", Rule.Side.AT_LEAST, 4));
    }

    @Test
    void rulesAreLeftOut() {
        FilterProfile profile = FilterProfile.named("gopher").without("min-words", "stop-words");
        assertThat(profile.rules()).extracting(Rule::name).doesNotContain("min-words", "stop-words");
        assertThat(FilterProfile.named("c4").lineRules())
                .extracting(Rule::name)
                .containsExactly("line-min-words", "line-max-word-length");
    }

    @Test
    void whatThereIsNotIsSaidWithWhatThereIs() {
        assertThatThrownBy(() -> FilterProfile.named("gophr"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("there is no filter profile `gophr`; there are gopher, gopher/paper, ");
        assertThatThrownBy(() -> FilterProfile.named("c4").with("min_sentences", 2))
                .hasMessage("the profile `c4` has no rule `min_sentences`; did you mean `min-sentences`? it has"
                        + " max-characters, lorem-ipsum, curly-bracket, bad-words, min-sentences, line-min-words,"
                        + " line-max-word-length");
        assertThatThrownBy(() -> FilterProfile.named("c4").without("line-min-words"))
                .hasMessageStartingWith("the profile `c4` has no rule `line-min-words`;");
        assertThatThrownBy(() -> FilterProfile.named("gopher").with("min-words", Double.NaN))
                .hasMessage("the bound of `min-words` is NaN; give a finite number, or leave the rule out");
        assertThatThrownBy(() -> FilterProfile.named("gopher").withBadWords(List.of("x")))
                .hasMessageStartingWith("the profile `gopher` has no rule `bad-words`;");
    }

    @Test
    void aCleanedTextIsThereOnlyIfItPassedAndChanged() {
        FilterWorker c4 = FilterProfile.named("c4").worker();
        assertThat(c4.judge(PROSE).cleaned()).isEmpty();
        assertThat(c4.judge("Menu\n" + PROSE).cleaned()).contains(PROSE);
        assertThat(c4.judge("Menu\nThis is one sentence only.").cleaned()).isEmpty();
        assertThat(FilterProfile.named("gopher").cleans()).isFalse();
        assertThat(FilterProfile.named("c4").cleans()).isTrue();
    }

    @Test
    void aPartOfAnArrayIsJudgedLikeTheTextItself() {
        String around = "### " + PROSE + " ### ...";
        for (String name : FilterProfile.profiles()) {
            FilterWorker worker = FilterProfile.named(name).worker();
            assertThat(worker.explain(around.toCharArray(), 4, 4 + PROSE.length()))
                    .as(name)
                    .isEqualTo(worker.explain(PROSE));
        }
    }

    @Test
    void workersOfOneProfileRunBesideEachOther() throws Exception {
        FilterProfile profile = FilterProfile.named("fineweb");
        Verdict alone = profile.worker().explain(PROSE);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Callable<Verdict>> tasks = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                tasks.add(() -> profile.worker().explain(PROSE));
            }
            for (Future<Verdict> verdict : threads.invokeAll(tasks)) {
                assertThat(verdict.get()).isEqualTo(alone);
            }
        }
    }
}
