package dev.seedbed.model.openai;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.Map;
import java.util.Optional;

/// The key of an endpoint. It leaves only as a header; [#redact] takes it out of everything that is shown or
/// kept.
final class Key {
    static final String NONE = "none";
    static final String USUAL_VARIABLE = "OPENAI_API_KEY";

    private static final String SHOWN = "(the key)";

    private final String value;

    private Key(String value) {
        this.value = value;
    }

    /// The key that an endpoint needs, empty where it needs none.
    ///
    /// A host in a private network gets a key only if one is named: what stands in the usual variable is not
    /// meant for it.
    ///
    /// @param variable the setting `key-from`
    /// @throws SeedbedException if there is none, or none that can be sent
    static Optional<Key> find(Optional<String> variable, BaseUrl base, Map<String, String> environment) {
        if (variable.map(NONE::equals).orElse(base.isPrivate())) {
            return Optional.empty();
        }
        String name = variable.orElse(USUAL_VARIABLE);
        String value = environment.getOrDefault(name, "").strip();
        if (value.isEmpty()) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "there is no key for " + base.uri().getHost() + ": the environment variable " + name
                            + " is not set; set it, name another one with key-from, or write key-from: none");
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the key in the environment variable " + name
                            + " holds spaces or other characters that no key has; set it again");
        }
        if (!base.isEncrypted() && !base.isPrivate()) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the key would go to " + base.uri().getHost()
                            + " unencrypted; write https:// in base-url, or key-from: none");
        }
        return Optional.of(new Key(value));
    }

    String header() {
        return "Bearer " + value;
    }

    String redact(String text) {
        return text.replace(value, SHOWN);
    }

    @Override
    public String toString() {
        return SHOWN;
    }
}
