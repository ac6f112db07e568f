package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowsInstructionTest {
    private static Optional<Rejection> judge(Map<String, ?> settings, Data data) throws InterruptedException {
        Gate gate = (Gate) Built.of("follows-instruction", settings).step;
        return gate.judge(Sample.root("load", data), GatesTest.NO_WORK);
    }

    private static Data row(String instruction, String answer) {
        return Data.of("instruction", instruction).with("answer", answer);
    }

    @Test
    void rejectsUnderTheKindWithWhatWasAskedAndSeen() throws InterruptedException {
        Rejection rejection = judge(Map.of(), row("Name fruits in 3 bullet points, without commas.", "- apple\n- pear"))
                .orElseThrow();

        assertThat(rejection.reason()).isEqualTo("number-bullet-lists");
        assertThat(rejection.explanation())
                .isEqualTo("answer does not follow the instruction: wanted exactly 3 bullet points, seen 2");
        assertThat(rejection.evidence())
                .isEqualTo(Data.of("column", "answer")
                        .with("instruction_id", "detectable_format:number_bullet_lists")
                        .with("asked", "exactly 3 bullet points")
                        .with("seen", "2")
                        .with("broken", 1)
                        .with("checked", 2));
    }

    @Test
    void passesWhatFollowsAndWhatAsksForNothing() throws InterruptedException {
        assertThat(judge(Map.of(), row("Name fruits in 2 bullet points.", "- apple\n- pear")))
                .isEmpty();
        assertThat(judge(Map.of(), row("Why is the sky blue?", "Because."))).isEmpty();
        assertThat(judge(Map.of(), Data.of("answer", "Because."))).isEmpty();
    }

    @Test
    void takesConstraintsFromTheTwoColumnsOfIfevalsFiles() throws InterruptedException {
        Map<String, String> settings = Map.of("constraints", "instruction_id_list", "arguments", "kwargs");
        Map<String, Object> arguments = new HashMap<>(Map.of("relation", "at least", "num_words", 3));
        arguments.put("num_bullets", null);
        Data asked = Data.of("instruction_id_list", List.of("length_constraints:number_words"))
                .with("kwargs", List.of(arguments));

        assertThat(judge(settings, row("Say something.", "one two").with(asked)))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("number-words");
        assertThat(judge(settings, row("Say something.", "one two three").with(asked)))
                .isEmpty();
        assertThat(judge(settings, row("Say something.", "one"))).isEmpty();
        assertThat(judge(settings, row("Say something.", "one").with(asked.without("kwargs"))))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("invalid-constraints");
        assertThat(Built.of("follows-instruction", Map.of("arguments", "kwargs")).problems)
                .singleElement()
                .asString()
                .contains("`constraints`");
    }

    @Test
    void takesConstraintsFromAColumnAsIfevalWritesThem() throws InterruptedException {
        Map<String, String> settings = Map.of("constraints", "asked");
        Map<String, Object> arguments = new HashMap<>(Map.of("relation", "at least", "num_words", 3));
        arguments.put("num_bullets", null);
        Data data = row("Say something.", "one two")
                .with(
                        "asked",
                        Map.of(
                                "instruction_id_list",
                                List.of("length_constraints:number_words"),
                                "kwargs",
                                List.of(arguments)));

        assertThat(judge(settings, data)).get().extracting(Rejection::reason).isEqualTo("number-words");
        assertThat(judge(settings, data.with("answer", "one two three"))).isEmpty();
        assertThat(judge(settings, data.with("asked", List.of(Map.of("instruction_id", "startend:quotation")))))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("quotation");
        assertThat(judge(settings, data.with("asked", "[{\"instruction_id\": \"punctuation:no_comma\"}]")))
                .isEmpty();
        assertThat(judge(settings, data.without("asked"))).isEmpty();
    }

    @Test
    void rejectsConstraintsThatCannotBeRead() throws InterruptedException {
        for (Object asked : List.of(
                "no json",
                7,
                Map.of("kwargs", List.of()),
                List.of(Map.of("id", "x")),
                List.of("x"),
                List.of(Map.of("instruction_id", "startend:end")))) {
            Rejection rejection = judge(
                            Map.of("constraints", "asked"), row("Go.", "Gone.").with("asked", asked))
                    .orElseThrow();

            assertThat(rejection.reason()).isEqualTo("invalid-constraints");
            assertThat(rejection.explanation()).startsWith("in asked, ");
            assertThat(rejection.evidence().text("column")).isEqualTo("asked");
        }
    }

    @Test
    void modeAndAllowedKindsCanBeChosen() throws InterruptedException {
        Data data = row("Begin your answer with \"Dear reader\". Use no commas.", "Sure:\nDear reader hello\nBye");

        assertThat(judge(Map.of(), data)).get().extracting(Rejection::reason).isEqualTo("start-checker");
        assertThat(judge(Map.of("mode", "loose"), data)).isEmpty();
        assertThat(judge(Map.of("allow", List.of("start-checker")), data)).isEmpty();
        assertThat(judge(Map.of("allow", List.of("start-checker")), data.with("answer", "Sure, Dear reader")))
                .get()
                .extracting(Rejection::reason)
                .isEqualTo("no-comma");
    }
}
