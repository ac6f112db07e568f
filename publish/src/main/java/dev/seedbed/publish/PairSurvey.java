package dev.seedbed.publish;

import dev.seedbed.api.Data;
import java.util.Locale;
import java.util.Optional;

/// How much longer the better side of preference pairs is: a model that learns from pairs in which it mostly is
/// learns to be long-winded. Counts the rows whose `chosen` and `rejected` are texts.
final class PairSurvey {
    private long pairs;
    private long longer;
    private long difference;
    private long chosenLength;

    void add(Data row) {
        if (row.value("chosen") instanceof String chosen && row.value("rejected") instanceof String rejected) {
            int delta = length(chosen) - length(rejected);
            pairs++;
            longer += delta > 0 ? 1 : 0;
            difference += delta;
            chosenLength += length(chosen);
        }
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    /// In what share of the pairs the chosen side is the longer one; empty if there are no pairs.
    Optional<Double> shareLonger() {
        return pairs == 0 ? Optional.empty() : Optional.of((double) longer / pairs);
    }

    void describe(StringBuilder card) {
        if (pairs == 0) {
            return;
        }
        card.append("\n## Length bias\n\nOf ")
                .append(Figures.number(pairs))
                .append(" preference pairs the chosen side is the longer one in ")
                .append(String.format(Locale.ROOT, "%.1f %%", 100.0 * longer / pairs))
                .append("; it has ")
                .append(String.format(Locale.ROOT, "%.1f", (double) chosenLength / pairs))
                .append(" characters on average, ")
                .append(String.format(Locale.ROOT, "%.1f", Math.abs((double) difference / pairs)))
                .append(difference < 0 ? " fewer" : " more")
                .append(" than the rejected side. Far from 50 % either way, a model learns the length as well.\n");
    }
}
