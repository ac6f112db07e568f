package dev.seedbed.recipes.selfinstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.harness.FakeWork;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeuristicsGateTest {
    private final HeuristicsGate gate = new HeuristicsGate("heuristics", 4, 150, HeuristicsGate.SENSES);

    private Optional<Rejection> judge(String instruction) {
        Sample sample = Sample.root("test", Data.of("instruction", instruction));
        return gate.judge(sample, new FakeWork(ask -> FakeWork.stopped(""), sample, "heuristics", 0));
    }

    @Test
    void keeps172OfThe175SeedsAsInThePaper() {
        Map<String, Integer> counts = new TreeMap<>();
        for (Data task : TestFiles.rows("self_instruct_seed_tasks.jsonl")) {
            counts.merge(judge(task.text("instruction")).map(Rejection::reason).orElse("kept"), 1, Integer::sum);
        }
        assertThat(counts).isEqualTo(Map.of("kept", 172, "length", 2, "write-a-program", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Name three rivers|length",
                "Draw a cat on paper|blocked-word",
                "Describe the IMAGE in detail|blocked-word",
                "Where should I go to eat?|blocked-word",
                "Write a program that sorts numbers|write-a-program",
                "Write a Program that sorts numbers|write-a-program",
                "Write a program that draws a map|blocked-word",
                "- name three big rivers|starts-with-punctuation",
                "`code` explain what this does|starts-with-punctuation",
                "Écris une phrase sur Paris|starts-with-non-ascii",
                "😀 smile at the reader please|starts-with-non-ascii",
                "“Quote” something by a poet|starts-with-non-ascii",
            })
    void dropsInTheOrderOfTheRules(String instruction, String reason) {
        assertThat(judge(instruction)).hasValueSatisfying(rejection -> {
            assertThat(rejection.reason()).isEqualTo(reason);
            assertThat(rejection.evidence().text("text")).isEqualTo(instruction);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Imagine a drawing of mapped plots.",
                "Explain the word 'photography' briefly.",
                "3 examples of irony, please",
                "Name three rivers of Spain"
            })
    void keepsWordsThatOnlyContainBlockedOnes(String instruction) {
        assertThat(judge(instruction)).isEmpty();
    }

    @Test
    void countsWordsToBothEnds() {
        assertThat(judge("word ".repeat(150))).isEmpty();
        assertThat(judge("word ".repeat(151))).hasValueSatisfying(rejection -> {
            assertThat(rejection.evidence().value("words")).isEqualTo(151L);
            assertThat(rejection.explanation()).contains("151", "4 to 150");
        });
    }
}
