package dev.seedbed.publish;

import dev.seedbed.api.run.Output;
import dev.seedbed.api.run.OutputType;
import java.util.List;

/// The forms of output that a pipeline can name under `outputs:`, and the report, which every run writes.
///
/// ```java
/// for (OutputType type : Outputs.types()) { ... }
/// List<Path> written = Outputs.report().write(finishedRun);
/// Manifest.write(finishedRun, allThatWasWritten);
/// ```
///
/// Each writes its files whole or not at all, and depends on nothing but the finished run: the same rows give
/// the same bytes (but for the report, which tells times). DuckDB is loaded by `parquet` only.
public final class Outputs {
    private static final OutputType JSONL = new OutputType(
            "jsonl",
            "The rows as `dataset.jsonl`, one JSON object a line. It is always there; listing it says that it is wanted.",
            List.of(),
            settings -> new JsonlOutput());

    private static final OutputType PARQUET = new OutputType(
            "parquet",
            "The rows as `dataset.parquet`, compressed with zstd. Types follow from all rows: nested values stay "
                    + "nested; a column with values of several kinds, or with whole numbers beyond 64 bits, is kept as "
                    + "JSON text.",
            List.of(),
            settings -> new ParquetOutput());

    private static final OutputType SFT_MESSAGES = new OutputType(
            "sft-messages",
            "Conversations for supervised fine-tuning as `sft-messages.jsonl`: a list `messages` of objects with "
                    + "`role` and `content`, as TRL, Axolotl, LLaMA-Factory and Unsloth read them. Refuses rows with "
                    + "empty turns.",
            List.of(
                    SftMessagesOutput.INSTRUCTION,
                    SftMessagesOutput.ANSWER,
                    SftMessagesOutput.INPUT,
                    SftMessagesOutput.SYSTEM,
                    SftMessagesOutput.MESSAGES),
            SftMessagesOutput::new);

    private static final OutputType PREFERENCE = new OutputType(
            "preference",
            "Preference pairs as `preference.jsonl`: `prompt`, `chosen` and `rejected`, as the DPO, ORPO and CPO "
                    + "trainers of TRL read them. Refuses empty sides, sides that are the same, and pairs that do not "
                    + "share their prompt.",
            PreferenceOutput.PARAMETERS,
            PreferenceOutput::new);

    private static final OutputType REWARD = new OutputType(
            "reward",
            "Preference pairs for reward models as `reward.jsonl`: `chosen` and `rejected`, each the whole "
                    + "conversation. Refuses what `preference` refuses.",
            RewardOutput.PARAMETERS,
            RewardOutput::new);

    private static final OutputType KTO = new OutputType(
            "kto",
            "Single answers that are good or bad as `kto.jsonl`: `prompt`, `completion` and `label`, as the KTO and BCO "
                    + "trainers of TRL read them; the numbers of both and the weights they ask for as "
                    + "`kto-weights.json`. Made of pairs, or of scored answers.",
            KtoOutput.PARAMETERS,
            KtoOutput::new);

    private static final OutputType RANKED = new OutputType(
            "ranked",
            "All scored answers to each prompt as `ranked.jsonl`: `prompt`, `responses` and `scores`.",
            RankedOutput.PARAMETERS,
            RankedOutput::new);

    private static final OutputType CARD = new OutputType(
            "card",
            "A data-set card for the Hugging Face Hub as `README.md`: how the rows were made, with which models and "
                    + "prompts, how many were turned down and why, and how to make them again.",
            CardOutput.PARAMETERS,
            CardOutput::new);

    private Outputs() {}

    /// All of them, in the order of the reference.
    public static List<OutputType> types() {
        return List.of(JSONL, PARQUET, SFT_MESSAGES, PREFERENCE, REWARD, KTO, RANKED, CARD);
    }

    /// The report: `report.html`, one file that needs nothing beside it.
    public static Output report() {
        return new ReportOutput();
    }
}
