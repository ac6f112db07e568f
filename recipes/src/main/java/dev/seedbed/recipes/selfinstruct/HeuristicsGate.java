package dev.seedbed.recipes.selfinstruct;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Kind;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.Work;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Drops instructions that a language model cannot follow or that are no sentences, by the rules of the
/// released code of Self-Instruct, which Alpaca's has too, in its order, each with its own reason.
final class HeuristicsGate implements Gate {
    static final Parameter<Long> FEWEST_WORDS = Parameter.wholeNumber(
                    "minimum-words", 1, 10_000, "The fewest words of an instruction.")
            .defaultsTo(4);
    static final Parameter<Long> MOST_WORDS = Parameter.wholeNumber(
                    "maximum-words", 1, 10_000, "The most words of an instruction.")
            .defaultsTo(150);
    static final Parameter<List<String>> BLOCKED_WORDS =
            Parameter.listOf("blocked-words", new Kind.Text(), "Words that no instruction may contain.");

    /// Things that a model of text can neither see nor make.
    static final List<String> SENSES = List.of(
            "image",
            "images",
            "graph",
            "graphs",
            "picture",
            "pictures",
            "file",
            "files",
            "map",
            "maps",
            "draw",
            "plot",
            "go to");

    private static final String PROGRAM = "write a program";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final String name;
    private final long fewestWords;
    private final long mostWords;
    private final Optional<Pattern> blocked;

    HeuristicsGate(String name, long fewestWords, long mostWords, List<String> blockedWords) {
        this.name = name;
        this.fewestWords = fewestWords;
        this.mostWords = mostWords;
        this.blocked = blockedWords.isEmpty() ? Optional.empty() : Optional.of(anyOf(blockedWords));
    }

    private static Pattern anyOf(List<String> words) {
        String alternatives = words.stream().map(Pattern::quote).collect(Collectors.joining("|"));
        return Pattern.compile(
                "\\b(?:" + alternatives + ")\\b",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }

    /// By the settings above.
    static HeuristicsGate of(Building building, Parameter<List<String>> blockedWords) {
        Settings settings = building.settings();
        long fewest = settings.get(FEWEST_WORDS);
        long most = settings.get(MOST_WORDS);
        if (fewest > most) {
            building.problem(
                    FEWEST_WORDS, "is " + fewest + ", but must not be above `maximum-words`, which is " + most);
        }
        return new HeuristicsGate(building.name() + "/heuristics", fewest, most, settings.get(blockedWords));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        String instruction = sample.data().text(Tasks.INSTRUCTION);
        return length(instruction)
                .or(() -> blockedWord(instruction))
                .or(() -> program(instruction))
                .or(() -> beginning(instruction));
    }

    private Optional<Rejection> length(String instruction) {
        long words = Words.count(instruction);
        if (words >= fewestWords && words <= mostWords) {
            return Optional.empty();
        }
        return Optional.of(new Rejection(
                "length",
                "the instruction has " + words + " words, but must have " + fewestWords + " to " + mostWords,
                Data.of("text", instruction)
                        .with("words", words)
                        .with("minimum", fewestWords)
                        .with("maximum", mostWords)));
    }

    private Optional<Rejection> blockedWord(String instruction) {
        Optional<Matcher> found =
                blocked.map(pattern -> pattern.matcher(instruction)).filter(Matcher::find);
        return found.map(matcher -> new Rejection(
                "blocked-word",
                "the instruction contains '" + matcher.group() + "'",
                Data.of("text", instruction)
                        .with("matched", matcher.group())
                        .with("start", matcher.start())
                        .with("end", matcher.end())));
    }

    /// Ignores case, as the released code does in effect: it makes all letters but the first small before it
    /// looks.
    private static Optional<Rejection> program(String instruction) {
        return instruction.toLowerCase(Locale.ROOT).startsWith(PROGRAM)
                ? Optional.of(new Rejection(
                        "write-a-program",
                        "the instruction begins with 'Write a program', of which models add too many",
                        Data.of("text", instruction)))
                : Optional.empty();
    }

    private static Optional<Rejection> beginning(String instruction) {
        if (instruction.isEmpty()) {
            return Optional.empty();
        }
        String first = Character.toString(instruction.codePointAt(0));
        Data evidence = Data.of("text", instruction).with("matched", first);
        if (PUNCTUATION.contains(first)) {
            return Optional.of(
                    new Rejection("starts-with-punctuation", "the instruction begins with '" + first + "'", evidence));
        }
        if (first.codePointAt(0) > 0x7f) {
            return Optional.of(new Rejection(
                    "starts-with-non-ascii",
                    "the instruction begins with '" + first + "', which is not a character of ASCII",
                    evidence));
        }
        return Optional.empty();
    }
}
