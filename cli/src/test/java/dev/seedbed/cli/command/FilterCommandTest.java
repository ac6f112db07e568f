package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.Seedbed;
import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.pipeline.Pipeline;
import dev.seedbed.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilterCommandTest extends CommandTest {
    private static final String GOOD =
            "{\"n\":1,\"answer\":\"A prime has exactly two divisors.\",\"question\":\"?\"}\n";
    private static final String REFUSED =
            "{\"n\":2,\"answer\":\"I'm sorry, but I can't help with that.\",\"question\":\"Why?\"}\n";
    private static final String SHORT = "{\"n\":3,\"answer\":\"Seven.\",\"question\":\"Which?\"}\n";

    @TempDir
    private Path folder = Path.of("");

    private String rows = "";

    @BeforeEach
    void writeRows() throws IOException {
        rows = Files.writeString(folder.resolve("rows.jsonl"), GOOD + REFUSED + SHORT)
                .toString();
    }

    private Path kept() {
        return folder.resolve("kept.jsonl");
    }

    private int filter(String... more) {
        List<String> arguments = new ArrayList<>(List.of("filter", rows));
        if (!List.of(more).contains("--out")) {
            arguments.addAll(List.of("--out", kept().toString()));
        }
        arguments.addAll(List.of("--removed", folder.resolve("removed.jsonl").toString()));
        arguments.addAll(List.of(more));
        return seedbed(arguments.toArray(String[]::new));
    }

    private List<Data> removed() throws IOException {
        return Files.readAllLines(folder.resolve("removed.jsonl")).stream()
                .map(Json::parseObject)
                .toList();
    }

    @Test
    void removesWhatAGateRejectsWithItsReasonAndEvidence() throws IOException {
        assertThat(filter("--text", "answer", "--gate", "refusal", "--gate", "length", "--set", "length.minimum=10"))
                .as(err())
                .isZero();

        assertThat(Files.readString(kept())).isEqualTo(GOOD);
        assertThat(removed()).extracting(each -> each.text("reason")).containsExactly("refusal", "too-short");
        assertThat(removed().getFirst().value("evidence"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("column", "answer")
                .containsEntry("position", 0L)
                .hasEntrySatisfying(
                        "match", match -> assertThat(match).asString().contains("I'm sorry"))
                .hasEntrySatisfying(
                        "explanation", words -> assertThat(words).asString().contains("in answer"));
        assertThat(out()).contains("3 rows: 1 kept, 2 removed, 0 rejected");
    }

    @Test
    void givesAGateTheColumnsItIsTold() throws IOException {
        assertThat(filter("--text", "question", "--gate", "length", "--set", "length.minimum=2"))
                .as(err())
                .isZero();
        assertThat(Files.readString(kept())).isEqualTo(REFUSED + SHORT);

        assertThat(filter("--text", "question", "--columns", "answer", "--gate", "refusal=answer"))
                .as(err())
                .isZero();
        assertThat(Files.readString(kept())).isEqualTo(GOOD + SHORT);
    }

    @Test
    void annotatesWithoutRemoving() throws IOException {
        assertThat(filter("--text", "answer", "--gate", "refusal", "--annotate", "verdict"))
                .as(err())
                .isZero();

        assertThat(Files.readAllLines(kept())).hasSize(3);
        assertThat(Files.readAllLines(kept()).get(1)).contains("\"verdict\":{\"kept\":false,\"reason\":\"refusal\"");
    }

    @Test
    void keepsTheFilesThatGatesReadAndRefusesGatesThatAnnotate() throws IOException {
        String terms =
                Files.writeString(folder.resolve("terms.jsonl"), "prime\n").toString();

        assertThat(filter("--text", "answer", "--gate", "topic", "--set", "topic.deny-file=" + terms, "--out", terms))
                .isEqualTo(2);
        assertThat(err()).contains("would be written over");
        assertThat(Files.readString(Path.of(terms))).isEqualTo("prime\n");
        String novel = Files.writeString(folder.resolve("novel.txt"), "word ".repeat(100))
                .toString();
        assertThat(filter(
                        "--text",
                        "answer",
                        "--gate",
                        "verbatim-overlap",
                        "--set",
                        "verbatim-overlap.references=" + novel,
                        "--set",
                        "verbatim-overlap.annotate=true"))
                .isEqualTo(2);
        assertThat(err()).contains("'verbatim-overlap' writes columns of its own");
    }

    @Test
    void explainsWhatItMeasuresInRowsThatStayAndRowsThatGo() throws IOException {
        assertThat(filter("--text", "answer", "--gate", "length", "--set", "length.minimum=10", "--explain"))
                .as(err())
                .isZero();

        List<String> lines = Files.readAllLines(kept());
        assertThat(lines).hasSize(3);
        assertThat(lines.getFirst())
                .contains(
                        "\"filter\":{\"kept\":true,\"evidence\":{\"measured\":{\"length\":[{\"column\":\"answer\",\"rule\":\"too-short\","
                                + "\"value\":33,\"bound\":\"at least 10 characters\",\"passes\":true}");
        assertThat(lines.getLast())
                .contains("\"kept\":false,\"reason\":\"too-short\"", "\"value\":6", "\"passes\":false");
    }

    @Test
    void showsATableOfTheFirstRowsWhereNothingIsWritten() {
        int exit = seedbed(
                "filter",
                rows,
                "--text",
                "answer",
                "--gate",
                "length",
                "--set",
                "length.minimum=40",
                "--explain",
                "--rows",
                "1");

        assertThat(exit).as(err()).isZero();
        assertThat(out().lines()).first().asString().startsWith(rows + ":1: goes: too-short, answer has 33 characters");
        assertThat(out().lines().toList())
                .anyMatch(line -> line.matches("  no   length +answer too-short +33   at least 40 characters"));
    }

    @Test
    void explainsTheVerdictOfAGateThatMeasuresNothing() throws IOException {
        assertThat(filter("--text", "answer", "--gate", "refusal", "--explain"))
                .as(err())
                .isZero();

        assertThat(Files.readString(kept()))
                .contains("\"measured\":{\"refusal\":[{\"passes\":true}]}")
                .contains("\"refusal\":[{\"rule\":\"refusal\",\"explanation\":\"in answer, ");
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsRead() {
        assertThat(filter("--text", "answer")).isEqualTo(2);
        assertThat(err()).contains("No gate is named");
        assertThat(filter("--text", "answer", "--gate", "refusl")).isEqualTo(2);
        assertThat(err()).contains("there is no step `refusl`; did you mean `refusal`?");
        assertThat(filter("--text", "answer", "--gate", "length", "--set", "length.minimun=3"))
                .isEqualTo(2);
        assertThat(err()).contains("minimun").contains("minimum");
        assertThat(filter("--text", "answer", "--gate", "near-duplicates=answer"))
                .isEqualTo(2);
        assertThat(err()).contains("'near-duplicates' is no gate");
        assertThat(filter("--text", "answer", "--gate", "refusal=question")).isEqualTo(2);
        assertThat(err()).contains("question");
        assertThat(filter("--text", "answer", "--gate", "refusl=answer")).isEqualTo(2);
        assertThat(err()).contains("there is no step `refusl`").doesNotContain(".java");
        assertThat(filter("--text", "answer", "--gate", "length=9", "--gate", "length=8"))
                .isEqualTo(2);
        assertThat(err()).contains("--gate length is given twice");
        assertThat(filter("--text", "answer", "--columns", "qestion", "--gate", "refusal"))
                .isEqualTo(2);
        assertThat(err()).contains("No row has the column 'qestion'");
        assertThat(kept()).doesNotExist();
    }

    @Test
    void saysWhichFileOfWordsIsNoText() throws IOException {
        Path words = Files.write(folder.resolve("words.txt"), new byte[] {(byte) 0xFF, (byte) 0xFE, 'b'});
        assertThat(filter("--text", "answer", "--gate", "toxicity", "--set", "toxicity.words=" + words))
                .isEqualTo(2);
        assertThat(err()).contains("words.txt").contains("UTF-8").doesNotContain("defect");
        assertThat(filter("--text", "answer", "--gate", "topic", "--set", "topic.deny-file=" + folder))
                .isEqualTo(2);
        assertThat(err()).contains("deny-file").doesNotContain("defect");
    }

    @Test
    void goesOnOnlyWithTheSameWordsInTheFilesThatGatesRead() throws IOException {
        Path words = Files.writeString(folder.resolve("words.txt"), "\uFEFFseven\n");
        String[] command = {"--text", "answer", "--gate", "topic", "--set", "topic.deny-file=" + words};
        assertThat(filter(command)).isZero();
        assertThat(Files.readString(kept())).isEqualTo(GOOD + REFUSED);
        Seedbed seedbed = Seedbed.standard();
        PipelineSpec spec = Pipeline.named("words")
                .step("topic")
                .spec()
                .with(List.of("steps.topic.deny-file=" + words, "steps.topic.column=answer"));
        String before = seedbed.gates(spec, List.of("answer")).settings();
        Files.writeString(words, "eight\n");
        assertThat(seedbed.gates(spec, List.of("answer")).settings()).isNotEqualTo(before);
    }
}
