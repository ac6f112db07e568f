package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.Money;
import dev.seedbed.api.model.Price;
import dev.seedbed.api.model.Usage;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.HumanPrice;
import dev.seedbed.api.run.Output.FinishedRun;
import dev.seedbed.api.run.PersonalDataCounts;
import dev.seedbed.api.run.RunSummary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The report's sections, from the state at the top to the pipeline at the bottom.
final class ReportPage {
    private static final int LONGEST_TEXT = 2_000;

    /// After so many days a price is likely to have changed.
    private static final int DAYS_FRESH = 180;

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
        StepSections steps = new StepSections(html, summary.steps());
        steps.funnel();
        steps.rejections();
        spread();
        personalData();
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
                .map(rowsWanted ->
                        " of " + Figures.number(rowsWanted) + " wanted" + (rowsWanted == 1 ? " row" : " rows"))
                .orElse(count(Fate.ACCEPTED) == 1 ? " row" : " rows");
        html.element(
                "p",
                Figures.number(count(Fate.ACCEPTED)) + target + " accepted from "
                        + Figures.number(Figures.sum(summary.total()))
                        + (Figures.sum(summary.total()) == 1 ? " sample in " : " samples in ")
                        + Figures.duration(took())
                        + ", with seed " + summary.seed() + ".",
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
                figure(fate.name().toLowerCase(Locale.ROOT), Figures.number(count(fate)), meaning(fate));
            }
        }
        figure(
                "calls made",
                Figures.number(summary.calls().made()),
                Figures.number(summary.calls().reused()) + " from the journal");
        figure(
                "tokens",
                Figures.compact(summary.tokens().input() + summary.tokens().output()),
                Figures.compact(summary.tokens().input()) + " in, "
                        + Figures.compact(summary.tokens().output()) + " out");
        figure("cost", Figures.rounded(summary.cost()), "spent in this run: " + Figures.rounded(summary.spent()));
        summary.costPerRow().ifPresent(cost -> figure("cost per accepted row", Figures.rounded(cost), perRow(cost)));
        html.end().line();
    }

    /// What people ask for such a row, where the pipeline says what to compare with.
    private String perRow(Money cost) {
        if (run.compareWith().isEmpty()) {
            return "rejected rows included";
        }
        HumanPrice human = run.compareWith().get();
        String share = human.low().currency().equals(cost.currency())
                        && cost.amount().signum() > 0
                ? "; by hand " + times(human.low(), cost) + " to " + times(human.high(), cost) + " times as much"
                : "";
        return "by hand " + human + share + "; from: " + human.source();
    }

    private static String times(Money human, Money cost) {
        BigDecimal times = human.amount().divide(cost.amount(), new MathContext(2));
        return times.compareTo(BigDecimal.TEN) < 0 ? times.toPlainString() : Figures.number(times.longValue());
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

    private void spread() {
        Map<String, Histogram> texts = rows.textLengths();
        Map<String, Histogram> numbers = rows.numbers();
        if (texts.isEmpty() && numbers.isEmpty()) {
            return;
        }
        section(
                html,
                "How the rows spread",
                rows.isPartial()
                        ? "From " + Figures.number(rows.looked()) + " of the accepted rows, evenly spread."
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

    private void personalData() {
        if (run.personalData().isEmpty()) {
            return;
        }
        PersonalDataCounts counts = run.personalData().get();
        section(html, "Personal data and secrets", PersonalDataWords.of(counts));
        if (!counts.isClean()) {
            html.begin("table").begin("tr");
            heads("column", "kind", "#finds");
            counts.byColumn()
                    .forEach((column, kinds) -> kinds.forEach((kind, count) -> {
                        html.begin("tr").element("td", column, "class", "code").element("td", kind);
                        cells(Figures.number(count));
                    }));
            html.end();
            html.element("p", PersonalDataWords.WHAT_TO_DO, "class", "note");
        }
        html.end().line();
    }

    private void samples() {
        if (rows.samples().isEmpty()) {
            return;
        }
        section(html, "A look at the rows", "Evenly spread over the accepted ones.");
        for (Data row : rows.samples()) {
            html.begin("article");
            fields(html, row.without(Rows.ID));
            row.textIfPresent(Rows.ID).ifPresent(id -> html.element("p", "sample " + id, "class", "id"));
            html.end().line();
        }
        html.end();
    }

    static void fields(Html html, Data data) {
        html.begin("dl");
        data.asMap().forEach((column, value) -> html.element("dt", column).element("dd", shown(value)));
        html.end();
    }

    private static String shown(@Nullable Object value) {
        String text = value instanceof String string ? string : IndentedJson.write(value);
        return text.length() <= LONGEST_TEXT
                ? text
                : text.substring(0, LONGEST_TEXT) + " … (" + Figures.number(text.length()) + " characters)";
    }

    private static String structuredInWords(RunSummary.ModelSummary model, RunSummary.Structured each) {
        String how = switch (each.rung()) {
            case SCHEMA -> "the endpoint's own schema";
            case TOOL -> "a function's arguments";
            case JSON -> "the endpoint's JSON mode";
            case INSTRUCTIONS -> "instructions in the prompt";
        };
        return "Step " + each.step() + " had " + Figures.number(each.calls()) + " replies of " + model.alias()
                + " held to its schema by " + how + ".";
    }

    private void calls() {
        section(html, "Models, prompts and inputs", "");
        if (!summary.models().isEmpty()) {
            html.begin("table").begin("tr");
            heads("model", "identity", "#calls", "#tokens in", "#tokens out", "#cost", "price");
            for (RunSummary.ModelSummary model : summary.models()) {
                Usage tokens = model.tokens();
                html.begin("tr").element("td", model.alias());
                html.element("td", model.identity().isEmpty() ? model.provider() : model.identity(), "class", "code");
                numbers(
                        Figures.number(model.calls()),
                        tokensIn(tokens),
                        tokensOut(tokens),
                        model.cost().toString());
                html.begin("td").text(model.price().map(this::price).orElse("unknown: counted as nothing"));
                html.end().end();
            }
            html.end();
        }
        html.element("p", callsInWords(), "class", "note");
        for (RunSummary.ModelSummary model : summary.models()) {
            for (RunSummary.Structured each : model.structured()) {
                html.element("p", structuredInWords(model, each), "class", "note");
            }
        }
        summary.canaries().forEach(canary -> html.element("p", canaryInWords(canary), "class", "note"));
        if (!summary.prompts().isEmpty()) {
            html.begin("table").begin("tr");
            heads("prompt", "sha256", "#version");
            summary.prompts().forEach(prompt -> {
                html.begin("tr").element("td", prompt.id()).element("td", prompt.sha256(), "class", "code");
                cells(prompt.version() == 0 ? "its own" : Figures.number(prompt.version()));
            });
            html.end();
        }
        if (!summary.inputs().isEmpty()) {
            html.begin("table").begin("tr");
            heads("input", "sha256", "#bytes");
            summary.inputs().forEach(input -> {
                html.begin("tr").element("td", input.name()).element("td", input.sha256(), "class", "code");
                cells(Figures.number(input.bytes()));
            });
            html.end();
        }
        html.end();
    }

    private String callsInWords() {
        RunSummary.Calls calls = summary.calls();
        String failures = calls.failed() == 0 ? "" : ", " + Figures.number(calls.failed()) + " failed for good";
        String guess = summary.tokens()
                .countedBy()
                .map(name -> " Some token counts are not the endpoint's own, but made by: " + name + ".")
                .orElse("");
        return Figures.number(calls.made()) + (calls.made() == 1 ? " call" : " calls") + " made in this run ("
                + Figures.number(calls.tries()) + (calls.tries() == 1 ? " try" : " tries")
                + failures + "), " + Figures.number(calls.reused()) + " answered from the journal." + guess;
    }

    private static String canaryInWords(RunSummary.CanarySummary canary) {
        int occasions = canary.occasions().size();
        String asked = "The model '" + canary.alias() + "' was asked fixed prompts on " + Figures.number(occasions)
                + (occasions == 1 ? " occasion" : " occasions");
        return canary.changed().isEmpty()
                ? asked + ", and did not change."
                : asked + ". It has changed since " + canary.first().at() + ": its "
                        + String.join(", ", canary.changed()) + "; first seen "
                        + canary.changes().getFirst().at() + ", before sample "
                        + canary.changes().getFirst().sample() + ".";
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
        numbers(values);
        html.end();
    }

    private void numbers(String... values) {
        for (String value : values) {
            html.element("td", value, "class", "number");
        }
    }

    private static String tokensIn(Usage tokens) {
        return Figures.number(tokens.input())
                + (tokens.cachedInput() == 0 ? "" : " (" + Figures.number(tokens.cachedInput()) + " cached)");
    }

    private static String tokensOut(Usage tokens) {
        return Figures.number(tokens.output())
                + (tokens.reasoning() == 0 ? "" : " (" + Figures.number(tokens.reasoning()) + " thought)");
    }

    /// Per million tokens, with where it stands and whether it may be another by now.
    private String price(Price price) {
        if (price.isFree()) {
            return "free";
        }
        String cached = price.cachedInputPerMillion()
                .map(amount -> " (cached " + amount.toPlainString() + ")")
                .orElse("");
        return price.inputPerMillion().toPlainString() + cached + " in, "
                + price.outputPerMillion().toPlainString() + " out, " + price.currency() + " a million; "
                + price.origin().map(this::origin).orElse("as the pipeline says");
    }

    private String origin(Price.Origin origin) {
        LocalDate started = summary.started().atZone(ZoneOffset.UTC).toLocalDate();
        boolean old = origin.date().isBefore(started.minusDays(DAYS_FRESH));
        return origin.source() + ", " + origin.date() + (old ? ": it may have changed since" : "");
    }

    private void reproduction() {
        section(
                html,
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

    static void section(Html html, String title, String about) {
        html.line().begin("section").element("h2", title);
        if (!about.isEmpty()) {
            html.element("p", about, "class", "note");
        }
    }
}
