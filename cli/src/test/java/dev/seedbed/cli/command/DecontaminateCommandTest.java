package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecontaminateCommandTest extends CommandTest {
    private static final String QUESTION =
            "A gardener plants 14 rows of tulips with 23 bulbs each. How many bulbs are in the ground?";

    @TempDir
    private Path folder = Path.of("");

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
        assertThat(err()).contains("1 item will not be looked for, as it has too little of its own");
        assertThat(Files.readString(folder.resolve("report.md")))
                .contains("2 of 3 rows hold a test item (66.667 %).", "| garden | 2 | 1 | 1 | 1 | 0 |", "- garden g2")
                .contains("1 item was not looked for, as it has", "Found in more than one row", "- garden g1: 2");
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

    private int decontaminate(String... more) {
        List<String> arguments = new ArrayList<>(List.of("decontaminate", rows, "--text", "text", "--against", items));
        arguments.addAll(List.of(more));
        return seedbed(arguments.toArray(String[]::new));
    }

    @Test
    void refusesToWriteOverAFileOfTestItems() throws IOException {
        String before = Files.readString(Path.of(items));
        String alias = Files.createSymbolicLink(folder.resolve("alias.jsonl"), Path.of(items))
                .toString();

        assertThat(decontaminate("--out", items)).isEqualTo(2);
        assertThat(err()).contains("--out is '" + items + "', which is a file of --against and would be written over.");
        assertThat(decontaminate("--out", alias)).isEqualTo(2);
        assertThat(decontaminate("--removed", items)).isEqualTo(2);
        assertThat(err()).contains("--removed is '" + items + "', which is a file of --against");
        assertThat(Files.readString(Path.of(items))).isEqualTo(before);
    }

    @Test
    void refusesAReportOverWhatIsReadOrWritten() throws IOException {
        String input = write("input.json", Files.readString(Path.of(rows)));
        String tests = write("tests.json", Files.readString(Path.of(items)));

        assertThat(decontaminate(input, "--out", path("k.jsonl"), "--report", input))
                .isEqualTo(2);
        assertThat(err()).contains("--report is '" + input + "', which is an input and would be written over.");
        assertThat(decontaminate("--against", tests, "--out", path("k.jsonl"), "--report", tests))
                .isEqualTo(2);
        assertThat(err()).contains("which is a file of --against");
        assertThat(decontaminate("--out", path("k.json"), "--report", path("k.json")))
                .isEqualTo(2);
        assertThat(err()).contains("which is --out, too,");
        assertThat(decontaminate("--removed", path("k.json"), "--report", path("k.json")))
                .isEqualTo(2);
        assertThat(err()).contains("which is --removed, too,");
        assertThat(Files.readString(Path.of(input))).isEqualTo(Files.readString(Path.of(rows)));
        assertThat(Files.exists(folder.resolve("k.json"))).isFalse();
    }

    @Test
    void saysBeforeTheWorkThatTheReportCannotBeWritten() {
        assertThat(decontaminate("--out", path("k.jsonl"), "--report", path("nodir/x.md")))
                .isEqualTo(2);
        assertThat(err()).contains("there is no such folder. Make it, or name another file.");
        assertThat(Files.exists(folder.resolve("k.jsonl"))).isFalse();
    }

    @Test
    void doesNotReadAnEarlierReportInTheFolderOfTheRows() throws IOException {
        Path shards = Files.createDirectory(folder.resolve("shards"));
        Files.writeString(shards.resolve("a.jsonl"), "{\"text\":\"Name a prime.\"}\n");
        String report = shards.resolve("report.json").toString();

        for (int i = 0; i < 2; i++) {
            int exit = seedbed(
                    "decontaminate",
                    shards.toString(),
                    "--text",
                    "text",
                    "--against",
                    items,
                    "--out",
                    path("k.jsonl"),
                    "--report",
                    report);
            assertThat(exit).as(err()).isZero();
            assertThat(Json.parseObject(Files.readString(Path.of(report))).value("rows"))
                    .isEqualTo(1L);
        }
    }

    @Test
    void tellsAKnownBenchmarkFromItsFile() {
        assertThat(seedbed("decontaminate", rows, "--text", "text", "--against", "gsm8k", "--out", path("k.jsonl")))
                .isEqualTo(2);
        assertThat(err()).contains("that is a known benchmark", "--list");
    }

    @Test
    void wantsANameForTheColumnOfVerdicts() {
        assertThat(decontaminate("--out", path("k.jsonl"), "--annotate", "")).isEqualTo(2);
        assertThat(err()).contains("--annotate is empty, but must be the name of a new column");
    }

    @Test
    void countsAllItemsThatAreNotLookedForAndListsItemsOfSeveralRowsOnly() throws IOException {
        items = write("garden.jsonl", """
                {"id":"g1","question":"%s"}
                {"id":"g2","question":""}
                {"id":"g3","question":"   "}
                {"id":"g4","answer":"7"}
                {"id":"g5","question":null}
                """.formatted(QUESTION));
        rows = write("once.jsonl", "{\"text\":\"%s\"}\n".formatted(QUESTION));

        assertThat(decontaminate("--out", path("k.jsonl"), "--report", path("r.md")))
                .as(err())
                .isZero();
        assertThat(err()).contains("4 items will not be looked for, as they have too little of their own");
        assertThat(Files.readString(folder.resolve("r.md")))
                .contains("| garden | 5 | 1 | 1 | 0 | 0 |", "4 items were not looked for", "- garden g5")
                .doesNotContain("more than one row");
    }
}
