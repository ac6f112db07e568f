package dev.seedbed.recipes.preference;

import dev.seedbed.api.Data;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.internal.Picking;
import dev.seedbed.recipes.internal.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Makes pairs of scored answers to one prompt.
///
/// ```java
/// new Pairing(Strategy.MAX_MIN, 0, 0).pairs(candidates, work.random(0));
/// ```
///
/// Answers that are empty or have no score take no part. Equal scores never make a pair; of several equally good
/// or bad ones the first counts, so that the pair does not depend on how a sort treats them.
///
/// @param lengthPenalty what each character of an answer takes off its score, for [Strategy#MAX_MIN_P]
/// @param minimumMargin by how much the scores must differ at least
record Pairing(Strategy strategy, double lengthPenalty, double minimumMargin) {
    /// An answer and what it counts for.
    private record Valued(Candidate candidate, double value) {}

    /// The pairs, at least one; one at most but for [Strategy#ALL].
    Reading<List<Pair>> pairs(List<Candidate> candidates, RandomGenerator random) {
        List<Valued> valued = candidates.stream()
                .filter(each -> !each.answer().isBlank() && each.score().isPresent())
                .map(each -> new Valued(each, value(each)))
                .toList();
        if (valued.size() < 2) {
            return unusable(
                    "too-few-candidates",
                    "of " + candidates.size() + " answers " + valued.size()
                            + " can be compared, having text and score, but two are needed",
                    candidates);
        }
        return switch (strategy) {
            case MAX_MIN, MAX_MIN_P -> one(best(valued), worst(valued), candidates);
            case MAX_MAX -> one(best(valued), best(without(valued, best(valued))), candidates);
            case MAX_RANDOM -> bestAndAWorse(valued, candidates, random);
            case RANDOM -> {
                List<Valued> two = Picking.some(valued, 2, random);
                yield one(best(two), worst(two), candidates);
            }
            case ALL -> all(valued, candidates);
        };
    }

    private double value(Candidate candidate) {
        double score = candidate.score().orElseThrow();
        return strategy == Strategy.MAX_MIN_P ? score - lengthPenalty * Pair.length(candidate.answer()) : score;
    }

    /// The first of the best.
    private static Valued best(List<Valued> valued) {
        return valued.stream()
                .reduce((one, other) -> other.value() > one.value() ? other : one)
                .orElseThrow();
    }

    /// The first of the worst.
    private static Valued worst(List<Valued> valued) {
        return valued.stream()
                .reduce((one, other) -> other.value() < one.value() ? other : one)
                .orElseThrow();
    }

    private static List<Valued> without(List<Valued> valued, Valued one) {
        int index = valued.indexOf(one);
        return IntStream.range(0, valued.size())
                .filter(i -> i != index)
                .mapToObj(valued::get)
                .toList();
    }

    private Reading<List<Pair>> bestAndAWorse(List<Valued> valued, List<Candidate> candidates, RandomGenerator random) {
        Valued best = best(valued);
        List<Valued> worse =
                valued.stream().filter(each -> each.value() < best.value()).toList();
        return one(best, worse.isEmpty() ? best : worse.get(random.nextInt(worse.size())), candidates);
    }

    private Reading<List<Pair>> one(Valued better, Valued worse, List<Candidate> candidates) {
        return switch (compared(better, worse, candidates)) {
            case Reading.Found<Pair> found -> Reading.found(List.of(found.value()));
            case Reading.Unusable<Pair> unusable -> new Reading.Unusable<>(unusable.rejection());
        };
    }

    private Reading<List<Pair>> all(List<Valued> valued, List<Candidate> candidates) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < valued.size(); i++) {
            for (int j = i + 1; j < valued.size(); j++) {
                List<Valued> two = List.of(valued.get(i), valued.get(j));
                if (compared(best(two), worst(two), candidates) instanceof Reading.Found<Pair> found) {
                    pairs.add(found.value());
                }
            }
        }
        return pairs.isEmpty()
                ? unusable("tie", "no two of the answers differ both in text and enough in score", candidates)
                : Reading.found(pairs);
    }

    private Reading<Pair> compared(Valued better, Valued worse, List<Candidate> candidates) {
        double margin = better.value() - worse.value();
        if (margin <= 0) {
            return unusable("tie", "both answers of the pair score " + better.value(), candidates);
        }
        if (margin < minimumMargin) {
            return unusable(
                    "small-margin",
                    "the scores differ by " + margin + ", but must by " + minimumMargin + " at least",
                    candidates);
        }
        return Pair.of(better.candidate(), worse.candidate(), OptionalDouble.of(margin));
    }

    private static <T> Reading<T> unusable(String reason, String explanation, List<Candidate> candidates) {
        return new Reading.Unusable<>(
                new Rejection(reason, explanation, Data.of(Candidate.COLUMN, Candidate.column(candidates))));
    }
}
