package dev.seedbed.recipes.selfinstruct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Draw;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.step.Ask;
import dev.seedbed.api.step.SampleStep;
import dev.seedbed.api.step.Step;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SelfInstructTest {
    private static final FakeModel WRITER = FakeModel.able("writer", Capability.RAW, Capability.CHAT);
    private static final Pattern DEMONSTRATION = Pattern.compile("(?m)^\\d+\\. (.+)$");

    private static TestBuilding preset(String preset) {
        return new TestBuilding(SelfInstruct.TYPE, preset)
                .model("model", WRITER)
                .set("seeds", TestFiles.seeds());
    }

    private static TestBuilding paper() {
        return preset("paper");
    }

    private static boolean isRequest(Ask ask) {
        return ask.prompt().orElseThrow().id().equals("self-instruct.instructions");
    }

    private static Function<Ask, Reply> saying(Reply tasks, Reply yesOrNo, Reply instances) {
        return ask -> switch (ask.prompt().orElseThrow().id()) {
            case "self-instruct.instructions", "self-instruct.classification-instructions" -> tasks;
            case "self-instruct.classify" -> yesOrNo;
            default -> instances;
        };
    }

    private static Chain one(TestBuilding building, Reply tasks, Reply yesOrNo, Reply instances)
            throws InterruptedException {
        Chain chain = new Chain(building.build(), saying(tasks, yesOrNo, instances)).run(1);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    private static Reply text(String text) {
        return FakeWork.stopped(text);
    }

    private static final Reply TASK = text(" Explain how a sundial tells the hour.");
    private static final Reply NO = text(" No");
    private static final Reply PAIR = text("Output: By its shadow.");

    @Test
    void makesARowOfEachInstance() throws InterruptedException {
        Chain chain = one(
                paper(),
                text(" Rewrite the sentence in the passive voice of English.\n10. Is this about chess?"),
                NO,
                text("Example 1\nSentence: I cut it.\nOutput: It is cut.\nExample 2\nSentence: I see it.\nOutput: It"
                        + " is seen."));
        assertThat(chain.rows()).hasSize(4);
        assertThat(chain.rows().getFirst().data().asMap())
                .containsEntry("instruction", "Rewrite the sentence in the passive voice of English.")
                .containsEntry("input", "Sentence: I cut it.")
                .containsEntry("answer", "It is cut.")
                .containsEntry("is_classification", false)
                .doesNotContainKey("instance_fault");
        assertThat(chain.rows().getFirst().data().columns())
                .containsExactly(
                        "instruction", "input", "answer", "most_similar", "avg_similarity_score", "is_classification");
        assertThat(chain.columns().names())
                .containsExactlyInAnyOrderElementsOf(
                        chain.rows().getFirst().data().columns());
        assertThat((List<?>) chain.rows().getFirst().data().value("most_similar"))
                .hasSize(10);
        assertThat(chain.rows()).extracting(Sample::id).doesNotHaveDuplicates();
    }

    @Test
    void asksWithTheParametersOfThePaper() throws InterruptedException {
        Chain chain = one(paper(), TASK, NO, PAIR);
        assertThat(chain.asks()).hasSize(3);
        assertThat(chain.asks().get(0).request().asData().asMap())
                .containsEntry("temperature", 0.7)
                .containsEntry("top_p", 0.5)
                .containsEntry("presence_penalty", 2.0)
                .containsEntry("frequency_penalty", 0.0)
                .containsEntry("max_tokens", 1024L)
                .containsEntry("stop", List.of("\n\n", "\n16", "16.", "16 ."));
        assertThat(chain.asks().get(1).request().asData().asMap())
                .containsEntry("temperature", 0.0)
                .containsEntry("max_tokens", 3L)
                .containsEntry("stop", List.of("\n", "Task"));
        assertThat(chain.asks().get(2).request().asData().asMap())
                .containsEntry("temperature", 0.0)
                .containsEntry("presence_penalty", 1.5)
                .containsEntry("max_tokens", 350L)
                .containsEntry("stop", List.of("Example 6", "Task:"));
    }

    @Test
    void showsTheFirstRequestsTasksOfPeopleOnly() throws InterruptedException {
        Chain chain = one(paper(), TASK, NO, PAIR);
        String prompt = FakeWork.textOf(chain.asks().getFirst());
        List<String> shown = shown(prompt);
        Set<String> seeds = new HashSet<>();
        TestFiles.rows("self_instruct_seed_tasks.jsonl")
                .forEach(seed -> seeds.add(InstructionList.line(seed.text("instruction"))));
        assertThat(shown).hasSize(8).doesNotHaveDuplicates().allMatch(seeds::contains);
        assertThat(prompt).endsWith("\n9.").contains("\n1. ", "\n8. ");
    }

    private static List<String> shown(String prompt) {
        return DEMONSTRATION
                .matcher(prompt)
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /// Each request brings one new task; the pool that request i is shown ends with that of request i - window.
    @Test
    void showsTwoOfTheModelsOwnTasksOnceTheyAreOldEnough() throws InterruptedException {
        int[] requests = {0};
        Function<Ask, Reply> replies = ask -> isRequest(ask)
                ? text(" " + distinct(requests[0]++))
                : saying(TASK, NO, PAIR).apply(ask);
        Chain chain = new Chain(paper().set("window", 3).build(), replies).run(12);
        assertThat(chain.rows()).hasSize(12);
        List<List<String>> shown = chain.asks().stream()
                .filter(SelfInstructTest::isRequest)
                .map(ask -> shown(FakeWork.textOf(ask)))
                .toList();
        for (int i = 0; i < 12; i++) {
            List<String> old = Stream.iterate(0, n -> n + 1)
                    .limit(Math.max(0, i - 2))
                    .map(SelfInstructTest::distinct)
                    .toList();
            assertThat(shown.get(i)).hasSize(8);
            assertThat(shown.get(i).stream().filter(each -> each.startsWith("Tell")))
                    .hasSize(Math.min(2, old.size()))
                    .allMatch(old::contains);
        }
    }

    private static String distinct(int n) {
        return "Tell" + n + " alpha" + n + " beta" + n + " gamma" + n;
    }

    @Test
    void declaresTheCollectorBehindItAsItsLookBehind() {
        List<Step> steps = paper().set("window", 5).build();
        assertThat(steps)
                .extracting(Step::name)
                .containsExactly(
                        "self-instruct/requests",
                        "self-instruct/instructions",
                        "self-instruct/heuristics",
                        "self-instruct/novelty",
                        "self-instruct/classification",
                        "self-instruct/instances",
                        "self-instruct/instance-rules",
                        "self-instruct/rows");
        assertThat(((SampleStep) steps.get(1)).lookBehind()).hasValueSatisfying(lookBehind -> {
            assertThat(lookBehind.collector()).isSameAs(steps.get(3));
            assertThat(lookBehind.window()).isEqualTo(5);
        });
    }

    @Test
    void discardsTheWholeReplyIfItIsCut() throws InterruptedException {
        Chain chain = one(paper(), FakeWork.cut(" Name four kinds of cheese.\n10. Name fo"), NO, PAIR);
        assertThat(chain.reasons()).containsExactly(Map.entry("instructions:truncated", 1));
        assertThat(chain.rows()).isEmpty();
    }

    @Test
    void givesAReasonForRepliesWithoutAnythingToUse() throws InterruptedException {
        assertThat(one(paper(), text(" \n10. \n11. "), NO, PAIR).reasons())
                .containsExactly(Map.entry("instructions:no-instructions", 1));
        assertThat(one(paper(), FakeWork.filtered(""), NO, PAIR).reasons())
                .containsExactly(Map.entry("instructions:filtered", 1));
        assertThat(one(paper(), TASK, NO, text("By its shadow.")).reasons())
                .containsExactly(Map.entry("instances:no-instances", 1));
        assertThat(one(paper(), TASK, text("Yes"), PAIR).reasons())
                .containsExactly(Map.entry("instances:no-instances", 1));
        assertThat(one(paper(), TASK, NO, FakeWork.filtered("")).reasons())
                .containsExactly(Map.entry("instances:filtered", 1));
    }

    @Test
    void everyDroppedCandidateHasItsReason() throws InterruptedException {
        Chain chain = one(
                paper(),
                text(" Too short\n10. Describe the picture on the wall.\n11. Write a program in Lisp.\n12. - what is"
                        + " a dash for?\n13. Él es un buen amigo.\n14. What is the relation between the given"
                        + " pairs?\n15. Explain how a sundial tells the hour."),
                NO,
                FakeWork.cut("Example 1\nOutput: x\nExample 2\nInput: y\nOutput: y\nExample 3\nz\nOutput:\nExample 4\n"
                        + "Output: see:\nExample 5\nOutput: x\nExample 6\nOutput: cu"));
        assertThat(chain.reasons())
                .containsOnly(
                        Map.entry("heuristics:length", 1),
                        Map.entry("heuristics:blocked-word", 1),
                        Map.entry("heuristics:write-a-program", 1),
                        Map.entry("heuristics:starts-with-punctuation", 1),
                        Map.entry("heuristics:starts-with-non-ascii", 1),
                        Map.entry("novelty:too-similar", 1),
                        Map.entry("instance-rules:input-equals-output", 1),
                        Map.entry("instance-rules:empty-output", 1),
                        Map.entry("instance-rules:ends-with-colon", 1),
                        Map.entry("instance-rules:duplicate-instance", 1),
                        Map.entry("instance-rules:truncated", 1));
        assertThat(chain.rows())
                .singleElement()
                .satisfies(row -> assertThat(row.data().text("answer")).isEqualTo("x"));
        assertThat(chain.rejected())
                .allSatisfy(each -> assertThat(each.rejection().explanation()).isNotBlank());
    }

    @Test
    void asksForTheOutputFirstInClassification() throws InterruptedException {
        Chain chain = one(
                paper(),
                text(" Say whether the fruit is ripe or unripe."),
                text("Yes"),
                text("Class label: ripe\nFruit: a soft pear\nClass label: unripe\nFruit: a green banana"));
        assertThat(chain.asks().getLast().prompt().orElseThrow().id()).isEqualTo("self-instruct.output-first");
        assertThat(chain.asks().getLast().request().sampling().maxTokens()).isEqualTo(300);
        assertThat(FakeWork.textOf(chain.asks().getLast()))
                .endsWith("Task: Say whether the fruit is ripe or unripe.\n");
        assertThat(chain.rows())
                .extracting(row -> row.data().text("input") + " > " + row.data().text("answer"))
                .containsExactly("Fruit: a soft pear > ripe", "Fruit: a green banana > unripe");
        assertThat(chain.rows().getFirst().data().value("is_classification")).isEqualTo(true);
    }

    @Test
    void takesNoWithheldOrCutReplyForANo() throws InterruptedException {
        for (String preset : List.of("paper", "released-code")) {
            assertThat(one(preset(preset), TASK, FakeWork.filtered(""), PAIR).reasons())
                    .as(preset)
                    .containsExactly(Map.entry("classification:filtered", 1));
            assertThat(one(preset(preset), TASK, FakeWork.cut("I would say"), PAIR)
                            .reasons())
                    .as(preset)
                    .containsExactly(Map.entry("classification:truncated", 1));
            assertThat(one(preset(preset), TASK, FakeWork.cut(" No, it"), PAIR).rows())
                    .as(preset)
                    .hasSize(1);
        }
    }

    @Test
    void takesOnlyAClearYesForAYes() throws InterruptedException {
        for (String unclear : List.of("Yes.", "Maybe", "", "It is")) {
            assertThat(one(paper(), TASK, text(unclear), PAIR).reasons())
                    .as(unclear)
                    .containsExactly(Map.entry("classification:unclear-classification", 1));
            assertThat(one(preset("released-code"), TASK, text(unclear), PAIR).rows())
                    .as(unclear)
                    .singleElement()
                    .satisfies(row ->
                            assertThat(row.data().value("is_classification")).isEqualTo(false));
        }
        for (String no : List.of(" No", "no.", "NO\t")) {
            assertThat(one(paper(), TASK, text(no), PAIR).rows()).as(no).hasSize(1);
        }
        for (String yes : List.of(" Yes", "yes\u00a0", "\tYES")) {
            assertThat(one(paper(), TASK, text(yes), text("Class label: a\nb")).rows())
                    .as(yes)
                    .hasSize(1);
        }
    }

    /// Ten words, of which seven are in the same order in both: ROUGE-L F is exactly 0.7.
    @Test
    void thePresetsDifferAtExactlyTheMaximumSimilarity() throws InterruptedException {
        Reply two = text(" a b c d e f g h i j\n10. A b c d e f g x y z");
        assertThat(one(paper(), two, NO, PAIR).reasons()).containsExactly(Map.entry("novelty:too-similar", 1));
        assertThat(one(preset("released-code"), two, NO, PAIR).reasons()).isEmpty();
    }

    @Test
    void theReleasedCodeMakesSmallLettersOfNames() throws InterruptedException {
        Reply task = text(" explain why NASA has a base in Florida.");
        assertThat(one(preset("released-code"), task, NO, PAIR)
                        .rows()
                        .getFirst()
                        .data()
                        .text("instruction"))
                .isEqualTo("Explain why nasa has a base in florida.");
        assertThat(one(paper(), task, NO, PAIR).rows().getFirst().data().text("instruction"))
                .isEqualTo("Explain why NASA has a base in Florida.");
    }

    @Test
    void canAskForClassificationTasksOnly() throws InterruptedException {
        Chain chain = one(paper().set("tasks", "classification"), TASK, NO, PAIR);
        assertThat(chain.asks().getFirst().prompt().orElseThrow().id())
                .isEqualTo("self-instruct.classification-instructions");
        Set<String> classification = new HashSet<>();
        for (Data seed : TestFiles.rows("self_instruct_seed_tasks.jsonl")) {
            if (Boolean.TRUE.equals(seed.value("is_classification"))) {
                classification.add(InstructionList.line(seed.text("instruction")));
            }
        }
        assertThat(shown(FakeWork.textOf(chain.asks().getFirst()))).hasSize(8).allMatch(classification::contains);
    }

    @Test
    void asksAChatModelToContinueTheText() throws InterruptedException {
        TestBuilding building = paper().model("model", FakeModel.able("hosted", Capability.CHAT));
        Chain chain = one(
                building,
                text("Of course!\n\n9. Explain how a sundial tells the hour."),
                text("No"),
                text("Output: By its shadow."));
        assertThat(chain.rows()).hasSize(1);
        assertThat(chain.asks()).allMatch(ask -> ask.request().input() instanceof Request.Chat);
        assertThat(FakeWork.textOf(chain.asks().getFirst()))
                .startsWith("Below is the beginning of a text.")
                .endsWith("\n9.");
        assertThat(chain.asks().getFirst().request().sampling().stop()).containsExactly("\n16", "16.", "16 .");
    }

    @Test
    void adjustsToSmallModels() throws InterruptedException {
        TestBuilding building = paper().set("demonstrations", 3)
                .set("machine-demonstrations", 1)
                .set("new-tasks", 4)
                .set("instances", 1)
                .set("neighbours", 0)
                .set("instance-max-tokens", 100);
        Chain chain = one(building, TASK, NO, text("Example 1\nOutput: a b\nExample 2\nOutput: c d"));
        assertThat(FakeWork.textOf(chain.asks().getFirst())).endsWith("\n4.");
        assertThat(chain.asks().getFirst().request().sampling().stop()).containsExactly("\n\n", "\n8", "8.", "8 .");
        assertThat(chain.asks().getLast().request().sampling().stop()).containsExactly("Example 2", "Task:");
        assertThat(chain.rows()).hasSize(1);
        assertThat(chain.reasons()).containsExactly(Map.entry("instance-rules:too-many-instances", 1));
        assertThat(chain.columns().names())
                .containsExactlyInAnyOrder("instruction", "input", "answer", "is_classification");
    }

    @Test
    void neverReadsTheTextOfAModelAsATemplate() throws InterruptedException {
        String hostile = "Explain {{ 7 * 7 }} and {% for x in y %} to me.";
        Chain chain = one(paper(), text(" " + hostile), NO, text("Output: {{ instruction }}"));
        assertThat(FakeWork.textOf(chain.asks().getLast())).endsWith("Task: " + hostile + "\n");
        assertThat(chain.rows().getFirst().data().text("answer")).isEqualTo("{{ instruction }}");
    }

    @Test
    void usesAPromptThatAPipelineHasInItsPlace() throws InterruptedException {
        TestBuilding building = paper().prompt("self-instruct.classify", "Classify? {{ instruction }}");
        Chain chain = one(building, TASK, NO, PAIR);
        assertThat(FakeWork.textOf(chain.asks().get(1))).isEqualTo("Classify? Explain how a sundial tells the hour.");
    }

    @Test
    void showsTwelveYesAndNineteenNoInItsOwnPrompt() {
        String text = SelfInstruct.CLASSIFY_PROMPT.text();
        assertThat(Pattern.compile("(?m)^Is it classification\\? Yes$")
                        .matcher(text)
                        .results())
                .hasSize(12);
        assertThat(Pattern.compile("(?m)^Is it classification\\? No$")
                        .matcher(text)
                        .results())
                .hasSize(19);
        assertThat(Pattern.compile("(?m)^Task: ").matcher(text).results()).hasSize(32);
    }

    /// Every demonstration in our prompts must be one that the recipe's own parsers and rules would keep.
    @Test
    void theExamplesInItsPromptsFollowItsOwnRules() {
        String inputFirst = SelfInstruct.INPUT_FIRST_PROMPT.text();
        String outputFirst = SelfInstruct.OUTPUT_FIRST_PROMPT.text();
        assertThat(instances(inputFirst, Instance::inputFirst)).hasSizeGreaterThan(7);
        assertThat(instances(outputFirst, Instance::outputFirst)).hasSizeGreaterThan(10);
    }

    private static List<Instance> instances(String prompt, Function<String, List<Instance>> parser) {
        List<Instance> all = Stream.of(prompt.split("Task: ", -1))
                .skip(1)
                .filter(task -> task.contains("\n"))
                .flatMap(task -> parser.apply(task.substring(task.indexOf('\n') + 1)).stream())
                .toList();
        assertThat(InstanceRules.judge(all, false, 1000, new Draw(1).random())).allMatch(fault -> fault.isEmpty());
        return all;
    }

    @Test
    void readsTheSeedsOnlyWhenItRuns() {
        TestBuilding building = paper().set("seeds", TestFiles.seeds().resolveSibling("missing.jsonl"));
        List<Step> steps = building.build();
        assertThat(building.problems()).isEmpty();
        assertThat(building.inputs()).hasSize(1);
        assertThatThrownBy(() -> new Chain(steps, saying(TASK, NO, PAIR)).run(1))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("missing.jsonl");
    }

    @Test
    void tellsWhatCannotWork() {
        TestBuilding building = paper().model("model", FakeModel.able("hosted", Capability.CHAT))
                .set("mode", "raw")
                .set("demonstrations", 2)
                .set("machine-demonstrations", 3)
                .set("minimum-words", 20)
                .set("maximum-words", 10);
        building.build();
        assertThat(building.problems())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("`machine-demonstrations` is 3, but must not be above"),
                        one -> assertThat(one).startsWith("`mode` is 'raw', but model 'hosted' cannot continue raw"),
                        one -> assertThat(one).startsWith("`minimum-words` is 20, but must not be above"));
    }
}
