package dev.seedbed.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What is put where personal data was.
public enum Action {
    /// The kind in brackets: `[EMAIL]`.
    MASK,
    /// The kind with a keyed hash, the same for the same text: `[EMAIL:9f86d081884c7d65]`.
    HASH,
    /// Another of its kind that looks real, the same for the same text: `clara.weber17@example.org`.
    SURROGATE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> codes() {
        return Arrays.stream(values()).map(Action::code).toList();
    }

    /// The action with this code.
    ///
    /// @throws IllegalArgumentException if there is none, with those that there are
    public static Action of(String code) {
        return Arrays.stream(values())
                .filter(action -> action.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no action '" + code + "'; there are " + String.join(", ", codes())));
    }
}
