package dev.seedbed.text.contamination;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RunsTest {
    /// By looking at every pair of places.
    private record Slow(int longest, double coverage) {
        static Slow of(int[] item, int[] row) {
            int[] best = new int[item.length];
            int[] before = new int[item.length + 1];
            for (int word : row) {
                int[] run = new int[item.length + 1];
                for (int j = 0; j < item.length; j++) {
                    run[j + 1] = item[j] == word ? before[j] + 1 : 0;
                    best[j] = Math.max(best[j], run[j + 1]);
                }
                before = run;
            }
            boolean[] covered = new boolean[item.length];
            for (int j = 0; j < item.length; j++) {
                for (int k = j - best[j] + 1; best[j] >= 3 && k <= j; k++) {
                    covered[k] = true;
                }
            }
            int count = 0;
            for (boolean each : covered) {
                count += each ? 1 : 0;
            }
            return new Slow(Arrays.stream(best).max().orElse(0), (double) count / item.length);
        }
    }

    private static int[] text(Random random, int words, int different, boolean others) {
        return random.ints(words, others ? -1 : 0, different).toArray();
    }

    private static Slow of(Runs runs, int[] item, int[] row, int different) {
        runs.compare(item, item.length, different, row, 5, 5 + row.length);
        return new Slow(runs.longest, runs.coverage);
    }

    @Test
    void countsEveryPlaceOfAWordThatComesThousandsOfTimes() {
        Runs runs = new Runs();
        Random random = new Random(9);
        for (int different : new int[] {1, 2, 3, 40}) {
            for (int words : new int[] {50, 2_300}) {
                int[] item = text(random, words, different, false);
                // Words at the end, which a limit on places would not look at.
                int[] row = text(random, 700, different, true);
                System.arraycopy(item, item.length - 40, row, 100, 40);

                assertThat(of(runs, item, row, different)).isEqualTo(Slow.of(item, row));
            }
        }
    }

    @Test
    void takesNoLongerForWordsThatRepeat() {
        int[] same = new int[400_000];
        Runs runs = new Runs();

        assertThat(of(runs, same, same, 1)).isEqualTo(new Slow(same.length, 1));
    }
}
