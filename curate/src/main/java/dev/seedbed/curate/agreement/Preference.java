package dev.seedbed.curate.agreement;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.Locale;
import java.util.Optional;

/// A verdict on a pair.
enum Preference {
    A(1),
    TIE(0.5),
    B(0);

    private final double win;

    Preference(double win) {
        this.win = win;
    }

    /// How far a has won: 1, 0.5 or 0.
    double win() {
        return win;
    }

    /// @return empty if unscored
    /// @throws SeedbedException if it is another word
    static Optional<Preference> of(Data data, String column, long row) {
        Optional<String> label = Cell.label(data, column, row);
        if (label.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (label.get().toLowerCase(Locale.ROOT)) {
                    case "a" -> A;
                    case "b" -> B;
                    case "tie" -> TIE;
                    default ->
                        throw new SeedbedException(
                                ErrorKind.WRONG_INPUT,
                                "row " + row + ": '" + column + "' is '" + Cell.shown(label.get())
                                        + "', but must be a, b, tie or unscored");
                });
    }
}
