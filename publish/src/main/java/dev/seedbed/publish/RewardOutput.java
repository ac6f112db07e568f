package dev.seedbed.publish;

import dev.seedbed.api.Data;
import dev.seedbed.api.run.Output;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// Preference pairs with the prompt inside both sides, TRL's "preference, implicit prompt", which is recommended
/// for reward models: `reward.jsonl`. Always as messages: texts put together would leave out the chat template.
final class RewardOutput implements Output {
    static final List<Parameter<?>> PARAMETERS = List.of(PairRow.PROMPT, PairRow.CHOSEN, PairRow.REJECTED);

    private final Settings settings;

    RewardOutput(Settings settings) {
        this.settings = settings;
    }

    @Override
    public List<Path> write(FinishedRun run) throws IOException {
        return List.of(new TrainerFile("reward", PreferenceOutput.ADVICE).write(run, row -> {
            PairRow pair = PairRow.of(row, settings);
            return List.of(Data.of("chosen", pair.conversation(pair.chosen()))
                    .with("rejected", pair.conversation(pair.rejected())));
        }));
    }
}
