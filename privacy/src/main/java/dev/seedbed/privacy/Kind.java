package dev.seedbed.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// What was found.
public enum Kind {
    EMAIL,
    PHONE,
    CARD,
    IBAN,
    IP,
    MAC,
    URL,
    CRYPTO,
    SECRET,
    SSN,
    NATIONAL_ID,
    DATE_OF_BIRTH,
    ADDRESS,
    PERSON,
    CUSTOM;

    /// As a pipeline and the command line write it: `national-id`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// What stands in a masked text: `[NATIONAL_ID]`.
    public String mask() {
        return "[" + name() + "]";
    }

    /// The codes of all, in their order.
    public static List<String> codes() {
        return Arrays.stream(values()).map(Kind::code).toList();
    }

    /// The kind with this code.
    ///
    /// @throws IllegalArgumentException if there is none, with those that there are
    public static Kind of(String code) {
        return Arrays.stream(values())
                .filter(kind -> kind.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no kind of personal data '" + code + "'; there are " + String.join(", ", codes())));
    }
}
