package dev.seedbed.cli.command;

import dev.seedbed.curate.agreement.JudgeAudit;
import dev.seedbed.curate.agreement.PairBias;
import dev.seedbed.curate.agreement.PairColumns;
import dev.seedbed.curate.agreement.Precision;
import dev.seedbed.curate.agreement.ScoreBias;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `seedbed judge bias`: what a judge leans to.
@Command(
        name = "bias",
        header = "Measures what a judge leans to: a place, length, its own family.",
        description = {
            "For verdicts on pairs; with --score for scores of single texts. What no column tells is left out of the "
                    + "figures, with the reason."
        },
        mixinStandardHelpOptions = true)
final class JudgeBiasCommand implements Callable<Integer> {
    private final Workshop workshop;

    @Mixin
    private JudgedRows rows = new JudgedRows();

    @Option(
            names = "--preference",
            paramLabel = "COLUMN",
            defaultValue = "preference",
            description = "a, b, tie or unscored (default: ${DEFAULT-VALUE}).")
    private String preference = "";

    @Option(
            names = "--flipped",
            paramLabel = "COLUMN",
            defaultValue = "flipped",
            description = "Whether the verdict changed with the order (default: ${DEFAULT-VALUE}).")
    private String flipped = "";

    @Option(
            names = "--forward",
            paramLabel = "COLUMN",
            defaultValue = "forward",
            description = "The verdict with a shown first (default: ${DEFAULT-VALUE}).")
    private String forward = "";

    @Option(
            names = "--backward",
            paramLabel = "COLUMN",
            defaultValue = "backward",
            description = "The verdict with b shown first, a still meaning a (default: ${DEFAULT-VALUE}).")
    private String backward = "";

    @Option(
            names = "--a",
            paramLabel = "COLUMN",
            defaultValue = "a",
            description = "The text of answer a (default: ${DEFAULT-VALUE}).")
    private String a = "";

    @Option(
            names = "--b",
            paramLabel = "COLUMN",
            defaultValue = "b",
            description = "The text of answer b (default: ${DEFAULT-VALUE}).")
    private String b = "";

    @Option(
            names = "--a-model",
            paramLabel = "COLUMN",
            defaultValue = "a_model",
            description = "What wrote a (default: ${DEFAULT-VALUE}).")
    private String modelA = "";

    @Option(
            names = "--b-model",
            paramLabel = "COLUMN",
            defaultValue = "b_model",
            description = "What wrote b (default: ${DEFAULT-VALUE}).")
    private String modelB = "";

    @Option(
            names = "--judge-model",
            paramLabel = "COLUMN",
            defaultValue = "judge_model",
            description = "What judged (default: ${DEFAULT-VALUE}).")
    private String judgeModel = "";

    @Option(
            names = "--human",
            paramLabel = "COLUMN",
            description = "What a person prefers, in the words of --preference.")
    private @Nullable String human;

    @Option(
            names = "--own",
            paramLabel = "NAME",
            split = ",",
            description = "Parts of names of models that count as the judge's own. Left out: those that begin with the"
                    + " same word as the judge's.")
    private List<String> own = new ArrayList<>();

    @Option(
            names = "--score",
            paramLabel = "COLUMN",
            description = "Scores of single texts, instead of verdicts on pairs.")
    private @Nullable String score;

    @Option(
            names = "--text",
            paramLabel = "COLUMN",
            defaultValue = "answer",
            description = "With --score, the text that was scored (default: ${DEFAULT-VALUE}).")
    private String text = "";

    @Mixin
    private Intervals intervals = new Intervals();

    JudgeBiasCommand(Workshop workshop) {
        this.workshop = workshop;
    }

    @Override
    public Integer call() {
        Precision precision = intervals.precision();
        JudgeText words = new JudgeText(workshop.terminal().out());
        if (score == null) {
            PairBias bias = rows.read(data -> JudgeAudit.pairs(data, columns(), precision));
            if (rows.json()) {
                workshop.terminal().out().println(JudgeJson.of(bias));
            } else {
                words.pairs(bias, precision);
            }
        } else {
            String column = score;
            ScoreBias bias = rows.read(data -> JudgeAudit.scores(data, column, text, precision));
            if (rows.json()) {
                workshop.terminal().out().println(JudgeJson.of(bias));
            } else {
                words.scores(bias, precision);
            }
        }
        return 0;
    }

    private PairColumns columns() {
        return new PairColumns(
                preference,
                flipped,
                forward,
                backward,
                a,
                b,
                modelA,
                modelB,
                judgeModel,
                Optional.ofNullable(human),
                own);
    }
}
