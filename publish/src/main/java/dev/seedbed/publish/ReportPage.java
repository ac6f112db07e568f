package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.Output.FinishedRun;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.StepSummary;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The report's sections, from the state at the top to the pipeline at the bottom.
final class ReportPage {
    private static final int LONGEST_TEXT = 2_000;
    private static final int EXAMPLES = 3;

    private final FinishedRun run;
    private final RunSummary summary;
    private final RowSurvey rows;
    private final Html html = new Html();

    ReportPage(FinishedRun run, RowSurvey rows, String styleSheet) {
        this.run = run;
        this.summary = run.summary();
        this.rows = rows;
        html.begin("html", "lang", "en").begin("head");
        html.begin("meta", "charset", "utf-8");
        html.begin("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        html.begin("meta", "name", "color-scheme", "content", "light dark");
        html.begin(
                "meta",
                "http-equiv",
                "Content-Security-Policy",
                "content",
                "default-src 'none'; style-src 'unsafe-inline'");
        html.element("title", summary.pipeline() + " · Seedbed");
        html.styleSheet(styleSheet).end().line();
        html.begin("body").begin("main");
        header();
        figures();
        funnel();
        rejections();
        spread();
        samples();
        calls();
        reproduction();
        html.end().end().end();
    }

    String html() {
        return html.toString();
    }

    private long count(Fate fate) {
        return summary.total().getOrDefault(fate, 0L);
    }

    private void header() {
        boolean good = summary.end() == RunSummary.End.DONE;
        html.begin("header").element("p", "Seedbed run", "class", "eyebrow");
        html.begin("h1").text(summary.pipeline()).text(" ");
        html.element(
                "span",
                Manifest.word(summary.end()).replace('-', ' '),
                "class",
                good ? "state good" : summary.end().isFinished() ? "state fair" : "state bad");
        html.end();
        String target = summary.target()
                .map(rowsWanted -> " of " + number(rowsWanted) + " wanted")
                .orElse("");
        html.element(
                "p",
                number(count(Fate.ACCEPTED)) + target + " rows accepted from " + number(sum(summary.total()))
                        + " samples in " + duration(took()) + ", with seed " + summary.seed() + ".",
                "class",
                "lead");
        if (!summary.explanation().isEmpty()) {
            html.element("p", summary.explanation(), "class", "lead");
        }
        html.end().line();
    }

    private Duration took() {
        return Duration.between(summary.started(), summary.ended());
    }

    private void figures() {
        html.begin("section", "class", "figures");
        for (Fate fate : Fate.values()) {
            if (count(fate) > 0 || fate == Fate.ACCEPTED || fate == Fate.REJECTED) {
                figure(fate.name().toLowerCase(Locale.ROOT), number(count(fate)), meaning(fate));
            }
        }
        figure(
                "calls made",
                number(summary.calls().made()),
                number(summary.calls().reused()) + " from the journal");
        figure(
                "tokens",
                compact(summary.tokens().input() + summary.tokens().output()),
                compact(summary.tokens().input()) + " in, "
                        + compact(summary.tokens().output()) + " out");
        figure("cost", summary.cost().toString(), "spent in this run: " + summary.spent());
        html.end().line();
    }

    private static String meaning(Fate fate) {
        return switch (fate) {
            case ACCEPTED -> "rows in the data set";
            case REJECTED -> "turned down, each for a reason";
            case FAILED -> "a call or template failed";
            case CONSUMED -> "became other samples";
            case SURPLUS -> "passed, beyond the target";
            case OPEN -> "the run stopped first";
        };
    }

    private void figure(String name, String value, String note) {
        html.begin("div", "class", "figure").element("p", name, "class", "name");
        html.element("p", value, "class", "value")
                .element("p", note, "class", "note")
                .end();
    }

    private void funnel() {
        section("Step by step", "What came to each step, up to the last accepted row, and what it did with it.");
        long most = summary.steps().stream()
                .mapToLong(step -> Math.max(step.in(), step.out()))
                .max()
                .orElse(1);
        html.begin("div", "class", "funnel");
        for (StepSummary step : summary.steps()) {
            long rejected = sum(step.rejected());
            long failed = sum(step.failed());
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
                    .element("b", number(step.out()))
                    .text(" out");
            if (step.in() > 0) {
                html.text(" of " + number(step.in()));
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
            html.element("span", number(count) + " " + kind, "class", kind);
        }
    }

    private void rejections() {
        boolean any = summary.steps().stream()
                .anyMatch(step -> !step.rejected().isEmpty() || !step.failed().isEmpty());
        if (!any) {
            return;
        }
        section("Why samples were turned down", "By step and reason; open one to see samples and the evidence.");
        for (StepSummary step : summary.steps()) {
            long all = sum(step.rejected()) + sum(step.failed());
            Stream.concat(step.rejected().entrySet().stream(), step.failed().entrySet().stream())
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(reason -> reason(step, reason.getKey(), reason.getValue(), all));
        }
        html.end();
    }

    private void reason(StepSummary step, String reason, long count, long all) {
        List<RunSummary.Example> examples = step.examples().stream()
                .filter(example -> example.reason().equals(reason))
                .limit(EXAMPLES)
                .toList();
        html.begin("details", "class", "reason").begin("summary");
        html.element("b", reason).element("span", step.name(), "class", "at");
        html.begin("span", "class", "share");
        segment(step.failed().containsKey(reason) ? "failed" : "rejected", count, all);
        html.end().element("span", number(count), "class", "count").end();
        for (RunSummary.Example example : examples) {
            html.begin("div", "class", "example").element("p", example.explanation());
            fields(example.data());
            if (!example.evidence().columns().isEmpty()) {
                html.element("p", "evidence", "class", "eyebrow");
                fields(example.evidence());
            }
            html.element("p", "sample " + example.sample(), "class", "id").end();
        }
        if (examples.isEmpty()) {
            html.element("p", "No sample was kept for this reason; the ledger has them all.", "class", "note");
        }
        html.end().line();
    }

    private void spread() {
        Map<String, Histogram> texts = rows.textLengths();
        Map<String, Histogram> numbers = rows.numbers();
        if (texts.isEmpty() && numbers.isEmpty()) {
            return;
        }
        section(
                "How the rows spread",
                rows.isPartial()
                        ? "From " + number(rows.looked()) + " of the accepted rows, evenly spread."
                        : "All accepted rows.");
        html.begin("div", "class", "plots");
        texts.forEach((column, histogram) -> plot(column, "characters", histogram));
        numbers.forEach((column, histogram) -> plot(column, "values", histogram));
        html.end().end();
    }

    private void plot(String column, String unit, Histogram histogram) {
        html.begin("div", "class", "plot")
                .begin("p", "class", "name")
                .element("b", column)
                .text(" " + unit)
                .end();
        histogram.draw(html, column + ", " + unit);
        html.begin("p", "class", "scale");
        html.element("span", "least " + Histogram.number(histogram.quantile(0)));
        html.element("span", "median " + Histogram.number(histogram.quantile(0.5)));
        html.element("span", "most " + Histogram.number(histogram.quantile(1)))
                .end()
                .end()
                .line();
    }

    private void samples() {
        if (rows.samples().isEmpty()) {
            return;
        }
        section("A look at the rows", "Evenly spread over the accepted ones.");
        for (Data row : rows.samples()) {
            html.begin("article");
            fields(row.without(Rows.ID));
            row.textIfPresent(Rows.ID).ifPresent(id -> html.element("p", "sample " + id, "class", "id"));
            html.end().line();
        }
        html.end();
    }

    private void fields(Data data) {
        html.begin("dl");
        data.asMap().forEach((column, value) -> html.element("dt", column).element("dd", shown(value)));
        html.end();
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String string ? string : IndentedJson.write(value);
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + " … (" + number(text.length()) + " characters)";
    }

    private void calls() {
        section("Models, prompts and inputs", "");
        if (!summary.models().isEmpty()) {
            html.begin("table").begin("tr");
            heads("model", "identity", "#calls", "#tokens in", "#tokens out", "#cost");
            for (RunSummary.ModelSummary model : summary.models()) {
                Usage tokens = model.tokens();
                html.begin("tr").element("td", model.alias());
                html.element("td", model.identity().isEmpty() ? model.provider() : model.identity(), "class", "code");
                cells(
                        number(model.calls()),
                        number(tokens.input()),
                        number(tokens.output()),
                        model.cost().toString());
            }
            html.end();
        }
        html.element("p", callsInWords(), "class", "note");
        if (!summary.prompts().isEmpty()) {
            html.begin("table").begin("tr");
            heads("prompt", "sha256", "#version");
            summary.prompts().forEach(prompt -> {
                html.begin("tr").element("td", prompt.id()).element("td", prompt.sha256(), "class", "code");
                cells(prompt.version() == 0 ? "its own" : number(prompt.version()));
            });
            html.end();
        }
        if (!summary.inputs().isEmpty()) {
            html.begin("table").begin("tr");
            heads("input", "sha256", "#bytes");
            summary.inputs().forEach(input -> {
                html.begin("tr").element("td", input.name()).element("td", input.sha256(), "class", "code");
                cells(number(input.bytes()));
            });
            html.end();
        }
        html.end();
    }

    private String callsInWords() {
        RunSummary.Calls calls = summary.calls();
        String failures = calls.failed() == 0 ? "" : ", " + number(calls.failed()) + " failed for good";
        String guess = summary.tokens().estimated() ? " Some token counts are estimates." : "";
        return number(calls.made()) + " calls made in this run (" + number(calls.tries()) + " tries" + failures + "), "
                + number(calls.reused()) + " answered from the journal." + guess;
    }

    /// Column heads; those that begin with # stand over numbers.
    private void heads(String... names) {
        for (String name : names) {
            boolean numeric = name.startsWith("#");
            html.element("th", numeric ? name.substring(1) : name, "class", numeric ? "number" : "");
        }
        html.end();
    }

    private void cells(String... values) {
        for (String value : values) {
            html.element("td", value, "class", "number");
        }
        html.end();
    }

    private void reproduction() {
        section(
                "How to make it again",
                "The same command goes on with a stopped run; after a finished one it makes no "
                        + "call, since every reply is in the journal.");
        html.element("pre", "seedbed run pipeline.yaml");
        html.element("pre", run.pipelineText());
        html.element(
                "p",
                "Seedbed " + Version.ofSeedbed() + ", Java " + Version.ofJava() + ", "
                        + summary.started().truncatedTo(ChronoUnit.SECONDS) + " to "
                        + summary.ended().truncatedTo(ChronoUnit.SECONDS),
                "class",
                "note");
        html.end();
    }

    private void section(String title, String about) {
        html.line().begin("section").element("h2", title);
        if (!about.isEmpty()) {
            html.element("p", about, "class", "note");
        }
    }

    private static long sum(Map<?, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static String compact(long value) {
        if (value < 10_000) {
            return number(value);
        }
        return value < 1_000_000
                ? String.format(Locale.ROOT, "%.1fk", value / 1e3)
                : String.format(Locale.ROOT, "%.1fM", value / 1e6);
    }

    private static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 60) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1e3);
        }
        return seconds < 3600
                ? seconds / 60 + " min " + seconds % 60 + " s"
                : seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
    }
}
