package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Ask;
import dev.seedbed.curate.judge.Verdict;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UltraFeedbackTest {
    private static final Pattern SHOWN = Pattern.compile("\\[begin text \\d \\w{8}]\\nby (\\w)");

    private static TestBuilding building() {
        return new TestBuilding(UltraFeedback.TYPE, "released-code")
                .models("models", model("a"), model("b"), model("c"), model("d"), model("e"))
                .model("judge", Rows.JUDGE);
    }

    private static FakeModel model(String alias) {
        return FakeModel.able(alias, Capability.CHAT);
    }

    /// Every model says who it is; the judge rates `a` with 1, `b` with 2... and gives twice that overall.
    private static Reply honestly(Ask ask) {
        if (!ask.model().equals(Rows.JUDGE)) {
            return FakeWork.stopped("by " + ask.model().alias());
        }
        String text = FakeWork.textOf(ask);
        if (text.startsWith("Read what a user asked")) {
            return FakeWork.stopped("Hm.\nOverall Score: " + 2 * rating(text.charAt(text.indexOf("\nby ") + 4)));
        }
        boolean typed = text.startsWith("# Truth") || text.startsWith("# Inform");
        return FakeWork.stopped(blocks(text, typed));
    }

    private static int rating(char model) {
        return model - 'a' + 1;
    }

    private static String blocks(String text, boolean typed) {
        List<String> blocks = new ArrayList<>();
        Matcher shown = SHOWN.matcher(text);
        while (shown.find()) {
            int rating = rating(shown.group(1).charAt(0));
            blocks.add("#### Output for Text " + (blocks.size() + 1) + "\n"
                    + (typed ? "Type: 1, 2\nRationale: t\nRating: " : "Rating: ") + rating + "\nRationale: is "
                    + shown.group(1));
        }
        return String.join("\n\n", blocks);
    }

    private static List<Map<?, ?>> candidates(Chain chain) {
        List<Map<?, ?>> candidates = new ArrayList<>();
        for (Object each :
                (List<?>) Objects.requireNonNull(chain.rows().getFirst().data().value("candidates"))) {
            candidates.add((Map<?, ?>) each);
        }
        return candidates;
    }

    @Test
    void everyAnswerKeepsItsOwnRatingsHoweverTheTextsWereShuffled() throws InterruptedException {
        Data[] rows = new Data[8];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Rows.asking("Why " + i + "?");
        }
        Chain chain = Rows.run(building(), UltraFeedbackTest::honestly, rows);
        assertThat(chain.reasons()).isEmpty();
        for (Map<?, ?> candidate : candidates(chain)) {
            String model = String.valueOf(candidate.get("model"));
            int rating = rating(model.charAt(0));
            assertThat(candidate.get("answer")).isEqualTo("by " + model);
            Map<?, ?> annotations = (Map<?, ?>) Objects.requireNonNull(candidate.get("annotations"));
            assertThat(annotations.get("honesty"))
                    .isEqualTo(Map.of("Rating", Integer.toString(rating), "Rationale", "is " + model));
            assertThat(annotations.get("truthfulness"))
                    .isEqualTo(Map.of(
                            "Type",
                            List.of("1", "2"),
                            "Rationale",
                            "t",
                            "Rating",
                            Integer.toString(rating),
                            "Rationale For Rating",
                            "is " + model));
            assertThat(candidate.get("fine-grained_score")).isEqualTo((double) rating);
        }
        assertThat(candidates(chain))
                .extracting(each -> each.get("model"))
                .doesNotHaveDuplicates()
                .hasSize(4);
        List<String> orders = chain.asks().stream()
                .filter(ask -> FakeWork.textOf(ask).startsWith("# "))
                .map(ask -> SHOWN.matcher(FakeWork.textOf(ask))
                                .results()
                                .map(each -> each.group(1))
                                .toList() + "")
                .distinct()
                .toList();
        assertThat(orders).hasSizeGreaterThan(5);
    }

    @Test
    void theBestIsChosenAndAWorseOneRejected() throws InterruptedException {
        Chain chain = Rows.run(building(), UltraFeedbackTest::honestly, Rows.asking("Why?"));
        Data row = chain.rows().getFirst().data();
        assertThat(row.columns()).containsAll(UltraFeedback.TYPE.columns());
        double best = candidates(chain).stream()
                .mapToDouble(each -> ((Number) Objects.requireNonNull(each.get("overall_score"))).doubleValue())
                .max()
                .orElseThrow();
        assertThat(row.value("chosen_score")).isEqualTo(best);
        assertThat((Double) row.value("rejected_score")).isLessThan(best);
        assertThat(row.text("strategy")).isEqualTo("ultrafeedback/overall");
    }

    @Test
    void asksTheJudgeAsTheReleasedCodeDoes() throws InterruptedException {
        Chain chain = Rows.run(building(), UltraFeedbackTest::honestly, Rows.asking("Why?"));
        // 4 answers, 4 aspects, 4 critiques.
        assertThat(chain.asks()).hasSize(12);
        assertThat(chain.asks().subList(0, 4)).allSatisfy(ask -> {
            assertThat(ask.request().asData().asMap())
                    .containsEntry("temperature", 1.0)
                    .containsEntry("max_tokens", 1024L);
            assertThat(FakeWork.messagesOf(ask).getFirst().role()).isEqualTo(Message.Role.SYSTEM);
        });
        assertThat(chain.asks().subList(4, 8))
                .allSatisfy(ask -> assertThat(ask.request().asData().asMap())
                        .containsEntry("temperature", 0.0)
                        .containsEntry("top_p", 0.6)
                        .containsEntry("max_tokens", 500L));
        assertThat(FakeWork.textOf(chain.asks().get(6))).contains("No additional world knowledge.");
    }

    @Test
    void aRowThatLacksAnAspectIsRejectedAfterTenAttempts() throws InterruptedException {
        Chain chain = Rows.run(
                building(),
                ask -> FakeWork.textOf(ask).startsWith("# Truth")
                        ? FakeWork.stopped("Rating: 5\nRationale: no types")
                        : honestly(ask),
                Rows.asking("Why?"));
        assertThat(chain.reasons()).containsExactly(Map.entry("aspects:aspect-missing", 1));
        assertThat(chain.rejected().getFirst().rejection().evidence().asMap())
                .containsEntry("aspect", "truthfulness")
                .containsEntry("attempts", 10L);
        assertThat(chain.asks()).hasSize(4 + 2 + 10);
    }

    @Test
    void meansSkipWhatDoesNotApplyAndMayMakeThePairs() throws InterruptedException {
        Chain chain = Rows.run(
                building().set("score", "aspects"),
                ask -> FakeWork.textOf(ask).startsWith("# Honesty")
                        ? FakeWork.stopped(
                                blocks(FakeWork.textOf(ask), false).replaceAll("Rating: \\d", "Rating: N/A (fiction)"))
                        : honestly(ask),
                Rows.asking("Why?"));
        Data row = chain.rows().getFirst().data();
        assertThat(row.text("strategy")).isEqualTo("ultrafeedback/aspects");
        assertThat((Double) row.value("chosen_score")).isBetween(4.0, 5.0);
        assertThat(candidates(chain))
                .allSatisfy(
                        each -> assertThat(((Map<?, ?>) Objects.requireNonNull(each.get("annotations"))).get("honesty"))
                                .isEqualTo(Map.of("Rating", "N/A", "Rationale", "is " + each.get("model"))));
    }

    private static Function<Ask, Reply> tens(int rating, String again) {
        return ask -> {
            String text = FakeWork.textOf(ask);
            if (text.startsWith("Read what a user asked")) {
                return FakeWork.stopped("Great.\nOverall Score: " + (text.contains("\nby a") ? "3" : "10"));
            }
            return text.startsWith("A reviewer wrote")
                    ? FakeWork.stopped(again)
                    : FakeWork.stopped(honestly(ask).text().replaceAll("Rating: \\d", "Rating: " + rating));
        };
    }

    @ParameterizedTest
    @CsvSource({"2, 1.0, 0", "4, 7.0, 3", "5, 10.0, 0"})
    void mendsTensThatTheAspectsSpeakAgainst(int rating, double overall, int asked) throws InterruptedException {
        TestBuilding building = building().models("models", model("a"), model("b"), model("c"), model("d"));
        Chain chain = Rows.run(building, tens(rating, "7"), Rows.asking("Why?"));
        assertThat(candidates(chain).stream().filter(each -> !"a".equals(each.get("model"))))
                .allSatisfy(each -> assertThat(each.get("overall_score")).isEqualTo(overall));
        assertThat(chain.asks().stream().filter(ask -> FakeWork.textOf(ask).startsWith("A reviewer")))
                .hasSize(asked)
                .extracting(Ask::n)
                .doesNotHaveDuplicates();
    }

    @Test
    void aScoreThatCannotBeMendedIsNoScore() throws InterruptedException {
        assertThat(Rows.run(building(), tens(4, "11"), Rows.asking("Why?")).reasons())
                .containsExactly(Map.entry("critiques:unscored", 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Fine.\\nOverall Score: 7 | 7",
                "Fine.\\nOverall Score: 7/10 | 7",
                "Fine.\\nOverall Score: 7.5 | 7.5",
                "Fine.\\nOverall Score: 7. | 7",
                "Fine.\\nOverall Score: [9] | 9",
                "Fine. Overall Score: 7 | 7",
                "Said 'x\\nOverall Score: 2' before.\\nOverall Score: 8 | 8",
                "Fine.\\nOverall Score: 7. It could be 8 | 0",
                "Fine.\\nOverall Score: 0 | 0",
                "Fine.\\nOverall Score: 11 | 0",
                "Fine.\\nOverall Score: seven | 0",
                "\\nOverall Score: 7 | 0",
            })
    void readsTheOverallScore(String reply, double expected) throws InterruptedException {
        Chain chain = Rows.run(
                building(),
                ask -> FakeWork.textOf(ask).startsWith("Read what a user asked")
                                && !FakeWork.textOf(ask).contains("\nby a")
                        ? FakeWork.stopped(reply.replace("\\n", "\n"))
                        : honestly(ask),
                Rows.asking("Why?"));
        if (expected == 0) {
            assertThat(chain.reasons()).containsExactly(Map.entry("critiques:unscored", 1));
        } else {
            assertThat(candidates(chain).stream().filter(each -> !"a".equals(each.get("model"))))
                    .allSatisfy(each -> assertThat(each.get("overall_score")).isEqualTo(expected));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rating: 1\nRationale: a",
                "Rating: 1\nRationale: a\n\nRating: 2\nRationale: b\n\nRating: 3\nRationale: c",
                "Rating: 1\nRationale: a\n\nRating: 6\nRationale: b",
                "Rating: 1\nRationale: a\n\nRating: N/A\nRationale: b",
                "Rating: 1\nRationale: a\n\nRationale: b\nRating: 2",
                "Rating: 1\nRationale: a\n\n\n\nRating: 2\nRationale: b",
            })
    void wantsExactlyOneWholeBlockForEachText(String reply) {
        assertThat(Aspect.INSTRUCTION_FOLLOWING.of(2).read(reply, "marker")).isInstanceOf(Verdict.Unscored.class);
    }

    @Test
    void principlesAreAsManyAsInTheCatalogue() {
        Map<String, Integer> counts = new TreeMap<>();
        Principles.all()
                .forEach((family, texts) ->
                        counts.put(family, (int) texts.stream().distinct().count()));
        assertThat(counts)
                .containsExactly(
                        Map.entry("harmlessness", 11),
                        Map.entry("helpfulness", 11),
                        Map.entry("honesty", 11),
                        Map.entry("truthfulness", 11),
                        Map.entry("verbalized_calibration", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "RELEASED_CODE, sharegpt, 60, 20, 18, 2",
        "RELEASED_CODE, flan, 80, 0, 0, 20",
        "RELEASED_CODE, evol_instruct, 100, 0, 0, 0",
        "RELEASED_CODE, truthful_qa, 0, 50, 45, 5",
        "README, flan, 60, 20, 0, 20",
        "README, ultrachat, 60, 20, 18, 2",
        "README, false_qa, 0, 100, 0, 0",
    })
    void drawsThePrinciplesInTheSharesOfTheirSource(
            Principles.Sampling sampling, String source, int helpful, int truthful, int honest, int calibrated) {
        Random random = new Random(3);
        Map<String, Integer> counts = new TreeMap<>();
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            counts.merge(sampling.family(source, random), 1, Integer::sum);
        }
        assertThat(share(counts, "helpfulness", draws)).isCloseTo((double) helpful, within());
        assertThat(share(counts, "truthfulness", draws)).isCloseTo((double) truthful, within());
        assertThat(share(counts, "honesty", draws)).isCloseTo((double) honest, within());
        assertThat(share(counts, "verbalized_calibration", draws)).isCloseTo((double) calibrated, within());
    }

    private static Offset<Double> within() {
        return Offset.offset(1.2);
    }

    private static double share(Map<String, Integer> counts, String family, int draws) {
        return 100.0 * counts.getOrDefault(family, 0) / draws;
    }

    @Test
    void wantsAsManyDifferentModelsAsAnswers() {
        TestBuilding few = new TestBuilding(UltraFeedback.TYPE, "readme")
                .models("models", model("a"), model("b"))
                .model("judge", Rows.JUDGE)
                .behind("instruction");
        few.build();
        assertThat(few.problems())
                .singleElement()
                .satisfies(one ->
                        assertThat(one).startsWith("`models` names 2 different models, but `answers`, which is 4"));
    }
}
