package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.testkit.ShapedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DedupCommandTest extends CommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String rows = "";
    private String kept = "";

    @BeforeEach
    void writeRows() throws IOException {
        rows = Files.writeString(folder.resolve("rows.jsonl"), """
                        {"id":1,"text":"Name a prime."}
                        {"id":2,"text":"name a  prime."}
                        {"id":3,"text":"Name a composite."}
                        {"id":4}
                        """).toString();
        kept = folder.resolve("kept.jsonl").toString();
    }

    @Test
    void keepsTheFirstOfEqualRowsAndSaysWhereTheOthersWent() throws IOException {
        String removed = folder.resolve("removed.jsonl").toString();
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--removed", removed, "--id", "id"))
                .isZero();
        assertThat(Files.readAllLines(Path.of(kept)))
                .containsExactly("{\"id\":1,\"text\":\"Name a prime.\"}", "{\"id\":3,\"text\":\"Name a composite.\"}");
        assertThat(Files.readAllLines(Path.of(removed)).getFirst())
                .isEqualTo("{\"file\":\"" + rows + "\",\"line\":2,\"id\":2,\"reason\":\"exact-duplicate\",\"evidence\":"
                        + "{\"survivor\":{\"file\":\"" + rows + "\",\"line\":1,\"id\":1}}}");
        assertThat(out())
                .contains("1  exact-duplicate\n", "1  no-text\n")
                .contains("note: 1 row could not be read and is not among the kept; see " + removed)
                .contains("4 rows: 2 kept, 1 removed, 1 rejected; ");
    }

    @Test
    void writesTheRowsToTheStandardOutputAndTheCountsBesideIt() {
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", "-")).isZero();
        assertThat(out())
                .isEqualTo("{\"id\":1,\"text\":\"Name a prime.\"}\n{\"id\":3,\"text\":\"Name a composite.\"}\n");
        assertThat(err()).contains("4 rows: 2 kept, 1 removed, 1 rejected; ");
    }

    @Test
    void printsTheCountsForMachines() {
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--json", "--threads", "1"))
                .isZero();
        Data counts = Json.parseObject(out());
        assertThat(counts.without("seconds").without("bytes").asMap())
                .isEqualTo(Map.of(
                        "rows", 4L,
                        "kept", 2L,
                        "changed", 0L,
                        "removed", 1L,
                        "rejected", 1L,
                        "blank_lines", 0L,
                        "reasons", Map.of("exact-duplicate", 1L, "no-text", 1L)));
    }

    @Test
    void removesNearDuplicatesAsAsked() throws IOException {
        String words = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen";
        String near = Files.writeString(
                        folder.resolve("near.jsonl"),
                        "{\"text\":\"" + words + "\",\"score\":1,\"group\":1}\n{\"text\":\"" + words
                                + " sixteen\",\"score\":2,\"group\":1}\n{\"text\":\"other\",\"score\":3}\n")
                .toString();
        assertThat(seedbed("dedup", near, "--text", "text", "--near", "0.8", "--out", kept, "--common", "0.9"))
                .isZero();
        assertThat(out()).contains("3 rows: 2 kept, 1 removed, 0 rejected");
        assertThat(Files.readString(Path.of(kept))).contains("\"score\":1").doesNotContain("\"score\":2");
        assertThat(seedbed(
                        "dedup",
                        near,
                        "--text",
                        "text",
                        "--near",
                        "0.8",
                        "--survivor",
                        "best",
                        "--score",
                        "score",
                        "--out",
                        kept))
                .isZero();
        assertThat(Files.readString(Path.of(kept))).contains("\"score\":2").doesNotContain("\"score\":1");
        assertThat(seedbed("dedup", "--sweep", near, "--text", "text")).isZero();
        assertThat(out())
                .contains("0.50         1     1.0000  1.0000\n", "0.95         0     1.0000  0.0000\n")
                .contains("1 rows are duplicates by 'group'");
        assertThat(seedbed("dedup", "--sweep", near, "--text", "text", "--json"))
                .isZero();
        assertThat(Json.parse(out()))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(10);
    }

    @Test
    void removesOrCutsWhatStandsInEarlierRowsWordForWord() throws IOException {
        String footer = "all rights to this page belong to the shop";
        String pages = Files.writeString(
                        folder.resolve("pages.jsonl"),
                        "{\"text\":\"Tulips. " + footer + "\"}\n{\"text\":\"Roses. " + footer + "\"}\n")
                .toString();
        assertThat(seedbed("dedup", pages, "--text", "text", "--spans", "6", "--out", kept))
                .as(err())
                .isZero();
        assertThat(Files.readAllLines(Path.of(kept))).containsExactly("{\"text\":\"Tulips. " + footer + "\"}");
        assertThat(out()).contains("1  repeated-spans\n", "2 rows: 1 kept, 1 removed");
        assertThat(seedbed("dedup", pages, "--text", "text", "--spans", "6", "--cut", "--out", kept))
                .as(err())
                .isZero();
        assertThat(Files.readAllLines(Path.of(kept)))
                .containsExactly("{\"text\":\"Tulips. " + footer + "\"}", "{\"text\":\"Roses.\"}");
        assertThat(out()).contains("2 rows: 2 kept, 1 of them changed, 0 removed");

        assertThat(seedbed("dedup", pages, "--text", "text", "--spans", "2", "--out", kept))
                .isEqualTo(2);
        assertThat(err()).contains("--spans 2: words is 2, but must be from 5 to 1,000.");
        assertThat(seedbed("dedup", pages, "--text", "text", "--spans", "6", "--near", "0.8", "--out", kept))
                .isEqualTo(2);
        assertThat(err()).contains("--spans is given");
        assertThat(seedbed("dedup", pages, "--text", "text", "--cut", "--out", kept))
                .isEqualTo(2);
        assertThat(err()).contains("--most and --cut belong to --spans");
    }

    @Test
    void refusesSettingsThatDoNotGoTogether() {
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--near", "0.1"))
                .isEqualTo(2);
        assertThat(err()).contains("--near 0.1 --shingle 5: ");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--near", "0.8", "--survivor", "best"))
                .isEqualTo(2);
        assertThat(err()).contains("--survivor best needs --score COLUMN");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--near", "0.8", "--score", "id"))
                .isEqualTo(2);
        assertThat(err()).contains("only --survivor best looks at it");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--common", "0.1"))
                .isEqualTo(2);
        assertThat(err()).contains("belong to --near, which is not given");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--near", "0.8", "--common", "2"))
                .isEqualTo(2);
        assertThat(err()).contains("--common is 2.0");
        assertThat(seedbed("dedup", "--text", "text", "--out", kept)).isEqualTo(2);
        assertThat(err()).contains("No file is named");
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThat(seedbed("dedup", rows, "--out", kept)).isEqualTo(2);
        assertThat(err()).contains("--text=COLUMN");
        assertThat(seedbed("dedup", rows, "--text", "text")).isEqualTo(2);
        assertThat(err()).contains("Nothing would be written. Name --out KEPT, --removed FILE or both.");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", rows)).isEqualTo(2);
        assertThat(err()).contains("is an input and would be written over");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--longest-line", "many"))
                .isEqualTo(2);
        assertThat(err()).contains("--longest-line is 'many', but must be a number of bytes");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--strict"))
                .isEqualTo(2);
        assertThat(err()).contains("rows.jsonl:4: it has no column 'text'; it has id");
        assertThat(Path.of(kept)).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithTheOutputsBeforeAWayThroughTheRows() {
        String nowhere = folder.resolve("no/kept.jsonl").toString();
        assertThat(seedbed(
                        "dedup",
                        rows,
                        "--text",
                        "text",
                        "--out",
                        nowhere,
                        "--near",
                        "0.8",
                        "--survivor",
                        "best",
                        "--score",
                        "scroe"))
                .isEqualTo(2);
        assertThat(err()).contains("there is no such folder").doesNotContain("scroe");
        assertThat(seedbed(
                        "dedup",
                        rows,
                        "--text",
                        "text",
                        "--out",
                        kept,
                        "--near",
                        "0.8",
                        "--survivor",
                        "best",
                        "--score",
                        "scroe"))
                .isEqualTo(2);
        assertThat(err()).contains("No row has a number in the column 'scroe'");
    }

    @Test
    void aSweepSaysWhatItWouldNotLookAt() {
        assertThat(seedbed(
                        "dedup", rows, "--sweep", rows, "--text", "text", "--out", kept, "--near", "0.9", "--id", "id"))
                .isEqualTo(2);
        assertThat(err()).contains("Leave out IN, --out, --id, --near.");
    }

    @Test
    void saysWhatEachWayToFindDuplicatesDoesNot() {
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--near", "0.8", "--exact"))
                .isEqualTo(2);
        assertThat(err()).contains("folds less than --exact does");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--annotate", ""))
                .isEqualTo(2);
        assertThat(err()).contains("--annotate is empty");
        assertThat(seedbed("dedup", "--sweep", rows, "--text", "text", "--label", "nosuch"))
                .isEqualTo(2);
        assertThat(err()).contains("None of the 3 rows has a column 'nosuch'");
    }

    @Test
    void noRowThatCanBeReadIsAnErrorButNoRowIsNone() throws IOException {
        String rubbish =
                Files.writeString(folder.resolve("rubbish.jsonl"), "a\nb\n").toString();
        assertThat(seedbed("dedup", rubbish, "--text", "text", "--out", kept)).isEqualTo(2);
        assertThat(err()).contains("None of the 2 rows can be read");
        assertThat(Path.of(kept)).doesNotExist();
        String empty = Files.writeString(folder.resolve("empty.jsonl"), "").toString();
        assertThat(seedbed("dedup", empty, "--text", "text", "--out", kept)).isZero();
        assertThat(Path.of(kept)).isEmptyFile();
    }

    @Test
    void readsTheFolderThatItWritesTo() throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThat(seedbed(
                            "dedup",
                            folder.toString(),
                            "--text",
                            "text",
                            "--out",
                            kept,
                            "--near",
                            "0.8",
                            "--common",
                            "0.5",
                            "--removed",
                            folder.resolve("removed.jsonl").toString()))
                    .isZero();
            assertThat(out()).contains("4 rows: ");
        }
    }

    @Test
    void removesWhatMeansTheSame() throws IOException {
        String meanings =
                Files.writeString(folder.resolve("meanings.jsonl"), """
                        {"id":1,"text":"How many planets are in the solar system?"}
                        {"id":2,"text":"How many planets does the sun have?"}
                        {"id":3,"text":"What is the number of planets in our solar system?"}
                        """).toString();
        String removed = folder.resolve("removed.jsonl").toString();
        assertThat(seedbed(
                        "dedup", meanings, "--text", "text", "--semantic", "0.9", "--out", kept, "--removed", removed))
                .isZero();
        assertThat(out()).contains("3 rows: 2 kept, 1 removed, 0 rejected");
        assertThat(err()).doesNotContain("may charge");
        assertThat(Files.readString(Path.of(removed)))
                .contains("\"line\":3", "\"cosine\":0.945", "\"text_that_stays\":\"How many planets are in the solar");
    }

    @Test
    void saysThatAModelMayBePaidForAndHowMuchItTook() {
        try (ShapedEndpoint server = ShapedEndpoint.openAiEmbeddings("dimensions")) {
            assertThat(seedbed(
                            "dedup",
                            rows,
                            "--text",
                            "text",
                            "--out",
                            kept,
                            "--semantic",
                            "0.9",
                            "--model",
                            "openai:text-embedding-3-small",
                            "--set",
                            "base-url=" + server.address() + "/v1",
                            "--set",
                            "api=embeddings",
                            "--set",
                            "key-from=none"))
                    .as(err())
                    .isZero();
        }
        assertThat(err())
                .contains("note: openai may charge for each text, and nothing caps what that comes to")
                .contains("note: the model embedded 3 texts, of ");
    }

    @Test
    void saysWhatIsWrongWithAModelOrWhatStandsBesideIt() {
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--model", "minilm"))
                .isEqualTo(2);
        assertThat(err()).contains("--model and --set belong to --semantic, which is not given.");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--semantic", "0.9", "--near", "0.8"))
                .isEqualTo(2);
        assertThat(err()).contains("--semantic is given, so that --exact, --near, --spans");
        assertThat(seedbed("dedup", rows, "--text", "text", "--out", kept, "--semantic", "1.5"))
                .isEqualTo(2);
        assertThat(err()).contains("--semantic is 1.5, but must be a cosine above 0 and at most 1, such as 0.9.");
        assertThat(seedbed(
                        "dedup", rows, "--text", "text", "--out", kept, "--semantic", "0.9", "--model", "minlm:small"))
                .isEqualTo(2);
        assertThat(err()).contains("did you mean `minilm`?");
        assertThat(Path.of(kept)).doesNotExist();
    }
}
