package dev.seedbed.curate.judge;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The columns beside the judged text itself that a judge is shown.
///
/// @param instruction what was asked, if there is such a column
/// @param reference a good answer, if one is to be compared with
record Material(Optional<String> instruction, Optional<String> reference) {
    static final Parameter<String> INSTRUCTION = Parameter.column(
            "instruction", "The column with what was asked. Left out, it is `instruction` if there is such a column.");
    static final Parameter<String> REFERENCE = Parameter.column(
            "reference",
            "A column with a good answer, which the judge compares with. A row that has none there is unscored.");

    /// What a row's columns hold.
    ///
    /// @param missing why it cannot be judged; empty if it can
    record Shown(String instruction, String reference, Optional<Verdict.Unscored<?>> missing) {
        /// Those that are there.
        List<String> texts(List<String> judged) {
            List<String> texts = new ArrayList<>(judged);
            texts.add(instruction);
            texts.add(reference);
            return texts;
        }
    }

    static Material of(Building building) {
        return new Material(instruction(building), building.settings().find(REFERENCE));
    }

    static Optional<String> instruction(Building building) {
        return building.settings().find(INSTRUCTION).or(() -> Optional.of(INSTRUCTION.name())
                .filter(building.columns()::mayHave));
    }

    /// @param judged the texts that are judged
    Shown of(Sample sample, Map<String, String> judged) {
        String instructions = instruction.map(column -> text(sample, column)).orElse("");
        String references = reference.map(column -> text(sample, column)).orElse("");
        Optional<Verdict.Unscored<?>> missing = judged.entrySet().stream()
                .filter(each -> each.getValue().isBlank())
                .findFirst()
                .map(each -> new Verdict.Unscored<>("nothing-to-judge", each.getKey() + " has no text"));
        return new Shown(
                instructions,
                references,
                missing.or(() -> references.isBlank()
                        ? reference.map(column -> new Verdict.Unscored<>(
                                "no-reference", column + " has no text, so there is nothing to compare with"))
                        : Optional.empty()));
    }

    static String text(Sample sample, String column) {
        return sample.data().textIfPresent(column).orElse("");
    }
}
