package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.text.span.SpanSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpanExaminationTest {
    private static final SpanSettings SIX = new SpanSettings(6);
    private static final String FOOTER = "All rights to this page belong to the shop.";

    @TempDir
    private Path folder = Path.of("");

    private Path out() {
        return folder.resolve("kept.jsonl");
    }

    private Path evidence() {
        return folder.resolve("evidence.jsonl");
    }

    private Path rows(List<String> texts) throws Exception {
        List<String> lines = IntStream.range(0, texts.size())
                .mapToObj(i -> Data.of("id", "r" + i).with("text", texts.get(i)).toString())
                .toList();
        return Files.write(folder.resolve("in.jsonl"), lines);
    }

    private Corpus corpus(Path file) {
        return Corpus.of(List.of(file), List.of("text"))
                .keptTo(out())
                .removedTo(evidence())
                .identifiedBy("id");
    }

    private List<String> kept() throws Exception {
        return Files.readAllLines(out()).stream()
                .map(line -> Json.parseObject(line).text("text"))
                .toList();
    }

    @Test
    void removesRowsOfWhichTooMuchWasThereBefore() throws Exception {
        Path file = rows(
                List.of("Blue tulips. " + FOOTER, FOOTER + " Red.", "Seven other words of a longer text. " + FOOTER));

        CorpusReport report = corpus(file)
                .examine(new SpanExamination(SpanOptions.removing(SIX, 0.6).withId("id")));

        assertThat(kept()).containsExactly("Blue tulips. " + FOOTER, "Seven other words of a longer text. " + FOOTER);
        assertThat(report.removed()).isEqualTo(1);
        Data line = Json.parseObject(Files.readString(evidence()));
        assertThat(line.text("reason")).isEqualTo("repeated-spans");
        assertThat(line.value("evidence"))
                .asInstanceOf(InstanceOfAssertFactories.map(String.class, Object.class))
                .containsEntry("share", 0.9)
                .containsEntry("repeated", 9L)
                .containsEntry("words", 10L)
                .hasEntrySatisfying(
                        "spans",
                        spans -> assertThat(Json.write(spans))
                                .isEqualTo("[{\"start\":0,\"end\":42,\"words\":9,\"repeats\":{\"file\":\"" + file
                                        + "\",\"line\":1,\"id\":\"r0\"},\"from_word\":2,\"text\":\""
                                        + FOOTER.replace(".", "")
                                        + "\"}]"));
    }

    @Test
    void cutsOutWhatWasThereBeforeAndRemovesWhatHasNothingElse() throws Exception {
        Path file = rows(
                List.of("Blue. " + FOOTER, "Red. " + FOOTER + " Green.", FOOTER.toUpperCase(java.util.Locale.ROOT)));

        CorpusReport report = corpus(file).examine(new SpanExamination(SpanOptions.cutting(SIX)));

        assertThat(kept()).containsExactly("Blue. " + FOOTER, "Red. Green.");
        assertThat(report.changed()).isEqualTo(1);
        assertThat(report.removed()).isEqualTo(1);
        assertThat(Files.readAllLines(evidence())).hasSize(2);
    }

    @Test
    void goesOnWithWhatWasKeptBeforeItWasKilled() throws Exception {
        Random random = new Random(5);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 6_000; i++) {
            String own = IntStream.range(0, 20)
                    .mapToObj(_ -> "w" + random.nextInt(40_000))
                    .collect(Collectors.joining(" "));
            texts.add(i > 10 && i % 4 == 0 ? own + " " + texts.get(random.nextInt(i)) : own);
        }
        Path file = rows(texts);
        SpanOptions options = SpanOptions.cutting(SIX).withId("id");
        CorpusReport whole = corpus(file).threads(1).examine(new SpanExamination(options));
        String expected = Files.readString(out()) + Files.readString(evidence());
        assertThat(whole.changed()).isGreaterThan(1_000);
        Files.delete(out());
        Files.delete(evidence());

        assertThatThrownBy(() -> corpus(file)
                        .checkpointEvery(1 << 18)
                        .examine(new Wrapped<>(new SpanExamination(options), Wrapped.DEATH, () -> {})))
                .hasMessage("killed");
        List<String> told = new ArrayList<>();
        CorpusReport report = corpus(file)
                .checkpointEvery(1 << 18)
                .telling(told::add)
                .examine(new Wrapped<>(new SpanExamination(options), () -> {}, () -> {}));

        assertThat(told).anyMatch(words -> words.startsWith("goes on after"));
        assertThat(Files.readString(out()) + Files.readString(evidence())).isEqualTo(expected);
        assertThat(report).isEqualTo(whole);
    }

    @Test
    void forgetsWhatItCouldReadOfADamagedFileWhenItBeginsAnew() throws Exception {
        List<String> texts = IntStream.range(0, 4_000)
                .mapToObj(row -> IntStream.range(0, 12)
                        .mapToObj(word -> "r" + row + "w" + word)
                        .collect(Collectors.joining(" ")))
                .toList();
        Path file = rows(texts);
        SpanOptions options = SpanOptions.removing(SIX, 0.5);
        assertThatThrownBy(() -> corpus(file)
                        .checkpointEvery(1 << 17)
                        .examine(new Wrapped<>(new SpanExamination(options), Wrapped.DEATH, () -> {})))
                .hasMessage("killed");
        Path kept = folder.resolve(".kept.jsonl.work").resolve(KeptRecords.FILE);
        byte[] bytes = Files.readAllBytes(kept);
        Files.write(kept, java.util.Arrays.copyOf(bytes, bytes.length / 2));

        List<String> told = new ArrayList<>();
        CorpusReport report = corpus(file)
                .checkpointEvery(1 << 17)
                .telling(told::add)
                .examine(new Wrapped<>(new SpanExamination(options), () -> {}, () -> {}));

        assertThat(told).anyMatch(words -> words.endsWith("begins anew"));
        assertThat(report.kept()).isEqualTo(4_000);
    }
}
