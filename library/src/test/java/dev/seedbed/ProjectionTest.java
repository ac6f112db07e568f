package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.Projection.Candidates;
import dev.seedbed.Projection.Projected;
import dev.seedbed.Projection.Rows;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    @Test
    void projectsWhatNeverVariesExactly() {
        double[] rows = new double[10];
        Arrays.fill(rows, 1);
        double[][] quantities = new double[10][1];
        for (double[] each : quantities) {
            each[0] = 3;
        }
        Projected projected = new Projection(rows, quantities, new Rows(500)).project();
        assertThat(projected.candidates()).isEqualTo(Estimate.Range.exactly(500));
        assertThat(projected.sums().getFirst()).isEqualTo(Estimate.Range.exactly(1_500));
    }

    /// Two of four pass and each takes 2 calls: 100 rows take 200 candidates and 400 calls.
    @Test
    void takesThePassRateIntoAccount() {
        double[][] quantities = {{2}, {2}, {2}, {2}};
        Projected projected = new Projection(new double[] {1, 0, 0, 1}, quantities, new Rows(100)).project();
        assertThat(projected.candidates().likely()).hasValue(200);
        assertThat(projected.sums().getFirst().likely()).hasValue(400);
        assertThat(projected.candidates().high())
                .as("some draws have no row at all")
                .isEmpty();
    }

    @Test
    void isTheSameEachTime() {
        double[] rows = {1, 0, 1, 1, 0, 1, 1, 1};
        double[][] quantities = {{2}, {1}, {5}, {2}, {9}, {2}, {4}, {2}};
        assertThat(new Projection(rows, quantities, new Rows(77)).project())
                .isEqualTo(new Projection(rows, quantities, new Rows(77)).project());
    }

    /// The true total, drawn from the same law as the 30 measured, lies in a 95 % interval nearly as often as
    /// it should: percentile intervals of small samples are known to be a little short.
    @Test
    void coversWhatComesNearlyAsOftenAsItSays() {
        SplittableRandom random = new SplittableRandom(7);
        int trials = 200;
        int coveredRows = 0;
        int coveredSums = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] rows = new double[30];
            double[][] quantities = new double[30][1];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = random.nextDouble() < 0.6 ? 1 : 0;
                quantities[i][0] = Math.exp(random.nextGaussian() * 0.5);
            }
            double wanted = 200;
            double candidates = 0;
            double cost = 0;
            for (double got = 0; got < wanted; got += random.nextDouble() < 0.6 ? 1 : 0) {
                candidates++;
                cost += Math.exp(random.nextGaussian() * 0.5);
            }
            Projected projected = new Projection(rows, quantities, new Rows(wanted)).project();
            coveredRows += in(projected.candidates(), candidates) ? 1 : 0;
            coveredSums += in(projected.sums().getFirst(), cost) ? 1 : 0;
        }
        assertThat(coveredRows).isBetween(176, trials);
        assertThat(coveredSums).isBetween(176, trials);
    }

    @Test
    void knowsHowManyCandidatesThereAreWithoutATarget() {
        Projected projected =
                new Projection(new double[] {0, 0}, new double[][] {{1}, {3}}, new Candidates(50)).project();
        assertThat(projected.candidates()).isEqualTo(Estimate.Range.exactly(50));
        assertThat(projected.sums().getFirst().likely()).hasValue(100);
    }

    private static boolean in(Estimate.Range range, double value) {
        return range.low() <= value && value <= range.high().orElse(Double.POSITIVE_INFINITY);
    }
}
