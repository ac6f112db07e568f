package dev.seedbed.curate.agreement;

import dev.seedbed.api.Data;
import dev.seedbed.api.ErrorKind;
import dev.seedbed.api.SeedbedException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/// Gathers verdicts on pairs row by row and computes a [PairBias].
final class PairAudit {
    private static final int FEW = 30;

    private final PairColumns columns;
    private final Precision precision;
    private final ModelFamily family;
    private final SeenColumns seen = new SeenColumns();
    private final Map<Preference, Long> verdicts = new EnumMap<>(Preference.class);
    private final Moments first = new Moments();
    private final Moments excess = new Moments();
    private final DoubleStream.Builder wins = DoubleStream.builder();
    private final DoubleStream.Builder differences = DoubleStream.builder();
    private long unscored;
    private long flips;
    private long flippable;
    private long longer;
    private long unequal;
    private double own;
    private long ownPairs;
    private double ownByHumans;
    private long ownHumanPairs;

    PairAudit(PairColumns columns, Precision precision) {
        this.columns = columns;
        this.precision = precision;
        this.family = new ModelFamily(columns.own());
    }

    PairBias of(Stream<Data> rows) {
        rows.forEachOrdered(this::add);
        seen.check(List.of(columns.preference()));
        columns.human().ifPresent(column -> seen.check(List.of(column)));
        if (unscored == seen.rows()) {
            throw new SeedbedException(
                    ErrorKind.WRONG_INPUT,
                    "all " + seen.rows() + " rows are unscored: none has a verdict in '" + columns.preference()
                            + "', so there is nothing to measure");
        }
        return result();
    }

    private void add(Data row) {
        long number = seen.add(row);
        addOrders(row, number);
        Optional<Preference> verdict = Preference.of(row, columns.preference(), number);
        if (verdict.isEmpty()) {
            unscored++;
            return;
        }
        verdicts.merge(verdict.get(), 1L, Long::sum);
        addLength(row, verdict.get());
        addModels(row, verdict.get(), number);
    }

    private void addOrders(Data row, long number) {
        Optional<Preference> forward = Preference.of(row, columns.forward(), number);
        Optional<Preference> backward = Preference.of(row, columns.backward(), number);
        if (forward.isPresent() && backward.isPresent()) {
            first.add((forward.get().win() + 1 - backward.get().win()) / 2);
        }
        Optional<Boolean> flipped =
                flipped(row, number).or(() -> forward.flatMap(there -> backward.map(back -> there != back)));
        if (flipped.isPresent()) {
            flippable++;
            flips += flipped.get() ? 1 : 0;
        }
    }

    private Optional<Boolean> flipped(Data row, long number) {
        return Cell.label(row, columns.flipped(), number).map(label -> switch (label) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw new SeedbedException(
                        ErrorKind.WRONG_INPUT,
                        "row " + number + ": '" + columns.flipped() + "' is '" + Cell.shown(label)
                                + "', but must be true or false");
        });
    }

    private void addLength(Data row, Preference verdict) {
        Optional<String> a = row.textIfPresent(columns.a());
        Optional<String> b = row.textIfPresent(columns.b());
        if (a.isEmpty() || b.isEmpty()) {
            return;
        }
        int difference = a.get().codePointCount(0, a.get().length())
                - b.get().codePointCount(0, b.get().length());
        wins.add(verdict.win());
        differences.add(difference);
        if (difference != 0 && verdict != Preference.TIE) {
            unequal++;
            longer += difference > 0 == (verdict == Preference.A) ? 1 : 0;
        }
    }

    private void addModels(Data row, Preference verdict, long number) {
        Optional<String> a = row.textIfPresent(columns.modelA());
        Optional<String> b = row.textIfPresent(columns.modelB());
        Optional<String> judge = row.textIfPresent(columns.judgeModel());
        if (a.isEmpty() || b.isEmpty() || (judge.isEmpty() && columns.own().isEmpty())) {
            return;
        }
        boolean isA = family.isOwn(a.get(), judge.orElse(""));
        if (isA == family.isOwn(b.get(), judge.orElse(""))) {
            return;
        }
        double byJudge = isA ? verdict.win() : 1 - verdict.win();
        own += byJudge;
        ownPairs++;
        columns.human().flatMap(column -> Preference.of(row, column, number)).ifPresent(human -> {
            double byHuman = isA ? human.win() : 1 - human.win();
            ownByHumans += byHuman;
            ownHumanPairs++;
            excess.add(byJudge - byHuman);
        });
    }

    private PairBias result() {
        PairBias.Rows rows = new PairBias.Rows(
                seen.rows(),
                verdicts.getOrDefault(Preference.A, 0L),
                verdicts.getOrDefault(Preference.B, 0L),
                verdicts.getOrDefault(Preference.TIE, 0L),
                unscored);
        long scored = rows.all() - unscored;
        LengthRegression.Fitted length =
                new LengthRegression(wins.build().toArray(), differences.build().toArray(), precision).fit();
        return new PairBias(
                rows,
                Proportion.of(
                        flips, flippable, precision, absent(columns.flipped(), "there is no verdict in both orders")),
                firstPlace(),
                Proportion.of(rows.a() + rows.ties() / 2.0, scored, precision, "no row has a verdict"),
                Proportion.of(longer, unequal, precision, "no decided pair has two texts of different lengths"),
                length.coefficient(),
                length.winRateAtEqualLength(),
                Proportion.of(
                        own, ownPairs, precision, "in no pair one answer is of the judge's family and one is not"),
                Proportion.of(ownByHumans, ownHumanPairs, precision, "no such pair has a human preference"),
                excess.figure(precision, "fewer than 2 such pairs have a human preference"),
                notes(scored));
    }

    /// Where all verdicts are alike, the spread that was seen says nothing, and each counts as one toss of a coin.
    private Figure firstPlace() {
        String none =
                "no row has verdicts in both orders ('" + columns.forward() + "' and '" + columns.backward() + "')";
        return first.count() < 2 || first.squares() == 0
                ? Proportion.of(first.mean() * first.count(), first.count(), precision, none)
                : first.figure(precision, none);
    }

    private String absent(String column, String otherwise) {
        return seen.have(column) ? otherwise : otherwise + " and no column '" + column + "'";
    }

    private List<String> notes(long scored) {
        List<String> notes = new ArrayList<>();
        if (unscored > 0) {
            notes.add(unscored + " of " + seen.rows() + " rows are unscored and left out");
        }
        if (scored < FEW) {
            notes.add("only " + scored + " verdicts: intervals of fewer than " + FEW + " are a rough guide");
        }
        if (ownPairs > 0 && ownHumanPairs == 0) {
            notes.add("a judge's own family may win because it is better: only a column of human preferences can tell");
        }
        return notes;
    }
}
