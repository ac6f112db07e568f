package dev.seedbed.curate.agreement;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Gathers scores row by row and computes a [ScoreBias].
final class ScoreAudit {
    private final String scoreColumn;
    private final String textColumn;
    private final SeenColumns seen = new SeenColumns();
    private final DoubleStream.Builder scores = DoubleStream.builder();
    private final DoubleStream.Builder lengths = DoubleStream.builder();
    private long scored;
    private long textless;

    ScoreAudit(String scoreColumn, String textColumn) {
        this.scoreColumn = scoreColumn;
        this.textColumn = textColumn;
    }

    ScoreBias of(Stream<Data> rows, Precision precision) {
        rows.forEachOrdered(this::add);
        seen.check(List.of(scoreColumn, textColumn));
        if (scored + textless == 0) {
            throw wrong("all " + seen.rows() + " rows are unscored: none has a number in '" + scoreColumn + "'");
        }
        if (scored < 2) {
            throw wrong("only " + scored + " row has both a score in '" + scoreColumn + "' and a text in '" + textColumn
                    + "', but it takes 2, and 50 for intervals of any use");
        }
        double[] score = scores.build().toArray();
        double[] length = lengths.build().toArray();
        double[] scoreRanks = Correlation.ranks(score);
        double[] lengthRanks = Correlation.ranks(length);
        Bootstrap bootstrap = new Bootstrap(score.length, precision);
        String same = "all scores or all lengths are the same";
        long unscored = seen.rows() - scored - textless;
        return new ScoreBias(
                seen.rows(),
                scored,
                unscored,
                textless,
                bootstrap.figure(weights -> Correlation.of(score, length, weights), same),
                bootstrap.figure(weights -> Correlation.of(scoreRanks, lengthRanks, weights), same),
                unscored + textless == 0
                        ? List.of()
                        : List.of(unscored + " rows without a score and " + textless + " without a text are left out"));
    }

    private void add(Data row) {
        long number = seen.add(row);
        Optional<String> label = Cell.label(row, scoreColumn, number);
        if (label.isEmpty()) {
            return;
        }
        double score = Cell.wantedNumber(label.get(), scoreColumn, number, "a score must be a number or left empty");
        Optional<String> text = row.textIfPresent(textColumn);
        if (text.isEmpty()) {
            textless++;
            return;
        }
        scored++;
        scores.add(score);
        lengths.add(text.get().codePointCount(0, text.get().length()));
    }

    private static SeedbedException wrong(String message) {
        return new SeedbedException(ErrorKind.WRONG_INPUT, message);
    }
}
