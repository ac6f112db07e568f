package dev.seedbed.text;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/// Finds the vectors that point most alike, by comparing with all of them.
///
/// ```java
/// NearestVectors vectors = new NearestVectors(384);
/// vectors.add(meaningOfFirst);
/// vectors.add(meaningOfSecond);
/// List<NearestVectors.Neighbour> nearest = vectors.nearest(meaningOfQuestion, 5);
/// ```
///
/// Exact: no neighbour is missed. A search takes time in proportion to what is in it, and memory is four bytes for
/// each number. **Order**: the most alike first ([Cosine]), of equals the one that was added first. Vectors are
/// copied. Not thread-safe while vectors are added; searches alone may run at once.
public final class NearestVectors {
    /// The better of two comes first.
    private static final Comparator<Neighbour> ORDER =
            Comparator.comparingDouble(Neighbour::similarity).reversed().thenComparingInt(Neighbour::index);

    private final int dimensions;
    private final List<float[]> vectors = new ArrayList<>();

    /// @param index the place in the order in which vectors were added, from 0
    /// @param similarity the cosine
    public record Neighbour(int index, double similarity) {}

    /// @param dimensions how many numbers each vector has, at least 1
    public NearestVectors(int dimensions) {
        if (dimensions < 1) {
            throw new IllegalArgumentException("dimensions is " + dimensions + ", but must be 1 or more");
        }
        this.dimensions = dimensions;
    }

    public int size() {
        return vectors.size();
    }

    /// Adds a vector, whose index is the size before.
    ///
    /// @throws IllegalArgumentException if it has another number of dimensions, or a number that is not finite
    public void add(float[] vector) {
        check(vector);
        vectors.add(vector.clone());
    }

    /// The nearest, at most `count` of them.
    ///
    /// @throws IllegalArgumentException as [#add], or if `count` is below 1
    public List<Neighbour> nearest(float[] vector, int count) {
        check(vector);
        if (count < 1) {
            throw new IllegalArgumentException("count is " + count + ", but must be 1 or more");
        }
        PriorityQueue<Neighbour> best = new PriorityQueue<>(ORDER.reversed());
        for (int i = 0; i < vectors.size(); i++) {
            Neighbour next = new Neighbour(i, Cosine.of(vector, vectors.get(i)));
            if (best.size() < count) {
                best.add(next);
            } else if (ORDER.compare(next, best.element()) < 0) {
                best.remove();
                best.add(next);
            }
        }
        return best.stream().sorted(ORDER).toList();
    }

    private void check(float[] vector) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    "a vector of " + vector.length + " numbers does not belong among those of " + dimensions);
        }
        if (!Double.isFinite(Cosine.product(vector, vector))) {
            throw new IllegalArgumentException("a vector holds a number that is not finite");
        }
    }
}
