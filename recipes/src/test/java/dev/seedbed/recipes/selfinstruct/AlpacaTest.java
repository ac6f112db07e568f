package dev.seedbed.recipes.selfinstruct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.harness.Chain;
import dev.seedbed.recipes.harness.FakeModel;
import dev.seedbed.recipes.harness.FakeWork;
import dev.seedbed.recipes.harness.TestBuilding;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AlpacaTest {
    private static final FakeModel WRITER = FakeModel.able("writer", Capability.RAW, Capability.CHAT);
    private static final FakeModel HOSTED = FakeModel.able("hosted", Capability.CHAT);

    private static TestBuilding alpaca() {
        return TestBuilding.of(Alpaca.TYPE).model("model", WRITER).set("seeds", TestFiles.seeds());
    }

    private static Chain asked(TestBuilding building, Reply... replies) throws InterruptedException {
        Iterator<Reply> next = List.of(replies).iterator();
        Chain chain = new Chain(building.build(), ask -> next.next()).run(1);
        assertThat(building.problems()).isEmpty();
        return chain;
    }

    private static Reply text(String text) {
        return FakeWork.stopped(text);
    }

    private static String task(int number, String instruction, String input, String output) {
        return number + ". Instruction: " + instruction + "\n" + number + ". Input:\n" + input + "\n" + number
                + ". Output:\n" + output + "\n";
    }

    private static String first(String instruction, String input, String output) {
        return task(4, instruction, input, output).substring("4. Instruction:".length());
    }

    @Test
    void makesARowOfEachTaskOfTheList() throws InterruptedException {
        Chain chain = asked(
                alpaca(),
                text(first("Name the capital of France.", "<noinput>", "Paris.") + "###\n"
                        + task(5, "Put the sentence into the past tense.", "I go home.", "I went home.") + "###\n"
                        + task(6, "How does a sundial tell the hour?", "<NOINPUT>", "By its shadow.\n\nSee?")));
        assertThat(chain.rejected()).isEmpty();
        assertThat(chain.rows())
                .extracting(row -> row.data().text("instruction"))
                .containsExactly(
                        "Name the capital of France.",
                        "Put the sentence into the past tense.",
                        "How does a sundial tell the hour?");
        assertThat(chain.rows()).extracting(row -> row.data().text("input")).containsExactly("", "I go home.", "");
        assertThat(chain.rows().getLast().data().text("answer")).isEqualTo("By its shadow.\n\nSee?");
        assertThat(chain.columns().names())
                .containsExactlyInAnyOrderElementsOf(
                        chain.rows().getFirst().data().columns());
    }

    @Test
    void asksWithTheParametersOfTheReleasedCode() throws InterruptedException {
        Chain chain = asked(alpaca(), text(first("Name the capital of France.", "<noinput>", "Paris.")));
        assertThat(chain.asks().getFirst().request().asData().asMap())
                .containsEntry("temperature", 1.0)
                .containsEntry("top_p", 1.0)
                .containsEntry("max_tokens", 3072L)
                .containsEntry("stop", List.of("\n20", "20."));
    }

    @Test
    void showsThreeWholeTasksOfPeople() throws InterruptedException {
        Chain chain = asked(alpaca(), text(first("Name the capital of France.", "<noinput>", "Paris.")));
        String prompt = FakeWork.textOf(chain.asks().getFirst());
        Set<String> seeds = new HashSet<>();
        TestFiles.rows("self_instruct_seed_tasks.jsonl")
                .forEach(seed -> seeds.add(InstructionList.line(seed.text("instruction"))));
        List<String> shown = Pattern.compile("(?m)^[1-3]\\. Instruction: (.+)$")
                .matcher(prompt)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(shown).hasSize(3).doesNotHaveDuplicates().allMatch(seeds::contains);
        assertThat(prompt).endsWith("\n###\n4. Instruction:").contains("\n3. Output:\n", "list of 20");
    }

    @Test
    void writesNoInputWhereASeedHasNone() {
        assertThat(TaskList.shown(new SeedTask("Say  it\nloud:", "", "It.")))
                .isEqualTo(new SeedTask("Say it loud", "<noinput>", "It."));
    }

    @Test
    void dropsTheLastTaskOfACutReplyOnly() throws InterruptedException {
        Chain chain = asked(
                alpaca(),
                FakeWork.cut(first("Name the capital of France.", "<noinput>", "Paris.") + "###\n"
                        + task(5, "Put the sentence into the past tense.", "I go home.", "I we")));
        assertThat(chain.rows()).hasSize(1);
        assertThat(chain.reasons()).isEqualTo(Map.of("form:truncated", 1));
    }

    /// Part i must have number i, and each of the three words once.
    @Test
    void dropsPartsThatAreNotOfTheForm() throws InterruptedException {
        Chain chain = asked(
                alpaca(),
                text(first("Name the capital of France.", "<noinput>", "Paris.") + "###\n"
                        + task(6, "Put the sentence into the past tense.", "I go home.", "I went home.") + "###\n"
                        + "6. Instruction: Which tree is the tallest of all?\n6. Output:\nA redwood.\n###\n"
                        + task(7, "Which river is the longest one?", "<noinput>", "The Nile.\n7. Input: x") + "###\n"
                        + task(8, "Which lake is the deepest one?", "<noinput>", "Lake Baikal.") + "###\n"));
        assertThat(chain.rows()).extracting(row -> row.data().text("answer")).containsExactly("Paris.", "Lake Baikal.");
        assertThat(chain.reasons()).isEqualTo(Map.of("form:malformed-task", 4));
        assertThat(chain.rejected().getFirst().rejection().explanation()).contains("'5. Instruction:'");
    }

    @Test
    void dropsATaskWithoutOutput() throws InterruptedException {
        Chain chain = asked(alpaca(), text(first("Name the capital of France.", "<noinput>", "")));
        assertThat(chain.reasons()).isEqualTo(Map.of("form:empty-output", 1));
    }

    @Test
    void asksAgainWhenThereIsNoTaskAtAll() throws InterruptedException {
        Chain chain = asked(alpaca(), text("What?"), text(first("Name the capital of France.", "<noinput>", "Paris.")));
        assertThat(chain.asks()).extracting(ask -> ask.attempt()).containsExactly(0, 1);
        assertThat(chain.rows()).hasSize(1);
        assertThat(asked(alpaca().set("retries", 1), text(""), text("")).reasons())
                .isEqualTo(Map.of("form:malformed-task", 1));
        assertThat(asked(alpaca(), FakeWork.filtered(" Name")).reasons()).isEqualTo(Map.of("tasks:filtered", 1));
    }

    @Test
    void keepsAnInstructionAtExactlyTheMaximumSimilarityAndNoneAbove() throws InterruptedException {
        // ROUGE-L F of 7 common words of 10 is 0.7 exactly.
        String seed = "one two three four five six seven eight nine ten";
        Chain chain = asked(
                alpaca(),
                text(first(seed, "<noinput>", "a") + "###\n"
                        + task(5, "one two three four five six seven x y z", "<noinput>", "b") + "###\n"
                        + task(6, "one two three four five six seven eight v w", "<noinput>", "c")));
        assertThat(chain.rows()).extracting(row -> row.data().text("answer")).containsExactly("a", "b");
        assertThat(chain.reasons()).isEqualTo(Map.of("novelty:too-similar", 1));
    }

    @Test
    void asksAChatModelToGoOnAndReadsWhatItRepeats() throws InterruptedException {
        String list = task(4, "Name the capital of France.", "<noinput>", "Paris.") + "###\n"
                + task(5, "Put the sentence into the past tense.", "I go home.", "I went home.");
        for (String reply : List.of(list, "Sure, here you are:\n\n###\n" + list, list.substring(15))) {
            Chain chain = asked(
                    alpaca().model("model", HOSTED)
                            .set("system", dev.seedbed.recipes.harness.JinjaText.of("Be brief.")),
                    text(reply));
            assertThat(chain.rows()).hasSize(2);
            List<Message> messages = FakeWork.messagesOf(chain.asks().getFirst());
            assertThat(messages).first().isEqualTo(Message.system("Be brief."));
            assertThat(messages.getLast().content())
                    .startsWith("Below is the beginning")
                    .endsWith("4. Instruction:");
        }
    }

    /// The oracle is the filter of the released code, run over the 175 seeds.
    @Test
    void keeps171OfThe175SeedsAsTheReleasedCodeDoes() {
        HeuristicsGate gate = HeuristicsGate.of(alpaca(), Alpaca.BLOCKED_WORDS);
        Map<String, Integer> counts = new TreeMap<>();
        for (Data task : TestFiles.rows("self_instruct_seed_tasks.jsonl")) {
            Sample sample = Sample.root("test", Data.of("instruction", task.text("instruction")));
            counts.merge(
                    gate.judge(sample, new FakeWork(ask -> text(""), sample, "heuristics", 0))
                            .map(Rejection::reason)
                            .orElse("kept"),
                    1,
                    Integer::sum);
        }
        assertThat(counts).isEqualTo(Map.of("kept", 171, "length", 2, "write-a-program", 1, "blocked-word", 1));
    }

    @Test
    void keepsTheColumnsOfTheRowsThatComeIn() {
        assertThat(alpaca().behind("persona").build()).noneMatch(step -> step instanceof dev.seedbed.api.step.Source);
    }

    @Test
    void saysWhatIsWrong() {
        TestBuilding building = alpaca().set("listed", 4).set("mode", "raw").set("system", "You are kind.");
        building.build();
        assertThat(building.problems())
                .satisfiesExactly(
                        one -> assertThat(one).startsWith("`listed` is 4, but 3 tasks are shown"),
                        one -> assertThat(one).startsWith("`system` is set, but with `mode: raw`"));
    }
}
