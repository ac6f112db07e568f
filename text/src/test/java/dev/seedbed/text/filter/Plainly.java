package dev.seedbed.text.filter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;

/// The measures once more, as slow and plain as they can be written: strings, lists and maps, one text at a time.
final class Plainly {
    static final Pattern PYTHON_SPACES =
            Pattern.compile("[\\t-\\r\\x1C-\\x20\\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]+");
    static final Pattern UNICODE_SPACES =
            Pattern.compile("[\\t-\\r\\x20\\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]+");

    private Plainly() {}

    static List<String> words(String text, Pattern spaces) {
        return Arrays.stream(spaces.split(text)).filter(word -> !word.isEmpty()).toList();
    }

    /// Words as the tokenizer gives them: which words there are is not what is tested with these.
    static List<String> tokens(String text, WordKind kind) {
        Tokens tokens = new Tokens();
        tokens.clear(Unit.CODE_POINTS);
        kind.read(text.toCharArray(), 0, text.length(), tokens);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < tokens.count; i++) {
            words.add(text.substring(tokens.starts[i], tokens.ends[i]));
        }
        return words;
    }

    static int codePoints(String text) {
        return text.codePointCount(0, text.length());
    }

    static int bytes(String text) {
        return text.codePoints()
                .map(point -> point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4)
                .sum();
    }

    static int sum(List<String> texts, ToIntFunction<String> length) {
        return texts.stream().mapToInt(length).sum();
    }

    static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    static Map<List<String>, Integer> counts(List<String> words, int size) {
        Map<List<String>, Integer> counts = new LinkedHashMap<>();
        for (int i = 0; i + size <= words.size(); i++) {
            counts.merge(List.copyOf(words.subList(i, i + size)), 1, Integer::sum);
        }
        return counts;
    }

    static List<String> top(List<String> words, int size) {
        List<String> top = List.of();
        int most = 0;
        for (Map.Entry<List<String>, Integer> run : counts(words, size).entrySet()) {
            if (run.getValue() > most) {
                top = run.getKey();
                most = run.getValue();
            }
        }
        return top;
    }

    static double datatroveTop(List<String> words, String text, int size) {
        List<String> top = top(words, size);
        return top.isEmpty()
                ? 0
                : ratio(
                        (double) codePoints(String.join(" ", top))
                                * counts(words, size).getOrDefault(top, 0),
                        codePoints(text));
    }

    static double datatroveDuplicates(List<String> words, String text, int size) {
        Set<String> seen = new HashSet<>();
        int length = 0;
        int i = 0;
        while (i + size <= words.size()) {
            String joined = String.join("", words.subList(i, i + size));
            if (seen.add(joined)) {
                i++;
            } else {
                length += codePoints(joined);
                i += size;
            }
        }
        return ratio((double) length, codePoints(text));
    }

    static double dolmaTop(List<String> words, int size) {
        List<String> top = top(words, size);
        return top.isEmpty()
                ? 0
                : (double) counts(words, size).getOrDefault(top, 0)
                        * sum(top, Plainly::codePoints)
                        / Math.max(sum(words, Plainly::codePoints), 1);
    }

    static double dolmaDuplicates(List<String> words, int size) {
        long copies = 0;
        long all = 0;
        for (Map.Entry<List<String>, Integer> run : counts(words, size).entrySet()) {
            long length = (long) run.getValue() * sum(run.getKey(), Plainly::codePoints);
            all += length;
            copies += run.getValue() > 1 ? length : 0;
        }
        return all == 0 ? 0 : copies / (double) all;
    }

    static double covered(List<String> words, int size, boolean topOnly, ToIntFunction<String> length) {
        Map<List<String>, Integer> counts = counts(words, size);
        List<String> top = List.of();
        for (Map.Entry<List<String>, Integer> run : counts.entrySet()) {
            int most = counts.getOrDefault(top, 1);
            boolean longer = run.getValue() == most && sum(run.getKey(), length) > sum(top, length);
            if (run.getValue() > 1 && (run.getValue() > most || longer)) {
                top = run.getKey();
            }
        }
        BitSet covered = new BitSet();
        for (int i = 0; i + size <= words.size(); i++) {
            List<String> run = words.subList(i, i + size);
            if (topOnly ? run.equals(top) : counts.getOrDefault(run, 0) > 1) {
                covered.set(i, i + size);
            }
        }
        int part = covered.stream().map(i -> length.applyAsInt(words.get(i))).sum();
        return ratio(part, sum(words, length));
    }

    static double curatorTop(List<String> words, String text, int size) {
        if (words.size() < size) {
            return 1;
        }
        String top = String.join(" ", top(words, size));
        return ratio((double) occurrences(text, top) * codePoints(top), codePoints(text));
    }

    /// Each word is counted by the first later copy that covers it, with the space in front of it inside the copy.
    static double curatorDuplicates(List<String> words, String text, int size) {
        if (words.size() < size) {
            return 1;
        }
        Set<List<String>> seen = new HashSet<>();
        BitSet counted = new BitSet();
        long length = 0;
        for (int i = 0; i + size <= words.size(); i++) {
            if (seen.add(words.subList(i, i + size))) {
                continue;
            }
            int fresh = 0;
            for (int word = i; word < i + size; word++) {
                if (!counted.get(word)) {
                    length += codePoints(words.get(word));
                    fresh++;
                }
            }
            length += Math.min(fresh, size - 1);
            counted.set(i, i + size);
        }
        return ratio((double) length, codePoints(text));
    }

    static List<String> laterCopies(List<String> pieces) {
        Set<String> seen = new HashSet<>();
        return pieces.stream().filter(piece -> !seen.add(piece)).toList();
    }

    static List<String> allCopies(List<String> pieces) {
        return pieces.stream()
                .filter(piece -> pieces.indexOf(piece) != pieces.lastIndexOf(piece))
                .toList();
    }

    static double median(List<String> words) {
        int[] lengths = words.stream().mapToInt(Plainly::codePoints).sorted().toArray();
        int count = lengths.length;
        return count == 0 ? 0 : (lengths[(count - 1) / 2] + (double) lengths[count / 2]) / 2;
    }

    static boolean hasLetter(String word) {
        return word.codePoints().anyMatch(Character::isLetter);
    }

    static boolean hasAlphabetic(String word) {
        return word.codePoints().anyMatch(Character::isAlphabetic);
    }

    static List<String> stopWords(List<String> words) {
        Set<String> stop = Set.of("the", "be", "to", "of", "and", "that", "have", "with");
        return words.stream().filter(stop::contains).toList();
    }

    static double share(List<String> all, java.util.function.Predicate<String> test) {
        return ratio((double) all.stream().filter(test).count(), all.size());
    }

    static int occurrences(String text, String part) {
        int found = 0;
        for (int i = text.indexOf(part); i >= 0; i = text.indexOf(part, i + part.length())) {
            found++;
        }
        return found;
    }
}
