package dev.seedbed.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Finds, among vectors that were added, the one that points most alike, if it reaches a threshold.
///
/// ```java
/// CloseVectors vectors = new CloseVectors(384, 0.9);
/// vectors.add(meaningOfFirst);
/// Optional<NearestVectors.Neighbour> close = vectors.closest(meaningOfSecond);   // empty if below 0.9
/// ```
///
/// Exact: none is missed, and what is found is found by its cosine in double precision, of equals the one that was
/// added first. All vectors are looked at, 256 at a time, but only in so many of their numbers as it takes to know
/// that none of the 256 is close: by Cauchy and Schwarz what was not looked at adds at most the product of its
/// lengths in both. Of vectors with cosines below 0.5 that is a fifth at a threshold of 0.9, and half at 0.75.
///
/// **Memory.** A little more than four bytes for each number. Vectors are brought to length 1; one of zeros is like
/// none. **Time** in proportion to what is in it. **Threads**: one at a time. What is found is the same on every
/// machine.
public final class CloseVectors {
    /// How many lie beside each other, number by number, so that a processor multiplies several at once.
    private static final int BLOCK = 256;

    /// After how many numbers it is seen whether any of them can still be close.
    private static final int STAGE = 32;

    private static final int AT_ONCE = 4;

    private final int dimensions;
    private final double threshold;
    private final double margin;
    private final int stages;
    private final List<Block> blocks = new ArrayList<>();
    private final float[] unit;
    private final float[] rests;
    private final float[] sums = new float[BLOCK];
    private int size;

    /// @param numbers number `i` of vector `j` at `i * BLOCK + j`
    /// @param rests how long, of vector `j`, is what is behind stage `i`, in the same order
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Block(float[] numbers, float[] rests) {}

    /// @param dimensions how many numbers each vector has, at least 1
    /// @param threshold the least cosine that counts as close, above 0 and at most 1
    public CloseVectors(int dimensions, double threshold) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions is " + dimensions + ", but must be 1 or more");
        }
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("threshold is " + threshold + ", but must be above 0 and at most 1");
        }
        this.dimensions = dimensions;
        this.threshold = threshold;
        this.stages = (dimensions + STAGE - 1) / STAGE;
        // A float rounds by at most 2^-24 of a sum that is at most 1; twice that, and for the bringing to length 1.
        this.margin = (dimensions + 16) * 0x1p-23;
        this.rests = new float[stages];
        this.unit = new float[dimensions];
    }

    public int size() {
        return size;
    }

    /// Adds a vector, whose index is the size before.
    ///
    /// @throws IllegalArgumentException if it has another number of dimensions, or a number that is not finite
    public void add(float[] vector) {
        read(vector);
        int column = size % BLOCK;
        if (column == 0) {
            blocks.add(new Block(new float[dimensions * BLOCK], new float[stages * BLOCK]));
        }
        Block block = blocks.getLast();
        for (int i = 0; i < dimensions; i++) {
            block.numbers[i * BLOCK + column] = unit[i];
        }
        for (int stage = 0; stage < stages; stage++) {
            block.rests[stage * BLOCK + column] = rests[stage];
        }
        size++;
    }

    /// Brings a vector to length 1, and finds out how long is what is behind each stage.
    private void read(float[] vector) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " numbers does not belong among those of " + dimensions);
        }
        double squares = Cosine.product(vector, vector);
        if (!Double.isFinite(squares)) {
            throw new IllegalArgumentException("a vector holds a number that is not finite");
        }
        double factor = squares == 0 ? 0 : 1 / Math.sqrt(squares);
        double rest = 0;
        for (int i = dimensions - 1; i >= 0; i--) {
            if ((i + 1) % STAGE == 0 || i == dimensions - 1) {
                rests[i / STAGE] = (float) Math.sqrt(rest);
            }
            unit[i] = (float) (vector[i] * factor);
            rest += (double) unit[i] * unit[i];
        }
    }

    /// The one that points most alike.
    ///
    /// @return empty if none reaches the threshold
    /// @throws IllegalArgumentException as [#add]
    public Optional<NearestVectors.Neighbour> closest(float[] vector) {
        read(vector);
        int best = -1;
        double bestCosine = threshold;
        for (int number = 0; number < blocks.size(); number++) {
            Block block = blocks.get(number);
            int columns = Math.min(BLOCK, size - number * BLOCK);
            for (int column = mayBeClose(block) ? 0 : columns; column < columns; column++) {
                if (sums[column] >= threshold - margin) {
                    double cosine = cosine(block.numbers, column);
                    if (cosine > bestCosine || (best < 0 && cosine == bestCosine)) {
                        best = number * BLOCK + column;
                        bestCosine = cosine;
                    }
                }
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(new NearestVectors.Neighbour(best, bestCosine));
    }

    /// Multiplies until it is known that none of the block is close; if that never happens, the sums are whole.
    private boolean mayBeClose(Block block) {
        Arrays.fill(sums, 0);
        for (int stage = 0; stage < stages; stage++) {
            multiply(block.numbers, stage * STAGE, Math.min(dimensions, (stage + 1) * STAGE));
            if (most(block.rests, stage * BLOCK, rests[stage], sums) < threshold - margin) {
                return false;
            }
        }
        return true;
    }

    private static float most(float[] lengths, int at, float own, float[] sums) {
        float most = -1;
        for (int column = 0; column < BLOCK; column++) {
            most = Math.max(most, sums[column] + own * lengths[at + column]);
        }
        return most;
    }

    /// Several numbers at once, so that the sums are read and written less often.
    private void multiply(float[] numbers, int from, int to) {
        int i = from;
        for (; i + AT_ONCE <= to; i += AT_ONCE) {
            multiply(numbers, i * BLOCK, unit[i], unit[i + 1], unit[i + 2], unit[i + 3], sums);
        }
        for (; i < to; i++) {
            multiply(numbers, i * BLOCK, unit[i], sums);
        }
    }

    private static void multiply(float[] numbers, int at, float a, float b, float c, float d, float[] sums) {
        for (int column = 0; column < BLOCK; column++) {
            sums[column] += a * numbers[at + column]
                    + b * numbers[at + column + BLOCK]
                    + c * numbers[at + column + 2 * BLOCK]
                    + d * numbers[at + column + 3 * BLOCK];
        }
    }

    private static void multiply(float[] numbers, int at, float a, float[] sums) {
        for (int column = 0; column < BLOCK; column++) {
            sums[column] += a * numbers[at + column];
        }
    }

    private double cosine(float[] numbers, int column) {
        double product = 0;
        double squares = 0;
        double own = 0;
        for (int i = 0; i < dimensions; i++) {
            double other = numbers[i * BLOCK + column];
            product += unit[i] * other;
            squares += other * other;
            own += (double) unit[i] * unit[i];
        }
        double lengths = Math.sqrt(squares * own);
        // Rounding must not make anything more alike than the same.
        return lengths == 0 ? 0 : Math.clamp(product / lengths, -1.0, 1.0);
    }
}
