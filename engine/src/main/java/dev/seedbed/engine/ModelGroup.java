package dev.seedbed.engine;

import dev.seedbed.api.Draw;
import dev.seedbed.api.SampleId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Several models behind one alias: `judge: { first-of: [cheap, spare] }`, or `writer: { one-of: { cheap: 3, spare: 1 }
/// }`.
///
/// What a sample is asked of follows from the seed, the sample and the alias, never from time or load; only an
/// outage or a failure lets the next of a [FirstOf] answer, and the journal then pins that it did. Groups may
/// name groups, but not themselves.
public sealed interface ModelGroup {
    String alias();

    /// The models, or groups, that a question about a sample is put to, in order, until one answers.
    List<String> inOrder(long seed, SampleId sample);

    /// The first that answers: the others stand in for it while it is out of order, and for questions that it
    /// does not answer.
    ///
    /// @param models at least one
    /// @param hedgeAfter how long the first may take before the second is asked as well, and whoever answers
    ///     first counts; empty if it never is
    record FirstOf(String alias, List<String> models, Optional<Duration> hedgeAfter) implements ModelGroup {
        public FirstOf {
            models = List.copyOf(models);
        }

        /// With no hedging.
        public FirstOf(String alias, List<String> models) {
            this(alias, models, Optional.empty());
        }

        @Override
        public List<String> inOrder(long seed, SampleId sample) {
            return models;
        }
    }

    /// One for each sample, drawn by weight. None stands in for another: the mixture would not be what was asked for.
    ///
    /// @param models at least one
    record OneOf(String alias, List<Weighted> models) implements ModelGroup {
        public OneOf {
            models = List.copyOf(models);
        }

        @Override
        public List<String> inOrder(long seed, SampleId sample) {
            double sum = models.stream().mapToDouble(Weighted::weight).sum();
            double point =
                    Draw.of(seed, sample, "one-of " + alias, 0, 0).random().nextDouble() * sum;
            for (Weighted each : models) {
                point -= each.weight;
                if (point < 0) {
                    return List.of(each.alias);
                }
            }
            // Rounding may leave nothing for the last.
            return List.of(models.getLast().alias);
        }
    }

    /// A model and its share.
    ///
    /// @param weight above 0; only its ratio to the others counts
    record Weighted(String alias, double weight) {}
}
