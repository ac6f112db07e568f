package dev.seedbed.recipes.persona;

import dev.seedbed.api.setting.Prompt;
import dev.seedbed.recipes.internal.BundledPrompt;
import dev.seedbed.recipes.internal.Reading;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What may be written for a persona. Every reply is asked to begin with words that say what it is, by which a
/// courtesy in front, or something else altogether, is noticed.
enum Task {
    MATH("Math problem", true),
    LOGIC("Logical reasoning problem", true),
    INSTRUCTION("User prompt", true),
    KNOWLEDGE("Title", false),
    NPC("Name", false),
    TOOL("Tool", false);

    static final List<String> NAMES = Arrays.stream(values()).map(Task::word).toList();
    private static final Pattern SOLUTION =
            Pattern.compile("^\\W*(solution|answer)\\W*:", Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private final String prefix;
    private final boolean isInstruction;

    Task(String prefix, boolean isInstruction) {
        this.prefix = prefix;
        this.isInstruction = isInstruction;
    }

    static Task named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether what is written is to be answered.
    boolean isInstruction() {
        return isInstruction;
    }

    Prompt prompt() {
        return BundledPrompt.of("persona-tasks." + word(), 1, "persona", "examples", "world");
    }

    /// Demonstrations begin as replies are to.
    String demonstrated(String text) {
        return afterPrefix(text).isPresent() ? text : prefix + ": " + text;
    }

    /// What a reply says.
    ///
    /// @param strips whether the words in front must be there and are taken off; else the reply is kept as it is
    Reading<String> read(String reply, boolean strips) {
        if (!strips) {
            return Reading.found(reply);
        }
        Optional<String> rest = afterPrefix(reply);
        if (rest.isEmpty()) {
            return Reading.unusable("missing-prefix", "the reply does not begin with '" + prefix + ":'", reply);
        }
        if (rest.get().isEmpty()) {
            return Reading.unusable("empty-text", "there is nothing behind '" + prefix + ":'", reply);
        }
        if ((this == MATH || this == LOGIC) && SOLUTION.matcher(rest.get()).find()) {
            return Reading.unusable("holds-solution", "the problem comes with its solution", reply);
        }
        return Reading.found(rest.get());
    }

    /// Models set such words in bold, or as a heading.
    private Optional<String> afterPrefix(String reply) {
        Matcher matcher = Pattern.compile("^[#*\\s]*" + prefix + "\\**\\s*:\\**", Pattern.CASE_INSENSITIVE)
                .matcher(reply);
        return matcher.find() ? Optional.of(reply.substring(matcher.end()).strip()) : Optional.empty();
    }
}
