package dev.seedbed.text.contamination;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// How common words are in everyday English: for a benchmark of few items, its own texts cannot tell.
final class CommonWords {
    /// As many texts the table counts for, beside the items.
    static final double TEXTS = 500;

    /// The share of texts with a word that the table does not know.
    private static final double UNKNOWN = 0.001;

    private static final Map<Long, Double> SHARES = read();

    private CommonWords() {}

    /// The share of texts of some sixty words that hold the word with this hash.
    static double share(long hash) {
        return Math.max(UNKNOWN, SHARES.getOrDefault(hash, 0.0));
    }

    private static Map<Long, Double> read() {
        Map<Long, Double> shares = new HashMap<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CommonWords.class.getResourceAsStream("common-words.txt"), "common-words.txt"),
                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#")) {
                    String[] words = line.split(" ", -1);
                    for (int i = 1; i < words.length; i++) {
                        shares.put(RowWords.hashOf(words[i]), Integer.parseInt(words[0]) / 1000.0);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(shares);
    }
}
