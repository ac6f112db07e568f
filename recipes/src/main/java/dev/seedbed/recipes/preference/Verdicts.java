package dev.seedbed.recipes.preference;

import dev.seedbed.recipes.internal.Reading;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the points that a judge gives. What it does not say clearly is `unscored`, never a number.
///
/// ```java
/// question.put(work, ask, Reading.whole(text -> Verdicts.last(text, 0, 5)));
/// ```
final class Verdicts {
    private static final Pattern SCORE = Pattern.compile(
            "(?i)\\bscore\\b[*_\\s]*[:=][*_\\s]*(?<points>-?\\d+(?:\\.\\d+)?)(?:\\s*/\\s*(?<of>\\d+))?(?<rest>[^\\n]*)");
    private static final Pattern LABEL = Pattern.compile("(?i)\\bscore\\b[*_\\s]*[:=]");
    private static final Pattern SEVERAL = Pattern.compile("\\s*(?:-|–|—|to\\b|or\\b|,|/)\\s*\\d");

    private Verdicts() {}

    /// What a judge said.
    ///
    /// @param text all of it
    record Verdict(double score, String text) {}

    /// The last `Score:` and the number behind it, as judges also speak of scores while they weigh them. `n points` and
    /// `n/highest` count
    /// as n; a range, another scale and a value out of bounds do not count, and then nothing does.
    static Reading<Verdict> last(String text, int lowest, int highest) {
        int from = 0;
        for (Matcher label = LABEL.matcher(text); label.find(); ) {
            from = label.start();
        }
        Matcher score = SCORE.matcher(text).region(from, text.length());
        String points = "";
        String of = "";
        String rest = "";
        if (score.lookingAt()) {
            points = score.group("points");
            of = score.group("of") == null ? "" : score.group("of");
            rest = score.group("rest");
        }
        if (points.isEmpty()) {
            return unscored("there is no 'Score:' with a number in the reply", text);
        }
        if (SEVERAL.matcher(rest).lookingAt()) {
            return unscored("the score is '" + points + rest + "', not one number", text);
        }
        if (!of.isEmpty() && !of.equals(Integer.toString(highest))) {
            return unscored("the score is " + points + " of " + of + ", but " + highest + " is the highest", text);
        }
        double value = Double.parseDouble(points);
        if (value < lowest || value > highest) {
            return unscored("the score is " + points + ", but must be from " + lowest + " to " + highest, text);
        }
        return Reading.found(new Verdict(value, text));
    }

    static <T> Reading<T> unscored(String explanation, String text) {
        return Reading.unusable("unscored", explanation, text);
    }
}
