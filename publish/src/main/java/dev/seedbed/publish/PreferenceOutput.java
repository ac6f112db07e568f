package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.run.Output;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Preference pairs with the prompt apart, TRL's "preference, explicit prompt", which its DPO, ORPO and CPO
/// trainers take: `preference.jsonl` (huggingface/trl docs/source/dataset_formats.md at f2cd5771, July 2026).
///
/// With `form: plain` each side is a text; else each is a list of messages, which the trainer puts into the
/// model's chat template.
final class PreferenceOutput implements Output {
    static final Parameter<String> FORM = Parameter.choice(
                    "form",
                    List.of("conversational", "plain"),
                    "Whether prompt and sides are lists of messages, which a trainer puts into the model's chat"
                            + " template, or plain texts.")
            .defaultsTo("conversational");
    static final List<Parameter<?>> PARAMETERS = List.of(FORM, PairRow.PROMPT, PairRow.CHOSEN, PairRow.REJECTED);

    static final String ADVICE = "Reject such rows in the pipeline, as with `- keep: \"chosen != rejected\"`, or name"
            + " other columns under the output.";

    private final Settings settings;

    PreferenceOutput(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Path> write(FinishedRun run) throws IOException {
        boolean plain = settings.get(FORM).equals("plain");
        return List.of(new TrainerFile("preference", ADVICE).write(run, row -> {
            PairRow pair = PairRow.of(row, settings);
            return List.of(plain ? plain(pair) : conversational(pair));
        }));
    }

    private static Data conversational(PairRow pair) {
        return Data.of("prompt", pair.prompt())
                .with("chosen", List.of(pair.chosen()))
                .with("rejected", List.of(pair.rejected()));
    }

    private static Data plain(PairRow pair) throws RefusedRowException {
        return Data.of("prompt", pair.promptText())
                .with("chosen", Turns.content(pair.chosen()))
                .with("rejected", Turns.content(pair.rejected()));
    }
}
