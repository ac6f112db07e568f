package dev.seedbed.curate.contamination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import dev.seedbed.text.contamination.TestItem;
import dev.seedbed.text.contamination.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecontaminationGateTest {
    private static final String QUESTION =
            "A gardener plants 14 rows of tulips with 23 bulbs each. How many bulbs are in the ground?";
    private static final String REPHRASED =
            "There are 14 rows of tulips which a gardener plants, each of 23 bulbs. What is the number of bulbs in the ground?";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private DecontaminationGate gate(Set<Verdict> verdicts, boolean annotate) throws IOException {
        Path file = file("garden.jsonl", "{\"id\": 7, \"question\": \"" + QUESTION + "\"}\n");
        return new DecontaminationGate(
                "decontaminate",
                List.of("question", "messages"),
                () -> Decontamination.items(List.of(file), ItemColumns.usual()),
                verdicts,
                annotate,
                Optional.empty());
    }

    private static Sample sample(String column, Object value) {
        return Sample.root("load", Data.of(column, value));
    }

    /// A gate of items asks for nothing.
    private static Work noWork() {
        return (Work) Proxy.newProxyInstance(
                Work.class.getClassLoader(), new Class<?>[] {Work.class}, (proxy, method, arguments) -> {
                    throw new AssertionError(method);
                });
    }

    @Test
    void rejectsARowThatHoldsAnItemWithTheEvidence() throws Exception {
        Rejection rejection = gate(EnumSet.allOf(Verdict.class), false)
                .judge(sample("question", "Solve this. " + QUESTION), noWork())
                .orElseThrow();

        assertThat(rejection.reason()).isEqualTo("contaminated-verbatim");
        assertThat(rejection.explanation())
                .isEqualTo("question holds the question of item 7 of garden word for word, 18 words");
        assertThat(rejection.evidence().asMap())
                .containsEntry("column", "question")
                .containsEntry("benchmark", "garden")
                .containsEntry("item", "7")
                .containsEntry("coverage", 1.0)
                .containsEntry("longest_match", 18L)
                .containsEntry("matched", QUESTION.substring(0, QUESTION.length() - 1))
                .containsEntry("spans", List.of(List.of(12L, 12L + QUESTION.length() - 1)));
    }

    @Test
    void looksIntoMessagesAndOnlyForTheVerdictsThatCount() throws Exception {
        Sample chat = sample("messages", List.of(Map.of("role", "user", "content", REPHRASED)));

        assertThat(gate(EnumSet.allOf(Verdict.class), false).judge(chat, noWork()))
                .get()
                .extracting(Rejection::reason)
                .isIn("contaminated-rephrased", "contaminated-edited");
        assertThat(gate(EnumSet.of(Verdict.VERBATIM), false).judge(chat, noWork()))
                .isEmpty();
    }

    @Test
    void annotatesWithoutRejecting() throws Exception {
        DecontaminationGate gate = gate(EnumSet.allOf(Verdict.class), true);

        Outcome.Passed hit = (Outcome.Passed) gate.apply(sample("question", QUESTION), noWork());
        Outcome.Passed clean = (Outcome.Passed) gate.apply(sample("question", "Why is the sky blue?"), noWork());

        assertThat(gate.columnsAfter(Columns.none()).names()).contains("contamination");
        assertThat(hit.sample().data().value("contamination"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsEntry("verdict", "verbatim");
        assertThat(clean.sample().data().value("contamination")).isNull();
    }

    @Test
    void readsItemsOfTheUsualFormats() throws Exception {
        Path mmlu = file(
                "algebra_test.csv",
                "\"Find all zeros, in Z_5, of \"\"x\"\"\",0,1,\"0,1\",\"0,4\",D\nWhat is 2?,a,b,c,d,A\n");
        Path named = file(
                "arc.json", "[{\"id\": \"M1\", \"stem\": \"Which best explains the tides of the sea on earth?\"}]");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"task_id\": \"H/0\", \"prompt\": \"def f():\", \"canonical_solution\": \"return 1\"}"
                    .getBytes(StandardCharsets.UTF_8));
        }
        Path code = Files.write(folder.resolve("HumanEval.jsonl.gz"), packed.toByteArray());

        assertThat(ItemFile.read(mmlu, ItemColumns.usual()))
                .containsExactly(
                        new TestItem("algebra_test", "1", "Find all zeros, in Z_5, of \"x\"\n0\n1\n0,1\n0,4"),
                        new TestItem("algebra_test", "2", "What is 2?\na\nb\nc\nd"));
        assertThat(ItemFile.read(named, new ItemColumns(Map.of("question", "stem"))))
                .containsExactly(new TestItem("arc", "M1", "Which best explains the tides of the sea on earth?"));
        assertThat(ItemFile.read(code, ItemColumns.usual()))
                .containsExactly(new TestItem("HumanEval", "H/0", "def f():", "return 1"));
    }

    @Test
    void saysWhatIsWrongWithAFileOfItems() throws Exception {
        Path nameless = file("a.jsonl", "{\"stem\": \"Why?\"}\n");
        Path broken = file("b.jsonl", "{\"question\": \"Why?\"}\nno\n");
        Path unknown = file("c.xlsx", "");

        assertThatThrownBy(() -> ItemFile.read(nameless, ItemColumns.usual()))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("a.jsonl")
                .hasMessageContaining("but there are stem. Name the right one as `question`");
        assertThatThrownBy(() -> ItemFile.read(broken, ItemColumns.usual())).hasMessageContaining("line 2");
        assertThatThrownBy(() -> ItemFile.read(unknown, ItemColumns.usual())).hasMessageContaining(".jsonl");
    }

    @Test
    void knowsBenchmarksByName() {
        assertThat(Benchmark.known())
                .extracting(Benchmark::name)
                .isSorted()
                .contains("gsm8k", "humaneval", "mmlu", "gpqa");
        assertThat(Benchmark.known()).noneMatch(benchmark -> benchmark.licence().isBlank());
    }

    private static void assertUnreadable(Path file, String... words) {
        assertThatThrownBy(() -> ItemFile.read(file, ItemColumns.usual()))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void saysInPlainWordsWhyAFileOfItemsCannotBeRead() throws Exception {
        byte[] packed = packed("{\"question\": \"" + QUESTION + "\"}\n");
        byte[] notText = {'{', '}', '\n', '{', '}', '\n', (byte) 0xC3, '(', '\n'};

        assertUnreadable(folder.resolve("no.jsonl"), "no.jsonl cannot be read: there is no such file.");
        assertUnreadable(Path.of("GSM8K"), "that is a known benchmark", "--list");
        assertUnreadable(Files.createDirectory(folder.resolve("b.jsonl")), "it is a folder; name its files.");
        assertUnreadable(file("plain.jsonl.gz", "{}"), "is not packed by gzip");
        assertUnreadable(
                Files.write(folder.resolve("cut.jsonl.gz"), Arrays.copyOf(packed, packed.length - 9)), "it is cut off");
        assertUnreadable(Files.write(folder.resolve("bytes.jsonl"), notText), "line 3: that is not UTF-8.");
    }

    @Test
    void saysWhereAQuoteIsNeverClosed() throws Exception {
        assertUnreadable(
                file("open.csv", "id,question\n1,\"What is\nthis?\"\n2,\"Why is\n3,Who is\n"),
                "line 4: a quote opens a field there and is never closed.");
        assertUnreadable(file("first.csv", "id,question\n\"1,Why"), "line 2: a quote opens");
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    @Test
    void findsWhatCountsBehindWhatDoesNot() throws Exception {
        String edited = QUESTION.replace("with", "of about");
        Path file = file("two.jsonl", "{\"question\": \"" + QUESTION + "\"}\n{\"question\": \"" + edited + "\"}\n");
        DecontaminationGate gate = new DecontaminationGate(
                "decontaminate",
                List.of("question"),
                Decontamination.items(List.of(file), ItemColumns.usual()),
                EnumSet.of(Verdict.EDITED));

        assertThat(gate.judge(sample("question", edited), noWork()))
                .get()
                .extracting(Rejection::reason, rejection -> rejection.evidence().value("item"))
                .containsExactly("contaminated-edited", "1");
    }

    @Test
    void numbersItemsByTheirLinesAndPassesOverColumnsThatAreEmpty() throws Exception {
        String first = "{\"question\": null, \"prompt\": \"Why is grass green?\", \"task_id\": null}";
        String second = "{\"id\": 7, \"task_id\": \"\", \"question\": \"Who was first?\"}";
        Path file = file("gaps.jsonl", String.join("\n", "", first, "", second, ""));
        Path records = file("gaps.csv", "id,question\n\n,Why?\n9,\"Who\n\nis it?\"\n\n");

        assertThat(ItemFile.read(file, ItemColumns.usual()))
                .containsExactly(
                        new TestItem("gaps", "2", "Why is grass green?"), new TestItem("gaps", "7", "Who was first?"));
        assertThat(ItemFile.read(records, ItemColumns.usual()))
                .containsExactly(new TestItem("gaps", "1", "Why?"), new TestItem("gaps", "9", "Who\n\nis it?"));
    }

    @Test
    void readsQuotesBetweenTabsAsTheyStand() throws Exception {
        List<String> lines = List.of(
                "id\tquestion\tanswer",
                "1\t\"Hello\" is a greeting?\tyes",
                "2\t\"So it begins\tno",
                "3\t\"He said \"\"tab\t\"\" and",
                "left?\"\t\"maybe\"",
                "4\tWho?\t\"",
                "");
        Path file = file("t.tsv", String.join("\n", lines));

        assertThat(ItemFile.read(file, ItemColumns.usual()))
                .containsExactly(
                        new TestItem("t", "1", "\"Hello\" is a greeting?", "yes"),
                        new TestItem("t", "2", "\"So it begins", "no"),
                        new TestItem("t", "3", "He said \"tab\t\" and\nleft?", "maybe"),
                        new TestItem("t", "4", "Who?", "\""));
    }

    @Test
    void looksForAQuestionInChineseWithoutItsChoices() throws Exception {
        Path file = file("zh.jsonl", "{\"question\": \"农夫把二十三个苹果放进篮子里运到市场出售\", \"choices\": [\"一\", \"二\"]}\n");

        assertThat(ItemFile.read(file, ItemColumns.usual()))
                .containsExactly(new TestItem("zh", "1", "农夫把二十三个苹果放进篮子里运到市场出售"));
    }

    @Test
    void keepsFilesOfOneNameApart() throws Exception {
        Files.createDirectories(folder.resolve("law/x"));
        Files.createDirectories(folder.resolve("math/x"));
        List<Path> files = List.of(
                file("law/x/test.jsonl", "{\"question\": \"Who may appeal against the ruling?\"}\n"),
                file("math/x/test.jsonl", "{\"question\": \"What is the kernel of the map?\"}\n"),
                file("gsm8k.test.jsonl", "{\"question\": \"How many muffins?\"}\n"),
                file("gsm8k.train.jsonl", "{\"question\": \"How many apples?\"}\n"),
                folder.resolve("law/../gsm8k.test.jsonl"));

        assertThat(Decontamination.items(files, ItemColumns.usual()).items())
                .extracting(TestItem::benchmark)
                .containsExactly("law/x/test.jsonl", "math/x/test.jsonl", "gsm8k.test.jsonl", "gsm8k.train.jsonl");
    }
}
