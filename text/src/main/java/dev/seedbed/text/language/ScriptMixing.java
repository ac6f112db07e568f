package dev.seedbed.text.language;

import dev.seedbed.text.Detector;
import dev.seedbed.text.Finding;
import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Optional;

/// Finds scripts where they do not belong: letters of another script inside a word that look like its own
/// (a Cyrillic `а` in `pаssword`), and words of a script that the text is not written in, as models leak them.
///
/// ```java
/// new ScriptMixing().find("The answer is 答案 four, so we are done here.");   // foreign-script
/// ```
///
/// | code | what |
/// |---|---|
/// | `mixed-word` | a word of Latin, Cyrillic and Greek letters mixed, in which those of the rarer script look like
/// letters of the other |
/// | `foreign-script` | words of another script in a text that is written in one, without quotes, brackets or a gloss
/// around them |
///
/// What mixes by right passes: Japanese and Korean with Han and Latin letters, Latin words, names and units in a text
/// of any script (the `iPhone` of a Russian text), single Greek letters as signs (`β-blocker`, `λ = 2`, `μm`), anything
/// in
/// quotes, brackets or code, and a word of another script behind a colon, a dash or `means`, `called`, `word` and the
/// like.
/// A text whose second script has more than a fifth of the letters is in two languages, which is for the language to
/// judge. Pure; any number of threads; linear in the length.
public final class ScriptMixing implements Detector {
    public static final String MIXED_WORD = "mixed-word";
    public static final String FOREIGN_SCRIPT = "foreign-script";

    private static final List<String> CODES = List.of(MIXED_WORD, FOREIGN_SCRIPT);

    /// A script with a larger share is one that the text is written in.
    private static final double SECOND = 0.2;

    /// A text of fewer letters is too short to say what it is written in.
    private static final int LEAST_LETTERS = 20;

    @Override
    public List<String> codes() {
        return CODES;
    }

    @Override
    public Optional<Finding> find(String text) {
        ScriptShares shares = ScriptShares.of(text);
        if (shares.shares().size() < 2) {
            return Optional.empty();
        }
        WrittenWords words = new WrittenWords(text);
        Optional<Finding> mixed = Optional.empty();
        Optional<Finding> foreign = Optional.empty();
        while (mixed.isEmpty() && words.next()) {
            if (words.mixed()) {
                mixed = LookAlikes.finding(text, words.begin(), words.end());
            } else if (foreign.isEmpty() && isForeign(words.script(), shares) && !words.excused()) {
                foreign = Optional.of(new Finding(
                        FOREIGN_SCRIPT,
                        name(words.script()) + " letters in a text that is written in "
                                + name(shares.shares().keySet().iterator().next()) + " ones",
                        words.begin(),
                        words.end()));
            }
        }
        return mixed.isPresent() ? mixed : foreign;
    }

    private static boolean isForeign(UnicodeScript script, ScriptShares shares) {
        UnicodeScript main = shares.shares().keySet().iterator().next();
        if (script == main || script == UnicodeScript.LATIN || shares.letters() < LEAST_LETTERS) {
            return false;
        }
        return !eastAsian(main, script) && shares.shares().getOrDefault(script, 0.0) <= SECOND;
    }

    private static boolean eastAsian(UnicodeScript main, UnicodeScript script) {
        return switch (main) {
            case HAN, HIRAGANA, KATAKANA ->
                script == UnicodeScript.HAN
                        || script == UnicodeScript.HIRAGANA
                        || script == UnicodeScript.KATAKANA
                        || script == UnicodeScript.BOPOMOFO;
            case HANGUL -> script == UnicodeScript.HAN;
            default -> false;
        };
    }

    static String name(UnicodeScript script) {
        String name = script.name();
        return name.charAt(0)
                + name.substring(1).toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
