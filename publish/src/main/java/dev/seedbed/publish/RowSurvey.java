package dev.seedbed.publish;

import dev.seedbed.api.Data;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the report shows of the accepted rows, from at most so many of them, evenly spread.
final class RowSurvey {
    private static final int MOST_ROWS = 20_000;
    private static final int SAMPLES = 12;

    private final Map<String, Numbers> textLengths = new LinkedHashMap<>();
    private final Map<String, Numbers> numbers = new LinkedHashMap<>();
    private final List<Data> samples = new ArrayList<>();
    private final long stride;
    private long looked;

    /// A growing list of numbers.
    private static final class Numbers {
        private double[] values = new double[64];
        private int count;

        void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }
    }

    private RowSurvey(long rows) {
        stride = Math.max(1, (rows + MOST_ROWS - 1) / MOST_ROWS);
    }

    static RowSurvey of(Path dataset, long rows) throws IOException {
        RowSurvey survey = new RowSurvey(rows);
        long looks = (rows + survey.stride - 1) / survey.stride;
        long sampleStride = Math.max(1, (looks + SAMPLES - 1) / SAMPLES);
        Rows.everyNth(dataset, survey.stride, (line, row) -> {
            if (survey.looked++ % sampleStride == 0) {
                survey.samples.add(row);
            }
            survey.add(row);
        });
        return survey;
    }

    private void add(Data row) {
        row.asMap().forEach((column, value) -> {
            if (column.equals(Rows.ID)) {
                return;
            }
            if (value instanceof String text) {
                textLengths.computeIfAbsent(column, name -> new Numbers()).add(text.codePointCount(0, text.length()));
            } else if (value instanceof Number number) {
                numbers.computeIfAbsent(column, name -> new Numbers()).add(number.doubleValue());
            }
        });
    }

    /// How many rows were looked at.
    long looked() {
        return looked;
    }

    /// Whether some were passed over.
    boolean isPartial() {
        return stride > 1;
    }

    List<Data> samples() {
        return samples;
    }

    /// The lengths in characters of each text column.
    Map<String, Histogram> textLengths() {
        return histograms(textLengths);
    }

    /// The values of each column of numbers.
    Map<String, Histogram> numbers() {
        return histograms(numbers);
    }

    private static Map<String, Histogram> histograms(Map<String, Numbers> columns) {
        Map<String, Histogram> histograms = new LinkedHashMap<>();
        columns.forEach((column, numbers) ->
                histograms.put(column, new Histogram(Arrays.copyOf(numbers.values, numbers.count))));
        return histograms;
    }
}
