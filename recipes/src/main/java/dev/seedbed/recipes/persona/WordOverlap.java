package dev.seedbed.recipes.persona;

import dev.seedbed.api.Data;
import dev.seedbed.api.Sample;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.step.Collector;
import dev.seedbed.api.step.Outcome;
import dev.seedbed.api.step.Rejection;
import dev.seedbed.text.Normalization;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Rejects a text that shares too many of its words with one that passed before: the Jaccard similarity of their
/// sets of words, which is what MinHash over single words estimates. Here it is computed.
///
/// Two sets of m and n words with a similarity of at least t share at least t * n words of the second, so one of
/// any n - ceil(t * n) + 1 words of it is in both. Words are therefore indexed by that many of each set, the
/// first in one fixed order (Chaudhuri, Ganti and Kaushik, ICDE 2006), and no near-duplicate is missed.
///
/// @implSpec verdicts depend on the order of candidates only
final class WordOverlap implements Collector {
    static final String REASON = "too-many-shared-words";

    private final String name;
    private final String column;
    private final double below;
    private final List<Text> texts = new ArrayList<>();
    private final Map<String, List<Integer>> byWord = new HashMap<>();

    private record Text(SampleId id, Set<String> words) {}

    private record Match(Text text, double similarity) {}

    /// @param below the similarity that a text must stay below to pass
    WordOverlap(String name, String column, double below) {
        this.name = name;
        this.column = column;
        this.below = below;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Outcome admit(Sample sample) {
        Set<String> words = words(sample.data().textIfPresent(column).orElse(""));
        Optional<Match> nearest = nearest(words);
        if (nearest.isPresent()) {
            return Outcome.rejected(rejection(nearest.get()));
        }
        for (String word : indexed(words)) {
            byWord.computeIfAbsent(word, each -> new ArrayList<>()).add(texts.size());
        }
        texts.add(new Text(sample.id(), words));
        return Outcome.passed(sample);
    }

    /// In alphabetical order, which serves as the fixed one.
    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>(Arrays.asList(
                Normalization.STANDARD.withoutPunctuation().apply(text).split(" ", -1)));
        words.remove("");
        return words;
    }

    private List<String> indexed(Set<String> words) {
        long shared = Math.max(1, (long) Math.ceil(below * words.size() - 1e-9));
        return words.stream().limit(Math.max(0, words.size() - shared + 1)).toList();
    }

    private Optional<Match> nearest(Set<String> words) {
        Set<Integer> candidates = new HashSet<>();
        indexed(words).forEach(word -> candidates.addAll(byWord.getOrDefault(word, List.of())));
        Optional<Match> best = Optional.empty();
        for (int candidate : candidates.stream().sorted().toList()) {
            Match match = new Match(
                    texts.get(candidate), similarity(words, texts.get(candidate).words()));
            if (match.similarity() >= below
                    && best.filter(other -> other.similarity() >= match.similarity())
                            .isEmpty()) {
                best = Optional.of(match);
            }
        }
        return best;
    }

    private static double similarity(Set<String> left, Set<String> right) {
        long shared = left.stream().filter(right::contains).count();
        return shared / (double) (left.size() + right.size() - shared);
    }

    private Rejection rejection(Match match) {
        return new Rejection(
                REASON,
                String.format(
                        Locale.ROOT,
                        "%s has a Jaccard similarity of words of %.4f with the earlier sample %s, and must stay below %s",
                        column,
                        match.similarity(),
                        match.text().id(),
                        below),
                Data.of("column", column)
                        .with("similarity", match.similarity())
                        .with("below", below)
                        .with("nearest_id", match.text().id().toString()));
    }
}
