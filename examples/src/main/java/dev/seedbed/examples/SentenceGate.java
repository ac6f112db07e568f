package dev.seedbed.examples;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import java.util.Optional;

/// Rejects texts that do not end as a sentence does.
///
/// @param name in the pipeline
/// @param column to look at
/// @param endings the characters that end a sentence
record SentenceGate(String name, String column, String endings) implements Gate {
    private static final Parameter<String> COLUMN =
            Parameter.column("column", "The column to look at.").defaultsTo("answer");
    private static final Parameter<String> ENDINGS =
            Parameter.text("endings", "The characters that end a sentence.").defaultsTo(".!?");

    static final StepType TYPE = StepType.named(
                    "sentence", StepKind.GATE, "Rejects rows whose text does not end as a sentence.")
            .taking(COLUMN, ENDINGS)
            .shorthand(COLUMN)
            .example("- sentence: { column: answer }")
            .builtBy(building -> new SentenceGate(
                    building.name(),
                    building.settings().get(COLUMN),
                    building.settings().get(ENDINGS)));

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        String text = sample.data().textIfPresent(column).orElse("").strip();
        if (!text.isEmpty() && endings.indexOf(text.charAt(text.length() - 1)) >= 0) {
            return Optional.empty();
        }
        String end = text.substring(Math.max(0, text.length() - 20));
        return Optional.of(new Rejection(
                "no-sentence",
                column + " ends with '" + end + "', and not with one of " + endings,
                Data.of("column", column).with("end", end)));
    }
}
