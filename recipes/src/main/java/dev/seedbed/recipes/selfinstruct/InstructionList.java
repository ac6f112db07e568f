package dev.seedbed.recipes.selfinstruct;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Numbered lists of instructions: how they are shown to a model and read from its reply.
final class InstructionList {
    private static final Pattern NUMBER =
            Pattern.compile("\\n\\d+" + Words.SPACE + "?\\. ", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern COLONS = Pattern.compile(":+\\z");

    private InstructionList() {}

    /// An instruction as one line of the list in the prompt.
    static String line(String instruction) {
        return COLONS.matcher(Words.collapse(instruction)).replaceAll("");
    }

    /// The instructions of a continuation, which begins behind the number of the first one.
    static List<String> continued(String text, Words.Capitals capitals) {
        return cleaned(List.of(NUMBER.split(text)), capitals);
    }

    /// The instructions of a chat model's reply, which should begin with a number but may begin with a
    /// courtesy. With no number at all it is no list, but perhaps a refusal: there is none.
    static List<String> replied(String text, Words.Capitals capitals) {
        List<String> parts = List.of(NUMBER.split("\n" + Words.strip(text), -1));
        return cleaned(parts.subList(1, parts.size()), capitals);
    }

    private static List<String> cleaned(List<String> parts, Words.Capitals capitals) {
        List<String> instructions = new ArrayList<>();
        for (String part : parts) {
            String instruction = capitals.apply(Words.collapse(part));
            if (!instruction.isEmpty()) {
                instructions.add(instruction);
            }
        }
        return instructions;
    }
}
