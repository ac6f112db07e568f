package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.pipeline.PipelineReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What the data-set card says of rows that stood in files.
@Timeout(120)
class CardOfLoadedRowsTest {
    private static final String UNCHANGED = "They were chosen, and not changed.";
    private static final Path TOXIC =
            Path.of("..", "examples", "data", "models", "tiny-toxic").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void write() throws IOException {
        String words = IntStream.range(0, 20).mapToObj(i -> "word" + i).collect(Collectors.joining(" "));
        Files.writeString(
                folder.resolve("rows.jsonl"),
                "{\"answer\":\"One. " + words + "\"}\n{\"answer\":\"Another. " + words + "\"}\n");
    }

    private String card(String step) throws Exception {
        String yaml = """
                seedbed: 1
                name: loaded
                models:
                  toxic: { provider: onnx, folder: 'FOLDER' }
                steps:
                  - load: rows.jsonl
                  - STEP
                outputs: [ card ]
                """.replace("FOLDER", TOXIC.toString()).replace("STEP", step);
        Seedbed.standard()
                .run(
                        PipelineReader.read(yaml, "pipeline.yaml", folder),
                        RunOptions.defaults().into(folder.resolve("out")));
        return Files.readString(folder.resolve("out/README.md"));
    }

    private static String changedIn(String step) {
        return "They were chosen, and columns were computed or changed in the step `" + step + "`.";
    }

    @Test
    void saysThatSpansWereCutOutOfThem() throws Exception {
        assertThat(card("repeated-spans: { column: answer, words: 10, action: cut }"))
                .contains(changedIn("repeated-spans"))
                .doesNotContain(UNCHANGED);
        assertThat(Files.readString(folder.resolve("out/dataset.jsonl"))).contains("\"cut_spans\":[{");
    }

    @Test
    void saysThatAGateAddedAColumn() throws Exception {
        assertThat(card("classifier: { column: answer, model: toxic, annotate: true }"))
                .contains(changedIn("classifier"))
                .doesNotContain(UNCHANGED);
    }

    @Test
    void saysThatTheyWereOnlyChosen() throws Exception {
        assertThat(card("classifier: { column: answer, model: toxic, deny: [toxic] }"))
                .contains(UNCHANGED);
    }

    @Test
    void saysThatTheyWereOnlyChosenWhereSomeWentPastTheStep() throws Exception {
        assertThat(card("length: { column: answer, maximum-words: 10, when: \"answer == 'x'\" }"))
                .contains(UNCHANGED);
    }
}
