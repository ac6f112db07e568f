package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Output;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.publish.ScoredAnswers.Scored;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Single answers, each good or bad, TRL's "unpaired preference", which its KTO and BCO trainers take: `kto.jsonl`,
/// a line `{"prompt": ..., "completion": ..., "label": true}` for each answer.
///
/// A pair gives a good and a bad one. With `desirable-from` and `undesirable-to` the scored `candidates` of a row
/// are taken instead; those in between are left out. Rows with the same candidates, one behind the other, are taken
/// once.
///
/// Beside it stands `kto-weights.json`: how many there are of each, and the weights that KTO wants, which keep
/// (weight x number) of the good to that of the bad between 1:1 and 4:3 (TRL's KTO trainer; ContextualAI/HALOs at
/// 48319886).
final class KtoOutput implements Output {
    static final Parameter<Double> DESIRABLE_FROM = Parameter.decimal(
            "desirable-from",
            -1_000_000,
            1_000_000,
            "Takes the scored answers of `candidates` in place of pairs: those with this score or more are good.");
    static final Parameter<Double> UNDESIRABLE_TO =
            Parameter.decimal("undesirable-to", -1_000_000, 1_000_000, "Those with this score or less are bad.");
    static final List<Parameter<?>> PARAMETERS = List.of(
            PreferenceOutput.FORM,
            PairRow.PROMPT,
            PairRow.CHOSEN,
            PairRow.REJECTED,
            RankedOutput.CANDIDATES,
            DESIRABLE_FROM,
            UNDESIRABLE_TO);

    private final Settings settings;

    KtoOutput(Settings settings) {
        this.settings = settings;
        if (settings.find(DESIRABLE_FROM).isPresent()
                != settings.find(UNDESIRABLE_TO).isPresent()) {
            throw wrong("`desirable-from` and `undesirable-to` stand together: give both, or none to take pairs");
        }
        if (settings.find(DESIRABLE_FROM).isPresent() && settings.get(UNDESIRABLE_TO) >= settings.get(DESIRABLE_FROM)) {
            throw wrong("`undesirable-to` is " + settings.get(UNDESIRABLE_TO)
                    + ", but must be below `desirable-from`, which is " + settings.get(DESIRABLE_FROM));
        }
    }

    /// An answer and whether it is good.
    private record Labelled(List<Data> prompt, String answer, boolean label) {}

    @Override
    public List<Path> write(FinishedRun run) throws IOException {
        boolean byScore = settings.find(DESIRABLE_FROM).isPresent();
        AnswersBefore before = new AnswersBefore(prompt(), candidates());
        long[] counts = new long[2];
        Path file = new TrainerFile("kto", PreferenceOutput.ADVICE).write(run, row -> {
            if (byScore && before.has(row)) {
                return List.of();
            }
            List<Data> lines = new ArrayList<>();
            for (Labelled each : byScore ? ofScores(row) : ofPair(row)) {
                counts[each.label() ? 0 : 1]++;
                lines.add(line(each));
            }
            before.wrote(row);
            return lines;
        });
        Path weights = run.directory().resolve("kto-weights.json");
        return List.of(
                file,
                WholeFile.writeText(weights, out -> out.append(IndentedJson.write(weights(counts[0], counts[1])))));
    }

    private String prompt() {
        return settings.find(PairRow.PROMPT).orElse("prompt");
    }

    private String candidates() {
        return settings.find(RankedOutput.CANDIDATES).orElse("candidates");
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }

    private List<Labelled> ofPair(Data row) throws RefusedRowException {
        PairRow pair = PairRow.of(row, settings);
        return List.of(
                new Labelled(pair.prompt(), Turns.content(pair.chosen()), true),
                new Labelled(pair.prompt(), Turns.content(pair.rejected()), false));
    }

    private List<Labelled> ofScores(Data row) throws RefusedRowException {
        List<Data> prompt = Turns.of(row, prompt(), "user");
        PairRow.checkPrompt(prompt, "column '" + prompt() + "'");
        List<Labelled> labelled = new ArrayList<>();
        for (Scored each : ScoredAnswers.of(row, candidates())) {
            if (each.score() >= settings.get(DESIRABLE_FROM)) {
                labelled.add(new Labelled(prompt, each.answer(), true));
            } else if (each.score() <= settings.get(UNDESIRABLE_TO)) {
                labelled.add(new Labelled(prompt, each.answer(), false));
            }
        }
        return labelled;
    }

    private Data line(Labelled each) throws RefusedRowException {
        if (settings.get(PreferenceOutput.FORM).equals("plain")) {
            Data answer = Turns.turn("assistant", each.answer());
            return Data.of("prompt", new PairRow(each.prompt(), answer, answer).promptText())
                    .with("completion", each.answer())
                    .with("label", each.label());
        }
        return Data.of("prompt", each.prompt())
                .with("completion", List.of(Turns.turn("assistant", each.answer())))
                .with("label", each.label());
    }

    /// The bad ones weigh 1; the good ones between what makes both sides equal and four thirds of it.
    static Map<String, Object> weights(long desirable, long undesirable) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("desirable", desirable);
        fields.put("undesirable", undesirable);
        if (desirable > 0 && undesirable > 0) {
            fields.put("undesirable_weight", 1.0);
            fields.put("desirable_weight_from", ratio(undesirable, desirable));
            fields.put("desirable_weight_to", ratio(4 * undesirable, 3 * desirable));
        } else {
            fields.put("problem", "KTO needs answers of both kinds, and here all are of one");
        }
        return fields;
    }

    private static double ratio(long above, long below) {
        return BigDecimal.valueOf(above)
                .divide(BigDecimal.valueOf(below), new MathContext(4))
                .doubleValue();
    }
}
