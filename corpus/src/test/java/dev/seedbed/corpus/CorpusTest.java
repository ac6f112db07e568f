package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.text.Normalization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, String text) throws IOException {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path file(String name, byte[] bytes) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes);
    }

    private Path out() {
        return folder.resolve("kept.jsonl");
    }

    private Path removed() {
        return folder.resolve("removed.jsonl");
    }

    private Corpus corpus(Path... inputs) {
        return Corpus.of(List.of(inputs), List.of("text")).keptTo(out()).removedTo(removed());
    }

    private static ExactExamination exact() {
        return new ExactExamination(Normalization.STANDARD);
    }

    private List<Data> removedRows() throws IOException {
        return Files.readAllLines(removed()).stream().map(Json::parseObject).toList();
    }

    private static String row(String text) {
        return Json.write(Map.of("text", text)) + "\n";
    }

    private static byte[] packed(byte[] bytes, boolean zstd) throws IOException {
        ByteArrayOutputStream target = new ByteArrayOutputStream();
        try (OutputStream out = zstd ? new ZstdOutputStream(target) : new GZIPOutputStream(target)) {
            out.write(bytes);
        }
        return target.toByteArray();
    }

    @Test
    void removesRowsThatAnEarlierOneEqualsAndNamesIt() throws Exception {
        Path a = file("a.jsonl", "{\"id\":\"x\",  \"text\":\"Why  not\"}\n{\"id\":\"y\",\"text\":\"Because\"}\r\n");
        Path b = file("b.jsonl", "{\"text\":\"why not\",\"id\":\"z\"}\n{\"id\":5,\"text\":\"new\"}");
        CorpusReport report = corpus(b, a)
                .identifiedBy("id")
                .examine(new ExactExamination(Normalization.STANDARD, Optional.of("id")));
        assertThat(report)
                .isEqualTo(new CorpusReport(
                        4, 3, 0, 1, 0, 0, Files.size(a) + Files.size(b), Map.of("exact-duplicate", 1L)));
        assertThat(Files.readString(out())).isEqualTo("""
                        {"id":"x",  "text":"Why  not"}
                        {"id":"y","text":"Because"}\r
                        {"id":5,"text":"new"}
                        """);
        assertThat(removedRows())
                .containsExactly(Data.of("file", b.toString())
                        .with("line", 1)
                        .with("id", "z")
                        .with("reason", "exact-duplicate")
                        .with("evidence", Map.of("survivor", Map.of("file", a.toString(), "line", 1, "id", "x"))));
    }

    @Test
    void writesTheSameBytesForAnyThreadsAndOrderOfFiles() throws Exception {
        Random random = new Random(4);
        List<Path> shards = new ArrayList<>();
        for (int shard = 0; shard < 4; shard++) {
            StringBuilder rows = new StringBuilder();
            for (int i = 0; i < 3_000; i++) {
                rows.append(row("x".repeat(random.nextInt(900)) + random.nextInt(6_000)));
            }
            shards.add(file("shards/" + shard + ".jsonl", rows.toString()));
        }
        corpus(shards.toArray(Path[]::new)).threads(1).examine(exact());
        byte[] kept = Files.readAllBytes(out());
        byte[] gone = Files.readAllBytes(removed());
        assertThat(gone).isNotEmpty();
        for (int threads : new int[] {2, 5}) {
            corpus(shards.reversed().toArray(Path[]::new)).threads(threads).examine(exact());
            assertThat(Files.readAllBytes(out())).isEqualTo(kept);
            assertThat(Files.readAllBytes(removed())).isEqualTo(gone);
        }
        corpus(folder.resolve("shards/*.jsonl")).examine(exact());
        assertThat(Files.readAllBytes(out())).isEqualTo(kept);
    }

    @Test
    void readsAndWritesPackedFiles() throws Exception {
        byte[] rows = (row("a") + row("b") + row("a")).getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        members.write(packed(row("c").getBytes(StandardCharsets.UTF_8), false));
        members.write(packed(rows, false));
        Path gzip = file("a.jsonl.gz", members.toByteArray());
        Path zstd = file("b.jsonl.zst", packed(rows, true));
        for (String ending : List.of(".jsonl.gz", ".jsonl.zst")) {
            Path kept = folder.resolve("kept" + ending);
            CorpusReport report =
                    Corpus.of(List.of(gzip, zstd), List.of("text")).keptTo(kept).examine(exact());
            assertThat(report.rows()).isEqualTo(7);
            try (var in = ending.endsWith("gz")
                    ? new GZIPInputStream(Files.newInputStream(kept))
                    : new ZstdInputStream(Files.newInputStream(kept))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(row("c") + row("a") + row("b"));
            }
        }
    }

    @Test
    void aPackedFileThatIsCutShortIsAnErrorThatNamesTheLastGoodLine() throws Exception {
        StringBuilder rows = new StringBuilder();
        Random random = new Random(3);
        for (int i = 0; i < 40_000; i++) {
            rows.append(row(Long.toString(random.nextLong(), 36)));
        }
        for (boolean zstd : new boolean[] {false, true}) {
            byte[] whole = packed(rows.toString().getBytes(StandardCharsets.UTF_8), zstd);
            Path cut = file(zstd ? "cut.jsonl.zst" : "cut.jsonl.gz", Arrays.copyOf(whole, whole.length / 2));
            assertThatThrownBy(() -> corpus(cut).examine(exact()))
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageMatching(
                            "(?s).*cut\\.jsonl\\.(gz|zst):\\d{4,}: cannot be unpacked from this line on.*the"
                                    + " last good line is \\d{4,}\\..*");
            assertThat(out()).doesNotExist();
        }
        byte[] whole = packed(row("a").getBytes(StandardCharsets.UTF_8), false);
        ByteArrayOutputStream tail = new ByteArrayOutputStream();
        tail.write(whole);
        tail.write("rubbish".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(
                        () -> corpus(file("tail.jsonl.gz", tail.toByteArray())).examine(exact()))
                .hasMessageContaining("something that is not gzip");
    }

    @Test
    void countsWhatCannotBeReadAndSaysWhere() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0xef, (byte) 0xbb, (byte) 0xbf});
        bytes.write(row("with a mark").getBytes(StandardCharsets.UTF_8));
        bytes.write("\n  \r\n".getBytes(StandardCharsets.UTF_8));
        bytes.write("{\"text\":\"".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xff);
        bytes.write("\"}\n{\"text\":3}\nnothing\n".getBytes(StandardCharsets.UTF_8));
        bytes.write(row("last").stripTrailing().getBytes(StandardCharsets.UTF_8));
        Path hostile = file("hostile.jsonl", bytes.toByteArray());
        Path empty = file("empty.jsonl", "");
        CorpusReport report = corpus(hostile, empty).examine(exact());
        assertThat(report)
                .isEqualTo(new CorpusReport(
                        5, 2, 0, 0, 3, 2, Files.size(hostile), Map.of("unreadable-row", 2L, "no-text", 1L)));
        assertThat(Files.readString(out())).isEqualTo(row("with a mark") + row("last"));
        assertThat(removedRows())
                .extracting(each -> each.value("line") + " " + each.value("reason"))
                .containsExactly("4 unreadable-row", "5 no-text", "6 unreadable-row");
        assertThatThrownBy(() -> corpus(hostile).strict().examine(exact()))
                .hasMessageContaining("hostile.jsonl:4: invalid UTF-8 at byte 10");
    }

    @Test
    void skipsALineThatIsTooLongWithoutHoldingIt() throws Exception {
        String longText = "y".repeat(3_000_000);
        for (String end : List.of("\n", "")) {
            Path file = file(
                    "long.jsonl",
                    row("a") + row(longText) + row("b") + row(longText).stripTrailing() + end);
            CorpusReport report = corpus(file).longestLine(2_000_000).examine(exact());
            assertThat(report.kept()).isEqualTo(2);
            assertThat(report.reasons()).isEqualTo(Map.of("line-too-long", 2L));
            assertThat(removedRows()).extracting(each -> each.value("line")).containsExactly(2L, 4L);
            assertThat(removedRows().getFirst().toString())
                    .contains("it has 3000011 bytes, and the longest line allowed has 2000000");
        }
        Path file = file("fits.jsonl", row("a") + row(longText) + row("b") + row(longText));
        assertThat(corpus(file).examine(exact()).removed()).isEqualTo(1);
        Path small = file("small.jsonl", row("a") + row("a".repeat(100)));
        assertThat(corpus(small).longestLine(50).examine(exact()).reasons()).containsKey("line-too-long");
    }

    @Test
    void annotatesInsteadOfRemoving() throws Exception {
        Path file = file("rows.jsonl", row("a") + "{\"text\":\"A\" } \r\n" + "nothing\n");
        CorpusReport report = corpus(file).annotating("dup").examine(exact());
        assertThat(report.removed()).isEqualTo(1);
        assertThat(Files.readString(out()))
                .isEqualTo("{\"text\":\"a\",\"dup\":{\"kept\":true}}\n{\"text\":\"A\" ,\"dup\":{\"kept\":false,"
                        + "\"reason\":\"exact-duplicate\",\"evidence\":{\"survivor\":{\"file\":\"" + file
                        + "\",\"line\":1}}}} \r\n");
        assertThatThrownBy(() -> corpus(file).annotating("text").examine(exact()))
                .hasMessageContaining("rows.jsonl:1: the row already has a column 'text'");
    }

    @Test
    void givesTheRemovedRowsThemselvesIfAsked() throws Exception {
        corpus(file("rows.jsonl", row("a") + row("A"))).withRemovedRows().examine(exact());
        assertThat(removedRows().getFirst().value("row")).isEqualTo(Map.of("text", "A"));
    }

    @Test
    void refusesWhatWouldDestroyOrConfuse() throws Exception {
        Path file = file("rows.jsonl", row("a"));
        assertThatThrownBy(() -> corpus(file, folder.resolve("./rows.jsonl")))
                .hasMessageContaining("is named twice")
                .hasMessageContaining("Name each file once");
        assertThatThrownBy(() ->
                        Corpus.of(List.of(file), List.of("text")).keptTo(file).examine(exact()))
                .hasMessageContaining("is an input and would be written over");
        assertThatThrownBy(() -> corpus(folder.resolve("no.jsonl"))).hasMessageContaining("no.jsonl'");
        assertThatThrownBy(() -> corpus(file).keptTo(folder.resolve("kept.txt")))
                .hasMessageContaining("has an ending that says no format");
        assertThatThrownBy(() ->
                        Corpus.of(List.of(file), List.of("txt")).keptTo(out()).examine(exact()))
                .hasMessage("No row has the text that is to be looked at. " + file
                        + ":1: it has no column 'txt'; it has text. Name the column with the text.");
        assertThat(out()).doesNotExist();
        assertThatThrownBy(() ->
                        corpus(file).keptTo(folder.resolve("no/kept.jsonl")).examine(exact()))
                .hasMessageContaining("no/kept.jsonl' cannot be written: there is no such folder");
        assertThatThrownBy(() -> corpus(file).threads(0)).hasMessageContaining("must be at least 1");
        assertThat(folder.toFile().list()).containsExactly("rows.jsonl");
    }

    @Test
    void noRowThatCanBeReadIsAnError() throws Exception {
        Path file = file("rows.jsonl", """

                [1]
                {"text":3}
                nothing
                """);
        assertThatThrownBy(() -> corpus(file).examine(exact()))
                .isInstanceOfSatisfying(
                        SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT))
                .hasMessageStartingWith(
                        "None of the 3 rows can be read {no-text=1, unreadable-row=2}. " + file + ":2: ");
        assertThat(folder.toFile().list()).containsExactly("rows.jsonl");
        assertThat(corpus(file("blank.jsonl", "\n \n")).examine(exact()).rows()).isZero();
        assertThat(corpus(file, file("good.jsonl", row("a"))).examine(exact()).kept())
                .isEqualTo(1);
    }

    @Test
    void readsAndReplacesFilesOnly() throws Exception {
        Path file = file("rows.jsonl", row("a"));
        Path pipe = folder.resolve("pipe.jsonl");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThatThrownBy(() -> corpus(pipe))
                .isInstanceOfSatisfying(
                        SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.WRONG_INPUT))
                .hasMessageContaining("pipe.jsonl' is a pipe or a device");
        assertThatThrownBy(() -> corpus(file).keptTo(pipe).examine(exact()))
                .hasMessageContaining("pipe.jsonl' is a pipe or a device, and an output is a file");
        Path inTheWay = Files.createDirectory(folder.resolve("folder.jsonl"));
        assertThatThrownBy(() -> corpus(file).keptTo(inTheWay).examine(exact()))
                .hasMessageContaining("folder.jsonl' is a folder, and an output is a file");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void aLinkStaysALink() throws Exception {
        Path file = file("rows.jsonl", row("a") + row("a"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Path target = elsewhere.resolve("target");
        for (String before : List.of("", "old")) {
            if (!before.isEmpty()) {
                Files.writeString(target, before);
            }
            for (String name : List.of("link.jsonl", "link.parquet")) {
                Path link = folder.resolve(name);
                Files.deleteIfExists(link);
                Files.createSymbolicLink(link, Path.of("elsewhere/target"));
                Corpus.of(List.of(file), List.of("text")).keptTo(link).examine(exact());
                assertThat(link).isSymbolicLink();
                assertThat(elsewhere.toFile().list()).containsExactly("target");
            }
        }
        Path link = folder.resolve("link.jsonl");
        Corpus.of(List.of(file), List.of("text")).keptTo(link).examine(exact());
        assertThat(target).hasContent(row("a"));
        Path input = Files.createSymbolicLink(folder.resolve("input.jsonl"), file);
        assertThatThrownBy(() ->
                        Corpus.of(List.of(file), List.of("text")).keptTo(input).examine(exact()))
                .hasMessageContaining("is an input and would be written over");
        Path circle = Files.createSymbolicLink(folder.resolve("circle.jsonl"), folder.resolve("circle.jsonl"));
        assertThatThrownBy(() ->
                        Corpus.of(List.of(file), List.of("text")).keptTo(circle).examine(exact()))
                .hasMessageContaining("is a link that leads to itself");
    }

    @Test
    void aDeniedFolderIsNoMatterOfRoom() {
        assertThat(RowOutput.failure(out(), new AccessDeniedException("/data")))
                .hasMessageContaining("there is no permission to write to '/data'")
                .hasMessageNotContaining("make room");
        assertThat(RowOutput.failure(out(), new FileSystemException("x", null, "Read-only file system")))
                .hasMessageContaining("kept.jsonl' cannot be written: Read-only file system. ");
    }

    @Test
    void aVerdictNeedsAName() throws Exception {
        Path file = file("rows.jsonl", row("a"));
        assertThatThrownBy(() -> corpus(file).annotating("")).hasMessageContaining("(--annotate) has no name");
    }

    @Test
    void anEmptyInputGivesEmptyOutputs() throws Exception {
        Path file = file("empty.jsonl", "");
        Path kept = folder.resolve("kept.jsonl.gz");
        CorpusReport report = corpus(file).keptTo(kept).examine(exact());
        assertThat(report.rows()).isZero();
        try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(kept))) {
            assertThat(in.readAllBytes()).isEmpty();
        }
        assertThat(removed()).isEmptyFile();
    }

    @Test
    void writesToAStream() throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Corpus.of(List.of(file("rows.jsonl", row("a") + row("a"))), List.of("text"))
                .keptTo(stream)
                .examine(exact());
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(row("a"));
    }

    @Test
    void columnsAreComparedEachByItself() throws Exception {
        Path file = file("rows.jsonl", """
                {"q":"a b","a":"c"}
                {"q":"a","a":"b c"}
                {"q":"A  b","a":"c"}
                """);
        CorpusReport report =
                Corpus.of(List.of(file), List.of("q", "a")).keptTo(out()).examine(exact());
        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.removed()).isEqualTo(1);
    }

    /// The parser of ids has bounds that a line has not.
    @Test
    void aHostileIdIsTheTroubleOfItsRowOnly() throws Exception {
        String deep = "[".repeat(300) + "]".repeat(300);
        Path file = file(
                "rows.jsonl",
                row("a") + "{\"text\":\"b\",\"id\":" + deep + "}\n{\"text\":\"c\",\"id\":1" + "0".repeat(2_000) + "}\n"
                        + "{\"text\":\"a\",\"id\":{\"x\":1,\"x\":2}}\n{\"text\":\"d\",\"id\":4}\n");
        CorpusReport report = corpus(file)
                .identifiedBy("id")
                .examine(new ExactExamination(Normalization.STANDARD, Optional.of("id")));
        assertThat(report.kept()).isEqualTo(2);
        assertThat(report.reasons()).isEqualTo(Map.of("unreadable-row", 3L));
        assertThat(removedRows().getFirst().toString()).contains("its column 'id' cannot be read: ");
        assertThat(Corpus.of(List.of(file), List.of("text"))
                        .identifiedBy("text")
                        .removedTo(removed())
                        .examine(new ExactExamination(Normalization.STANDARD, Optional.of("text")))
                        .kept())
                .isEqualTo(4);
    }

    @Test
    void zerosAreNoGzip() throws Exception {
        Path zeros = file("zeros.jsonl.gz", new byte[1_000]);
        assertThatThrownBy(() -> corpus(zeros).examine(exact())).hasMessageContaining("something that is not gzip");
        byte[] rows = packed(row("a").getBytes(StandardCharsets.UTF_8), false);
        Path padded = file("padded.jsonl.gz", Arrays.copyOf(rows, rows.length + 1_000));
        assertThat(corpus(padded).examine(exact()).kept()).isEqualTo(1);
    }

    @Test
    void doesNotReadWhatItWrites() throws Exception {
        file("data/a.jsonl", row("a") + row("b") + row("a"));
        Path data = folder.resolve("data");
        for (Path in : List.of(data, data.resolve("*.jsonl"))) {
            for (int i = 0; i < 2; i++) {
                CorpusReport report = Corpus.of(List.of(in), List.of("text"))
                        .keptTo(data.resolve("kept.jsonl"))
                        .removedTo(data.resolve("removed.jsonl"))
                        .examine(exact());
                assertThat(report.rows()).isEqualTo(3);
                assertThat(report.kept()).isEqualTo(2);
            }
        }
        assertThat(Corpus.of(List.of(data), List.of("text"))
                        .without(List.of(data.resolve("removed.jsonl")))
                        .examine(exact())
                        .rows())
                .isEqualTo(5);
    }

    @Test
    void anExaminationIsUsedOnce() throws Exception {
        Path file = file("rows.jsonl", row("a"));
        ExactExamination examination = exact();
        corpus(file).examine(examination);
        assertThatThrownBy(() -> corpus(file).examine(examination))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("make a new one for each");
        assertThat(Files.readString(out())).isEqualTo(row("a"));
    }

    @Test
    void anIdThatNoRowHasIsMisspelt() throws Exception {
        Path file = file("rows.jsonl", row("a"));
        assertThatThrownBy(() -> corpus(file).identifiedBy("di").examine(exact()))
                .hasMessageContaining("No row has the column 'di'");
        assertThat(folder.toFile().list()).containsExactly("rows.jsonl");
    }

    @Test
    void theLastPlaceNamedForTheKeptCounts() throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        Path file = file("rows.jsonl", row("a"));
        corpus(file).keptTo(stream).examine(exact());
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(row("a"));
        assertThat(out()).doesNotExist();
        corpus(file).keptTo(stream).keptTo(out()).examine(exact());
        assertThat(out()).exists();
        assertThat(stream.toString(StandardCharsets.UTF_8)).isEqualTo(row("a"));
    }

    /// The file that is being written is closed under the hands of a thread that is interrupted.
    @Test
    void whoIsInterruptedIsToldSo() throws Exception {
        Path file = file("rows.jsonl", (row("x".repeat(900)) + row("y")).repeat(4_000));
        Corpus corpus = corpus(file)
                .annotating("dup")
                .watchedBy(_ -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> corpus.examine(exact())).isInstanceOf(InterruptedException.class);
        assertThat(Thread.interrupted()).isFalse();
        Path small = file("small.jsonl", row("a"));
        Corpus last = corpus(small).watchedBy(_ -> Thread.currentThread().interrupt());
        assertThatThrownBy(() -> last.examine(exact())).isInstanceOf(InterruptedException.class);
        assertThat(out()).doesNotExist();
    }
}
