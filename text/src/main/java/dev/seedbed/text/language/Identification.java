package dev.seedbed.text.language;

import java.util.Locale;

/// What the language of a text is found to be.
///
/// @param language ISO 639-1, or 639-3 where there is no code of two letters; [#UNKNOWN] if the text does not say
/// @param probability how likely it is, among the languages asked about; 0 if unknown
/// @param margin by how much it is likelier than the next; 0 if unknown
public record Identification(String language, double probability, double margin) {
    /// The code of an undetermined language, of ISO 639-2.
    public static final String UNKNOWN = "und";

    static final Identification NONE = new Identification(UNKNOWN, 0, 0);

    /// Whether a language was found.
    public boolean known() {
        return !language.equals(UNKNOWN);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.3f", language, probability);
    }
}
