package dev.seedbed.text.instruction;

import java.lang.Character.UnicodeScript;
import java.util.Map;
import java.util.Set;

/// Tells by the letters whether a text may be of a language: enough to find English where Hindi was asked for,
/// not to tell Hindi from Marathi.
final class LanguageScripts {
    private static final Map<String, Set<UnicodeScript>> SCRIPTS = Map.ofEntries(
            Map.entry("ar", Set.of(UnicodeScript.ARABIC)),
            Map.entry("fa", Set.of(UnicodeScript.ARABIC)),
            Map.entry("ur", Set.of(UnicodeScript.ARABIC)),
            Map.entry("hi", Set.of(UnicodeScript.DEVANAGARI)),
            Map.entry("mr", Set.of(UnicodeScript.DEVANAGARI)),
            Map.entry("ne", Set.of(UnicodeScript.DEVANAGARI)),
            Map.entry("ru", Set.of(UnicodeScript.CYRILLIC)),
            Map.entry("uk", Set.of(UnicodeScript.CYRILLIC)),
            Map.entry("bg", Set.of(UnicodeScript.CYRILLIC)),
            Map.entry("ja", Set.of(UnicodeScript.HAN, UnicodeScript.HIRAGANA, UnicodeScript.KATAKANA)),
            Map.entry("zh", Set.of(UnicodeScript.HAN)),
            Map.entry("ko", Set.of(UnicodeScript.HANGUL)),
            Map.entry("bn", Set.of(UnicodeScript.BENGALI)),
            Map.entry("th", Set.of(UnicodeScript.THAI)),
            Map.entry("ta", Set.of(UnicodeScript.TAMIL)),
            Map.entry("te", Set.of(UnicodeScript.TELUGU)),
            Map.entry("he", Set.of(UnicodeScript.HEBREW)),
            Map.entry("el", Set.of(UnicodeScript.GREEK)),
            Map.entry("kn", Set.of(UnicodeScript.KANNADA)),
            Map.entry("gu", Set.of(UnicodeScript.GUJARATI)),
            Map.entry("pa", Set.of(UnicodeScript.GURMUKHI)),
            Map.entry("ml", Set.of(UnicodeScript.MALAYALAM)));

    private LanguageScripts() {}

    /// A language that is not listed is written in Latin letters.
    static Result check(String language, String text) {
        Set<UnicodeScript> scripts = SCRIPTS.getOrDefault(language, Set.of(UnicodeScript.LATIN));
        int own = 0;
        int letters = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            if (Character.isLetter(point)) {
                letters++;
                own += scripts.contains(UnicodeScript.of(point)) ? 1 : 0;
            }
            i += Character.charCount(point);
        }
        return new Result(
                letters == 0 || 2 * own >= letters,
                own + " of " + letters + " letters in its script",
                "the language " + language);
    }
}
