package dev.seedbed.curate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExactDuplicatesTest {
    private static List<Boolean> passed(Map<String, ?> settings, String... answers) {
        Collector collector = (Collector) Built.of("exact-duplicates", settings).step;
        List<Boolean> passed = new ArrayList<>();
        for (String answer : answers) {
            Sample sample = Sample.draw("load", passed.size(), Data.of("answer", answer));
            passed.add(collector.admit(sample) instanceof Outcome.Passed);
        }
        return passed;
    }

    @Test
    void rejectsLaterCopiesAndNamesTheFirst() {
        Collector collector = (Collector) Built.of("exact-duplicates", Map.of("column", List.of("question"))).step;
        Sample first = Sample.root("load", Data.of("question", "Why is it so?").with("n", 1));
        Sample copy = Sample.root("load", Data.of("question", " why  IS it so?").with("n", 2));

        assertThat(collector.admit(first)).isEqualTo(Outcome.passed(first));
        assertThat(collector.admit(copy)).isInstanceOfSatisfying(Outcome.Rejected.class, rejected -> {
            assertThat(rejected.rejection().reason()).isEqualTo("exact-duplicate");
            assertThat(rejected.rejection().explanation())
                    .isEqualTo("question is that of the earlier sample " + first.id());
            assertThat(rejected.rejection().evidence())
                    .isEqualTo(Data.of("columns", List.of("question"))
                            .with("duplicate_of", first.id().toString()));
        });
        assertThat(collector.admit(first.with("question", "Why not?"))).isInstanceOf(Outcome.Passed.class);
    }

    @Test
    void whatCountsAsEqualCanBeChosen() {
        String[] answers = {"Why not?", "why  not?", "Why not!", "Why not?"};

        assertThat(passed(Map.of("match", "exact"), answers)).containsExactly(true, true, true, false);
        assertThat(passed(Map.of(), answers)).containsExactly(true, false, true, false);
        assertThat(passed(Map.of("match", "words"), answers)).containsExactly(true, false, false, false);
    }

    @Test
    void withoutColumnsTheWholeRowCounts() {
        Collector collector = (Collector) Built.of("exact-duplicates", Map.of()).step;
        Data row = Data.of("a", "x").with("b", List.of(1, 2));
        List<Data> others = List.of(
                Data.of("a", "x"),
                Data.of("a", "x").with("b", "[1,2]"),
                Data.of("a", "x").with("b", null),
                Data.of("a", "x").with("b", ""),
                Data.of("b", "x").with("a", List.of(1, 2)));

        assertThat(collector.admit(Sample.draw("load", 0, row))).isInstanceOf(Outcome.Passed.class);
        for (int i = 0; i < others.size(); i++) {
            assertThat(collector.admit(Sample.draw("load", i + 1, others.get(i))))
                    .isInstanceOf(Outcome.Passed.class);
        }
        Data reordered = Data.of("b", List.of(1, 2)).with("a", "X");
        assertThat(collector.admit(Sample.draw("load", 9, reordered))).isInstanceOf(Outcome.Rejected.class);
    }
}
