package dev.seedbed.curate;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.api.step.Building;
import dev.seedbed.api.step.Gate;
import dev.seedbed.api.step.Measured;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.api.step.StepKind;
import dev.seedbed.api.step.StepType;
import dev.seedbed.api.step.Work;
import dev.seedbed.curate.column.TextColumns;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Rejects texts that are too short or too long, in characters or in words.
final class LengthGate implements Gate {
    private static final Parameter<Long> MINIMUM =
            count("minimum", "The fewest characters that pass.").defaultsTo(1);
    private static final Parameter<Long> MAXIMUM =
            count("maximum", "The most characters that pass.").defaultsTo(32_000);
    private static final Parameter<Long> MINIMUM_WORDS = count("minimum-words", "The fewest words that pass.");
    private static final Parameter<Long> MAXIMUM_WORDS = count("maximum-words", "The most words that pass.");

    static final StepType TYPE = StepType.named(
                    "length", StepKind.GATE, "Rejects rows whose text is too short or too long.")
            .details("""
                    Characters are Unicode code points, white space at the ends left out; words are what white space
                    separates. Both ends of a range pass. A missing or null value counts as an empty text.

                    Reasons: `too-short`, `too-long`. Evidence: `column`, `unit` (`characters` or `words`), `length`, and
                    the `minimum` or `maximum` that was missed.""")
            .taking(TextColumns.COLUMN, MINIMUM, MAXIMUM, MINIMUM_WORDS, MAXIMUM_WORDS)
            .shorthand(MAXIMUM)
            .example("- length: { column: answer, minimum: 20, maximum: 4000 }")
            .builtBy(LengthGate::build);

    private final String name;
    private final List<String> columns;
    private final Bounds characters;
    private final Bounds words;

    private LengthGate(String name, List<String> columns, Bounds characters, Bounds words) {
        this.name = name;
        this.columns = columns;
        this.characters = characters;
        this.words = words;
    }

    private static Parameter<Long> count(String name, String summary) {
        return Parameter.wholeNumber(name, 0, Integer.MAX_VALUE, summary);
    }

    private static Gate build(Building building) {
        Settings settings = building.settings();
        Bounds characters = Bounds.of("characters", building, MINIMUM, MAXIMUM);
        Bounds words = Bounds.of("words", building, MINIMUM_WORDS, MAXIMUM_WORDS);
        return new LengthGate(building.name(), settings.get(TextColumns.COLUMN), characters, words);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<Rejection> judge(Sample sample, Work work) {
        for (String column : columns) {
            String text = TextColumns.text(sample, column).strip();
            Optional<Rejection> rejection = characters
                    .check(column, text.codePointCount(0, text.length()))
                    .or(() -> words.check(column, words(text)));
            if (rejection.isPresent()) {
                return rejection;
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Measured> measure(Sample sample) {
        List<Measured> measured = new ArrayList<>();
        for (String column : columns) {
            String text = TextColumns.text(sample, column).strip();
            measured.addAll(characters.measure(column, text.codePointCount(0, text.length())));
            measured.addAll(words.measure(column, words(text)));
        }
        return measured;
    }

    private int words(String text) {
        return words.unused() || text.isEmpty() ? 0 : text.split("\\s+").length;
    }

    private record Bounds(String unit, OptionalLong minimum, OptionalLong maximum) {
        static Bounds of(String unit, Building building, Parameter<Long> least, Parameter<Long> most) {
            OptionalLong minimum = optional(building.settings().find(least));
            OptionalLong maximum = optional(building.settings().find(most));
            if (minimum.isPresent() && maximum.isPresent() && minimum.getAsLong() > maximum.getAsLong()) {
                building.problem(
                        least,
                        "is " + minimum.getAsLong() + ", but must not be above `" + most.name() + "`, which is "
                                + maximum.getAsLong());
            }
            return new Bounds(unit, minimum, maximum);
        }

        private static OptionalLong optional(Optional<Long> value) {
            return value.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        }

        boolean unused() {
            return minimum.isEmpty() && maximum.isEmpty();
        }

        Optional<Rejection> check(String column, int length) {
            if (minimum.isPresent() && length < minimum.getAsLong()) {
                return Optional.of(rejection("too-short", column, length, "minimum", minimum.getAsLong(), "at least"));
            }
            if (maximum.isPresent() && length > maximum.getAsLong()) {
                return Optional.of(rejection("too-long", column, length, "maximum", maximum.getAsLong(), "at most"));
            }
            return Optional.empty();
        }

        List<Measured> measure(String column, long length) {
            List<Measured> measured = new ArrayList<>();
            minimum.ifPresent(least -> measured.add(
                    new Measured(column, "too-short", length, "at least " + least + " " + unit, length >= least)));
            maximum.ifPresent(most -> measured.add(
                    new Measured(column, "too-long", length, "at most " + most + " " + unit, length <= most)));
            return measured;
        }

        private Rejection rejection(String reason, String column, int length, String bound, long value, String words) {
            Data evidence = Data.of("column", column)
                    .with("unit", unit)
                    .with("length", length)
                    .with(bound, value);
            return new Rejection(
                    reason,
                    column + " has " + length + " " + unit + ", and " + words + " " + value + " pass",
                    evidence);
        }
    }
}
