package dev.seedbed.model.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.CallFailedException;
import dev.seedbed.api.model.CallFailedException.Remedy;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Message;
import dev.seedbed.api.model.Reply;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.model.Sampling;
import dev.seedbed.api.model.TextLabels;
import dev.seedbed.api.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Graphs of a few kB that real code made (`benchmarks/onnx/make_models.py`), on the real runtime. What they must say
/// follows from their weights: the sum over the words and a bias, by hand.
class ClassifierTest {
    private static final Path TOXIC = Path.of("..", "..", "examples", "data", "models", "tiny-toxic");
    private static final Path CASED = Path.of("src", "test", "resources", "models", "cased");
    private static final Path TOKENS = Path.of("src", "test", "resources", "models", "tokens");
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    private Path folder = Path.of("");

    private static Endpoint open(Path model, Map<String, ?> settings) {
        Map<String, Object> all = new HashMap<>(settings);
        all.put("folder", model);
        return new OnnxProvider().open(Settings.of(all), Map.of());
    }

    private static TextLabels labels(Path model, Map<String, ?> settings, String text) throws Exception {
        try (Endpoint endpoint = open(model, settings)) {
            Reply reply = endpoint.ask(TextLabels.question(text), 0, LONG);
            assertThat(reply.finish()).isEqualTo(Reply.Finish.STOP);
            return TextLabels.of(reply);
        }
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }

    private static double score(TextLabels labels, String label) {
        return labels.scores().getOrDefault(label, Double.NaN);
    }

