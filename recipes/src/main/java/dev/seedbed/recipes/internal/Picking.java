package dev.seedbed.recipes.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Random choice without replacement.
public final class Picking {
    private Picking() {}

    /// So many of the items, or all if there are fewer, in random order: the first steps of a Fisher-Yates
    /// shuffle, whose moved items are kept in a map, so that a large pool is not copied.
    public static <T> List<T> some(List<T> items, int count, RandomGenerator random) {
        int wanted = Math.min(count, items.size());
        Map<Integer, Integer> moved = new HashMap<>();
        List<T> picked = new ArrayList<>(wanted);
        for (int i = 0; i < wanted; i++) {
            int other = i + random.nextInt(items.size() - i);
            picked.add(items.get(moved.getOrDefault(other, other)));
            moved.put(other, moved.getOrDefault(i, i));
        }
        return picked;
    }
}
