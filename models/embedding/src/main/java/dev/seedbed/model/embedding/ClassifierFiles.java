package dev.seedbed.model.embedding;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.JsonException;
import dev.seedbed.api.SeedbedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The folder of a classifier as hubs have it: `config.json`, `vocab.txt` or `tokenizer.json`, `model.onnx`.
///
/// ```java
/// ClassifierFiles files = ClassifierFiles.read(Path.of("models/toxic-bert"), ClassifierFiles.Choices.NONE);
/// files.labels(); // [toxic, severe_toxic, obscene, ...]
/// ```
///
/// All but the weights is read at once, so that what is wrong is found before a run. Scores are made as the
/// pipeline `text-classification` of Hugging Face's transformers makes them (`text_classification.py`, read in
/// November 2026): each label by itself if `problem_type` is `multi_label_classification` or there is one label
/// only, else all against each other.
///
/// @param weights the ONNX file
/// @param labels in the order of the graph's numbers
/// @param window the most tokens that the model takes, those around a text included
/// @param rules by which texts are split, as BERT's tokenizer has them
/// @param alone whether each label has a probability of its own; else all add up to 1
record ClassifierFiles(
        Path folder,
        Path weights,
        Map<String, Integer> vocabulary,
        List<String> labels,
        int window,
        boolean alone,
        WordPieces.Rules rules,
        String described) {
    static final String CLS = "[CLS]";
    static final String SEP = "[SEP]";
    static final String SIGMOID = "sigmoid";
    static final String SOFTMAX = "softmax";

    private static final int LEAST_WINDOW = 8;
    private static final int WINDOW = 512;

    private static final double LEAST_SHARE = 0.9;

    /// What a pipeline says that the files do not say, or say wrongly.
    record Choices(Optional<String> file, Optional<String> scores, Optional<Integer> window, Optional<Boolean> cased) {
        static final Choices NONE = new Choices(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /// @throws SeedbedException if a file is missing, or of another kind
    static ClassifierFiles read(Path folder, Choices choices) {
        Data config = json(folder.resolve("config.json"));
        Path weights = weights(folder, choices.file());
        List<String> labels = labels(folder, config);
        Map<String, Integer> vocabulary = vocabulary(folder, config);
        int window = window(folder, config, choices.window());
        boolean alone = choices.scores().map(SIGMOID::equals).orElseGet(() -> isAlone(folder, config, labels.size()));
        WordPieces.Rules rules = rules(folder, vocabulary, choices.cased());
        String described = Hash.of(Json.canonical(config.asMap()), Json.canonical(Map.copyOf(vocabulary))) + " "
                + window + (alone ? " alone" : " together") + described(rules);
        return new ClassifierFiles(folder, weights, vocabulary, labels, window, alone, rules, described);
    }

    private static Path weights(Path folder, Optional<String> named) {
        List<String> names = named.map(List::of).orElse(List.of("model.onnx", "onnx/model.onnx"));
        return names.stream()
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> wrong(folder + " has no " + String.join(" and no ", names)
                        + ": export the model to ONNX, or name its file in `file`"
                        + (named.isPresent() ? "" : "; here are: " + onnxFiles(folder))));
    }

    private static String onnxFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<String> names = files.filter(file -> file.toString().endsWith(".onnx"))
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
            return names.isEmpty() ? "none that end in .onnx" : String.join(", ", names);
        } catch (IOException e) {
            return "none that can be listed";
        }
    }

    private static List<String> labels(Path folder, Data config) {
        if (!(config.value("id2label") instanceof Map<?, ?> written) || written.isEmpty()) {
            throw wrong(folder.resolve("config.json") + " has no `id2label`, so what the numbers mean is not known: the"
                    + " folder is of no classifier, or the names are to be added");
        }
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < written.size(); i++) {
            Object label = written.get(Integer.toString(i));
            if (label == null || labels.contains(label.toString())) {
                throw wrong(folder.resolve("config.json") + " has " + written.size() + " labels in `id2label`, but "
                        + (label == null ? "none of number " + i : "'" + label + "' twice")
                        + "; it must name each number from 0 once");
            }
            labels.add(label.toString());
        }
        return List.copyOf(labels);
    }

    private static Map<String, Integer> vocabulary(Path folder, Data config) {
        Path lines = folder.resolve("vocab.txt");
        Path tokenizer = folder.resolve("tokenizer.json");
        boolean hasLines = Files.isRegularFile(lines);
        if (!hasLines && !Files.isRegularFile(tokenizer)) {
            throw wrong(folder + " has no vocab.txt and no tokenizer.json: it needs the vocabulary of the model"
                    + ofAnother(folder, config));
        }
        Path file = hasLines ? lines : tokenizer;
        Map<String, Integer> vocabulary = hasLines ? ofLines(text(lines)) : ofTokenizer(tokenizer);
        for (String needed : List.of(CLS, SEP, "[UNK]")) {
            if (!vocabulary.containsKey(needed)) {
                throw wrong(file + " has no " + needed
                        + ", so it is no vocabulary of WordPiece, by which models of the BERT family read"
                        + ofAnother(folder, config));
            }
        }
        int highest =
                vocabulary.values().stream().mapToInt(Integer::intValue).max().orElse(0);
        if (config.value("vocab_size") instanceof Long size && highest >= size) {
            throw wrong(file + " has a piece of number " + highest + ", but the model's config.json says `vocab_size: "
                    + size + "`: the two are of different models");
        }
        // Sizes are rounded up by some, but not by so much.
        if (config.value("vocab_size") instanceof Long size && vocabulary.size() < size * LEAST_SHARE) {
            throw wrong(
                    file + " has " + vocabulary.size() + " pieces only, but the model's config.json says `vocab_size: "
                            + size + "`: it is cut short, or of another model");
        }
        String another = ofAnother(folder, config);
        if (!another.isEmpty()) {
            throw wrong(folder + " cannot be used" + another);
        }
        return vocabulary;
    }

    private static String ofAnother(Path folder, Data config) {
        String type = config.textIfPresent("model_type").orElse("");
        boolean other = new HashSet<>(List.of("roberta", "xlm-roberta", "deberta-v2", "albert", "camembert", "xlnet"))
                .contains(type);
        return other || Files.isRegularFile(folder.resolve("merges.txt"))
                ? "; this one" + (type.isEmpty() ? "" : " (`model_type: " + type + "`)")
                        + " reads otherwise, which is not supported: take a model on BERT, DistilBERT, MiniLM or ELECTRA"
                : "";
    }

    private static Map<String, Integer> ofLines(String text) {
        Map<String, Integer> vocabulary = new HashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            vocabulary.putIfAbsent(line, number++);
        }
        return vocabulary;
    }

    private static Map<String, Integer> ofTokenizer(Path file) {
        try {
            return WordPieces.vocabularyOf(text(file));
        } catch (JsonException | ClassCastException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, file + " is no JSON of a tokenizer: " + e.getMessage(), e);
        }
    }

    private static int window(Path folder, Data config, Optional<Integer> wanted) {
        int most = config.value("max_position_embeddings") instanceof Long positions
                ? (int) Math.min(positions, 1 << 20)
                : WINDOW;
        int window = wanted.orElse(Math.min(most, WINDOW));
        if (window > most || window < LEAST_WINDOW) {
            throw wrong("the window is " + window + " tokens, but the model of " + folder + " takes from "
                    + LEAST_WINDOW + " to " + most);
        }
        return window;
    }

    private static boolean isAlone(Path folder, Data config, int labels) {
        String type = config.textIfPresent("problem_type").orElse("");
        if (type.equals("regression")) {
            throw wrong(folder.resolve("config.json")
                    + " says `problem_type: regression`, but only classifiers, whose labels have probabilities, can be"
                    + " used; if it is one, say `scores: sigmoid` or `scores: softmax`");
        }
        return type.equals("multi_label_classification") || labels == 1;
    }

    /// What `tokenizer_config.json` says; accents go with case unless it says otherwise.
    private static WordPieces.Rules rules(Path folder, Map<String, Integer> vocabulary, Optional<Boolean> wanted) {
        Path file = folder.resolve("tokenizer_config.json");
        Data config = Files.isRegularFile(file) ? json(file) : Data.empty();
        Optional<Boolean> lower = flag(file, config, "do_lower_case");
        boolean cased = wanted.or(() -> lower.map(each -> !each)).orElseGet(() -> hasCapitals(vocabulary));
        return new WordPieces.Rules(
                cased,
                flag(file, config, "strip_accents").orElse(!cased),
                flag(file, config, "tokenize_chinese_chars").orElse(true));
    }

    private static Optional<Boolean> flag(Path file, Data config, String name) {
        return switch (config.value(name)) {
            case null -> Optional.empty();
            case Boolean flag -> Optional.of(flag);
            case Object other ->
                throw wrong(file + " has " + Json.canonical(other) + " for `" + name
                        + "`, but it must be true, false or null, as it decides how texts are split");
        };
    }

    /// Only what is no rule by itself, so that it stays as it was for models that have the usual ones.
    private static String described(WordPieces.Rules rules) {
        return (rules.cased() ? " cased" : "")
                + (rules.stripsAccents() != rules.cased() ? "" : rules.cased() ? " without accents" : " with accents")
                + (rules.splitsChinese() ? "" : " whole Chinese");
    }

    /// Those without a small one do not count: vocabularies without case have the sign of the real numbers.
    private static boolean hasCapitals(Map<String, Integer> vocabulary) {
        return vocabulary.keySet().stream()
                .filter(piece -> !piece.startsWith("["))
                .anyMatch(piece -> piece.chars().anyMatch(c -> Character.toLowerCase(c) != c));
    }

    private static Data json(Path file) {
        try {
            return Json.parseObject(text(file));
        } catch (JsonException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, file + " is no JSON object: " + e.getMessage(), e);
        }
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw wrong(
                    "there is no " + file + ": the folder of a classifier has config.json, vocab.txt and model.onnx");
        }
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new SeedbedException(ErrorKind.WRONG_INPUT, file + " cannot be read: " + e, e);
        }
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }

    /// What makes answers comparable: all that they depend on, wherever it lies.
    String identity() {
        MessageDigest digest = Hash.sha256();
        for (Path file : graphFiles()) {
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                throw new SeedbedException(ErrorKind.WRONG_INPUT, file + " cannot be read: " + e, e);
            }
        }
        return "onnx sha256:" + HexFormat.of().formatHex(digest.digest()) + " " + described;
    }

    /// The graph, and what holds weights for it: exporters write `model.onnx_data`, `model.onnx.data` and more.
    private List<Path> graphFiles() {
        String name = String.valueOf(weights.getFileName());
        try (Stream<Path> beside = Files.list(weights.toAbsolutePath().getParent())) {
            return beside.filter(file -> String.valueOf(file.getFileName()).startsWith(name))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT, "what stands beside " + weights + " cannot be listed: " + e, e);
        }
    }
}
