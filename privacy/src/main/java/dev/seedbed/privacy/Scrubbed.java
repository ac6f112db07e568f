package dev.seedbed.privacy;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A text whose personal data was replaced.
///
/// @param replacements in their order
public record Scrubbed(String text, List<Replacement> replacements) {
    public Scrubbed {
        replacements = List.copyOf(replacements);
    }

    /// How often each kind was replaced.
    public Map<Kind, Integer> counts() {
        Map<Kind, Integer> counts = new EnumMap<>(Kind.class);
        replacements.forEach(each -> counts.merge(each.found().kind(), 1, Integer::sum));
        return counts;
    }

    /// What now stands for what: personal data itself, for [SealedMapping] only.
    ///
    /// @param original the text before
    public Map<String, String> mapping(CharSequence original) {
        Map<String, String> mapping = new LinkedHashMap<>();
        replacements.forEach(each -> mapping.putIfAbsent(
                text.substring(each.from(), each.to()), each.found().of(original)));
        return mapping;
    }

    /// Without the text, which may be private still.
    @Override
    public String toString() {
        return "Scrubbed[" + text.length() + " characters, " + replacements.size() + " replacements]";
    }
}
