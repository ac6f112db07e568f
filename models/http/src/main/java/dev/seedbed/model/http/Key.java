package dev.seedbed.model.http;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Allowance;
import java.util.Map;

/// One key of an endpoint. It leaves only as a header; its [#secret] is taken out of everything that is shown or
/// kept.
final class Key {
    private static final String SHOWN = "(the key)";

    private final String value;
    private final Secret secret;

    /// What the endpoint said of it last.
    private volatile Allowance allowance = Allowance.UNKNOWN;

    private Key(String value) {
        this.value = value;
        this.secret = Secret.of(value, SHOWN);
    }

    /// The key in an environment variable.
    ///
    /// @throws SeedbedException if there is none, or none that can be sent
    static Key find(String variable, BaseUrl base, Map<String, String> environment) {
        String value = environment.getOrDefault(variable, "").strip();
        if (value.isEmpty()) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "there is no key for " + base.uri().getHost() + ": the environment variable " + variable
                            + " is not set; set it, name another one with key-from, or write key-from: none");
        }
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the key in the environment variable " + variable
                            + " holds spaces or other characters that no key has; set it again");
        }
        if (!base.isEncrypted() && !base.isPrivate()) {
            throw new SeedbedException(
                    ErrorKind.UNUSABLE,
                    "the key would go to " + base.uri().getHost()
                            + " unencrypted; write https:// in base-url, or key-from: none");
        }
        return new Key(value);
    }

    String header(String prefix) {
        return prefix + value;
    }

    Secret secret() {
        return secret;
    }

    Allowance allowance() {
        return allowance;
    }

    void hear(Allowance news) {
        allowance = news;
    }

    @Override
    public String toString() {
        return SHOWN;
    }
}
