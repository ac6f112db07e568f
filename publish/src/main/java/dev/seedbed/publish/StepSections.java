package dev.seedbed.publish;

import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.StepSummary;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The report's sections on what the steps did: how many samples each let through, and why it did not let
/// others.
final class StepSections {
    private static final int EXAMPLES = 3;

    private final Html html;
    private final List<StepSummary> steps;

    StepSections(Html html, List<StepSummary> steps) {
        this.html = html;
        this.steps = steps;
    }

    void funnel() {
        ReportPage.section(
                html, "Step by step", "What came to each step, up to the last accepted row, and what it did with it.");
        long most = steps.stream()
                .mapToLong(step -> Math.max(step.in(), step.out()))
                .max()
                .orElse(1);
        html.begin("div", "class", "funnel");
        for (StepSummary step : steps) {
            long rejected = Figures.sum(step.rejected());
            long failed = Figures.sum(step.failed());
            html.begin("div", "class", "step");
            html.begin("p", "class", "stepname").element("b", step.name());
            html.element("span", step.name().equals(step.type()) ? "" : step.type())
                    .end();
            html.begin("div", "class", "bar", "title", step.in() + " in, " + step.out() + " out");
            segment("passed", step.out(), most);
            segment("rejected", rejected, most);
            segment("failed", failed, most);
            html.end()
                    .begin("p", "class", "stepcount")
                    .element("b", Figures.number(step.out()))
                    .text(" out");
            if (step.in() > 0) {
                html.text(" of " + Figures.number(step.in()));
                if (step.out() <= step.in()) {
                    html.text(String.format(Locale.ROOT, " · %.0f %%", 100.0 * step.out() / step.in()));
                }
            }
            lost(rejected, "rejected");
            lost(failed, "failed");
            html.end().end().line();
        }
        html.end();
        html.begin("p", "class", "legend");
        html.element("i", "", "class", "passed").text("went on ");
        html.element("i", "", "class", "rejected").text("rejected ");
        html.element("i", "", "class", "failed").text("failed").end();
        html.end();
    }

    private void segment(String kind, long count, long most) {
        if (count > 0) {
            html.beginWide("i", kind, 100.0 * count / Math.max(1, most)).end();
        }
    }

    private void lost(long count, String kind) {
        if (count > 0) {
            html.element("span", Figures.number(count) + " " + kind, "class", kind);
        }
    }

    void rejections() {
        boolean any = steps.stream()
                .anyMatch(step -> !step.rejected().isEmpty() || !step.failed().isEmpty());
        if (!any) {
            return;
        }
        ReportPage.section(
                html,
                "Why samples were turned down",
                "The most frequent reason first; open one to see samples and the evidence.");
        List<Reason> reasons = steps.stream()
                .flatMap(StepSections::reasons)
                .sorted(Comparator.comparingLong(Reason::count).reversed())
                .toList();
        long all = reasons.stream().mapToLong(Reason::count).sum();
        boolean isFirst = true;
        for (Reason reason : reasons) {
            reason(reason, all, isFirst);
            isFirst = false;
        }
        html.end();
    }

    /// Why samples ended at a step.
    private record Reason(StepSummary step, String code, long count, String kind) {}

    private static Stream<Reason> reasons(StepSummary step) {
        return Stream.concat(
                step.rejected().entrySet().stream()
                        .map(reason -> new Reason(step, reason.getKey(), reason.getValue(), "rejected")),
                step.failed().entrySet().stream()
                        .map(reason -> new Reason(step, reason.getKey(), reason.getValue(), "failed")));
    }

    private void reason(Reason reason, long all, boolean isOpen) {
        List<RunSummary.Example> examples = reason.step().examples().stream()
                .filter(example -> example.reason().equals(reason.code()))
                .limit(EXAMPLES)
                .toList();
        if (isOpen) {
            html.begin("details", "class", "reason", "open", "");
        } else {
            html.begin("details", "class", "reason");
        }
        html.begin("summary").element("b", reason.code());
        html.element("span", reason.step().name(), "class", "at");
        html.begin("span", "class", "share");
        segment(reason.kind(), reason.count(), all);
        html.end()
                .element("span", Figures.number(reason.count()), "class", "count")
                .end();
        for (RunSummary.Example example : examples) {
            html.begin("div", "class", "example").element("p", example.explanation());
            ReportPage.fields(html, example.data());
            if (!example.evidence().columns().isEmpty()) {
                html.element("p", "evidence", "class", "eyebrow");
                ReportPage.fields(html, example.evidence());
            }
            html.element("p", "sample " + example.sample(), "class", "id").end();
        }
        if (examples.isEmpty()) {
            html.element("p", "No sample was kept for this reason; the ledger has them all.", "class", "note");
        }
        html.end().line();
    }
}
