package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.run.Output;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.publish.ScoredAnswers.Scored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// All scored answers to each prompt: `ranked.jsonl`, a line `{"prompt": ..., "responses": [...], "scores": [...]}`,
/// as ranking losses and reward models read it. Rows with the same answers, one behind the other, make one line.
final class RankedOutput implements Output {
    static final Parameter<String> CANDIDATES = Parameter.column(
            "candidates",
            "The column with the answers, a list of objects with `answer` and `score`; `candidates` if left out.");
    static final List<Parameter<?>> PARAMETERS = List.of(PairRow.PROMPT, CANDIDATES);

    private final Settings settings;

    RankedOutput(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Path> write(FinishedRun run) throws IOException {
        String column = settings.find(CANDIDATES).orElse("candidates");
        String prompt = settings.find(PairRow.PROMPT).orElse("prompt");
        String advice = "Reject such rows in the pipeline, or name other columns under `ranked`.";
        AnswersBefore before = new AnswersBefore(prompt, column);
        return List.of(new TrainerFile("ranked", advice).write(run, row -> {
            if (before.has(row)) {
                return List.of();
            }
            PairRow.checkPrompt(Turns.of(row, prompt, "user"), "column '" + prompt + "'");
            List<Scored> answers = ScoredAnswers.of(row, column);
            if (answers.size() < 2) {
                throw new RefusedRowException("column '" + column + "' has " + answers.size()
                        + " answers with a score, but two are needed to rank them");
            }
            before.wrote(row);
            return List.of(Data.of("prompt", row.value(prompt))
                    .with("responses", answers.stream().map(Scored::answer).toList())
                    .with("scores", answers.stream().map(Scored::score).toList()));
        }));
    }
}
