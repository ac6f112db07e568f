package dev.seedbed.text.near;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/// Texts with copies at every distance, and what they are to each other, computed without any of the code they
/// test.
final class TemplatedTexts {
    private TemplatedTexts() {}

    /// Rows of `words` words, each a fresh text or an earlier one with a few words changed, put in or taken
    /// out.
    static List<String> rows(Random random, int count, int words) {
        List<String> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i == 0 || random.nextInt(3) == 0) {
                rows.add(String.join(" ", fresh(random, 1 + random.nextInt(2 * words))));
                continue;
            }
            List<String> copy =
                    new ArrayList<>(List.of(rows.get(random.nextInt(i)).split(" ")));
            for (int change = random.nextInt(1 + copy.size() / 12); change > 0; change--) {
                int at = random.nextInt(copy.size());
                switch (random.nextInt(3)) {
                    case 0 -> copy.set(at, fresh(random, 1).getFirst());
                    case 1 -> copy.add(at, fresh(random, 1).getFirst());
                    default -> {
                        if (copy.size() > 1) {
                            copy.remove(at);
                        }
                    }
                }
            }
            rows.add(String.join(" ", copy));
        }
        return rows;
    }

    static List<String> fresh(Random random, int count) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            words.add(Integer.toString(Math.abs(random.nextInt(3_000)), 26));
        }
        return words;
    }

    /// The set of shingles as words joined by spaces, of a text of ASCII words with spaces between them.
    static Set<String> shingles(String text, int size) {
        String[] words = text.toLowerCase(Locale.ROOT).split(" ");
        Set<String> shingles = new HashSet<>();
        for (int i = 0; i + size <= words.length; i++) {
            shingles.add(String.join(" ", List.of(words).subList(i, i + size)));
        }
        if (shingles.isEmpty()) {
            shingles.add(String.join(" ", words));
        }
        return shingles;
    }

    static double jaccard(Set<String> one, Set<String> other) {
        long shared = one.stream().filter(other::contains).count();
        return (double) shared / (one.size() + other.size() - shared);
    }
}
