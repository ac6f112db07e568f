package dev.seedbed.cli.command;

import dev.seedbed.RunResult;
import dev.seedbed.api.Json;
import dev.seedbed.api.Money;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.StepSummary;
import dev.seedbed.cli.terminal.Figures;
import dev.seedbed.cli.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a command says at the end of a run.
final class RunReport {
    private final Terminal terminal;
    private final String version;

    RunReport(Workshop workshop) {
        this.terminal = workshop.terminal();
        this.version = workshop.version();
    }

    /// For people: where the files are, why it ended if not well, and the counts on the last line.
    void words(RunResult result) {
        RunSummary summary = result.summary();
        if (!result.written().isEmpty() && summary.total().getOrDefault(Fate.ACCEPTED, 0L) == 0) {
            terminal.say("the data set has 0 rows");
        }
        for (Path file : result.written()) {
            terminal.out().println(file);
        }
        Map<String, Long> rejected = new LinkedHashMap<>();
        Map<String, Long> failed = new LinkedHashMap<>();
        for (StepSummary step : summary.steps()) {
            step.rejected().forEach((reason, count) -> rejected.merge(reason, count, Long::sum));
            step.failed().forEach((reason, count) -> failed.merge(reason, count, Long::sum));
        }
        if (!rejected.isEmpty()) {
            terminal.say("rejected: " + Figures.reasons(rejected));
        }
        if (!failed.isEmpty()) {
            terminal.say("failed: " + Figures.reasons(failed) + "; why: seedbed explain "
                    + result.directory().path());
        }
        if (!summary.explanation().isEmpty()) {
            String ending = ending(summary.end());
            boolean saysSo = summary.explanation().startsWith(ending);
            terminal.say((saysSo ? "" : ending + ": ") + summary.explanation());
        }
        result.notes().forEach(note -> terminal.say("note: " + note));
        result.compareWith().ifPresent(human -> terminal.say("by hand: " + human + "; from: " + human.source()));
        result.defect().ifPresent(new Failures(terminal, version)::defect);
        terminal.out().println(lastLine(summary));
    }

    static String lastLine(RunSummary summary) {
        long accepted = summary.total().getOrDefault(Fate.ACCEPTED, 0L);
        List<String> fates = new ArrayList<>();
        for (Fate fate : Fate.values()) {
            long count = summary.total().getOrDefault(fate, 0L);
            if (fate != Fate.ACCEPTED && count > 0) {
                fates.add(Figures.count(count) + " " + word(fate));
            }
        }
        long made = summary.total().values().stream().mapToLong(Long::longValue).sum();
        return Figures.count(accepted)
                + summary.target()
                        .map(target -> " of " + Figures.some(target, "row"))
                        .orElse(accepted == 1 ? " row" : " rows")
                + " accepted, of " + Figures.count(made) + " made"
                + (fates.isEmpty() ? "" : " (" + String.join(", ", fates) + ")")
                + "; " + Figures.some(summary.calls().made(), "call") + " made, "
                + Figures.count(summary.calls().reused()) + " reused; "
                + Figures.money(summary.spent()) + " spent"
                + summary.costPerRow()
                        .filter(cost -> cost.amount().signum() > 0)
                        .map(cost -> ", " + Figures.money(cost) + " per accepted row")
                        .orElse("")
                + "; "
                + Figures.time(Duration.between(summary.started(), summary.ended()));
    }

    /// For machines.
    void json(RunResult result) {
        RunSummary summary = result.summary();
        Map<String, Object> fates = new LinkedHashMap<>();
        for (Fate fate : Fate.values()) {
            fates.put(word(fate), summary.total().getOrDefault(fate, 0L));
        }
        Map<String, Object> calls = new LinkedHashMap<>();
        calls.put("made", summary.calls().made());
        calls.put("reused", summary.calls().reused());
        calls.put("failed", summary.calls().failed());
        calls.put("tries", summary.calls().tries());
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("event", "end");
        line.put("end", ending(summary.end()).replace(' ', '-'));
        line.put("exit_code", summary.end().exitCode());
        line.put("explanation", summary.explanation());
        line.put("pipeline", summary.pipeline());
        line.put("fates", fates);
        summary.target().ifPresent(target -> line.put("target", target));
        line.put("calls", calls);
        Map<String, Object> tokens = new LinkedHashMap<>();
        tokens.put("input", summary.tokens().input());
        tokens.put("output", summary.tokens().output());
        tokens.put("cached_input", summary.tokens().cachedInput());
        tokens.put("reasoning", summary.tokens().reasoning());
        summary.tokens().countedBy().ifPresent(name -> tokens.put("counted_by", name));
        line.put("tokens", tokens);
        line.put("cost", amount(summary.cost()));
        line.put("spent", amount(summary.spent()));
        summary.costPerRow().ifPresent(cost -> line.put("cost_per_row", amount(cost)));
        result.personalData().ifPresent(counts -> line.put("personal_data", counts.byColumn()));
        line.put("notes", result.notes());
        line.put("files", result.written().stream().map(Path::toString).toList());
        terminal.out().println(Json.write(line));
        result.defect().ifPresent(new Failures(terminal, version)::defect);
    }

    private static Map<String, String> amount(Money money) {
        Map<String, String> amount = new LinkedHashMap<>();
        amount.put("amount", money.amount().toPlainString());
        amount.put("currency", money.currency());
        return amount;
    }

    private static String word(Fate fate) {
        return fate.name().toLowerCase(Locale.ROOT);
    }

    static String ending(RunSummary.End end) {
        return switch (end) {
            case DONE -> "done";
            case DEFECT -> "defect";
            case WRONG_INPUT -> "wrong input";
            case OUT_OF_BUDGET -> "out of budget";
            case TOO_FEW_ROWS -> "too few rows";
            case UNUSABLE -> "unusable";
            case INTERRUPTED -> "interrupted";
        };
    }
}
