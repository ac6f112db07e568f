package dev.seedbed.api.run;

import dev.seedbed.api.Data;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.setting.PromptReference;
import dev.seedbed.api.step.JsonReplies;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a run did, in figures: what the manifest, the card, the report and the last line of the terminal are
/// made of.
///
/// Two sets of counts are kept. `total` is all that was made in this run, and adds up over the six fates.
/// `settled` covers the candidates up to the one that gave the last accepted row: it is the same whatever the
/// timing, so it may stand in files that are fixed byte for byte, such as the card.
///
/// @param pipeline the pipeline's name
/// @param seed the pipeline's seed
/// @param target the rows asked for, if a number was asked for
/// @param end how the run ended
/// @param explanation one sentence on why it ended so; empty for a run that is simply done
/// @param total counts of this run
/// @param settled counts that do not depend on timing
/// @param steps in the order of the pipeline, counted as `settled` is
/// @param models that the pipeline names
/// @param prompts that calls were made with, by id
/// @param inputs the input files
/// @param calls made in this run and taken from the journal
/// @param tokens of the calls that the data set rests on, whether made in this run or before
/// @param cost of those calls
/// @param spent cost of the calls made in this run
/// @param canaries what fixed prompts say of the models that have them, and were asked
public record RunSummary(
        String pipeline,
        long seed,
        Optional<Long> target,
        End end,
        String explanation,
        Instant started,
        Instant ended,
        Map<Fate, Long> total,
        Map<Fate, Long> settled,
        List<StepSummary> steps,
        List<ModelSummary> models,
        List<PromptReference> prompts,
        List<InputFile> inputs,
        Calls calls,
        Usage tokens,
        Money cost,
        Money spent,
        List<CanarySummary> canaries) {
    public RunSummary {
        canaries = List.copyOf(canaries);
    }

    /// The same with what its models' canaries say.
    public RunSummary withCanaries(List<CanarySummary> newCanaries) {
        return new RunSummary(
                pipeline,
                seed,
                target,
                end,
                explanation,
                started,
                ended,
                total,
                settled,
                steps,
                models,
                prompts,
                inputs,
                calls,
                tokens,
                cost,
                spent,
                newCanaries);
    }

    /// Without canaries.
    public RunSummary(
            String pipeline,
            long seed,
            Optional<Long> target,
            End end,
            String explanation,
            Instant started,
            Instant ended,
            Map<Fate, Long> total,
            Map<Fate, Long> settled,
            List<StepSummary> steps,
            List<ModelSummary> models,
            List<PromptReference> prompts,
            List<InputFile> inputs,
            Calls calls,
            Usage tokens,
            Money cost,
            Money spent) {
        this(
                pipeline,
                seed,
                target,
                end,
                explanation,
                started,
                ended,
                total,
                settled,
                steps,
                models,
                prompts,
                inputs,
                calls,
                tokens,
                cost,
                spent,
                List.of());
    }

    /// What an accepted row cost, the rejected ones' share included, to 12 significant digits; empty without a
    /// row.
    public Optional<Money> costPerRow() {
        long accepted = total.getOrDefault(Fate.ACCEPTED, 0L);
        return accepted == 0
                ? Optional.empty()
                : Optional.of(new Money(
                        cost.amount().divide(BigDecimal.valueOf(accepted), new MathContext(12)), cost.currency()));
    }

    /// How a run ended, with the exit code that says so.
    public enum End {
        DONE(0),
        DEFECT(1),
        WRONG_INPUT(2),
        OUT_OF_BUDGET(3),
        TOO_FEW_ROWS(4),
        UNUSABLE(5),
        INTERRUPTED(130);

        private final int exitCode;

        End(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }

        /// Whether the data set is complete, fixed byte for byte.
        public boolean isFinished() {
            return this == DONE || this == TOO_FEW_ROWS;
        }
    }

    /// What passed a step.
    ///
    /// @param type the step type's id
    /// @param in samples that came
    /// @param out samples that went on, children included
    /// @param rejected by reason, in order of first occurrence
    /// @param failed by reason
    /// @param examples a few rejected samples of each reason, the first in candidate order
    public record StepSummary(
            String name,
            String type,
            long in,
            long out,
            Map<String, Long> rejected,
            Map<String, Long> failed,
            List<Example> examples) {}

    /// A rejected or failed sample.
    public record Example(String sample, String reason, String explanation, Data data, Data evidence) {}

    /// A model that the pipeline names.
    ///
    /// @param identity provider and model, a local file with its sha256; empty if it was never needed
    /// @param price by which the run reckoned; empty if unknown, so that its calls counted as costing nothing
    /// @param structured how its replies were held to schemas, by step; empty if none was
    public record ModelSummary(
            String alias,
            String provider,
            String identity,
            long calls,
            Usage tokens,
            Money cost,
            Optional<Price> price,
            List<Structured> structured) {
        public ModelSummary {
            structured = List.copyOf(structured);
        }
    }

    /// How replies to a step were held to a schema.
    ///
    /// @param calls answered or failed, those of repair turns among them
    public record Structured(String step, JsonReplies.Rung rung, long calls) {}

    /// What fixed prompts say of a model, over all starts of the run.
    ///
    /// @param occasions on which they were asked, in order; at least one
    public record CanarySummary(String alias, List<CanaryOccasion> occasions) {
        public CanarySummary {
            occasions = List.copyOf(occasions);
        }

        public CanaryOccasion first() {
            return occasions.getFirst();
        }

        public CanaryOccasion last() {
            return occasions.getLast();
        }

        /// Those that differ from the one before.
        public List<CanaryOccasion> changes() {
            List<CanaryOccasion> changes = new ArrayList<>();
            for (int i = 1; i < occasions.size(); i++) {
                if (!occasions.get(i).differsFrom(occasions.get(i - 1)).isEmpty()) {
                    changes.add(occasions.get(i));
                }
            }
            return changes;
        }

        /// What was not the same on every occasion: `model version`, `system fingerprint`, `answers`.
        public List<String> changed() {
            return occasions.stream()
                    .flatMap(occasion -> occasion.differsFrom(first()).stream())
                    .distinct()
                    .toList();
        }
    }

    /// The fixed prompts asked once. Its three parts are a model's fingerprint.
    ///
    /// @param number from 1
    /// @param sample whose call was about to be made, by its id
    /// @param modelVersion what the endpoint says answered; empty if it says nothing
    /// @param systemFingerprint the endpoint's mark of its configuration; empty if it gives none
    /// @param answers a hash of the answers
    public record CanaryOccasion(
            int number, Instant at, String sample, String modelVersion, String systemFingerprint, String answers) {
        /// The parts that are not the same.
        public List<String> differsFrom(CanaryOccasion other) {
            List<String> parts = new ArrayList<>();
            if (!modelVersion.equals(other.modelVersion)) {
                parts.add("model version");
            }
            if (!systemFingerprint.equals(other.systemFingerprint)) {
                parts.add("system fingerprint");
            }
            if (!answers.equals(other.answers)) {
                parts.add("answers");
            }
            return parts;
        }
    }

    /// An input, by content.
    public record InputFile(String name, String sha256, long bytes) {}

    /// @param made in this run
    /// @param reused from the journal
    /// @param failed for good, among those made
    /// @param tries that were made at endpoints in this run, retries included
    public record Calls(long made, long reused, long failed, long tries) {}
}
