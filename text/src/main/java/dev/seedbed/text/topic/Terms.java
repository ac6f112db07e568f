package dev.seedbed.text.topic;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Words and phrases that are looked for in texts, as whole words.
///
/// ```java
/// Terms.of(List.of("stock market", "dividend")).in("Dividends? The Stock-Market fell.").hits();   // stock market
/// ```
///
/// Case, accents and what stands between the words of a phrase do not matter, nor do digits and signs put for letters
/// (`d1v1dend`, `$tock`). Word forms do: `dividend` is not found in `dividends`. A term written without spaces between
/// words (Chinese, Japanese, Thai, Korean) is found inside of runs of letters too. Where terms overlap the longest
/// counts.
///
/// Immutable, for any number of threads; time in proportion to the length of the text.
public final class Terms {
    /// By the first word of each, the longest first.
    private final Map<String, List<Term>> byFirst = new HashMap<>();

    /// By the first letter, those that are found inside of words.
    private final Map<Character, List<Term>> inside = new HashMap<>();

    private record Term(String name, List<String> words) {}

    private Terms(Collection<String> terms) {
        for (String name : terms) {
            List<String> words = new ArrayList<>();
            TextWords read = new TextWords(name);
            while (read.next()) {
                words.add(read.word());
            }
            if (words.size() == 1 && TextWords.unspaced(words.getFirst())) {
                String word = words.getFirst();
                inside.computeIfAbsent(word.charAt(0), _ -> new ArrayList<>()).add(new Term(name, words));
            } else if (!words.isEmpty()) {
                byFirst.computeIfAbsent(words.getFirst(), _ -> new ArrayList<>())
                        .add(new Term(name, words));
            }
        }
        byFirst.values()
                .forEach(
                        list -> list.sort((a, b) -> b.words().size() - a.words().size()));
        inside.values()
                .forEach(list -> list.sort((a, b) ->
                        b.words().getFirst().length() - a.words().getFirst().length()));
    }

    /// @param terms empty ones and those without letters are never found
    public static Terms of(Collection<String> terms) {
        return new Terms(terms);
    }

    /// A term where it was found, in characters.
    public record Hit(String term, int begin, int end) {}

    /// What was found, and how many words the text has.
    public record Hits(List<Hit> hits, int words) {
        public Hits {
            hits = List.copyOf(hits);
        }

        /// How many words there are for each that was found; 0 if none was.
        public double share() {
            return hits.isEmpty() ? 0 : hits.size() / (double) Math.max(1, words);
        }
    }

    /// All terms in a text, in its order.
    public Hits in(String text) {
        List<Hit> hits = new ArrayList<>();
        TextWords words = new TextWords(text);
        int count = 0;
        int free = 0;
        while (words.next()) {
            count++;
            if (words.begin() < free) {
                continue;
            }
            Hit hit = phrase(text, words);
            if (hit != null) {
                hits.add(hit);
                free = hit.end();
            } else if (TextWords.unspaced(words.word())) {
                addInside(words, hits);
                count += words.word().length() / 2;
            }
        }
        return new Hits(hits, count);
    }

    private @org.jspecify.annotations.Nullable Hit phrase(String text, TextWords at) {
        for (Term term : byFirst.getOrDefault(at.word(), List.of())) {
            TextWords ahead = new TextWords(text, at.end());
            int matched = 1;
            int end = at.end();
            while (matched < term.words().size()
                    && ahead.next()
                    && ahead.word().equals(term.words().get(matched))) {
                matched++;
                end = ahead.end();
            }
            if (matched == term.words().size()) {
                return new Hit(term.name(), at.begin(), end);
            }
        }
        return null;
    }

    private void addInside(TextWords words, List<Hit> hits) {
        String word = words.word();
        for (int i = 0; i < word.length(); i++) {
            for (Term term : inside.getOrDefault(word.charAt(i), List.of())) {
                String sought = term.words().getFirst();
                if (word.startsWith(sought, i)) {
                    int begin = Math.min(words.begin() + i, words.end());
                    hits.add(new Hit(term.name(), begin, Math.min(begin + sought.length(), words.end())));
                    i += sought.length() - 1;
                    break;
                }
            }
        }
    }
}
