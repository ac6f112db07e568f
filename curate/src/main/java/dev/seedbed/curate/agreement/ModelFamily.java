package dev.seedbed.curate.agreement;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which models a judge may take for its own.
///
/// @param own parts of names that count as its own; empty means the judge's family
record ModelFamily(List<String> own) {
    private static final Pattern FIRST_WORD = Pattern.compile("[\\p{L}]+");

    boolean isOwn(String model, String judge) {
        if (own.isEmpty()) {
            return family(model).equals(family(judge));
        }
        String name = model.toLowerCase(Locale.ROOT);
        return own.stream().anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
    }

    /// The first word of the name, behind whose it is: `gpt` of `openai/gpt-4o-mini`.
    static String family(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        Matcher word = FIRST_WORD.matcher(name);
        return word.find() ? word.group() : name;
    }
}
