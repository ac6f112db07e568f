package dev.seedbed.pipeline;

import dev.seedbed.api.setting.Location;
import dev.seedbed.api.setting.Problem;
import dev.seedbed.api.step.Barrier;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Source;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.pipeline.StepBinding.Built;
import java.util.List;

/// Checks what can follow what in a pipeline.
final class ShapeCheck {
    private final List<Built> entries;
    private final PlannedPipeline.Head head;
    private final List<PlannedModel> models;
    private final List<Problem> problems;

    ShapeCheck(List<Built> entries, PlannedPipeline.Head head, List<PlannedModel> models, List<Problem> problems) {
        this.entries = entries;
        this.head = head;
        this.models = models;
        this.problems = problems;
    }

    void check(Raw.Fields root) {
        if (entries.isEmpty()) {
            root.find("steps")
                    .filter(field -> field.raw() instanceof Raw.Items items
                            && items.items().isEmpty())
                    .ifPresent(field -> report(
                            field.location(),
                            "`steps` is empty, but must hold a source, such as `load`, and what is done with its "
                                    + "samples"));
            return;
        }
        checkSources();
        checkEnds();
    }

    private void report(Location location, String message) {
        problems.add(new Problem(location, message));
    }

    private void checkSources() {
        Built first = entries.getFirst();
        boolean begins = first.steps().isEmpty()
                ? first.type().isEmpty() || mayMakeSamples(first.type().get().kind())
                : first.steps().getFirst() instanceof Source;
        if (!begins) {
            report(
                    first.entry().location(),
                    "the first step must be a source, which makes samples, but `"
                            + first.entry().type() + "` works on samples; begin with one such as `load`");
        }
        for (int i = 0; i < entries.size(); i++) {
            Built entry = entries.get(i);
            List<Step> later = i == 0 ? skipFirst(entry.steps()) : entry.steps();
            boolean unbuilt = i > 0
                    && entry.steps().isEmpty()
                    && entry.type().map(type -> type.kind() == StepKind.SOURCE).orElse(false);
            if (unbuilt || later.stream().anyMatch(Source.class::isInstance)) {
                report(
                        entry.entry().location(),
                        "`" + entry.entry().name() + "` is a source, but only the first step can be one; make two "
                                + "pipelines of it");
            }
        }
    }

    private static List<Step> skipFirst(List<Step> steps) {
        return steps.isEmpty() ? steps : steps.subList(1, steps.size());
    }

    static boolean mayMakeSamples(StepKind kind) {
        return switch (kind) {
            case SOURCE, RECIPE -> true;
            case GENERATOR, TRANSFORMER, SCORER, GATE, COLLECTOR, EXPORTER -> false;
        };
    }

    private void checkEnds() {
        boolean endless = false;
        boolean bounded = false;
        boolean unknown = false;
        for (Built entry : entries) {
            unknown |= entry.steps().isEmpty();
            for (Step step : entry.steps()) {
                endless |= step instanceof Source source && source.endless();
                bounded |= step instanceof Collector collector && collector.bounded();
                if (step instanceof Barrier) {
                    checkBarrier(entry, endless && !bounded && !unknown);
                }
            }
        }
        Built first = entries.getFirst();
        if (endless && !bounded && !unknown && head.target().isEmpty() && !budgetEnds()) {
            report(
                    first.entry().location(),
                    "`" + first.entry().name() + "` never ends by itself; say how many rows are wanted with `target`, "
                            + "or end it with a `take` step or a `budget`");
        }
    }

    private void checkBarrier(Built entry, boolean endless) {
        if (endless) {
            report(
                    entry.entry().location(),
                    "`" + entry.entry().name() + "` needs all samples before it lets the first go on, but the source "
                            + "never ends; put a `take` step before it");
        }
        if (head.target().isPresent()) {
            report(
                    entry.entry().location(),
                    "`" + entry.entry().name() + "` needs all samples before it lets the first go on, so a `target` "
                            + "cannot end the run; remove `target` and put a `take` step behind it");
        }
    }

    /// Money ends nothing where calls cost none.
    private boolean budgetEnds() {
        Budget budget = head.budget();
        boolean costs = models.isEmpty()
                || models.stream()
                        .anyMatch(model ->
                                model.price().map(price -> !price.isFree()).orElse(true));
        return budget.tokens().isPresent()
                || budget.calls().isPresent()
                || budget.time().isPresent()
                || (budget.money().isPresent() && costs);
    }
}
