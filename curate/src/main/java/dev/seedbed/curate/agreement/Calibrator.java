package dev.seedbed.curate.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;

/// Computes a [Calibration] of rows that were read.
final class Calibrator {
    /// Pairs of labels of which one is positive without anybody saying so.
    private static final List<List<String>> USUAL =
            List.of(List.of("true", "false"), List.of("1", "0"), List.of("yes", "no"));

    private static final int FEW = 30;
    private static final String POSITIVE = "positive";
    private static final String NEGATIVE = "negative";

    private final RatedRows rows;
    private final CalibrationColumns columns;
    private final Precision precision;
    private final List<String> notes = new ArrayList<>();

    Calibrator(RatedRows rows, CalibrationColumns columns, Precision precision) {
        this.rows = rows;
        this.columns = decided(rows, columns);
        this.precision = precision;
    }

    private static CalibrationColumns decided(RatedRows rows, CalibrationColumns columns) {
        if (columns.positive().isPresent() || columns.threshold().isPresent()) {
            return columns;
        }
        return USUAL.stream()
                .filter(pair -> pair.containsAll(rows.labels()))
                .findFirst()
                .map(pair -> columns.positive(pair.getFirst()))
                .orElse(columns);
    }

    Calibration calibrate() {
        boolean isBinary = columns.positive().isPresent() || columns.threshold().isPresent();
        noteRows(isBinary);
        LabelledRows labels = isBinary ? binaryLabels() : plainLabels();
        Bootstrap bootstrap = new Bootstrap(rows.labelled().size(), precision);
        String same = "every labelled row has one and the same label from both";
        KrippendorffAlpha alpha =
                new KrippendorffAlpha(labels.units(), new double[labels.names().size()]);
        return new Calibration(
                rows.counts(),
                labels.confusion(),
                isBinary ? Optional.of(binary(labels)) : Optional.empty(),
                numbers(bootstrap),
                bootstrap.figure(
                        weights -> CohenKappa.of(
                                labels.judge(), labels.human(), labels.names().size(), weights),
                        same),
                bootstrap.figure(weights -> alpha.of(Level.NOMINAL, weights), same),
                notes);
    }

    private void noteRows(boolean isBinary) {
        Calibration.Rows counts = rows.counts();
        if (counts.unscored() > 0) {
            notes.add(counts.unscored() + " of " + counts.all() + " rows are unscored (" + counts.labelledUnscored()
                    + " of them labelled) and left out: the figures are about rows that the judge gives a verdict on");
        }
        if (counts.labelled() < FEW) {
            notes.add("only " + counts.labelled() + " labelled rows: intervals of fewer than " + FEW
                    + " are a rough guide");
        }
        if (!isBinary && !rows.isNumeric()) {
            notes.add(
                    "which label is positive was not said, so there is no sensitivity, specificity or rate; the labels"
                            + " are "
                            + String.join(
                                    ", ",
                                    rows.labels().stream()
                                            .limit(10)
                                            .map(Cell::shown)
                                            .toList()));
        }
        if (counts.others() > 0) {
            notes.add("the prediction-powered estimates hold if the labelled rows are a random pick of all; the"
                    + " corrected rate also if they were picked by their human label");
        }
    }

    private boolean isPositive(String label, boolean isJudge) {
        boolean byThreshold = columns.threshold().isPresent()
                && (isJudge || columns.positive().isEmpty());
        return byThreshold
                ? Cell.number(label).orElseThrow() >= columns.threshold().getAsDouble()
                : label.equals(columns.positive().orElseThrow());
    }

    private LabelledRows binaryLabels() {
        return new LabelledRows(
                List.of(POSITIVE, NEGATIVE),
                rows.labelled().stream()
                        .mapToInt(pair -> isPositive(pair.judge(), true) ? 0 : 1)
                        .toArray(),
                rows.labelled().stream()
                        .mapToInt(pair -> isPositive(pair.human(), false) ? 0 : 1)
                        .toArray());
    }

    private LabelledRows plainLabels() {
        Set<String> given = new LinkedHashSet<>();
        rows.labelled().forEach(pair -> given.addAll(List.of(pair.human(), pair.judge())));
        Comparator<String> order = rows.isNumeric()
                ? Comparator.comparingDouble(label -> Cell.number(label).orElseThrow())
                : Comparator.naturalOrder();
        List<String> names = given.stream().sorted(order).toList();
        Places places = new Places(names);
        return new LabelledRows(
                names,
                rows.labelled().stream()
                        .mapToInt(pair -> places.of(pair.judge()))
                        .toArray(),
                rows.labelled().stream()
                        .mapToInt(pair -> places.of(pair.human()))
                        .toArray());
    }

    private Calibration.Binary binary(LabelledRows labels) {
        List<List<Long>> counts = labels.confusion().counts();
        BinaryConfusion confusion = new BinaryConfusion(
                counts.getFirst().getFirst(),
                counts.getFirst().getLast(),
                counts.getLast().getFirst(),
                counts.getLast().getLast());
        long all = rows.counts().others();
        long flagged = rows.others().entrySet().stream()
                .filter(entry -> isPositive(entry.getKey(), true))
                .mapToLong(entry -> entry.getValue())
                .sum();
        PredictionPowered powered = PredictionPowered.ofRates(confusion, flagged, all, precision);
        return new Calibration.Binary(
                confusion,
                confusion.sensitivity(precision),
                confusion.specificity(precision),
                new RoganGladen(flagged, all, confusion).figure(precision),
                new Calibration.Estimates(
                        Proportion.of(flagged, all, precision, "every row with a verdict has a human label"),
                        Proportion.of(
                                confusion.positives(),
                                confusion.positives() + confusion.negatives(),
                                precision,
                                "no row has a human label"),
                        powered.at(1),
                        powered.tuned(),
                        powered.bestLambda()));
    }

    private Optional<Calibration.Numbers> numbers(Bootstrap bootstrap) {
        if (!rows.isNumeric() || rows.labels().size() <= 2) {
            return Optional.empty();
        }
        LabelledRows labels = plainLabels();
        double[] values = labels.names().stream()
                .mapToDouble(name -> Cell.number(name).orElseThrow())
                .toArray();
        KrippendorffAlpha alpha = new KrippendorffAlpha(labels.units(), values);
        String same = "every labelled row has one and the same number from both";
        return Optional.of(new Calibration.Numbers(
                bootstrap.figure(weights -> alpha.of(Level.ORDINAL, weights), same),
                bootstrap.figure(weights -> alpha.of(Level.INTERVAL, weights), same),
                mean(at(values, labels.human()), at(values, labels.judge()))));
    }

    private static double[] at(double[] values, int[] places) {
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }

    private Calibration.Estimates mean(double[] human, double[] judge) {
        double[] others = rows.others().entrySet().stream()
                .flatMapToDouble(entry -> IntStream.range(0, Math.toIntExact(entry.getValue()))
                        .mapToDouble(_ -> Cell.number(entry.getKey()).orElseThrow()))
                .toArray();
        PredictionPowered powered = PredictionPowered.ofNumbers(human, judge, others, precision);
        OptionalDouble lambda = powered.bestLambda();
        return new Calibration.Estimates(
                Moments.of(others).figure(precision, "there are fewer than 2 rows without a human label"),
                Moments.of(human).figure(precision, "it takes 2 labelled rows"),
                powered.at(1),
                powered.tuned(),
                lambda);
    }
}
