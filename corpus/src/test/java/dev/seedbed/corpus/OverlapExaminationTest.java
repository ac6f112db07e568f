package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Json;
import dev.seedbed.curate.contamination.Overlap.Limits;
import dev.seedbed.curate.contamination.ReferenceTexts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OverlapExaminationTest {
    private static final int ROWS = 6_000;

    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();

    private static String novel(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
    }

    private Path rows() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            String text = i % 100 == 7 ? "It says: " + novel(i % 60, 40) : "row " + i;
            lines.append(Json.write(Map.of("text", text + " ".repeat(i % 2_000))))
                    .append('\n');
        }
        return Files.writeString(folder.resolve("rows.jsonl"), lines);
    }

    private Corpus corpus(Path rows, String name) {
        return Corpus.of(List.of(rows), List.of("text"))
                .keptTo(folder.resolve(name + "-kept.jsonl"))
                .removedTo(folder.resolve(name + "-removed.jsonl"))
                .telling(told::add)
                .checkpointEvery(1 << 20);
    }

    @Test
    void countsOnceWhatWasSavedWithoutItsCheckpoint() throws Exception {
        Path rows = rows();
        Path book = Files.writeString(folder.resolve("novel.txt"), novel(0, 5_000));
        try (ReferenceTexts books = ReferenceTexts.read(List.of(book), "text", 20)) {
            Limits limits = new Limits(30, 1);
            OverlapExamination undisturbed = new OverlapExamination(books, limits);
            CorpusReport report = corpus(rows, "whole").examine(undisturbed);
            assertThat(report.removed()).isEqualTo(ROWS / 100);
            assertThatThrownBy(() ->
                            corpus(rows, "died").examine(Dying.inCheckpoint(new OverlapExamination(books, limits), 3)))
                    .hasMessage("killed");
            OverlapExamination resumed = new OverlapExamination(books, limits);

            assertThat(corpus(rows, "died").examine(resumed)).isEqualTo(report);

            assertThat(told).singleElement().asString().startsWith("goes on after ");
            assertThat(resumed.counts().json(ROWS))
                    .isEqualTo(undisturbed.counts().json(ROWS));
            assertThat(folder.resolve("died-kept.jsonl")).hasSameBinaryContentAs(folder.resolve("whole-kept.jsonl"));
            assertThat(folder.resolve("died-removed.jsonl"))
                    .hasSameBinaryContentAs(folder.resolve("whole-removed.jsonl"));
            assertThat(folder.resolve(".died-kept.jsonl.work")).doesNotExist();
        }
    }

    @Test
    void escapesTheNamesOfFilesInItsTable() throws Exception {
        Path book = Files.writeString(folder.resolve("a|b`<i>.txt"), novel(0, 500));
        try (ReferenceTexts books = ReferenceTexts.read(List.of(book), "text", 20)) {
            OverlapExamination examination = new OverlapExamination(books, new Limits(30, 1));
            corpus(rows(), "kept").examine(examination);
            assertThat(examination.counts().markdown(ROWS))
                    .contains("a\\|b\\`&lt;i&gt;.txt | 60 | 40 |")
                    .doesNotContain("a|b");
        }
    }
}
