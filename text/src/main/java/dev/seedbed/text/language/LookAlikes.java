package dev.seedbed.text.language;

import dev.seedbed.text.Finding;
import java.lang.Character.UnicodeScript;
import java.util.Optional;

/// Letters of Latin, Cyrillic and Greek that look the same, restated from the facts of Unicode's `confusables.txt`
/// (UTS 39, whole letters only).
final class LookAlikes {
    /// Cyrillic and Greek letters for which a Latin one can be taken.
    private static final String LIKE_LATIN =
            "аеорсхуіјѕԁһӏԛԝьгпткмнвАВЕКМНОРСТХУІЈЅҺԌԚԜЗ" + "αοιντυκρχγηωερΑΒΕΖΗΙΚΜΝΟΡΤΥΧ";

    /// Latin letters for which a Cyrillic or Greek one can be taken.
    private static final String LIKE_OTHERS = "aeopcxyijsdhlqwbrntkmvABEKMHNOPCTXYIJSZGQWuz3";

    private LookAlikes() {}

    /// The word, if the letters of its rarer script all look like letters of the other.
    static Optional<Finding> finding(String text, int begin, int end) {
        int latin = 0;
        int others = 0;
        boolean latinAlike = true;
        boolean othersAlike = true;
        UnicodeScript other = UnicodeScript.CYRILLIC;
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if (!Character.isLetter(c)) {
                continue;
            }
            UnicodeScript script = UnicodeScript.of(c);
            if (script == UnicodeScript.LATIN) {
                latin++;
                latinAlike &= LIKE_OTHERS.indexOf(c) >= 0;
            } else if (script == UnicodeScript.CYRILLIC || script == UnicodeScript.GREEK) {
                others++;
                other = script;
                othersAlike &= LIKE_LATIN.indexOf(c) >= 0;
            } else {
                return Optional.empty();
            }
        }
        boolean disguised = latin >= others ? othersAlike : latinAlike;
        if (!disguised || latin + others < 3 || Math.min(latin, others) == 0) {
            return Optional.empty();
        }
        return Optional.of(new Finding(
                ScriptMixing.MIXED_WORD,
                "a word of Latin and " + ScriptMixing.name(other) + " letters that look alike",
                begin,
                end));
    }
}
