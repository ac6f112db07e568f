package dev.seedbed.model.local;

import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/// Models of this machine: GGUF files, run with no key, no server and no network.
///
/// ```yaml
/// models:
///   writer: { provider: local, model: smollm2-135m-instruct }
///   mine:   { provider: local, path: models/mine.gguf, slots: 4, context: 4096 }
/// ```
///
/// The native runtime runs in a child process, started at the first call, restarted when it dies, and gone when
/// this process is, however it ends; nothing of it reaches the terminal. Conversations are written with the
/// template in the model's own file. Where top-k, top-p and min-p are left open, 40, 0.95 and 0.05 are taken.
///
/// **Determinism**: with one slot the same request and seed give the same text, first in a fresh process or
/// after a hundred others. With several slots replies come faster in all, but a reply may differ from run to
/// run, since it depends on what else is computed at the same time. **Special tokens** written in a prompt,
/// such as `<|im_start|>`, count as such, in conversations too; a beginning-of-text token that the tokenizer
/// adds by itself is not doubled. A control token in a reply is shown as its text, but for the one that ends
/// it.
///
/// Word probabilities are not to be had: the library aborts when asked for them. A llama-server gives them,
/// through the provider `openai`.
public final class LocalProvider implements Provider {
    static final Parameter<String> MODEL = Parameter.text(
                    "model",
                    "A known model, fetched once into a cache that all runs share; `seedbed models list` shows them.")
            .defaultsTo(KnownModel.SMOLLM2_135M_INSTRUCT.name());

    static final Parameter<Path> PATH =
            Parameter.inputPath("path", "Any GGUF file, instead of a known model; `model` is then not looked at.");

    static final Parameter<Long> SLOTS = Parameter.wholeNumber(
                    "slots",
                    1,
                    64,
                    "How many replies are made at once. Only with 1 does the same request and seed give the same reply"
                            + " every time; more are faster in all where cores are idle, but a reply may then differ"
                            + " from run to run.")
            .defaultsTo(1L);

    static final Parameter<Long> THREADS = Parameter.wholeNumber(
            "threads",
            1,
            256,
            "The threads that compute. If left out, one for each core that is idle when the model starts: more"
                    + " threads than idle cores make it many times slower. Replies do not depend on it.");

    static final Parameter<Long> CONTEXT = Parameter.wholeNumber(
                    "context",
                    256,
                    1 << 20,
                    "The tokens of prompt and reply together; memory grows with it, for every slot.")
            .defaultsTo(2_048L);

    private final PullListener listener;

    /// Fetches model files without a word.
    public LocalProvider() {
        this(PullListener.SILENT);
    }

    /// @param listener is told before a model file is fetched
    public LocalProvider(PullListener listener) {
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    @Override
    public String id() {
        return "local";
    }

    @Override
    public String summary() {
        return "A GGUF model on this machine, in a process of its own: no key, no server, no network.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of(MODEL, PATH, SLOTS, THREADS, CONTEXT);
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        return openLocal(settings, environment);
    }

    LocalEndpoint openLocal(Settings settings, Map<String, String> environment) {
        Optional<Path> path = settings.find(PATH);
        String name = settings.find(MODEL).orElse(KnownModel.SMOLLM2_135M_INSTRUCT.name());
        if (path.isEmpty()) {
            ModelFiles.known(name);
        }
        LocalModel model = new LocalModel(new ModelFiles(environment, listener), name, path.orElse(null));
        return new LocalEndpoint(
                model,
                new LocalOptions(
                        settings.find(SLOTS).orElse(1L).intValue(),
                        settings.find(CONTEXT).orElse(2_048L).intValue(),
                        settings.find(THREADS)
                                .map(threads -> OptionalInt.of(threads.intValue()))
                                .orElse(OptionalInt.empty())));
    }

    @Override
    public List<Offer> offers() {
        return List.of(new Offer("", LocalEndpoint.CAN));
    }

    @Override
    public boolean isFree() {
        return true;
    }
}
