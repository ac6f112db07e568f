package dev.seedbed.curate.agreement;

/// The true share of positives behind a judge that errs: p = (p_judge + Sp - 1) / (Se + Sp - 1) (Rogan and Gladen 1978;
/// garak corrects its detectors so).
///
/// The interval takes it that Se and Sp are estimates too: Lang and Reiczigel, Preventive Veterinary Medicine 113
/// (2014), 13-22, for independent binomial samples. It adds z²/2 positives and as many negatives to the estimated
/// rows, and one of either kind to those that Se and Sp come from.
///
/// @param flagged what the judge calls positive among the estimated rows
/// @param rows the estimated rows
/// @param confusion of the labelled rows
record RoganGladen(long flagged, long rows, BinaryConfusion confusion) {
    private static final double ADDED = 1;

    Figure figure(Precision precision) {
        if (rows == 0) {
            return new Figure.Unknown("every row has a human label, so there is nothing to estimate");
        }
        if (confusion.positives() == 0 || confusion.negatives() == 0) {
            return new Figure.Unknown("the human labels are all "
                    + (confusion.positives() == 0 ? "negative" : "positive")
                    + ", so it is not known how the judge treats the others; label some of them");
        }
        double se = (double) confusion.truePositives() / confusion.positives();
        double sp = (double) confusion.trueNegatives() / confusion.negatives();
        if (se + sp <= 1) {
            return new Figure.Unknown("sensitivity and specificity add up to no more than 1: the judge is no better"
                    + " than chance, and no correction can help");
        }
        double value = Math.clamp(((double) flagged / rows + sp - 1) / (se + sp - 1), 0.0, 1.0);
        return interval(value, precision.z());
    }

    private Figure interval(double value, double z) {
        double n = rows + z * z;
        double p = (flagged + z * z / 2) / n;
        double nSe = confusion.positives() + 2 * ADDED;
        double se = (confusion.truePositives() + ADDED) / nSe;
        double nSp = confusion.negatives() + 2 * ADDED;
        double sp = (confusion.trueNegatives() + ADDED) / nSp;
        double youden = se + sp - 1;
        if (youden <= 0) {
            // so few labels that chance cannot be told from skill: any rate is possible
            return new Figure.Known(value, 0, 1);
        }
        double centre = (p + sp - 1) / youden;
        double ofSe = se * (1 - se) / nSe;
        double ofSp = sp * (1 - sp) / nSp;
        double error =
                Math.sqrt(p * (1 - p) / n + ofSe * centre * centre + ofSp * (1 - centre) * (1 - centre)) / youden;
        double shift = 2 * z * z * (centre * ofSe - (1 - centre) * ofSp);
        return new Figure.Known(
                value,
                Math.clamp(centre + shift - z * error, 0.0, value),
                Math.clamp(centre + shift + z * error, value, 1.0));
    }
}
