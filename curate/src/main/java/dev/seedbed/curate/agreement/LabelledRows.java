package dev.seedbed.curate.agreement;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// The rows with both labels, each label as its place in the list of names.
final class LabelledRows {
    private final List<String> names;
    private final int[] judge;
    private final int[] human;

    LabelledRows(List<String> names, int[] judge, int[] human) {
        this.names = names;
        this.judge = judge;
        this.human = human;
    }

    List<String> names() {
        return names;
    }

    int[] judge() {
        return judge;
    }

    int[] human() {
        return human;
    }

    /// By row, its two labels.
    int[][] units() {
        return IntStream.range(0, judge.length)
                .mapToObj(i -> new int[] {judge[i], human[i]})
                .toArray(int[][]::new);
    }

    Calibration.Confusion confusion() {
        long[][] counts = new long[names.size()][names.size()];
        for (int i = 0; i < judge.length; i++) {
            counts[human[i]][judge[i]]++;
        }
        return new Calibration.Confusion(
                names,
                Arrays.stream(counts)
                        .map(row -> Arrays.stream(row).boxed().toList())
                        .toList());
    }
}
