package dev.seedbed.recipes.magpie;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds where a text that should be one user's message goes on into the next turn.
final class RoleHeaders {
    /// A line that is nothing but the name of a role, and the beginning of a line that names who speaks.
    private static final Pattern HEADER =
            Pattern.compile("(?im)^[ \\t]*(?:#+[ \\t]*)?(?:user|assistant|system|human)[ \\t]*(?::[ \\t]*)?$"
                    + "|^[ \\t]*(?:###[ \\t]*(?:instruction|response|input)|user|assistant|human)[ \\t]*:"
                    + "|<\\|[^<>|\\s]{1,40}\\|>|<｜[^<>｜\\s]{1,40}｜>|<(?:start|end)_of_turn>|\\[/?INST]");

    private RoleHeaders() {}

    /// What to do about one.
    enum Treatment {
        /// Keep what stands before it.
        CUT,
        /// Reject the row.
        DROP,
        /// Leave it in.
        KEEP;

        static final List<String> NAMES = List.of("cut", "drop", "keep");
    }

    /// A header and where it begins.
    record Leak(int position, String header) {}

    static Optional<Leak> findIn(String text) {
        Matcher matcher = HEADER.matcher(text);
        return matcher.find()
                ? Optional.of(new Leak(matcher.start(), matcher.group().strip()))
                : Optional.empty();
    }
}
