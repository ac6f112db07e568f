package dev.seedbed.recipes.selfinstruct;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbered tasks with instruction, input and output, divided by `###`: how they are shown to a model and read
/// from its reply, by the rules of the released code of Alpaca.
///
/// @param task empty if the part is not of the form
/// @param text the part itself
record TaskList(Optional<SeedTask> task, String text) {
    private static final String BETWEEN = "###";
    private static final String NO_INPUT = "<noinput>";
    private static final Pattern BEGINNING =
            Pattern.compile("(?m)^(\\d+)\\.\\s+Instruction:", Pattern.UNICODE_CHARACTER_CLASS);

    /// A task as the prompt shows it.
    static SeedTask shown(SeedTask task) {
        return new SeedTask(
                InstructionList.line(task.instruction()),
                task.input().isEmpty() ? NO_INPUT : task.input(),
                task.output());
    }

    /// The parts of a continuation of `4. Instruction:`. A part that does not have the number of its place, or
    /// not exactly one instruction, input and output, has no task.
    ///
    /// @param first the number of the first part
    static List<TaskList> continued(String text, int first) {
        String whole = first + ". Instruction:" + text;
        List<TaskList> parts = new ArrayList<>();
        for (String part : whole.split(BETWEEN, -1)) {
            parts.add(new TaskList(task(part, first + parts.size()), part));
        }
        return parts;
    }

    /// The parts of a chat model's reply, which may begin with a courtesy, and may repeat the beginning that it
    /// was to continue.
    static List<TaskList> replied(String text, int first) {
        String rest = BEGINNING
                .matcher(text)
                .results()
                .filter(begins -> begins.group(1).equals(Integer.toString(first)))
                .findFirst()
                .map(begins -> text.substring(begins.end()))
                .orElse(text);
        return continued(rest, first);
    }

    private static Optional<SeedTask> task(String part, int number) {
        String[] fields = Pattern.compile(
                        number + "\\.\\s+(?:Instruction|Input|Output):", Pattern.UNICODE_CHARACTER_CLASS)
                .split(part, -1);
        if (fields.length != 4) {
            return Optional.empty();
        }
        String input = Words.strip(fields[2]);
        return Optional.of(new SeedTask(
                Words.strip(fields[1]), input.equalsIgnoreCase(NO_INPUT) ? "" : input, Words.strip(fields[3])));
    }
}
