package dev.seedbed.model.embedding;

import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Vectors of texts, made in this process: no key, no server, no network, no file to fetch.
///
/// ```yaml
/// models:
///   meaning: { provider: minilm }
/// ```
///
/// The model is all-MiniLM-L6-v2 (Apache-2.0; its card on Hugging Face, `sentence-transformers/all-MiniLM-L6-v2`),
/// with weights of eight bits: 384 dimensions, trained on English sentences. Texts are read without case and
/// accents, as it was trained.
///
/// **Long texts** are not cut: one of more than 254 tokens is embedded in parts of so many, and its vector is the
/// mean over all its tokens. **An empty text** has a vector, too, that means nothing. **Special tokens** such as
/// `[SEP]` in a text are read as the characters they are.
///
/// **Determinism**: a text's vector is the same bit for bit, whatever else is embedded at the same time and on
/// whatever thread. On another kind of processor it may differ slightly; the journal keeps what was computed
/// first.
public final class MiniLmProvider implements Provider {
    @Override
    public String id() {
        return "minilm";
    }

    @Override
    public String summary() {
        return "Embeddings by all-MiniLM-L6-v2 in this process: 384 dimensions, English, no key, no server, no network."
                + " A text longer than 254 tokens is embedded in parts, and the mean over all its tokens is taken.";
    }

    @Override
    public List<Parameter<?>> parameters() {
        return List.of();
    }

    @Override
    public Endpoint open(Settings settings, Map<String, String> environment) {
        return new MiniLmEndpoint(Runtime.getRuntime().availableProcessors());
    }

    @Override
    public List<Offer> offers() {
        return List.of(new Offer("", Set.of(Capability.EMBED)));
    }

    @Override
    public boolean isFree() {
        return true;
    }
}
