package dev.seedbed.model.embedding;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Classifiers of texts in this process, from a folder on this machine: no key, no server, no network.
///
/// ```yaml
/// models:
///   toxic: { provider: onnx, folder: models/toxic-bert }
/// ```
///
/// The folder is as hubs have them for models of the BERT family that were exported to ONNX: `config.json` with the
/// labels' names (`id2label`), `vocab.txt` (WordPiece) or `tokenizer.json`, `model.onnx`. Nothing is ever fetched.
///
/// **Long texts** are not cut: what the model cannot see at once is looked at in windows that overlap by a quarter, and
/// each label's score is the highest of any. **Determinism**: a text's scores are the same whatever else is looked at
/// at the same time; on another kind of processor they may differ slightly, and the journal keeps what was computed
/// first.
public final class OnnxProvider implements Provider {
    static final Parameter<Path> FOLDER = Parameter.inputPath(
                    "folder", "The folder with `config.json`, `vocab.txt` or `tokenizer.json`, and the ONNX file.")
            .required();

    static final Parameter<String> FILE =
            Parameter.text("file", "The ONNX file in it; `model.onnx` if left out, or else `onnx/model.onnx`.");

    static final Parameter<String> SCORES = Parameter.choice(
            "scores",
            List.of(ClassifierFiles.SIGMOID, ClassifierFiles.SOFTMAX),
            "Whether each label has a probability of its own, or all add up to 1; if left out, what `problem_type` in"
                    + " `config.json` implies.");

    static final Parameter<Long> WINDOW = Parameter.wholeNumber(
            "window",
            8,
            1 << 20,
            "The tokens that are looked at at once; if left out, as many as the model takes, and 512 at most.");

    static final Parameter<Boolean> CASED = Parameter.flag(
            "cased",
            "Whether the model tells capital letters; if left out, what `tokenizer_config.json` says, or else whether"
                    + " the vocabulary has some.");

    @Override
    public String id() {
        return "onnx";
    }

    @Override
    public String summary() {
        return "Classifiers of the BERT family in this process, from a folder with an ONNX file: no key, no server, no"
                + " network. A text that is too long for the model is looked at in windows, and the highest scores"
                + " count.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(FOLDER, FILE, SCORES, WINDOW, CASED);
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        ClassifierFiles.Choices choices = new ClassifierFiles.Choices(
                settings.find(FILE),
                settings.find(SCORES),
                settings.find(WINDOW).map(Long::intValue),
                settings.find(CASED));
        return new ClassifierEndpoint(
                ClassifierFiles.read(settings.get(FOLDER), choices),
                Runtime.getRuntime().availableProcessors());
    }

    @Override
    public List<Offer> offers() {
        return List.of(new Offer("", Set.of(Capability.CLASSIFY)));
    }

    @Override
    public boolean isFree() {
        return true;
    }
}
