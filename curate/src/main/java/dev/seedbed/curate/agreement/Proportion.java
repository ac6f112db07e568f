package dev.seedbed.curate.agreement;

/// A share of rows, with the interval of Wilson (1927), which stays within 0 and 1 and is not empty where all rows or
/// none count (Brown, Cai and DasGupta 2001). A tie may count as half: the interval is then on the wide side.
final class Proportion {
    private Proportion() {}

    /// Of whole rows.
    static Figure of(long successes, long rows, Precision precision, String none) {
        return of((double) successes, rows, precision, none);
    }

    /// @param none what to say where there is no row
    static Figure of(double successes, long rows, Precision precision, String none) {
        if (rows == 0) {
            return new Figure.Unknown(none);
        }
        double z = precision.z();
        double share = successes / rows;
        double centre = (share + z * z / (2 * rows)) / (1 + z * z / rows);
        double half = z / (1 + z * z / rows) * Math.sqrt(share * (1 - share) / rows + z * z / (4.0 * rows * rows));
        return new Figure.Known(
                share, Math.max(0, Math.min(centre - half, share)), Math.min(1, Math.max(centre + half, share)));
    }
}
