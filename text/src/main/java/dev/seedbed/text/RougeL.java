package dev.seedbed.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// ROUGE-L F1 (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004, section 3.1) with the
/// conventions of Google's `rouge_score` without stemmer, which Self-Instruct and its successors filter by.
///
/// ```java
/// double similarity = RougeL.f("Name a prime number.", "Name any prime number!"); // 0.75
/// RougeL.Tokens pool = RougeL.tokens("Name a prime number.");                     // once, for many comparisons
/// ```
///
/// Texts are lower-cased and cut into the tokens `[a-z0-9]+`; all else separates. With L the length of the
/// longest common subsequence of m and n tokens, precision is L/m, recall L/n and F their harmonic mean, which
/// is 2L/(m+n). A text without tokens has F 0 with every text, itself included: so has any text in a script
/// without `a` to `z`. F is symmetric. It is computed as the one quotient 2L/(m+n), hence correctly rounded;
/// `rouge_score` goes through precision and recall, and its last digit may differ. So 7 common tokens of 8 and
/// 12 are exactly 0.7 here, and are not above a bound of 0.7.
///
/// Pure and thread-safe. The longest common subsequence is found 64 cells at a time (Hyyrö, "Bit-parallel
/// LCS-length computation revisited", 2004, section 3).
public final class RougeL {
    private RougeL() {}

    /// The tokens of a text, made once for many comparisons. Immutable.
    public static final class Tokens {
        private final String[] words;

        private Tokens(String[] words) {
            this.words = words;
        }

        /// How many there are.
        public int count() {
            return words.length;
        }

        /// Token number `index`, from 0.
        public String get(int index) {
            return words[index];
        }

        /// Whether the tokens are the same in the same order.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Tokens tokens && Arrays.equals(words, tokens.words);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }

        /// The tokens with a space between them.
        @Override
        public String toString() {
            return String.join(" ", words);
        }
    }

    /// Cuts a text into tokens.
    public static Tokens tokens(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        List<String> words = new ArrayList<>();
        int begin = -1;
        for (int i = 0; i < lower.length(); i++) {
            char c = lower.charAt(i);
            boolean inside = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
            if (inside && begin < 0) {
                begin = i;
            } else if (!inside && begin >= 0) {
                words.add(lower.substring(begin, i));
                begin = -1;
            }
        }
        if (begin >= 0) {
            words.add(lower.substring(begin));
        }
        return new Tokens(words.toArray(String[]::new));
    }

    /// The F of two texts, from 0 to 1.
    public static double f(String first, String second) {
        return f(tokens(first), tokens(second));
    }

    /// The F of two tokenised texts, from 0 to 1.
    public static double f(Tokens first, Tokens second) {
        return f(commonSubsequence(first, second), first.count(), second.count());
    }

    /// The length of the longest common subsequence of two tokenised texts.
    public static int commonSubsequence(Tokens first, Tokens second) {
        Map<String, Integer> numbers = new HashMap<>();
        int[] pattern = new int[first.count()];
        for (int i = 0; i < pattern.length; i++) {
            Integer next = numbers.size();
            Integer known = numbers.putIfAbsent(first.words[i], next);
            pattern[i] = known == null ? next : known;
        }
        int[] text = new int[second.count()];
        for (int i = 0; i < text.length; i++) {
            text[i] = numbers.getOrDefault(second.words[i], CommonSubsequence.ABSENT);
        }
        return new CommonSubsequence(pattern, numbers.size()).lengthWith(text, text.length);
    }

    static double f(int common, int firstCount, int secondCount) {
        return common == 0 ? 0 : 2.0 * common / (firstCount + secondCount);
    }
}
