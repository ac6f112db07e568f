package dev.seedbed.pipeline.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.step.Exporter;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SaveStepTest {
    private static final Sample FIRST =
            Sample.root("load", Data.of("q", "Wö?\n").with("a", 1));
    private static final Sample SECOND = Sample.root("load", Data.of("q", "x"));

    @TempDir
    Path folder;

    @Test
    void writesAllColumnsAndMovesTheFileWhenTheRunIsFinished() throws Exception {
        Path path = folder.resolve("deep/out.jsonl");
        Exporter exporter = exporter(Map.of("path", path));
        exporter.open();
        exporter.write(FIRST);
        exporter.write(SECOND);
        assertThat(path).doesNotExist();
        exporter.close(true);
        assertThat(path).hasContent("{\"q\":\"Wö?\\n\",\"a\":1}\n{\"q\":\"x\"}\n");
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void writesChosenColumnsInOrderWithTheId() throws Exception {
        Path path = folder.resolve("out.jsonl");
        save(exporter(Map.of("path", path, "columns", List.of("a", "q"), "id", "_id")));
        assertThat(Files.readAllLines(path))
                .containsExactly(
                        "{\"_id\":\"" + FIRST.id() + "\",\"a\":1,\"q\":\"Wö?\\n\"}",
                        "{\"_id\":\"" + SECOND.id() + "\",\"a\":null,\"q\":\"x\"}");
    }

    @Test
    void aStoppedRunLeavesTheOldFileAndThePart() throws Exception {
        Path path = Files.writeString(folder.resolve("out.jsonl"), "old\n");
        Exporter exporter = exporter(Map.of("path", path));
        exporter.open();
        exporter.write(SECOND);
        exporter.close(false);
        assertThat(path).hasContent("old\n");
        assertThat(folder.resolve("out.jsonl.partial")).hasContent("{\"q\":\"x\"}\n");
        save(exporter(Map.of("path", path)));
        assertThat(Files.readAllLines(path)).hasSize(2);
    }

    @Test
    void packsTheSameRowsToTheSameBytes() throws Exception {
        Path one = folder.resolve("one.jsonl.gz");
        Path two = folder.resolve("two.jsonl.gz");
        save(exporter(Map.of("path", one)));
        save(exporter(Map.of("path", two)));
        assertThat(one).hasSameBinaryContentAs(two);
        try (InputStream in = new GZIPInputStream(Files.newInputStream(one))) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).endsWith("{\"q\":\"x\"}\n");
        }
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        Files.writeString(folder.resolve("file"), "");
        Exporter exporter = exporter(Map.of("path", folder.resolve("file/out.jsonl")));
        assertThatThrownBy(exporter::open)
                .isInstanceOfSatisfying(
                        SeedbedException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNUSABLE))
                .hasMessageContaining("file/out.jsonl");
    }

    @Test
    void refusesOtherFormatsFoldersAndATakenIdColumn() throws Exception {
        assertThat(problems(Map.of("path", folder.resolve("out.csv"))))
                .contains("must end in .jsonl, .ndjson, .jsonl.gz or .ndjson.gz");
        Files.createDirectories(folder.resolve("out.jsonl"));
        assertThat(problems(Map.of("path", folder.resolve("out.jsonl")))).contains("but that is a folder");
        assertThat(problems(Map.of("path", folder.resolve("a.jsonl"), "id", "q")))
                .isEqualTo("id is 'q', but the samples have a column of that name; choose another");
    }

    private static void save(Exporter exporter) {
        exporter.open();
        exporter.write(FIRST);
        exporter.write(SECOND);
        exporter.close(true);
    }

    private static Exporter exporter(Map<String, ?> settings) {
        return (Exporter) BuildingFake.of(SaveStep.TYPE, settings, "q", "a").buildOne();
    }

    private static String problems(Map<String, ?> settings) {
        BuildingFake building = BuildingFake.of(SaveStep.TYPE, settings, "q", "a");
        building.build();
        return String.join("\n", building.problems);
    }
}
