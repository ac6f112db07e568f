package dev.seedbed.text;

/// The beginning of a text, for evidence and messages.
///
/// ```java
/// Excerpt.of("Once upon a time", 4)     // "Once…"
/// ```
///
/// Pure.
public final class Excerpt {
    private Excerpt() {}

    /// The whole text, or its first characters and `…`.
    ///
    /// @param longest how many characters (UTF-16 units) may be shown; at least 1
    public static String of(String text, int longest) {
        return text.length() <= longest ? text : cut(text, longest) + "…";
    }

    /// The whole text, or as much of it as has at most so many characters; no surrogate pair is cut in two.
    public static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean cutsPair = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, cutsPair ? longest - 1 : longest);
    }
}
