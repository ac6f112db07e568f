package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Json;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.pipeline.Pipeline;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The gates that go by what models of this process make of a text, with those models.
@Timeout(120)
class MeaningAndLabelsTest {
    private static final Path TOXIC =
            Path.of("..", "examples", "data", "models", "tiny-toxic").toAbsolutePath();

    @TempDir
    private Path folder = Path.of("");

    private void rows(String... texts) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String text : texts) {
            lines.append(Json.write(Map.of("answer", text))).append('\n');
        }
        Files.writeString(folder.resolve("rows.jsonl"), lines);
    }

    private PipelineSpec spec(String yaml) {
        return PipelineReader.read(yaml, "pipeline.yaml", folder);
    }

    private RunResult run(PipelineSpec spec) throws InterruptedException {
        return Seedbed.standard().run(spec, RunOptions.defaults().into(folder.resolve("out")));
    }

    private String kept() throws IOException {
        return Files.readAllLines(folder.resolve("out/dataset.jsonl")).stream()
                .map(row -> Json.parseObject(row).text("answer"))
                .collect(Collectors.joining("|"));
    }

    private static final String TOPICS = """
            seedbed: 1
            name: topics
            models:
              meaning: { provider: minilm }
            steps:
              - load: rows.jsonl
              - topic-similarity:
                  embeddings: meaning
                  like:
                    betting:
                      - Which horse should I put my money on in the next race?
                      - Tips for winning at roulette and blackjack in a casino.
                      - How do bookmakers set the odds of a football match?
                    physics:
                      - Why does a heavy ship float on water?
                      - Explain how a lever multiplies a force.
                      - What is the difference between speed and acceleration?
                  deny: betting
                  allow: physics
            """;

    @Test
    void aSmallModelTellsTopicsByAFewExamples() throws Exception {
        rows(
                "The best strategy for poker players who want to win big at the tables.",
                "A wager on the underdog pays out more because the bookmaker thinks it will lose.",
                "An apple falls because gravity pulls on its mass with a constant force.",
                "A pendulum swings back and forth as energy changes between height and motion.",
                "Fry the onions in butter until they are golden, then add the stock.");
        RunResult result = run(spec(TOPICS));
        RunResult again = run(spec(TOPICS));

        assertThat(kept()).contains("An apple falls", "A pendulum swings").doesNotContain("poker", "wager", "onions");
        assertThat(result.summary().total()).containsEntry(Fate.ACCEPTED, 2L).containsEntry(Fate.REJECTED, 3L);
        // Five rows and six examples, each once.
        assertThat(result.summary().calls().made()).isEqualTo(11);
        assertThat(again.summary().calls().made()).isZero();
    }

    private static final String LABELS = """
            seedbed: 1
            name: labels
            models:
              toxic: { provider: onnx, folder: 'FOLDER' }
            steps:
              - load: rows.jsonl
              - classifier: { model: toxic, deny: [toxic, threat], deny-from: 0.7 }
            """.replace("FOLDER", TOXIC.toString());

    @Test
    void aClassifierFileRejectsByItsLabelsAndIsAskedOnce() throws Exception {
        rows("You are kind.", "You are a fool.", "You are a fool.", "I will hurt you. " + "And you. ".repeat(50));
        RunResult result = run(spec(LABELS));
        RunResult again = run(spec(LABELS));
        RunResult other = run(spec(LABELS.replace("0.7", "0.9")));

        assertThat(kept()).isEqualTo("You are kind.");
        assertThat(result.summary().total()).containsEntry(Fate.ACCEPTED, 1L).containsEntry(Fate.REJECTED, 3L);
        assertThat(result.summary().calls().made()).isEqualTo(3);
        assertThat(again.summary().calls().made()).isZero();
        assertThat(other.summary().calls().made()).isZero();
    }

    @Test
    void isTheSameInJava() throws Exception {
        rows("You are kind.", "You are a fool.");
        PipelineSpec java = Pipeline.named("labels")
                .model("toxic", "onnx", model -> model.set("folder", TOXIC.toString()))
                .step(
                        "load",
                        step -> step.set("path", folder.resolve("rows.jsonl").toString()))
                .step("classifier", step -> step.set("model", "toxic").set("deny", List.of("toxic")))
                .spec();
        run(java);

        assertThat(kept()).isEqualTo("You are kind.");
    }

    @Test
    void saysBeforeARunWhichLabelsAndFilesThereAre() throws Exception {
        rows("You are kind.");

        assertThatThrownBy(() -> Seedbed.standard().plan(spec(LABELS.replace("[toxic, threat]", "[toxicity]"))))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining(
                        "`deny` names 'toxicity', but the labels of 'toxic' are 'toxic', 'threat', 'insult'");
        assertThatThrownBy(() -> Seedbed.standard().plan(spec(LABELS.replace(TOXIC.toString(), "."))))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContainingAll("the model `toxic` cannot be opened: there is no ", "config.json");
        assertThatThrownBy(() -> Seedbed.standard().plan(spec(LABELS.replace("classifier:", "embed:"))))
                .isInstanceOf(InvalidPipelineException.class);
        assertThatThrownBy(() -> Seedbed.standard()
                        .plan(spec(TOPICS.replace("provider: minilm", "provider: onnx, folder: '" + TOXIC + "'"))))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining("`embeddings` is 'meaning', a model that cannot turn texts into vectors");
    }
}
