package dev.seedbed.recipes.preference;

import dev.seedbed.recipes.internal.Reading;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What UltraFeedback's annotator writes about one answer, and its overall score from 1 to 10.
record Critique(String text, double score) {
    private static final String MARKER = "\nOverall Score: ";
    private static final Pattern POINTS = Pattern.compile("\\[?(\\d+(?:\\.\\d+)?)]?(?:/10)?");

    /// The feedback stands before the last `Overall Score: `, the score behind it, up to the end of the line or a
    /// full stop; of `a/10` it is a.
    static Reading<Critique> read(String reply) {
        int marker = reply.lastIndexOf(MARKER);
        if (marker < 0) {
            return Verdicts.unscored("there is no line 'Overall Score: ' behind the feedback", reply);
        }
        String text = reply.substring(0, marker).strip();
        if (text.isEmpty()) {
            return Verdicts.unscored("there is no feedback before the score", reply);
        }
        String line =
                reply.substring(marker + MARKER.length()).lines().findFirst().orElse("");
        String points = line.split("\\.(?:\\s|$)", 2)[0].strip();
        return score(points, reply) instanceof Reading.Found<Double> found
                ? Reading.found(new Critique(text, found.value()))
                : Verdicts.unscored("the overall score is '" + points + "', not a number from 1 to 10", reply);
    }

    /// A number from 1 to 10 and nothing else.
    static Reading<Double> score(String points, String reply) {
        Matcher number = POINTS.matcher(points.strip());
        double value = number.matches() ? Double.parseDouble(number.group(1)) : 0;
        return value >= 1 && value <= 10
                ? Reading.found(value)
                : Verdicts.unscored("'" + points + "' is no number from 1 to 10", reply);
    }
}
