package dev.seedbed.text;

/// How alike two vectors point: the cosine of the angle between them, from -1 to 1.
///
/// ```java
/// Cosine.of(new float[] {1, 0}, new float[] {1, 1}); // 0.7071...
/// ```
///
/// Computed in double precision from the first number to the last, so the same bits come out everywhere. A vector
/// of zeros points nowhere: its cosine to anything is 0.
public final class Cosine {
    private Cosine() {}

    /// @throws IllegalArgumentException if they are not of the same size, or hold a number that is not finite
    public static double of(float[] left, float[] right) {
        double product = product(left, right);
        double squares = product(left, left) * product(right, right);
        if (!Double.isFinite(product) || !Double.isFinite(squares)) {
            throw new IllegalArgumentException("a vector holds a number that is not finite");
        }
        // Rounding must not make anything more alike than the same.
        return squares == 0 ? 0 : Math.clamp(product / Math.sqrt(squares), -1.0, 1.0);
    }

    /// The sum of the products of their numbers, which of vectors of length 1 is the cosine.
    ///
    /// @throws IllegalArgumentException if they are not of the same size
    public static double product(float[] left, float[] right) {
        if (left.length != right.length) {
            throw new IllegalArgumentException(
                    "a vector of " + left.length + " numbers cannot be compared with one of " + right.length);
        }
        double sum = 0;
        for (int i = 0; i < left.length; i++) {
            sum += (double) left[i] * right[i];
        }
        return sum;
    }
}
