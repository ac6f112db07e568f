package dev.seedbed.curate.duplicates;

/// How much of a text evidence shows.
final class Shown {
    private static final int LONGEST = 200;

    private Shown() {}

    /// At most its first 200 characters.
    static String text(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        boolean cutsPair = Character.isHighSurrogate(text.charAt(LONGEST - 1));
        return text.substring(0, cutsPair ? LONGEST - 1 : LONGEST) + "…";
    }
}
