package dev.seedbed.text.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// How the letters of a text are shared among the scripts of Unicode.
///
/// ```java
/// ScriptShares.of("Это test.").shares();   // {LATIN=0.571..., CYRILLIC=0.428...}
/// ```
///
/// Letters and ideographs count, each as one; digits, signs and marks that scripts share do not. Pure.
///
/// @param letters how many there are
/// @param shares of each script that has letters, the most first, then by name
public record ScriptShares(long letters, Map<UnicodeScript, Double> shares) {
    public ScriptShares {
        shares = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }

    /// Those of a text.
    public static ScriptShares of(CharSequence text) {
        char[] chars = text.toString().toCharArray();
        return of(chars, 0, chars.length);
    }

    /// Those of `chars[from..to)`. Surrogates that stand alone are no letters.
    public static ScriptShares of(char[] chars, int from, int to) {
        Map<UnicodeScript, Long> counts = new EnumMap<>(UnicodeScript.class);
        long letters = 0;
        long run = 0;
        UnicodeScript last = UnicodeScript.COMMON;
        for (int i = from; i < to; i++) {
            int c = Character.codePointAt(chars, i, to);
            i += Character.charCount(c) - 1;
            if (Character.isLetter(c)) {
                UnicodeScript script = UnicodeScript.of(c);
                if (script != last) {
                    counts.merge(last, run, Long::sum);
                    run = 0;
                    last = script;
                }
                run++;
            }
        }
        counts.merge(last, run, Long::sum);
        counts.remove(UnicodeScript.COMMON);
        counts.remove(UnicodeScript.INHERITED);
        for (long count : counts.values()) {
            letters += count;
        }
        return new ScriptShares(letters, sorted(counts, letters));
    }

    private static Map<UnicodeScript, Double> sorted(Map<UnicodeScript, Long> counts, long letters) {
        Map<UnicodeScript, Double> shares = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<UnicodeScript, Long>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().name()))
                .forEach(entry -> shares.put(entry.getKey(), entry.getValue() / (double) letters));
        return shares;
    }
}