    /// A folder with the files of another, to break one.
    private Path copy(Path model) throws IOException {
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(String.valueOf(file.getFileName())));
            }
        }
        return folder;
    }

    @Test
    void givesEachLabelItsOwnProbability() throws Exception {
        TextLabels labels = labels(TOXIC, Map.of(), "You are a FOOL, and I will hurt you.");

        // fool: 8, 0, 9; hurt: 6, 9, 0; bias: -4, -5, -4.
        assertThat(labels.scores().keySet()).containsExactly("toxic", "threat", "insult");
        assertThat(score(labels, "toxic")).isCloseTo(sigmoid(8 + 6 - 4), within(1e-6));
        assertThat(score(labels, "threat")).isCloseTo(sigmoid(9 - 5), within(1e-6));
        assertThat(score(labels, "insult")).isCloseTo(sigmoid(9 - 4), within(1e-6));
        assertThat(labels.parts()).isEqualTo(1);
    }

    @Test
    void looksAtALongTextInWindowsOfWhichTheWorstCounts() throws Exception {
        // The model takes 16 tokens, two of which stand around the text; each word here is one.
        String clean = IntStream.range(0, 60).mapToObj(_ -> "you").collect(Collectors.joining(" "));
        TextLabels worst = labels(TOXIC, Map.of(), clean + " fool");
        TextLabels none = labels(TOXIC, Map.of(), clean);

        assertThat(score(worst, "toxic")).isCloseTo(sigmoid(8 - 4), within(1e-6));
        assertThat(score(none, "toxic")).isCloseTo(sigmoid(-4), within(1e-6));
        // 14 tokens, and then 11 more with each further window: 61 need six.
        assertThat(worst.parts()).isEqualTo(6);
        assertThat(labels(TOXIC, Map.of(), "you ".repeat(14)).parts()).isEqualTo(1);
        assertThat(labels(TOXIC, Map.of(), "you ".repeat(15)).parts()).isEqualTo(2);
        assertThat(labels(TOXIC, Map.of("window", 8L), "you ".repeat(15)).parts())
                .isGreaterThan(2);
    }

    @Test
    void seesWhatStandsWhereTwoWindowsMeet() throws Exception {
        for (int before = 0; before < 40; before++) {
            String text = "you ".repeat(before) + "hurt fool " + "you ".repeat(30);
            assertThat(score(labels(TOXIC, Map.of(), text), "toxic"))
                    .as("%s words before", before)
                    .isCloseTo(sigmoid(8 + 6 - 4), within(1e-6));
        }
    }

    @Test
    void sharesOneProbabilityAmongLabelsAndTellsCapitals() throws Exception {
        TextLabels shouting = labels(CASED, Map.of(), "HELP me");

        assertThat(score(shouting, "shouting")).isCloseTo(sigmoid(1 - -1), within(1e-6));
        assertThat(score(shouting, "calm")).isCloseTo(sigmoid(-1 - 1), within(1e-6));
        assertThat(score(labels(CASED, Map.of(), "help me"), "calm")).isCloseTo(sigmoid(2), within(1e-6));
        assertThat(score(labels(CASED, Map.of("cased", false), "HELP me"), "calm"))
                .isCloseTo(sigmoid(2), within(1e-6));
        assertThat(score(labels(CASED, Map.of("scores", "sigmoid"), "HELP me"), "shouting"))
                .isCloseTo(sigmoid(1), within(1e-6));
    }

    @Test
    void aTextWithoutTokensHasScoresToo() throws Exception {
        assertThat(score(labels(TOXIC, Map.of(), ""), "toxic")).isCloseTo(sigmoid(-4), within(1e-6));
    }

    @Test
    void knowsItsLabelsBeforeItsWeightsAreRead() throws Exception {
        Path model = copy(TOXIC);
        Files.writeString(model.resolve("model.onnx"), "no graph");
        try (Endpoint endpoint = open(model, Map.of())) {
            assertThat(endpoint.labels()).containsExactly("toxic", "threat", "insult");
            assertThat(endpoint.capabilities()).containsExactly(Capability.CLASSIFY);
            assertThatThrownBy(() -> endpoint.ask(TextLabels.question("you"), 0, LONG))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessageStartingWith("the classifier " + model.resolve("model.onnx") + " failed: ")
                    .extracting(e -> ((CallFailedException) e).remedy())
                    .isEqualTo(Remedy.STOP_RUN);
        }
    }

    @Test
    void isAnotherModelIfWeightsOrSettingsAreOthers() throws Exception {
        Path model = copy(TOXIC);
        try (Endpoint one = open(TOXIC, Map.of());
                Endpoint same = open(model, Map.of());
                Endpoint smaller = open(model, Map.of("window", 8L))) {
            assertThat(same.identity()).isEqualTo(one.identity()).startsWith("onnx sha256:");
            assertThat(smaller.identity()).isNotEqualTo(one.identity());
        }
        Files.copy(TOKENS.resolve("nameless.onnx"), model.resolve("other.onnx"));
        try (Endpoint one = open(model, Map.of());
                Endpoint other = open(model, Map.of("file", "other.onnx"))) {
            assertThat(other.identity()).isNotEqualTo(one.identity());
        }
    }

    @Test
    void isAnotherModelIfWeightsBesideTheGraphAreOthers() throws Exception {
        Path model = copy(TOXIC);
        for (String name : List.of("model.onnx_data", "model.onnx.data", "model.onnx_data_1")) {
            Set<String> identities = new HashSet<>();
            for (String content : List.of("first", "second")) {
                Files.writeString(model.resolve(name), content);
                try (Endpoint endpoint = open(model, Map.of())) {
                    identities.add(endpoint.identity());
                }
            }
            assertThat(identities).as(name).hasSize(2);
        }
    }

    @Test
    void givesNoScoresOfWhatIsNoNumber() throws Exception {
        Map<String, String> numbers = Map.of("Ada", "Infinity", "b", "-Infinity", "Ada b", "NaN");
        for (Map.Entry<String, String> each : numbers.entrySet()) {
            assertThatThrownBy(() -> labels(TOKENS, Map.of("file", "endless.onnx"), each.getKey()))
                    .isInstanceOf(CallFailedException.class)
                    .hasMessageContaining("endless.onnx cannot be used: its graph gives no numbers for a text: "
                            + each.getValue() + " for the label 'B-PER'")
                    .extracting(e -> ((CallFailedException) e).remedy())
                    .isEqualTo(Remedy.STOP_RUN);
        }
        assertThat(score(labels(TOKENS, Map.of("file", "endless.onnx"), "c"), "B-PER"))
                .isCloseTo(1 / 3.0, within(1e-6));
    }

    @Test
    void saysThatAGraphGivesOtherThanFloats() {
        assertThatThrownBy(() -> labels(TOKENS, Map.of("file", "double.onnx"), "Ada"))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining(
                        "double.onnx cannot be used: its graph gives 'logits' as a tensor of DOUBLE, but it must be a"
                                + " tensor of [FLOAT, FLOAT16, BFLOAT16]");
        assertThatThrownBy(() -> labels(TOKENS, Map.of("file", "sequence.onnx"), "Ada"))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContaining("its graph gives 'logits' as a sequence, but it must be a tensor of");
    }

    @Test
    void takesWhatTheTokenizersFileSaysOfAccentsAndChinese() throws Exception {
        Path model = copy(TOXIC);
        Path file = model.resolve("tokenizer_config.json");
        Map<String, WordPieces.Rules> rules = Map.of(
                "{\"do_lower_case\":true}", new WordPieces.Rules(false, true, true),
                "{\"do_lower_case\":true,\"strip_accents\":null}", new WordPieces.Rules(false, true, true),
                "{\"do_lower_case\":true,\"strip_accents\":false}", new WordPieces.Rules(false, false, true),
                "{\"do_lower_case\":false}", new WordPieces.Rules(true, false, true),
                "{\"do_lower_case\":false,\"strip_accents\":true}", new WordPieces.Rules(true, true, true),
                "{\"tokenize_chinese_chars\":false}", new WordPieces.Rules(false, true, false));
        Set<String> described = new HashSet<>();
        for (Map.Entry<String, WordPieces.Rules> each : rules.entrySet()) {
            Files.writeString(file, each.getKey());
            ClassifierFiles files = ClassifierFiles.read(model, ClassifierFiles.Choices.NONE);
            assertThat(files.rules()).as(each.getKey()).isEqualTo(each.getValue());
            described.add(files.described());
        }
        assertThat(described).hasSize(Set.copyOf(rules.values()).size());
        Files.writeString(file, "{\"strip_accents\":\"no\"}");
        failsToOpen(model, Map.of(), file + " has \"no\" for `strip_accents`", "true, false or null");
    }

    @Test
    void answersNoConversation() throws Exception {
        try (Endpoint endpoint = open(TOXIC, Map.of())) {
            Request chat = Request.chat(List.of(Message.user("Hello")), Sampling.of(0, 5));
            assertThatThrownBy(() -> endpoint.ask(chat, 0, LONG))
                    .hasMessage(TOXIC + " holds a classifier, which labels texts and cannot answer");
        }
    }

    private static void failsToOpen(Path model, Map<String, ?> settings, String... words) {
        assertThatThrownBy(() -> open(model, settings))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void saysWhichFileIsMissing() throws Exception {
        failsToOpen(
                folder,
                Map.of(),
                "there is no " + folder.resolve("config.json"),
                "config.json, vocab.txt and model.onnx");
        Path model = copy(TOXIC);
        failsToOpen(model, Map.of("file", "big.onnx"), model + " has no big.onnx", "name its file in `file`");
        Files.move(model.resolve("model.onnx"), model.resolve("model_quantized.onnx"));
        failsToOpen(model, Map.of(), "no model.onnx and no onnx/model.onnx", "here are: model_quantized.onnx");
        Files.move(model.resolve("model_quantized.onnx"), model.resolve("model.onnx"));
        Files.delete(model.resolve("vocab.txt"));
        failsToOpen(model, Map.of(), "has no vocab.txt and no tokenizer.json");
    }

    @Test
    void saysWhatIsWrongWithTheVocabulary() throws Exception {
        Path model = copy(TOXIC);
        String vocabulary = Files.readString(model.resolve("vocab.txt"));
        Files.writeString(model.resolve("vocab.txt"), vocabulary + "more\n");
        failsToOpen(model, Map.of(), "vocab.txt has a piece of number ", "`vocab_size: ", "of different models");
        Files.writeString(
                model.resolve("vocab.txt"), vocabulary.lines().limit(20).collect(Collectors.joining("\n")));
        failsToOpen(model, Map.of(), "vocab.txt has 20 pieces only", "cut short");
        Files.writeString(model.resolve("vocab.txt"), vocabulary.replace("[SEP]", "</s>"));
        failsToOpen(model, Map.of(), "vocab.txt has no [SEP]", "no vocabulary of WordPiece");
        Files.delete(model.resolve("vocab.txt"));
        Files.writeString(model.resolve("tokenizer.json"), "{\"model\":{\"type\":\"BPE\",\"vocab\":{\"<s>\":0}}}");
        String config = Files.readString(model.resolve("config.json"));
        Files.writeString(model.resolve("config.json"), config.replace("\"bert\"", "\"roberta\""));
        failsToOpen(model, Map.of(), "tokenizer.json has no [CLS]", "`model_type: roberta`", "not supported");
    }

    @Test
    void saysWhatIsWrongWithTheConfiguration() throws Exception {
        Path model = copy(TOXIC);
        Path file = model.resolve("config.json");
        String config = Files.readString(file);
        Files.writeString(file, config.replace("id2label", "names"));
        failsToOpen(model, Map.of(), "config.json has no `id2label`");
        Files.writeString(file, config.replace("\"2\":", "\"3\":"));
        failsToOpen(model, Map.of(), "has 3 labels in `id2label`, but none of number 2");
        Files.writeString(file, config.replace("threat", "toxic"));
        failsToOpen(model, Map.of(), "but 'toxic' twice");
        Files.writeString(file, config.replace("multi_label_classification", "regression"));
        failsToOpen(model, Map.of(), "says `problem_type: regression`", "`scores: sigmoid`");
        Files.writeString(file, "[]");
        failsToOpen(model, Map.of(), "config.json is no JSON object");
        Files.writeString(file, config);
        failsToOpen(model, Map.of("window", 17L), "the window is 17 tokens", "from 8 to 16");
    }

    @Test
    void saysWhatAGraphWantsThatNoTextGives() {
        assertThatThrownBy(() -> labels(TOKENS, Map.of("file", "further.onnx"), "Ada"))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContainingAll(
                        "further.onnx cannot be used: its graph has the input 'position_ids' of type INT64",
                        "[attention_mask, input_ids, token_type_ids] only");
    }

    @Test
    void saysThatAGraphLabelsTokensAndNotTexts() {
        assertThatThrownBy(() -> labels(TOKENS, Map.of(), "Ada"))
                .isInstanceOf(CallFailedException.class)
                .hasMessageContainingAll("of the shape [1, 3, 3]", "names 3 labels of whole texts", "[1, 3]");
    }

    @Test
    void readsTheVocabularyOfATokenizersFile() throws Exception {
        Path model = copy(TOXIC);
        List<String> pieces = Files.readAllLines(model.resolve("vocab.txt"));
        Files.delete(model.resolve("vocab.txt"));
        String vocabulary = IntStream.range(0, pieces.size())
                .mapToObj(i -> "\"" + pieces.get(i).replace("\\", "\\\\").replace("\"", "\\\"") + "\":" + i)
                .collect(Collectors.joining(",", "{", "}"));
        Files.writeString(
                model.resolve("tokenizer.json"), "{\"model\":{\"type\":\"WordPiece\",\"vocab\":" + vocabulary + "}}");

        assertThat(score(labels(model, Map.of(), "A fool."), "insult")).isCloseTo(sigmoid(9 - 4), within(1e-6));
    }

    /// That of BERT without case, which has the sign of the real numbers.
    @Test
    void takesARealVocabularyWithoutCaseForOne() throws Exception {
        Path model = copy(TOXIC);
        Files.delete(model.resolve("tokenizer_config.json"));
        Files.writeString(
                model.resolve("vocab.txt"),
                MiniLm.vocabulary().entrySet().stream()
                        .sorted(Map.Entry.comparingByValue())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.joining("\n")));
        String config = Files.readString(model.resolve("config.json"));
        Files.writeString(
                model.resolve("config.json"), config.replaceFirst("\"vocab_size\": \\d+", "\"vocab_size\": 30522"));

        assertThat(ClassifierFiles.read(model, ClassifierFiles.Choices.NONE).rules())
                .isEqualTo(WordPieces.Rules.UNCASED);
        assertThat(ClassifierFiles.read(CASED, ClassifierFiles.Choices.NONE).rules())
                .isEqualTo(new WordPieces.Rules(true, false, true));
    }
}
