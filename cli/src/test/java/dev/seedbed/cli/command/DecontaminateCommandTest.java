package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecontaminateCommandTest {
    private static final String QUESTION =
            "A gardener plants 14 rows of tulips with 23 bulbs each. How many bulbs are in the ground?";

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private String rows = "";
    private String items = "";

    @BeforeEach
    void writeFiles() throws IOException {
        rows = write("rows.jsonl", """
                {"id":1,"text":"Name a prime."}
                {"id":2,"text":"Solve. %s"}
                {"id":3,"text":"%s"}
                """.formatted(QUESTION, QUESTION.replace("tulips", "roses")));
        items = write("garden.jsonl", """
                {"id":"g1","question":"%s"}
                {"id":"g2","question":"What is it?"}
                """.formatted(QUESTION));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private int seedbed(String... arguments) {
        out.reset();
        err.reset();
        Terminal terminal = new Terminal(stream(out), stream(err), false, 80);
        return new Commands(terminal, Map.of(), "test").execute(arguments);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void removesRowsThatHoldItemsAndReports() throws IOException {
        int exit = seedbed(
                "decontaminate",
                rows,
                "--text",
                "text",
                "--against",
                items,
                "--id",
                "id",
                "--out",
                path("kept.jsonl"),
                "--removed",
                path("removed.jsonl"),
                "--report",
                path("report.md"));

        assertThat(exit).as(err()).isZero();
        assertThat(Files.readAllLines(folder.resolve("kept.jsonl")))
                .containsExactly("{\"id\":1,\"text\":\"Name a prime.\"}");
        List<Data> removed = Files.readAllLines(folder.resolve("removed.jsonl")).stream()
                .map(Json::parseObject)
                .toList();
        assertThat(removed)
                .extracting(row -> row.text("reason"))
                .containsExactly("contaminated-verbatim", "contaminated-edited");
        assertThat((Map<?, ?>) removed.getFirst().asMap().get("evidence"))
                .extracting("benchmark", "item", "part")
                .containsExactly("garden", "g1", "question");
        assertThat(err()).contains("1 item will not be looked for");
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("2 of 3 rows hold a test item (66.667 %).", "| garden | 2 | 1 | 1 | 1 | 0 |", "- garden g2");
    }

    @Test
    void looksForSomeVerdictsOnlyAndCountsInJson() throws IOException {
        seedbed(
                "decontaminate",
                rows,
                "--text",
                "text",
                "--against",
                items,
                "--verdicts",
                "verbatim",
                "--removed",
                path("removed.jsonl"),
                "--report",
                path("report.json"));

        assertThat(Json.parseObject(Files.readString(folder.resolve("report.json")))
                        .asMap())
                .containsEntry("rows", 3L)
                .containsEntry("contaminated", 1L);
    }

    @Test
    void listsBenchmarksWithoutFurtherArguments() {
        assertThat(seedbed("decontaminate", "--list")).isZero();
        assertThat(out()).contains("gsm8k: Grade-school mathematics", "  licence: MIT");
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(seedbed(
                        "decontaminate",
                        rows,
                        "--text",
                        "text",
                        "--against",
                        items,
                        "--out",
                        path("k.jsonl"),
                        "--items",
                        "stem=question"))
                .isNotZero();
        assertThat(err()).contains("--items has 'stem', but of an item there are question, choices, answer, id.");
        assertThat(seedbed(
                        "decontaminate",
                        rows,
                        "--text",
                        "text",
                        "--against",
                        path("no.jsonl"),
                        "--out",
                        path("k.jsonl")))
                .isNotZero();
        assertThat(err()).contains("no.jsonl");
        assertThat(Files.exists(folder.resolve("k.jsonl"))).isFalse();
    }
}
