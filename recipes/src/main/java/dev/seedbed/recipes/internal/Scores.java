package dev.seedbed.recipes.internal;

import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a judge's whole number. What it does not say clearly is unscored, never a number.
public final class Scores {
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private Scores() {}

    /// The number on the last line, which must be `label: number` and nothing else; the label's first letter may be
    /// small. A number further up, or with something behind it such as `4/5`, does not count.
    public static Function<String, Reading<Long>> lastLine(String label, long low, long high) {
        char first = label.charAt(0);
        Pattern line = Pattern.compile("[" + Character.toUpperCase(first) + Character.toLowerCase(first) + "]"
                + Pattern.quote(label.substring(1)) + ":\\s*(\\d{1,9})");
        return reply -> {
            String last =
                    reply.strip().lines().reduce("", (before, next) -> next).strip();
            Matcher matcher = line.matcher(last);
            return matcher.matches()
                    ? inRange(matcher.group(1), low, high, reply)
                    : unscored("the last line is not '" + label + ": ' and a whole number", reply);
        };
    }

    /// The number between the tags `[Start of name]` and `[End of name]`, which must stand there once.
    public static Function<String, Reading<Long>> tagged(String name, long low, long high) {
        return reply -> {
            var between = Tags.all(reply, name);
            return between.size() == 1 && NUMBER.matcher(between.getFirst()).matches()
                    ? inRange(between.getFirst(), low, high, reply)
                    : unscored("there is not one whole number in tags named " + name, reply);
        };
    }

    private static Reading<Long> inRange(String digits, long low, long high, String reply) {
        long number = Long.parseLong(digits);
        return number >= low && number <= high
                ? Reading.found(number)
                : unscored("the score is " + number + ", but must be from " + low + " to " + high, reply);
    }

    private static Reading<Long> unscored(String explanation, String reply) {
        return Reading.unusable("unscored", explanation, reply);
    }
}
