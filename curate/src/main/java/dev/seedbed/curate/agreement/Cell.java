package dev.seedbed.curate.agreement;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/// What stands in a column of a row, in one form for all formats of files: `1`, `1.0` and `"1"` are the same label, and
/// so are `true` and `"True"`. Null, an empty text, an absent column and the word `unscored` are no label.
final class Cell {
    static final String UNSCORED = "unscored";

    private static final Pattern NUMBER = Pattern.compile("[-+]?\\d{1,30}(\\.\\d{1,30})?([eE][-+]?\\d{1,2})?");
    private static final double EXACT = 1e15;
    private static final int SHOWN = 60;

    private Cell() {}

    /// @param row its number, from 1
    /// @throws SeedbedException if it is a list or an object
    static Optional<String> label(Data data, String column, long row) {
        Object value = data.value(column);
        return switch (value) {
            case null -> Optional.empty();
            case Boolean flag -> Optional.of(flag.toString());
            case Number number -> Optional.of(label(number.toString()));
            case String text -> Optional.of(label(text)).filter(each -> !each.isEmpty() && !each.equals(UNSCORED));
            default ->
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "row " + row + ": '" + column + "' is " + Json.kind(value)
                                + ", but a label must be a text, a number, true or false");
        };
    }

    /// The one form of a text.
    static String label(String text) {
        String stripped = text.strip();
        if (NUMBER.matcher(stripped).matches()) {
            double number = Double.parseDouble(stripped);
            return number == Math.rint(number) && Math.abs(number) < EXACT
                    ? Long.toString((long) number)
                    : Double.toString(number);
        }
        String lower = stripped.toLowerCase(Locale.ROOT);
        return lower.equals("true") || lower.equals("false") || lower.equals(UNSCORED) ? lower : stripped;
    }

    /// The number that a label stands for.
    static OptionalDouble number(String label) {
        return NUMBER.matcher(label).matches() ? OptionalDouble.of(Double.parseDouble(label)) : OptionalDouble.empty();
    }

    /// @throws SeedbedException if the label is no number
    static double wantedNumber(String label, String column, long row, String why) {
        return number(label)
                .orElseThrow(() -> new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "row " + row + ": '" + column + "' is '" + shown(label) + "', but " + why));
    }

    static String shown(String label) {
        return label.codePointCount(0, label.length()) <= SHOWN
                ? label
                : label.substring(0, label.offsetByCodePoints(0, SHOWN)) + "…";
    }
}
