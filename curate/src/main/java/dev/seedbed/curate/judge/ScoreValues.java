package dev.seedbed.curate.judge;

import dev.seedbed.curate.judge.VerdictGrammar.Hints;
import dev.seedbed.curate.judge.VerdictGrammar.Values;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How scores are said.
record ScoreValues(Scale scale) {
    private static final String NUMBER = "[+-]?\\d{1,9}(?:\\.\\d{1,6})?";
    private static final String OF = "\\s*(?:/|out\\s+of|of)\\s*(?<OF>\\d{1,9})";
    private static final Pattern VALUE = Pattern.compile(
            "[\\[(<\"']{0,2}(?<N>" + NUMBER + ")[\\])>\"']{0,2}(?:" + OF
                    + ")?[\\])>\"']{0,2}(?:\\s+(?:stars?|points?))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern BARE = Pattern.compile(
            "(?<N>" + NUMBER + ")" + OF + "(?:\\s+(?:stars?|points?))?|\\[{1,2}(?<M>" + NUMBER + ")\\]{1,2}",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern SEVERAL = Pattern.compile(
            "[\\[(]{0,2}" + NUMBER + "\\s*(?:-|–|—|~|,|;|to|or|and|through)\\s*" + NUMBER + "[\\])]{0,2}(?:" + OF
                    + ")?",
            Pattern.CASE_INSENSITIVE);

    static Values<Double> of(Scale scale) {
        ScoreValues values = new ScoreValues(scale);
        return new Values<>(
                "Score",
                "score|rating|grade|verdict|result",
                Set.of("score", "rating", "grade", "verdict", "result", "final_score", "overall_score"),
                "<" + scale.words() + ">",
                values::labelled,
                values::bare,
                Optional.of(scale.highest()),
                Hints.STANDARD);
    }

    private Spoken<Double> labelled(String text) {
        Matcher matcher = VALUE.matcher(text);
        boolean isLess = text.startsWith("<") && text.indexOf('>') < 0;
        if (!isLess && matcher.matches()) {
            return score(matcher.group("N"), matcher.group("OF"));
        }
        return SEVERAL.matcher(text).matches()
                ? Spoken.wrong("two-verdicts", "\"" + text + "\" is not one score")
                : Spoken.nothing();
    }

    private Spoken<Double> bare(String text) {
        Matcher matcher = BARE.matcher(text);
        if (!matcher.matches()) {
            return Spoken.nothing();
        }
        String number = matcher.group("N");
        return number == null ? score(matcher.group("M"), null) : score(number, matcher.group("OF"));
    }

    private Spoken<Double> score(String number, @org.jspecify.annotations.Nullable String of) {
        if (of != null && !of.equals(Long.toString(scale.highest()))) {
            return Spoken.wrong("other-scale", number + " of " + of + " is on another scale than " + scale.words());
        }
        BigDecimal score = new BigDecimal(number);
        if (!scale.holds(score)) {
            return Spoken.wrong("out-of-range", number + " is not " + scale.words());
        }
        if (!scale.fractions() && score.stripTrailingZeros().scale() > 0) {
            return Spoken.wrong("not-whole", number + " is not " + scale.words());
        }
        return Spoken.said(score.doubleValue());
    }
}
