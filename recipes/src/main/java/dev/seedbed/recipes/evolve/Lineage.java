package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an instruction comes from, as its row tells it.
///
/// @param sample the row that evolution began with
/// @param text its instruction, the input included
/// @param parent the row that the instruction was made of
/// @param parentText that row's instruction
record Lineage(Sample sample, String text, SampleId parent, String parentText) {
    static final String INSTRUCTION = "instruction";
    static final String INPUT = "input";
    static final String ANSWER = "answer";
    static final List<String> COLUMNS = List.of(
            INSTRUCTION,
            ANSWER,
            "root_id",
            "root_instruction",
            "parent_id",
            "parent_instruction",
            "epoch",
            "operation");

    /// The beginning: an instruction with its input below it, as the released code of WizardLM joins them.
    static Lineage of(Sample sample) {
        String instruction = sample.data().textIfPresent(INSTRUCTION).orElse("").strip();
        String input = sample.data().textIfPresent(INPUT).orElse("").strip();
        String text = input.isEmpty() ? instruction : instruction + "\n" + input;
        return new Lineage(sample, text, sample.id(), text);
    }

    /// The next generation.
    Lineage evolvedTo(SampleId newParent, String newText) {
        return new Lineage(sample, text, newParent, newText);
    }

    /// The row of an evolved instruction. It has the input within itself, so that a column for the input is empty.
    Data row(String instruction, @Nullable String answer, int epoch, String operation) {
        Data data = sample.data().with(INSTRUCTION, instruction);
        Data single = data.has(INPUT) ? data.with(INPUT, "") : data;
        return described(single.with(ANSWER, answer), epoch, operation);
    }

    /// The row that evolution began with.
    Data original(@Nullable String answer) {
        return described(sample.data().with(ANSWER, answer), 0, null);
    }

    private Data described(Data data, int epoch, @Nullable String operation) {
        return data.with("root_id", sample.id().toString())
                .with("root_instruction", text)
                .with("parent_id", epoch == 0 ? null : parent.toString())
                .with("parent_instruction", epoch == 0 ? null : parentText)
                .with("epoch", epoch)
                .with("operation", operation);
    }
}
