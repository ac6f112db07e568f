package dev.seedbed.recipes.backtranslation;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.Optional;

/// Rejects texts that are too short, too long, or have lines that are too short to be text, before a model is
/// asked. Lengths are in characters (Unicode code points), white space at the ends left out.
record DocumentGate(String name, String column, long fewest, long most, long fewestOfLine) implements Gate {
    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        String text = sample.data().textIfPresent(column).orElse("").strip();
        long length = length(text);
        if (length < fewest) {
            return rejection("too-short", "the text has " + length + " characters, but needs " + fewest, length);
        }
        if (length > most) {
            return rejection("too-long", "the text has " + length + " characters, but may have " + most, length);
        }
        return text.lines()
                .filter(line -> length(line.strip()) < fewestOfLine)
                .findFirst()
                .flatMap(line -> rejection(
                        "short-line",
                        "the line '" + line.strip() + "' has fewer than " + fewestOfLine + " characters",
                        length(line.strip())));
    }

    static long length(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Optional<Rejection> rejection(String reason, String explanation, long length) {
        return Optional.of(new Rejection(reason, explanation, Data.of("characters", length)));
    }
}
