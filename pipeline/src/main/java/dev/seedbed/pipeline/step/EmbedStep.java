package dev.seedbed.pipeline.step;

import dev.seedbed.api.Sample;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Model;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.TemplateException;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Columns;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Step;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Transformer;
import dev.seedbed.api.step.Work;
import java.util.ArrayList;
import java.util.List;

/// `embed`: a column of numbers that say where the meaning of a text lies.
record EmbedStep(String name, Model model, String column, String into) implements Transformer {
    static final Parameter<String> MODEL =
            Parameter.model("model", "The model that embeds.").required();
    static final Parameter<String> COLUMN =
            Parameter.column("column", "The column with the text.").defaultsTo("text");
    static final Parameter<String> INTO =
            Parameter.newColumn("into", "The column for the vector.").defaultsTo("embedding");

    static final StepType TYPE = StepType.named(
                    "embed",
                    StepKind.TRANSFORMER,
                    "Adds the embedding of a text: a list of numbers, close to those of texts that mean the like.")
            .details("""
                    The numbers are a vector of length 1, so the sum of the products of two is their cosine. Each text is looked
                    up in the journal by itself, so an equal text is embedded and paid for once, in this run and in every later
                    one; texts that wait at the same time are sent together. A sample whose column has no text fails, and the
                    run goes on.
                    """)
            .taking(MODEL, COLUMN, INTO)
            .shorthand(MODEL)
            .needing(Capability.EMBED)
            .example("- embed: { column: text, into: embedding, model: meaning }")
            .builtBy(EmbedStep::build);

    private static Step build(Building building) {
        return new EmbedStep(
                building.name(),
                building.model(MODEL),
                building.settings().get(COLUMN),
                building.settings().get(INTO));
    }

    @Override
    public Columns columnsAfter(Columns before) {
        return before.plus(List.of(into));
    }

    @Override
    public Outcome apply(Sample sample, Work work) throws InterruptedException {
        String text = sample.data()
                .textIfPresent(column)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new TemplateException(
                        "column '" + column + "' holds no text to embed; drop such samples before this step", null));
        return Outcome.passed(
                sample.with(into, numbers(work.embed(model, List.of(text)).getFirst())));
    }

    /// As short as they can be written and still be read as the same floats.
    private static List<Double> numbers(float[] vector) {
        List<Double> numbers = new ArrayList<>(vector.length);
        for (float number : vector) {
            numbers.add(Double.parseDouble(Float.toString(number)));
        }
        return numbers;
    }
}
