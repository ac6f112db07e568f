package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Template;
import dev.seedbed.api.step.Ask;
import dev.seedbed.recipes.internal.Question;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// The questions by which instructions are rewritten.
///
/// @param depth asks for a harder form of an instruction by a method
/// @param breadth asks for another instruction
/// @param methods what each operation but the one in breadth asks for
record Rewriting(Question depth, Question breadth, Map<Operation, Template> methods) {
    private static final List<String> FORMATS =
            List.of("XML", "an SQL database", "Python code", "HTML", "shell commands", "JSON");

    /// @param random chooses the form of the data that [Operation#COMPLICATE_INPUT] adds
    Ask ask(Sample sample, Operation operation, String text, RandomGenerator random) {
        Template method = methods.get(operation);
        if (method == null) {
            return breadth.ask(sample, Map.of("instruction", text));
        }
        String format = FORMATS.get(random.nextInt(FORMATS.size()));
        Map<String, String> values = operation == Operation.COMPLICATE_INPUT ? Map.of("format", format) : Map.of();
        return depth.ask(sample, Map.of("instruction", text, "method", method.render(values)));
    }
}
