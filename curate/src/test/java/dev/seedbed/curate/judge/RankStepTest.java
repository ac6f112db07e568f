package dev.seedbed.curate.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What `rank` makes of orders, whatever order the texts were shown in.
class RankStepTest {
    private static final List<String> TEXTS = List.of("ccc", "a", "bb", "dddd");
    private static final Pattern TEXT = Pattern.compile("\\[begin text (\\d+) \\w+\\]\\n(.*?)\\n\\[end text");

    private static Bench rank() {
        return Bench.of("rank").set("column", "answers").set("model", "judge");
    }

    private static Data row(Object texts) {
        return Data.of("answers", texts);
    }

    private static List<String> shown(String prompt) {
        List<String> texts = new ArrayList<>();
        Matcher matcher = TEXT.matcher(prompt);
        while (matcher.find()) {
            texts.add(matcher.group(2));
        }
        return texts;
    }

    /// The shorter the better.
    private static String honest(String prompt) {
        List<String> texts = shown(prompt);
        return "By length.\nRanking: "
                + texts.stream()
                        .sorted(Comparator.comparingInt(String::length))
                        .map(text -> String.valueOf(texts.indexOf(text) + 1))
                        .collect(Collectors.joining(" > "));
    }

    @Test
    void ranksAreThoseOfTheListWhateverWasShown() throws InterruptedException {
        Set<List<String>> orders = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            Bench bench = rank().says((judge, prompt) -> honest(prompt));
            Sample sample = bench.passed(row(TEXTS).with("n", i));
            assertThat(sample.data().value("ranks")).isEqualTo(List.of(3L, 1L, 2L, 4L));
            orders.add(shown(bench.puts.getFirst().prompt()));
        }
        assertThat(orders.size()).as("orders that were shown").isGreaterThan(5);
    }

    @Test
    void aJudgeThatGoesByPlaceIsAveragedOut() throws InterruptedException {
        List<Integer> sums = new ArrayList<>(List.of(0, 0, 0, 0));
        for (int i = 0; i < 50; i++) {
            List<?> ranks = (List<?>) Objects.requireNonNull(rank().set("shuffles", 4)
                    .says((judge, prompt) -> "As they stand.\nRanking: 1 > 2 > 3 > 4")
                    .passed(row(TEXTS).with("n", i))
                    .data()
                    .value("ranks"));
            for (int text = 0; text < 4; text++) {
                sums.set(text, sums.get(text) + Integer.parseInt(String.valueOf(ranks.get(text))));
            }
        }
        // The mean rank of four is 2.5 at most (ties share the better one); 50 rows with standard deviation of about 1.
        assertThat(sums).allSatisfy(sum -> assertThat(sum).isBetween(75, 150));
    }

    @Test
    void equalMeansShareARank() throws InterruptedException {
        List<List<Integer>> said = new ArrayList<>();
        Bench bench = rank().set("shuffles", 2).says((judge, prompt) -> {
            List<String> order = new ArrayList<>(List.of("a", "bb", "ccc", "dddd"));
            if (!said.isEmpty()) {
                Collections.swap(order, 0, 1);
            }
            said.add(List.of());
            List<String> texts = shown(prompt);
            return "So.\nRanking: "
                    + order.stream().map(text -> "" + (texts.indexOf(text) + 1)).collect(Collectors.joining(" > "));
        });
        assertThat(bench.passed(row(TEXTS)).data().value("ranks")).isEqualTo(List.of(3L, 1L, 1L, 4L));
    }

    @Test
    void anOrderThatIsNotCompleteIsNone() throws InterruptedException {
        Sample sample =
                rank().says((judge, prompt) -> "So.\nRanking: 1 > 2 > 3").passed(row(TEXTS));
        assertThat(sample.data().value("ranks")).isNull();
        assertThat(sample.data().text("ranks_unscored")).isEqualTo("not-a-permutation");
    }

    @Test
    void listsThatCannotBeRankedAskNobody() throws InterruptedException {
        for (Map.Entry<String, Object> each : Map.of(
                        "too-few-texts", List.of("one"),
                        "too-many-texts", Collections.nCopies(51, "x"),
                        "nothing-to-judge", (Object) List.of("one", " "))
                .entrySet()) {
            assertThat(rank().passed(row(each.getValue())).data().text("ranks_unscored"))
                    .isEqualTo(each.getKey());
        }
        assertThat(rank().passed(row("no list")).data().text("ranks_unscored")).isEqualTo("too-few-texts");
    }

    @Test
    void keepReadsTheRanks() throws InterruptedException {
        Bench bench = rank().set("keep", "ranks[1] == 1").says((judge, prompt) -> honest(prompt));
        assertThat(bench.passed(row(TEXTS)).data().value("ranks")).isNotNull();
        assertThat(bench.rejected(row(List.of("a", "bb"))).reason()).isEqualTo("judged-out");
    }
}
