package dev.seedbed.curate.judge;

import dev.seedbed.curate.judge.Verdict.Given;
import dev.seedbed.curate.judge.Verdict.Unscored;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How several scores become one. More than half of them must be there.
enum Combining {
    MEAN,
    /// Of an even number, the mean of the two in the middle.
    MEDIAN,
    /// The score that more than half of all gave.
    MAJORITY;

    static Combining named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    Verdict<Double> of(List<Verdict<Double>> verdicts) {
        if (verdicts.size() == 1) {
            return verdicts.getFirst();
        }
        Optional<Unscored<Double>> tooFew = Panel.tooFew(verdicts);
        if (tooFew.isPresent()) {
            return tooFew.get();
        }
        List<Double> scores = new ArrayList<>();
        for (Verdict<Double> verdict : verdicts) {
            if (verdict instanceof Given<Double> given) {
                scores.add(given.value());
            }
        }
        scores.sort(null);
        return switch (this) {
            case MEAN -> Verdict.given(mean(scores), "");
            case MEDIAN -> Verdict.given(mean(scores.subList((scores.size() - 1) / 2, scores.size() / 2 + 1)), "");
            case MAJORITY -> majority(scores, verdicts.size());
        };
    }

    private static double mean(List<Double> scores) {
        return scores.stream().mapToDouble(Double::doubleValue).sum() / scores.size();
    }

    private static Verdict<Double> majority(List<Double> sorted, int asked) {
        for (double score : sorted) {
            long votes = sorted.stream().filter(each -> each == score).count();
            if (2 * votes > asked) {
                return Verdict.given(score, "");
            }
        }
        return Verdict.unscored("no-majority", "no score was given by more than half of " + asked + ": " + sorted);
    }
}
