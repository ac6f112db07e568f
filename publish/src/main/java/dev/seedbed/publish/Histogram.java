package dev.seedbed.publish;

import java.util.Arrays;
import java.util.Locale;

/// How values spread: equal bins between round bounds. A long tail goes into the last bin, so that it does not
/// press all others into one.
final class Histogram {
    private static final int MOST_BINS = 24;
    private static final int WIDTH = 360;
    private static final int HEIGHT = 92;

    private final double[] sorted;
    private final boolean whole;

    Histogram(double[] values) {
        sorted = values.clone();
        Arrays.sort(sorted);
        whole = Arrays.stream(sorted).allMatch(value -> value == Math.rint(value));
    }

    /// The value below which so much of all lie.
    double quantile(double share) {
        return sorted[(int) Math.min(sorted.length - 1L, Math.round(share * (sorted.length - 1)))];
    }

    /// A bin's width: 1, 2 or 5 times a power of ten.
    double step() {
        double range = Math.max(quantile(0.98) - quantile(0), whole ? 1 : 1e-9);
        double rough = range / MOST_BINS;
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        double step =
                rough <= power ? power : rough <= 2 * power ? 2 * power : rough <= 5 * power ? 5 * power : 10 * power;
        return whole ? Math.max(1, step) : step;
    }

    /// How many values are in each bin, from the lowest bound on.
    int[] bins() {
        double step = step();
        double low = low();
        int count = (int) Math.floor((quantile(0.98) - low) / step) + 1;
        int[] bins = new int[count];
        for (double value : sorted) {
            bins[(int) Math.min(count - 1.0, Math.floor((value - low) / step))]++;
        }
        return bins;
    }

    double low() {
        return Math.floor(quantile(0) / step()) * step();
    }

    void draw(Html html, String label) {
        int[] bins = bins();
        int most = Arrays.stream(bins).max().orElse(1);
        double width = (double) WIDTH / bins.length;
        html.begin("svg", "viewBox", "0 0 " + WIDTH + " " + HEIGHT, "role", "img", "aria-label", label);
        for (int i = 0; i < bins.length; i++) {
            double height = bins[i] == 0 ? 0 : Math.max(1.5, (double) (HEIGHT - 4) * bins[i] / most);
            html.begin(
                    "rect",
                    "x",
                    format(i * width + 0.75),
                    "y",
                    format(HEIGHT - height),
                    "width",
                    format(width - 1.5),
                    "height",
                    format(height),
                    "rx",
                    "1.5");
            html.element("title", bounds(i, bins.length) + ": " + bins[i]).end();
        }
        html.end();
    }

    private String bounds(int bin, int bins) {
        double from = low() + bin * step();
        return bin == bins - 1 ? number(from) + " and more" : number(from) + " to " + number(from + step());
    }

    /// A value as people read it.
    static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? String.format(Locale.ROOT, "%,d", (long) value)
                : String.format(Locale.ROOT, "%.4g", value);
    }

    private static String format(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
