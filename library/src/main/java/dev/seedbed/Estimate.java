package dev.seedbed;

import dev.seedbed.api.Money;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// What is left to do for a pipeline, and what that will take: see [Seedbed#estimate].
///
/// ```java
/// seedbed.run(spec, options.preview(20));             // spends a little, and measures
/// Estimate estimate = seedbed.estimate(spec, options);
/// estimate.money().high();                             // the upper end, in estimate.currency()
/// ```
///
/// What the journal holds costs nothing and is not in it.
///
/// **Measured** ([Basis#MEASURED]): the candidates whose every question is answered are a sample of those to
/// come. The ranges are percentile bootstrap intervals at 95 % (Efron and Tibshirani, An Introduction to the
/// Bootstrap, 1993, chapter 13) over these candidates, 1,000 draws with a fixed seed. Each draw also has a
/// spread for the candidates to come: that of a sum (central limit theorem), and with a target that of how many
/// it takes (renewal theory: the variance of the count tends to `rows * variance / mean^3`, Feller, An
/// Introduction to Probability Theory, volume 2, chapter XI). A range without an upper end means that some
/// draws had no accepted row at all.
///
/// **Rendered** ([Basis#RENDERED]): nothing is answered yet. The first prompts are rendered and counted; a
/// reply takes between nothing and `max-tokens`. Later prompts need replies and are not in it; the notes name
/// their steps.
///
/// @param pipeline the pipeline's name
/// @param measured how many candidates are answered to their end
/// @param accepted rows that these gave
/// @param target the rows asked for, if a number was asked for
/// @param candidates that are still to be worked on
/// @param calls that are still to be made
/// @param input tokens of these calls
/// @param output tokens of these calls
/// @param money in `currency`; models of unknown price count as nothing, and a note says so
/// @param seconds at the concurrency of the models; nothing is known of rate limits
/// @param lines by step and model, in the order in which they were first asked
/// @param spent what the journal's calls have cost so far
/// @param notes a sentence each on what the figures leave open
public record Estimate(
        String pipeline,
        Basis basis,
        long measured,
        long accepted,
        Optional<Long> target,
        Range candidates,
        Range calls,
        Range input,
        Range output,
        Range money,
        String currency,
        Range seconds,
        List<Line> lines,
        List<Money> spent,
        List<String> notes) {
    public Estimate {
        lines = List.copyOf(lines);
        spent = List.copyOf(spent);
        notes = List.copyOf(notes);
    }

    /// What the figures rest on.
    public enum Basis {
        /// Everything is answered already.
        COMPLETE,
        /// Replies in the journal.
        MEASURED,
        /// Prompts, with no reply.
        RENDERED
    }

    /// What one step asks one model.
    public record Line(String step, String model, Range calls, Range input, Range output, Range money) {}

    /// A figure that is not known exactly.
    ///
    /// @param low its lower end
    /// @param likely the expected value, where there is one
    /// @param high its upper end; empty if nothing bounds it
    public record Range(double low, OptionalDouble likely, OptionalDouble high) {
        static final Range ZERO = exactly(0);

        static Range exactly(double value) {
            return new Range(value, OptionalDouble.of(value), OptionalDouble.of(value));
        }

        static Range from(double low) {
            return new Range(low, OptionalDouble.empty(), OptionalDouble.empty());
        }

        static Range between(double low, double high) {
            return new Range(low, OptionalDouble.empty(), OptionalDouble.of(high));
        }
    }
}
