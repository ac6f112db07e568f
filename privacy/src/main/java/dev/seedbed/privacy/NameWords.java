package dev.seedbed.privacy;

import java.util.Set;

/// The small words of names.
final class NameWords {
    private static final Set<String> PARTICLES = WordSet.of(
            "von", "van", "de", "der", "den", "del", "della", "da", "dos", "do", "di", "la", "le", "bin", "ibn", "al",
            "el", "zu", "ter", "ten", "y", "e", "st", "st.", "dela", "du");

    private static final Set<String> TITLES = WordSet.of(
            "mr",
            "mr.",
            "mrs",
            "mrs.",
            "ms",
            "ms.",
            "miss",
            "dr",
            "dr.",
            "prof",
            "prof.",
            "professor",
            "sir",
            "madam",
            "herr",
            "frau",
            "monsieur",
            "madame",
            "mme",
            "mlle",
            "m.",
            "señor",
            "señora",
            "sr.",
            "sra.",
            "signor",
            "signora",
            "lord",
            "lady",
            "rev.",
            "reverend",
            "judge",
            "captain",
            "sergeant",
            "nurse",
            "doctor",
            "sr",
            "sra",
            "herrn",
            "mx",
            "mx.",
            "capt.",
            "lt.",
            "sgt.",
            "officer",
            "senator",
            "president",
            "detective",
            "coach",
            "uncle",
            "aunt");

    private NameWords() {}

    static boolean isParticle(String lower) {
        return PARTICLES.contains(lower);
    }

    static boolean isTitle(String lower) {
        return TITLES.contains(lower);
    }
}
