package dev.seedbed.text.topic;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Lists of coarse words by language, and which of them are plain words too, in medicine, law or the news.
///
/// The lists are those of LDNOOBW (`coarse-words.txt`, with its licence and attribution in its head); which are
/// ambiguous is ours (`ambiguous-words.txt`).
public final class CoarseWords {
    private static final Map<String, List<String>> LISTS = read("coarse-words.txt");
    private static final Set<String> AMBIGUOUS = new HashSet<>();

    static {
        read("ambiguous-words.txt").values().forEach(AMBIGUOUS::addAll);
    }

    private CoarseWords() {}

    /// The languages of which there is a list, sorted by code.
    public static List<String> languages() {
        return List.copyOf(LISTS.keySet());
    }

    /// The list of a language.
    ///
    /// @throws IllegalArgumentException if there is none
    public static List<String> of(String language) {
        List<String> list = LISTS.get(language);
        if (list == null) {
            throw new IllegalArgumentException("there is no list of coarse words for '" + language
                    + "'; there are lists for " + String.join(", ", LISTS.keySet()));
        }
        return list;
    }

    /// Whether a word of a list is a plain word too, as `breast` is.
    public static boolean isAmbiguous(String word) {
        return AMBIGUOUS.contains(word);
    }

    /// A heading in brackets for each language, then a word in each line.
    private static Map<String, List<String>> read(String name) {
        Map<String, List<String>> lists = new java.util.TreeMap<>();
        List<String> current = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CoarseWords.class.getResourceAsStream(name), name), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    current = new ArrayList<>();
                    lists.put(line.substring(1, line.length() - 1), current);
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    current.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Collections.unmodifiableMap(new LinkedHashMap<>(lists));
    }
}
