package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepType;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConditionGateTest {
    private static final ExpressionFake LONG = ExpressionFake.of(
            "size(answer) > limit && quality > 0.5",
            sample -> sample.data().text("answer").length() > 3,
            "answer",
            "quality",
            "limit");
    private static final Sample SHORT =
            Sample.root("load", Data.of("answer", "no").with("quality", null)).withScore("limit", 3);
    private static final Sample GOOD = SHORT.with("answer", "yes indeed");

    @Test
    void keepPassesWhatItsConditionIsTrueFor() throws Exception {
        Gate gate = gate(ConditionGate.KEEP, Map.of("condition", LONG, "reason", "too-short"));
        assertThat(judge(gate, GOOD)).isEmpty();
        assertThat(judge(gate, SHORT))
                .contains(new Rejection(
                        "too-short",
                        "The condition size(answer) > limit && quality > 0.5 is false.",
                        Data.of("condition", LONG.source())
                                .with(
                                        "values",
                                        Data.of("answer", "no")
                                                .with("limit", 3.0)
                                                .with("quality", null))));
    }

    @Test
    void dropRejectsWhatItsConditionIsTrueFor() throws Exception {
        Gate gate = gate(ConditionGate.DROP, Map.of("condition", LONG));
        assertThat(judge(gate, SHORT)).isEmpty();
        assertThat(judge(gate, GOOD)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo("condition");
            assertThat(rejection.explanation()).endsWith("is true.");
        });
    }

    @Test
    void cutsLongValuesInTheEvidence() throws Exception {
        Gate gate = gate(ConditionGate.DROP, Map.of("condition", LONG));
        String evidence = judge(gate, SHORT.with("answer", "😀".repeat(5_000)))
                .orElseThrow()
                .evidence()
                .text("values");
        assertThat(evidence).contains("😀… (5000 characters)").hasSizeLessThan(2_200);
    }

    @Test
    void refusesAReasonThatIsNoCode() {
        BuildingFake building =
                BuildingFake.of(ConditionGate.KEEP, Map.of("condition", LONG, "reason", "Too short!"), "answer");
        building.build();
        assertThat(building.problems)
                .containsExactly("reason is 'Too short!', but must be lower-case words joined by hyphens,"
                        + " such as 'too-short'");
    }

    private static Optional<Rejection> judge(Gate gate, Sample sample) throws InterruptedException {
        return gate.judge(sample, new WorkFake(sample, "keep"));
    }

    private static Gate gate(StepType type, Map<String, ?> settings) {
        return (Gate) BuildingFake.of(type, settings, "answer").buildOne();
    }
}
