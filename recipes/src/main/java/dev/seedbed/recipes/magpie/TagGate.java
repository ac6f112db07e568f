package dev.seedbed.recipes.magpie;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Optional;

/// The part of Magpie's filter that looks at one row: its quality, and the end of its instruction.
///
/// @param qualities those that pass
record TagGate(String name, List<String> qualities) implements Gate {
    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        String quality = sample.data().textIfPresent(MagpieTags.INPUT_QUALITY).orElse("");
        if (!qualities.contains(quality)) {
            return Optional.of(new Rejection(
                    "low-quality",
                    "the quality of the instruction is '" + quality + "', but must be one of " + qualities,
                    Data.of("input_quality", quality)));
        }
        String instruction = sample.data().textIfPresent(Turns.instruction(1)).orElse("");
        return instruction.endsWith(":")
                ? Optional.of(new Rejection(
                        "ends-with-colon",
                        "the instruction ends with a colon, so something is missing",
                        Data.of("text", instruction)))
                : Optional.empty();
    }
}
