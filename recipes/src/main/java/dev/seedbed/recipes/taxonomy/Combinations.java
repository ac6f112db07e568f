package dev.seedbed.recipes.taxonomy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/// All choices of key concepts that a GLAN question may be about, counted exactly and numbered, so that some of
/// them can be drawn without drawing any twice.
///
/// ```java
/// Combinations.ofOne(5, 5).count();        // 31: all but the empty one
/// Combinations.ofTwo(5, 5, 5).count();     // 575: from 2 to 5 of 10, at least one of either session
/// Combinations.ofTwo(5, 5, 5).at(574);     // their places, those of the second session behind the first's
/// ```
///
/// With m concepts in one session there are Σ C(m, i) for i from 1 to `most`; with m1 and m2 in two there are
/// Σ C(m1 + m2, i) - C(m1, i) - C(m2, i) for i from 2 to `most`, as both sessions must have a part (GLAN, Li et
/// al. 2024, section 2.4). Immutable.
final class Combinations {
    private final int first;
    private final int second;
    private final List<Part> parts;
    private final long count;

    /// So many of the first session and so many of the second.
    private record Part(int ofFirst, int ofSecond, long count) {}

    private Combinations(int first, int second, int most) {
        this.first = first;
        this.second = second;
        this.parts = new ArrayList<>();
        long all = 0;
        for (int i = second == 0 ? 1 : 2; i <= most; i++) {
            for (int j = 0; j <= i; j++) {
                boolean takesPart = second == 0 ? j == 0 : j > 0 && j < i;
                long here = takesPart ? Math.multiplyExact(choose(first, i - j), choose(second, j)) : 0;
                if (here > 0) {
                    parts.add(new Part(i - j, j, here));
                    all = Math.addExact(all, here);
                }
            }
        }
        this.count = all;
    }

    /// @param concepts in the session
    /// @param most how many may be taken
    static Combinations ofOne(int concepts, int most) {
        return new Combinations(concepts, 0, most);
    }

    static Combinations ofTwo(int first, int second, int most) {
        return first == 0 || second == 0 ? new Combinations(0, 0, 0) : new Combinations(first, second, most);
    }

    /// @throws ArithmeticException if there are more than 2^63
    long count() {
        return count;
    }

    /// The places of the concepts in combination `number`, from 0, in ascending order.
    List<Integer> at(long number) {
        if (number < 0 || number >= count) {
            throw new IndexOutOfBoundsException(number + " of " + count + " combinations");
        }
        long rest = number;
        for (Part part : parts) {
            if (rest < part.count()) {
                long ofSecond = choose(second, part.ofSecond());
                List<Integer> places = new ArrayList<>(places(first, part.ofFirst(), rest / ofSecond));
                places(second, part.ofSecond(), rest % ofSecond).forEach(place -> places.add(first + place));
                return places;
            }
            rest -= part.count();
        }
        throw new AssertionError("the parts add up to the count");
    }

    /// Subset `number` of the subsets of size `k` of 0..n-1, in lexicographic order.
    private static List<Integer> places(int n, int k, long number) {
        List<Integer> places = new ArrayList<>();
        long rest = number;
        int wanted = k;
        for (int place = 0; wanted > 0; place++) {
            long with = choose(n - place - 1, wanted - 1);
            if (rest < with) {
                places.add(place);
                wanted--;
            } else {
                rest -= with;
            }
        }
        return places;
    }

    /// So many different numbers below a bound, in random order, each set of them equally likely (Floyd's
    /// algorithm: Bentley and Floyd, CACM 30(9), 1987).
    static List<Long> draw(long bound, int wanted, RandomGenerator random) {
        Set<Long> drawn = new HashSet<>();
        List<Long> order = new ArrayList<>();
        for (long i = bound - Math.min(bound, wanted); i < bound; i++) {
            long number = random.nextLong(i + 1);
            order.add(drawn.add(number) ? number : i);
            drawn.add(order.getLast());
        }
        for (int i = order.size() - 1; i > 0; i--) {
            Collections.swap(order, i, random.nextInt(i + 1));
        }
        return order;
    }

    private static long choose(int n, int k) {
        if (k < 0 || k > n) {
            return 0;
        }
        BigInteger result = BigInteger.ONE;
        for (int i = 1; i <= k; i++) {
            result = result.multiply(BigInteger.valueOf(n - k + (long) i)).divide(BigInteger.valueOf(i));
        }
        return result.longValueExact();
    }
}
