package dev.seedbed.recipes.selfinstruct;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An input of a task and its output, as read from a model's reply by the rules of the released code.
record Instance(String input, String output) {
    private static final int PYTHON = Pattern.UNICODE_CHARACTER_CLASS;
    private static final Pattern EXAMPLE = Pattern.compile("Example" + Words.SPACE + "?\\d*\\.?", PYTHON);
    private static final Pattern OUTPUT = numbered("Output");
    private static final Pattern INPUT = numbered("Input");
    private static final String LABEL = "Class label:";

    private static Pattern numbered(String word) {
        return Pattern.compile(word + Words.SPACE + "*\\d*" + Words.SPACE + "*:", PYTHON);
    }

    /// Of a reply that writes the input first: the parts between `Example 1`, `Example 2`..., or else the one
    /// pair around `Output:`. Without either there is none.
    static List<Instance> inputFirst(String reply) {
        String text = Words.strip(reply);
        if (!EXAMPLE.matcher(text).find()) {
            return OUTPUT.matcher(text).find() ? List.of(pair(text)) : List.of();
        }
        List<Instance> instances = new ArrayList<>();
        for (String part : EXAMPLE.split(text, -1)) {
            String stripped = Words.strip(part);
            if (!stripped.isEmpty()) {
                instances.add(pair(stripped));
            }
        }
        return instances;
    }

    /// Of a reply that writes the class label first: behind each `Class label:` the label up to the end of the
    /// line, then the input.
    static List<Instance> outputFirst(String reply) {
        List<Instance> instances = new ArrayList<>();
        String[] parts = reply.split(Pattern.quote(LABEL), -1);
        for (int i = 1; i < parts.length; i++) {
            String part = Words.strip(parts[i]);
            int end = part.indexOf('\n');
            String label = end < 0 ? part : part.substring(0, end);
            String input = end < 0 ? "" : part.substring(end + 1);
            instances.add(new Instance(Words.strip(input), Words.strip(label)));
        }
        return instances;
    }

    /// The input is what stands before the first `Output:`. What a model adds behind, another `Output:` or
    /// another `Input:`, is cut off.
    private static Instance pair(String text) {
        String input = "";
        String output = text;
        if (OUTPUT.matcher(text).find()) {
            String[] parts = OUTPUT.split(text, -1);
            input = Words.strip(parts[0]);
            output = Words.strip(parts[1]);
        }
        Matcher next = INPUT.matcher(output);
        if (next.find()) {
            output = Words.strip(output.substring(0, next.start()));
        }
        Matcher prefix = INPUT.matcher(input);
        if (prefix.lookingAt()) {
            input = Words.strip(input.substring(prefix.end()));
        }
        return new Instance(input, output);
    }
}
