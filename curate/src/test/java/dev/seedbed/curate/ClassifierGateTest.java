package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.TextLabels;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClassifierGateTest {
    private final List<String> asked = new ArrayList<>();

    /// A classifier that goes by single words.
    private Work work() {
        return new IdleWork() {
            @Override
            public Reply ask(Ask ask) {
                assertThat(ask.model().alias()).isEqualTo("toxic");
                String text = ((Request.Raw) ask.request().input()).text();
                asked.add(text);
                TextLabels labels = new TextLabels(
                        Map.of("toxic", text.contains("fool") ? 0.9 : 0.1, "threat", text.contains("hurt") ? 0.8 : 0.2),
                        3);
                return Reply.of(labels.asText(), Reply.Finish.STOP, Usage.NONE);
            }
        };
    }

    private static Built built(Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("model", "toxic");
        return Built.of("classifier", all);
    }

    private static Gate gate(Map<String, ?> settings) {
        Built built = built(settings);
        assertThat(built.problems).isEmpty();
        return (Gate) built.step;
    }

    private static Sample answer(String text) {
        return Sample.root("load", Data.of("answer", text));
    }

    @Test
    void rejectsALabelThatIsDeniedWithAllScores() throws Exception {
        Gate gate = gate(Map.of("deny", List.of("threat", "toxic"), "deny-from", 0.8));

        Rejection rejection = gate.judge(answer("a fool, hurt"), work()).orElseThrow();

        assertThat(rejection.reason()).isEqualTo("denied-label");
        assertThat(rejection.explanation())
                .isEqualTo("answer is labelled 'toxic' with a score of 0.9, of 0.8 at which it is denied");
        assertThat(rejection.evidence())
                .isEqualTo(Data.of("column", "answer")
                        .with("label", "toxic")
                        .with("score", 0.9)
                        .with("scores", Map.of("toxic", 0.9, "threat", 0.8))
                        .with("parts", 3L)
                        .with("deny_from", 0.8));
        assertThat(gate.judge(answer("hurt"), work())).isPresent();
        assertThat(gate.judge(answer("kind"), work())).isEmpty();
    }

    @Test
    void rejectsWhatHasNoneOfTheLabelsAllowed() throws Exception {
        Gate gate = gate(Map.of("allow", List.of("threat")));

        assertThat(gate.judge(answer("hurt"), work())).isEmpty();
        assertThat(gate.judge(answer("kind"), work()))
                .get()
                .extracting(Rejection::reason, Rejection::explanation)
                .containsExactly(
                        "other-label",
                        "answer has none of the labels allowed: 'threat' has the highest score, 0.2, of 0.5 at least");
        assertThat(gate.judge(answer(""), work()))
                .get()
                .extracting(Rejection::explanation)
                .isEqualTo("answer has no text, so it has no labels");
    }

    @Test
    void asksNothingAboutABlankText() throws Exception {
        assertThat(gate(Map.of("deny", List.of("toxic"))).judge(answer(" \n"), work()))
                .isEmpty();
        assertThat(asked).isEmpty();
    }

    @Test
    void showsTheScoresInAColumnIfNothingIsToBeRejected() throws Exception {
        Gate gate = gate(Map.of("annotate", true));

        Sample shown = ((Outcome.Passed) gate.apply(answer("a fool"), work())).sample();

        assertThat(shown.data().value("labels")).isEqualTo(Map.of("toxic", 0.9, "threat", 0.2));
    }

    @Test
    void saysWhatIsWrongWithLabels() {
        assertThat(built(Map.of()).problems)
                .containsExactly("deny is left out, and so is `allow`, so every row would pass; give one of them");
        assertThat(built(Map.of("deny", List.of("toxic"), "allow", List.of("toxic", "threat"))).problems)
                .containsExactly("deny names 'toxic', and `allow` does too; take it out of one of them");
    }
}
