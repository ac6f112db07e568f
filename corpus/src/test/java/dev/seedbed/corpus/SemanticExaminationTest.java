package dev.seedbed.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.EmbeddingEndpoint;
import dev.seedbed.api.model.EmbeddingReply;
import dev.seedbed.api.model.Usage;
import dev.seedbed.testkit.ScriptedEmbedder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SemanticExaminationTest {
    @TempDir
    private Path folder = Path.of("");

    private final List<String> told = new ArrayList<>();

    /// A text begins with degrees, which are where its meaning points to. After so many texts it cannot be used.
    private record Compass(int most, AtomicInteger asked) implements EmbeddingEndpoint {
        Compass(int most) {
            this(most, new AtomicInteger());
        }

        @Override
        public EmbeddingReply embed(List<String> texts, Duration deadline) throws CallFailedException {
            if (texts.stream().anyMatch(text -> text.contains("poison"))) {
                throw new CallFailedException(
                        Remedy.GIVE_UP,
                        "the text '" + texts.getFirst() + "' is not allowed",
                        OptionalInt.of(400),
                        Optional.empty(),
                        "",
                        null);
            }
            if (asked.addAndGet(texts.size()) > most) {
                throw new CallFailedException(Remedy.STOP_RUN, "the quota is used up");
            }
            return new EmbeddingReply(
                    texts.stream().map(Compass::vector).toList(), new Usage(1, 0, false), Optional.empty());
        }

        private static float[] vector(String text) {
            if (text.startsWith("broken")) {
                throw new NoClassDefFoundError("a part of the model");
            }
            double angle = Math.toRadians(Integer.parseInt(text.split(" ", 2)[0]));
            return new float[] {(float) Math.cos(angle), (float) Math.sin(angle)};
        }

        @Override
        public OptionalInt dimensions() {
            return OptionalInt.of(2);
        }

        @Override
        public int mostTexts() {
            return 8;
        }

        @Override
        public long mostTokens() {
            return 1 << 20;
        }

        @Override
        public int mostTokensPerText() {
            return 1 << 20;
        }

        @Override
        public String identity() {
            return "compass";
        }

        @Override
        public int concurrency() {
            return 2;
        }

        @Override
        public void close() {}
    }

    private Path file(String name, List<String> texts) throws IOException {
        return Files.writeString(
                folder.resolve(name),
                IntStream.range(0, texts.size())
                        .mapToObj(i -> Json.write(Map.of("id", i, "text", texts.get(i))) + "\n")
                        .collect(Collectors.joining()));
    }

    private Corpus corpus(Path file, String name) {
        return Corpus.of(List.of(file), List.of("text"))
                .keptTo(folder.resolve(name + ".jsonl.gz"))
                .removedTo(folder.resolve(name + "-removed.jsonl"))
                .telling(told::add)
                .identifiedBy("id");
    }

    private static SemanticExamination examination(EmbeddingEndpoint model, double threshold) {
        return new SemanticExamination(model, threshold, Optional.of("id"));
    }

    private List<Data> removed(String name) throws IOException {
        return Files.readAllLines(folder.resolve(name + "-removed.jsonl")).stream()
                .map(Json::parseObject)
                .toList();
    }

    /// 10 degrees are a cosine of 0.9848, 25 are 0.9063, and 15 are 0.9659.
    @Test
    void removesARowThatIsCloseToOneThatStaysWithEvidence() throws Exception {
        Path file = file("rows.jsonl", List.of("0 north", "30 north", "10 north", "20 north", "55 east"));
        CorpusReport report = corpus(file, "kept").examine(examination(new Compass(1_000), 0.98));
        assertThat(report.reasons()).isEqualTo(Map.of(SemanticExamination.SEMANTIC_DUPLICATE, 2L));
        assertThat(removed("kept")).extracting(row -> row.value("id")).containsExactly(2L, 3L);
        Data evidence = removed("kept").getLast().value("evidence") instanceof Map<?, ?> map
                ? Json.parseObject(Json.write(map))
                : Data.empty();
        assertThat(evidence.value("survivor")).isEqualTo(Map.of("file", file.toString(), "line", 2L, "id", 1L));
        assertThat(evidence.value("cosine"))
                .asInstanceOf(InstanceOfAssertFactories.DOUBLE)
                .isEqualTo(Math.cos(Math.toRadians(10)), within(1e-6));
        assertThat(evidence.without("survivor").without("cosine").asMap())
                .isEqualTo(Map.of("threshold", 0.98, "text", "20 north", "text_that_stays", "30 north"));
    }

    @Test
    void keepsWhatHasNoTextAndWhatTheModelDoesNotTakeAndSaysSo() throws Exception {
        Path file = file("rows.jsonl", List.of("same", " ", "", "poison", "same", "poison", "other poison", "\u3000"));
        ScriptedEmbedder model = new ScriptedEmbedder().refusing("poison").dropping(2);
        CorpusReport report = corpus(file, "kept").examine(examination(model, 0.999_999));
        assertThat(report.removed()).isOne();
        assertThat(removed("kept")).extracting(row -> row.value("line")).containsExactly(5L);
        assertThat(told)
                .containsExactly(
                        "3 of 8 rows were compared with none and stay, as the model does not take their texts;"
                                + " the first is " + file + ":4",
                        "the model embedded 2 texts, of 2 tokens");
    }

    private List<String> many() {
        return IntStream.range(0, 4_000)
                .mapToObj(i -> (i * 7_919L % 360) + " " + "word ".repeat(150) + i)
                .toList();
    }

    /// Of which the model refuses one in a hundred.
    private List<String> someRefused() {
        return IntStream.range(0, 4_000)
                .mapToObj(i -> (i * 7_919L % 360) + (i % 100 == 3 ? " poison " : " ") + "word ".repeat(150) + i)
                .toList();
    }

    /// What was told but for how far the run goes on, and how much this process had embedded.
    private List<String> notes() {
        List<String> notes = told.stream()
                .filter(words -> words.contains("compared with none"))
                .toList();
        told.clear();
        return notes;
    }

    @Test
    void writesTheSameBytesForAnyNumberOfThreads() throws Exception {
        Path file = file("rows.jsonl", many());
        for (int threads : new int[] {1, 2, 4}) {
            corpus(file, "kept" + threads).threads(threads).examine(examination(new Compass(100_000), 0.999_9));
            assertThat(folder.resolve("kept" + threads + ".jsonl.gz"))
                    .hasSameBinaryContentAs(folder.resolve("kept1.jsonl.gz"));
            assertThat(folder.resolve("kept" + threads + "-removed.jsonl"))
                    .hasSameBinaryContentAs(folder.resolve("kept1-removed.jsonl"));
        }
        assertThat(removed("kept1")).hasSize(4_000 - 360);
    }

    @Test
    void asksAgainOnlyForWhatCameAfterTheLastCheckpointWhenTheModelFailed() throws Exception {
        Path file = file("rows.jsonl", someRefused());
        corpus(file, "whole").examine(examination(new Compass(100_000), 0.999_9));
        List<String> undisturbed = notes();
        assertThat(undisturbed)
                .containsExactly(
                        "40 of 4,000 rows were compared with none and stay, as the model does not take their texts;"
                                + " the first is " + file + ":4 (HTTP status 400)");
        assertThatThrownBy(() -> corpus(file, "died").examine(examination(new Compass(3_500), 0.999_9)))
                .isInstanceOf(SeedbedException.class)
                .hasMessage(
                        "The model compass cannot embed texts: the quota is used up. The same command goes on from the"
                                + " last checkpoint when it can.");
        assertThat(folder.resolve("died.jsonl.gz")).doesNotExist();
        Compass again = new Compass(100_000);
        corpus(file, "died").examine(examination(again, 0.999_9));
        assertThat(told).hasSize(3).first().asString().startsWith("goes on after ");
        assertThat(notes()).isEqualTo(undisturbed);
        assertThat(again.asked().get()).isBetween(500, 2_700);
        assertThat(folder.resolve("died.jsonl.gz")).hasSameBinaryContentAs(folder.resolve("whole.jsonl.gz"));
        assertThat(folder.resolve("died-removed.jsonl")).hasSameBinaryContentAs(folder.resolve("whole-removed.jsonl"));
        assertThat(folder.resolve(".died.jsonl.gz.work")).doesNotExist();
    }

    @Test
    void countsOnceWhatWasSavedWithoutItsCheckpoint() throws Exception {
        Path file = file("rows.jsonl", someRefused());
        CorpusReport report = corpus(file, "whole").examine(examination(new Compass(100_000), 0.999_9));
        List<String> undisturbed = notes();
        assertThatThrownBy(() ->
                        corpus(file, "died").examine(Dying.inCheckpoint(examination(new Compass(100_000), 0.999_9), 2)))
                .hasMessage("killed");
        assertThat(corpus(file, "died").examine(examination(new Compass(100_000), 0.999_9)))
                .isEqualTo(report);
        assertThat(told).first().asString().startsWith("goes on after ");
        assertThat(notes()).isEqualTo(undisturbed);
        assertThat(folder.resolve("died.jsonl.gz")).hasSameBinaryContentAs(folder.resolve("whole.jsonl.gz"));
        assertThat(folder.resolve("died-removed.jsonl")).hasSameBinaryContentAs(folder.resolve("whole-removed.jsonl"));
        assertThat(folder.resolve(".died.jsonl.gz.work")).doesNotExist();
    }

    @Test
    void goesOnWithMoreMemoryAfterARunThatHadTooLittleToTakeUp() throws Exception {
        Path file = file("rows.jsonl", many());
        corpus(file, "whole").examine(examination(new Compass(100_000), 0.999_9));
        assertThatThrownBy(() -> corpus(file, "died").examine(examination(new Compass(3_500), 0.999_9)))
                .hasMessageContaining("the quota is used up");
        assertThatThrownBy(() -> corpus(file, "died")
                        .examine(new SemanticExamination(new Compass(100_000), 0.999_9, Optional.of("id"), 60)))
                .hasMessageContaining("2 rows stay, of which each takes 28 bytes of memory, and there is no room");
        told.clear();
        corpus(file, "died").examine(examination(new Compass(100_000), 0.999_9));
        assertThat(told).first().asString().startsWith("goes on after ");
        assertThat(folder.resolve("died.jsonl.gz")).hasSameBinaryContentAs(folder.resolve("whole.jsonl.gz"));
    }

    @Test
    void endsWithAModelThatTakesNoText() throws Exception {
        Path file = file("rows.jsonl", many());
        ScriptedEmbedder model = new ScriptedEmbedder().refusing("");
        assertThatThrownBy(() -> corpus(file, "kept").examine(examination(model, 0.9)))
                .hasMessageStartingWith("The model scripted embedder cannot embed texts: a text of the input is not");
        assertThat(model.batches()).hasSizeLessThan(4_000).contains(List.of("text"));
        assertThat(folder.resolve("kept.jsonl.gz")).doesNotExist();
    }

    @Test
    void goesOnAfterManyTextsThatTheModelDoesNotTake() throws Exception {
        List<String> texts = new ArrayList<>(
                IntStream.range(0, 200).mapToObj(i -> "poison " + i).toList());
        texts.addAll(List.of("same", "same"));
        Path file = file("rows.jsonl", texts);
        CorpusReport report =
                corpus(file, "kept").examine(examination(new ScriptedEmbedder().refusing("poison"), 0.999_999));
        assertThat(report.kept()).isEqualTo(201);
        assertThat(told).first().asString().startsWith("200 of 202 rows were compared with none");
    }

    @Test
    void endsWithAModelThatBreaks() throws Exception {
        Path file = file("rows.jsonl", List.of("0 north", "broken", "90 east"));
        assertThatThrownBy(() -> corpus(file, "kept").examine(examination(new Compass(9), 0.9)))
                .isInstanceOf(SeedbedException.class)
                .hasMessage("The model compass broke while it embedded texts: java.lang.NoClassDefFoundError: a part"
                        + " of the model");
    }

    @Test
    void saysHowMuchMemoryRowsTakeWhenThereIsNoneLeft() throws Exception {
        Path file = file("rows.jsonl", List.of("0 north", "90 east", "180 south", "0 north"));
        assertThatThrownBy(() -> corpus(file, "kept")
                        .examine(new SemanticExamination(new Compass(9), 0.99, Optional.of("id"), 60)))
                .hasMessageStartingWith(file
                        + ":3: 2 rows stay, of which each takes 28 bytes of memory, and there is no room for another")
                .hasMessageEndingWith("the same command goes on from the last checkpoint.");
        assertThat(folder.resolve("kept.jsonl.gz")).doesNotExist();
    }
}
