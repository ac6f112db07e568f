package dev.seedbed.pipeline;

import java.util.List;

/// What is looked for in the rows that a run ends with: the key `personal-data` of a pipeline.
///
/// The usual kinds are those that have a form of their own. Names, addresses and dates of birth are told by words,
/// which is slower and less sure; links are in most texts and mostly meant to be, and addresses at the domains that
/// RFC 2606 keeps free are nobody's.
///
/// @param kinds by their codes
/// @param allowed texts that do not count
public record OutputDetection(List<String> kinds, List<String> allowed) {
    /// All that can be looked for. Patterns of one's own are the gate's, `personal-data`.
    public static final List<String> KINDS = List.of(
            "email",
            "phone",
            "card",
            "iban",
            "ip",
            "mac",
            "url",
            "crypto",
            "secret",
            "ssn",
            "national-id",
            "date-of-birth",
            "address",
            "person");

    /// If a pipeline says nothing.
    public static final OutputDetection USUAL = new OutputDetection(
            List.of("email", "phone", "card", "iban", "ip", "mac", "crypto", "secret", "ssn", "national-id"),
            List.of("@example.com", "@example.org", "@example.net"));

    public OutputDetection {
        kinds = List.copyOf(kinds);
        allowed = List.copyOf(allowed);
    }
}
