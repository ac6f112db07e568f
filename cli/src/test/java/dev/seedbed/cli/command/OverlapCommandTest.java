package dev.seedbed.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlapCommandTest extends CommandTest {
    @TempDir
    private Path folder = Path.of("");

    private static String novel(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void removesRowsThatCopyAReferenceTextWithEvidence() throws IOException {
        String rows =
                write("rows.jsonl", """
                {"id":1,"text":"Name a prime."}
                {"id":2,"text":"It begins: %s and so on"}
                {"id":3,"text":"%s"}
                """.formatted(novel(0, 70), novel(0, 30).replace("word7 ", "")));
        String book = write("novel.txt", novel(0, 5_000));

        int exit = seedbed(
                "overlap",
                rows,
                "--text",
                "text",
                "--reference",
                book,
                "--id",
                "id",
                "--words",
                "15",
                "--coverage",
                "1",
                "--out",
                path("kept.jsonl"),
                "--removed",
                path("removed.jsonl"));

        assertThat(exit).as(err()).isZero();
        assertThat(out()).contains("1  verbatim-overlap").contains("2 kept, 1 removed");
        assertThat(Files.readAllLines(folder.resolve("kept.jsonl"))).hasSize(2);
        Data removed = Json.parseObject(Files.readString(folder.resolve("removed.jsonl")));
        assertThat(removed.value("id")).isEqualTo(2L);
        assertThat(Json.write(removed.value("evidence")))
                .contains("\"file\":" + Json.write(book), "\"longest_run\":70", "\"words\":75");
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsRead() throws IOException {
        String book = write("novel.txt", novel(0, 50));
        String rows = write("rows.jsonl", "{\"text\": \"a\"}\n");

        assertThat(seedbed(
                        "overlap",
                        rows,
                        "--text",
                        "text",
                        "--reference",
                        book,
                        "--longest",
                        "9",
                        "--removed",
                        "r.jsonl"))
                .isNotZero();
        assertThat(err()).contains("--longest is 9, but runs below --words, which is 20");
        assertThat(seedbed(
                        "overlap",
                        rows,
                        "--text",
                        "text",
                        "--reference",
                        book,
                        "--coverage",
                        "0",
                        "--removed",
                        "r.jsonl"))
                .isNotZero();
        assertThat(err()).contains("--coverage is 0.0, but must be above 0");
        assertThat(seedbed("overlap", rows, "--text", "text", "--reference", book, "--out", book))
                .isNotZero();
        assertThat(Files.readString(folder.resolve("novel.txt"))).isEqualTo(novel(0, 50));
    }

    @Test
    void countsRowsByTheTextThatTheyCopy() throws IOException {
        String rows = write("rows.jsonl", """
                {"text":"%s"}
                {"text":"%s"}
                {"text":"own words"}
                {"text":"%s"}
                """.formatted(novel(0, 60), novel(100, 70), novel(9_000, 55)));
        String book = write("novel.txt", novel(0, 5_000));
        String lyrics = write("lyrics.json", "{\"text\":\"la la\"}\n{\"text\":\"" + novel(9_000, 60) + "\"}\n");
        String[] arguments = {
            "overlap",
            rows,
            "--text",
            "text",
            "--reference",
            book,
            "--reference",
            lyrics,
            "--out",
            path("kept.jsonl"),
            "--report",
            path("copied.json")
        };
        assertThat(seedbed(arguments)).isZero();
        assertThat(Json.parseObject(Files.readString(folder.resolve("copied.json")))
                        .asMap())
                .isEqualTo(Map.of(
                        "rows", 4L,
                        "copied", 3L,
                        "references",
                                List.of(
                                        Map.of("file", lyrics, "line", 2L, "rows", 1L, "longest_run", 55L),
                                        Map.of("file", book, "rows", 2L, "longest_run", 70L))));
        arguments[arguments.length - 1] = path("copied.md");
        assertThat(seedbed(arguments)).isZero();
        assertThat(folder.resolve("copied.md"))
                .content()
                .contains("3 of 4 rows have too much word for word", "| " + book + " | 2 | 70 |", lyrics + ":2 | 1 |");
        arguments[arguments.length - 1] = book;
        assertThat(seedbed(arguments)).isEqualTo(2);
        assertThat(err()).contains("its ending must be .md or .json");
    }

    @Test
    void refusesReferencesThatAreNoTexts() throws IOException {
        String rows = write("rows.jsonl", "{\"text\":\"Name a prime.\"}\n");
        for (String name : new String[] {"novel.txt.zst", "novel.parquet", "novel.pdf"}) {
            String file = write(name, novel(0, 100));
            assertThat(seedbed("overlap", rows, "--text", "text", "--reference", file, "--out", path("kept.jsonl")))
                    .isEqualTo(2);
            assertThat(err()).contains(file + " cannot be read: its ending says that it is no text; bring");
        }
        String list = write("novel.json", "[{\"text\":\"" + novel(0, 100) + "\"}]");
        assertThat(seedbed("overlap", rows, "--text", "text", "--reference", list, "--out", path("kept.jsonl")))
                .isEqualTo(2);
        assertThat(err()).contains("line 1: a JSON object is wanted, but this is a list");
        assertThat(folder.resolve("kept.jsonl")).doesNotExist();
    }
}
