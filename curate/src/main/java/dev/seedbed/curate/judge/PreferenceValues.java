package dev.seedbed.curate.judge;

import dev.seedbed.curate.judge.VerdictGrammar.Hints;
import dev.seedbed.curate.judge.VerdictGrammar.Values;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How preferences are said. Degrees, as in `A>>B`, are not kept apart.
final class PreferenceValues {
    private static final String ONE = "(?:(?:answer|response|assistant|model|text)\\s+)?";
    private static final Pattern CHOICE = pattern("[\\[(<\"']{0,2}(?:" + ONE
            + "(?<ONE>[AB])|(?:it(?:'s| is)\\s+)?(?:a\\s+)?(?<TIE>tie|draw|equal|neither))[\\])>\"']{0,2}");
    private static final Pattern COMPARED = pattern("[\\[(<\"']{0,2}" + ONE
            + "(?<LEFT>[AB])\\s*(?<SIGN>>>|>|<<|<|=|≈|~=)\\s*" + ONE + "(?<RIGHT>[AB])[\\])>\"']{0,2}");
    private static final Pattern BRACKETS =
            pattern("\\[\\[.+\\]\\]|\\[(?:answer|response|assistant|model|text)\\s+[AB]\\]");

    private PreferenceValues() {}

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    }

    static Values<Preference> of() {
        return new Values<>(
                "Verdict",
                "verdict|winner|preference|preferred(?: answer| response)?|better(?: answer| response)?|result|choice",
                Set.of("verdict", "winner", "preference", "preferred", "better", "result", "choice"),
                "<A, B or tie>",
                PreferenceValues::value,
                PreferenceValues::bare,
                Optional.empty(),
                Hints.STANDARD);
    }

    private static Spoken<Preference> value(String text) {
        // MT-Bench asks for [[C]] where both are equally good.
        if (text.equalsIgnoreCase("C") || text.equalsIgnoreCase("[[C]]")) {
            return Spoken.said(Preference.TIE);
        }
        Matcher choice = CHOICE.matcher(text);
        if (choice.matches()) {
            return Spoken.said(
                    choice.group("ONE") == null
                            ? Preference.TIE
                            : choice.group("ONE").equalsIgnoreCase("A") ? Preference.FIRST : Preference.SECOND);
        }
        return compared(text);
    }

    private static Spoken<Preference> bare(String text) {
        if (BRACKETS.matcher(text).matches()) {
            return value(text);
        }
        return compared(text);
    }

    private static Spoken<Preference> compared(String text) {
        Matcher matcher = COMPARED.matcher(text);
        if (!matcher.matches()) {
            return Spoken.nothing();
        }
        String left = matcher.group("LEFT").toUpperCase(Locale.ROOT);
        if (left.equals(matcher.group("RIGHT").toUpperCase(Locale.ROOT))) {
            return Spoken.wrong("no-verdict", "\"" + text + "\" compares a text with itself");
        }
        Preference better = left.equals("A") ? Preference.FIRST : Preference.SECOND;
        return Spoken.said(
                switch (matcher.group("SIGN").charAt(0)) {
                    case '>' -> better;
                    case '<' -> better.swapped();
                    default -> Preference.TIE;
                });
    }
}
