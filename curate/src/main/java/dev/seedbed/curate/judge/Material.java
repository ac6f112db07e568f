package dev.seedbed.curate.judge;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Building;
import java.util.ArrayList;
import java.util.Collection;
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

    /// What a row's columns hold; empty texts where they hold nothing.
    record Shown(String instruction, String reference) {
        /// Those that are judged, and these.
        List<String> texts(Collection<String> judged) {
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
        return building.settings()
                .find(INSTRUCTION)
                .or(() -> Optional.of(INSTRUCTION.name()).filter(building.columns()::mayHave));
    }

    Shown of(Sample sample) {
        return new Shown(
                instruction.map(column -> text(sample, column)).orElse(""),
                reference.map(column -> text(sample, column)).orElse(""));
    }

    /// Why a row cannot be judged, before anybody is asked.
    ///
    /// @param judged the texts that are judged, by what they are called
    <T> Optional<Verdict.Unscored<T>> missing(Shown shown, Map<String, String> judged) {
        for (Map.Entry<String, String> text : judged.entrySet()) {
            if (text.getValue().isBlank()) {
                return Optional.of(new Verdict.Unscored<>("nothing-to-judge", text.getKey() + " has no text"));
            }
        }
        return reference
                .filter(_ -> shown.reference().isBlank())
                .map(column -> new Verdict.Unscored<>("no-reference", column + " has no text to compare with"));
    }

    static String text(Sample sample, String column) {
        return sample.data().textIfPresent(column).orElse("");
    }
}
