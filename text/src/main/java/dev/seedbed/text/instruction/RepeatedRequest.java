package dev.seedbed.text.instruction;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells which part of an instruction is the request that is to be repeated: what stands before the sentence
/// that asks for it, or behind it where nothing does.
final class RepeatedRequest {
    private static final Pattern ASKED = Extraction.pattern("(?:[^.\\n?!]{0,120}?\\b(?:repeat|before you answer))");

    private RepeatedRequest() {}

    static void add(String text, Set<Constraint> found) {
        Matcher match = ASKED.matcher(text);
        if (!match.find()) {
            return;
        }
        String before =
                text.substring(0, match.start() + leading(match.group())).strip();
        if (!before.isEmpty()) {
            found.add(new Constraint.RepeatedPrompt(before));
            return;
        }
        int line = text.indexOf("\n\n", match.end());
        String behind = line < 0 ? "" : text.substring(line).strip();
        if (!behind.isEmpty()) {
            found.add(new Constraint.RepeatedPrompt(behind));
        }
    }

    private static int leading(String sentence) {
        int place = 0;
        while (place < sentence.length() && Character.isWhitespace(sentence.charAt(place))) {
            place++;
        }
        return place;
    }
}
