package dev.seedbed.recipes.evolve;

import dev.seedbed.api.Data;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.recipes.internal.Resource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A rule by which an evolved instruction fails. The first four are the paper's (section 3.2, elimination
/// evolving), the others those of h2o-wizardlm (`change_approved`, read in November 2026).
enum Elimination {
    /// A judge finds it equal to the one it was made of. It is asked by [EvolveStep].
    NO_INFORMATION_GAIN,
    /// The answer says "sorry" and is short, so the model found no way to answer.
    SORRY,
    /// The answer has only punctuation and words without meaning of their own.
    ONLY_STOP_WORDS,
    /// The instruction speaks of the prompt by which it was made.
    PROMPT_LEAK,
    /// It is the text that it was made of.
    UNCHANGED,
    /// It is a list rather than an instruction.
    LIST_DUMP,
    /// It was answered, or excused, rather than rewritten.
    ASSISTANT_TALK;

    private static final int SHORT_ANSWER = 80;
    private static final int SHORT_EXCUSE = 400;
    private static final Pattern LEAK = Pattern.compile(
            "#(?:the )?(?:given|rewritten|created|new) prompt#|\\b(?:given|rewritten|created|new) prompt\\b",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TALK =
            Pattern.compile("how can i assist|\\bas an ai\\b|\\bai assistant\\b", Pattern.CASE_INSENSITIVE);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}']+");
    private static final Set<String> STOP_WORDS = Resource.read("evolve/stop-words.txt")
            .lines()
            .flatMap(line -> Stream.of(line.split(" ")))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toUnmodifiableSet());

    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> words() {
        return Stream.of(values()).map(Elimination::word).toList();
    }

    static Elimination named(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /// What is wrong with the evolved instruction by itself.
    Optional<Rejection> ofInstruction(String before, String after) {
        return switch (this) {
            case PROMPT_LEAK -> found(LEAK, after, "the instruction speaks of the prompt: '%s'");
            case UNCHANGED ->
                before.strip().equals(after.strip())
                        ? failed("the model gave the instruction back as it was", after)
                        : Optional.empty();
            case LIST_DUMP ->
                isList(after)
                        ? failed("the instruction is a list of lines rather than a text", after)
                        : Optional.empty();
            case ASSISTANT_TALK -> talk(before, after);
            case NO_INFORMATION_GAIN, SORRY, ONLY_STOP_WORDS -> Optional.empty();
        };
    }

    /// What is wrong with the answer to it.
    Optional<Rejection> ofAnswer(String answer) {
        return switch (this) {
            case SORRY -> {
                long words = Pattern.compile("\\S+").matcher(answer).results().count();
                yield answer.toLowerCase(Locale.ROOT).contains("sorry") && words < SHORT_ANSWER
                        ? failed(
                                "the answer says sorry and has " + words + " words, fewer than " + SHORT_ANSWER, answer)
                        : Optional.empty();
            }
            case ONLY_STOP_WORDS ->
                WORD.matcher(answer.toLowerCase(Locale.ROOT).replace('\u2019', '\''))
                                .results()
                                .map(match -> match.group())
                                .allMatch(STOP_WORDS::contains)
                        ? failed("the answer has nothing but punctuation and stop words", answer)
                        : Optional.empty();
            case NO_INFORMATION_GAIN, PROMPT_LEAK, UNCHANGED, LIST_DUMP, ASSISTANT_TALK -> Optional.empty();
        };
    }

    private Optional<Rejection> talk(String before, String after) {
        if (after.length() < SHORT_EXCUSE
                && after.toLowerCase(Locale.ROOT).contains("i'm sorry")
                && !before.toLowerCase(Locale.ROOT).contains("sorry")) {
            return failed("the model excuses itself instead of rewriting", after);
        }
        return found(TALK, after, "the model speaks as an assistant: '%s'");
    }

    private static boolean isList(String text) {
        int lines = count(text, "\n");
        return lines > 2 * count(text, " ") || (lines > 10 && lines == count(text, "- "));
    }

    private static int count(String text, String part) {
        return (text.length() - text.replace(part, "").length()) / part.length();
    }

    private Optional<Rejection> found(Pattern pattern, String text, String explanation) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? failed(explanation.replace("%s", matcher.group()), text) : Optional.empty();
    }

    private Optional<Rejection> failed(String explanation, String text) {
        return Optional.of(new Rejection(word(), explanation, Data.of("text", text)));
    }
}
