package dev.seedbed;

import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Hash;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.model.Canary;
import dev.seedbed.api.run.RunSummary.InputFile;
import dev.seedbed.api.step.Exporter;
import dev.seedbed.engine.Caps;
import dev.seedbed.engine.ModelBinding;
import dev.seedbed.engine.ModelGroup;
import dev.seedbed.engine.PlannedStep;
import dev.seedbed.engine.RunPlan;
import dev.seedbed.pipeline.Budget;
import dev.seedbed.pipeline.PlannedGroup;
import dev.seedbed.pipeline.PlannedPipeline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Turns what the pipeline language planned into what the engine runs.
final class EnginePlan {
    private EnginePlan() {}

    static RunPlan of(PlannedPipeline plan, RunOptions options) {
        return new RunPlan(
                plan.name(),
                plan.seed(),
                options.previewRows().isPresent() ? withoutExporters(steps(plan)) : steps(plan),
                models(plan, options.previewRows().isEmpty()),
                options.previewRows().isPresent() ? options.previewRows() : optional(plan.target()),
                plan.patience(),
                caps(plan.budget()),
                plan.calls(),
                options.inFlight(),
                options.retryFailed(),
                inputs(plan),
                groups(plan),
                true,
                canaries(plan));
    }

    /// For what is no run of its own: files that the pipeline names belong to its runs.
    static List<PlannedStep> withoutExporters(List<PlannedStep> steps) {
        return steps.stream().filter(step -> !(step.step() instanceof Exporter)).toList();
    }

    static List<PlannedStep> steps(PlannedPipeline plan) {
        return plan.buildSteps().stream()
                .map(step -> new PlannedStep(step.step(), step.type()))
                .toList();
    }

    /// @param inBatches whether models may be asked in batches, for which a preview does not wait
    private static List<ModelBinding> models(PlannedPipeline plan, boolean inBatches) {
        return plan.models().stream()
                .map(model -> new ModelBinding(
                        model.alias(),
                        model.provider(),
                        model.model(),
                        model.endpoint(),
                        model.price(),
                        model.limits(),
                        inBatches ? model.batch() : Optional.empty()))
                .toList();
    }

    private static List<ModelGroup> groups(PlannedPipeline plan) {
        return plan.groups().stream()
                .map(group -> switch (group.order()) {
                    case PlannedGroup.FirstOf first ->
                        (ModelGroup)
                                new ModelGroup.FirstOf(group.alias(), List.copyOf(first.members()), first.hedgeAfter());
                    case PlannedGroup.OneOf one ->
                        new ModelGroup.OneOf(
                                group.alias(),
                                one.weights().entrySet().stream()
                                        .map(each -> new ModelGroup.Weighted(each.getKey(), each.getValue()))
                                        .toList());
                })
                .toList();
    }

    private static Map<String, Canary> canaries(PlannedPipeline plan) {
        Map<String, Canary> canaries = new LinkedHashMap<>();
        plan.models().forEach(model -> model.canary().ifPresent(canary -> canaries.put(model.alias(), canary)));
        return canaries;
    }

    private static Caps caps(Budget budget) {
        return new Caps(budget.money(), optional(budget.tokens()), optional(budget.calls()), budget.time());
    }

    private static OptionalLong optional(Optional<Long> value) {
        return value.isPresent() ? OptionalLong.of(value.get()) : OptionalLong.empty();
    }

    static List<InputFile> inputs(PlannedPipeline plan) {
        List<InputFile> inputs = new ArrayList<>();
        for (Path file : plan.inputs()) {
            MessageDigest digest = Hash.sha256();
            try (InputStream in = Files.newInputStream(file)) {
                byte[] buffer = new byte[1 << 16];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    digest.update(buffer, 0, read);
                }
                inputs.add(new InputFile(
                        String.valueOf(file.getFileName()),
                        HexFormat.of().formatHex(digest.digest()),
                        Files.size(file)));
            } catch (IOException e) {
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT, "the input " + file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return inputs;
    }
}
