package dev.seedbed.text.filter;

import java.util.Arrays;

/// Measures of single words: how many, how long, with what in them.
final class WordMeasures {
    private static final int LONGEST_COUNTED = 64;

    private WordMeasures() {}

    static Measure count(WordKind kind) {
        return scan -> scan.wordCount(kind);
    }

    /// Words that are more than marks.
    static Measure countOfMoreThanMarks(WordKind kind) {
        return scan -> scan.words(kind).moreThanMarks();
    }

    static Measure meanLength(WordKind kind) {
        return scan -> {
            Tokens words = scan.words(kind);
            long sum = 0;
            for (int i = 0; i < words.count; i++) {
                sum += words.lengths[i];
            }
            return Measure.share((double) sum, words.count);
        };
    }

    static Measure meanLengthOfMoreThanMarks(WordKind kind) {
        return scan -> {
            Tokens words = scan.words(kind);
            return Measure.share((double) words.moreThanMarksLength(), words.moreThanMarks());
        };
    }

    static Measure medianLength(WordKind kind) {
        return scan -> {
            Tokens words = scan.words(kind);
            int count = words.count;
            if (count == 0) {
                return 0;
            }
            int[] often = new int[LONGEST_COUNTED];
            for (int i = 0; i < count; i++) {
                often[Math.min(words.lengths[i], LONGEST_COUNTED - 1)]++;
            }
            int lower = ranked(often, (count - 1) / 2);
            int upper = ranked(often, count / 2);
            if (upper == LONGEST_COUNTED - 1) {
                int[] sorted = Arrays.copyOf(words.lengths, count);
                Arrays.sort(sorted);
                return (sorted[(count - 1) / 2] + (double) sorted[count / 2]) / 2;
            }
            return (lower + (double) upper) / 2;
        };
    }

    private static int ranked(int[] often, int rank) {
        int seen = 0;
        for (int length = 0; length < often.length; length++) {
            seen += often[length];
            if (seen > rank) {
                return length;
            }
        }
        return often.length - 1;
    }

    static Measure longest(WordKind kind, double ofNone) {
        return scan -> {
            Tokens words = scan.words(kind);
            int longest = 0;
            for (int i = 0; i < words.count; i++) {
                longest = Math.max(longest, words.lengths[i]);
            }
            return words.count == 0 ? ofNone : longest;
        };
    }

    /// The share of words with a character of a class of [Tokens].
    static Measure shareWith(WordKind kind, int bit) {
        return scan -> {
            Tokens words = scan.words(kind);
            int with = 0;
            for (int i = 0; i < words.count; i++) {
                with += words.has(i, bit) ? 1 : 0;
            }
            return Measure.share(with, words.count);
        };
    }

    /// The share of words without a letter. A text of no word or of a single one has only such words: datamap-rs
    /// drops it.
    static Measure shareWithoutLetters(WordKind kind) {
        return scan -> {
            Tokens words = scan.words(kind);
            int without = 0;
            for (int i = 0; i < words.count; i++) {
                without += words.has(i, Tokens.ALPHABETIC) ? 0 : 1;
            }
            return words.count < 2 ? 1 : without / (double) words.count;
        };
    }

    /// Stop words, each as often as it is there.
    static Measure stopWords(WordKind kind) {
        return scan -> {
            Tokens words = scan.words(kind);
            int count = 0;
            for (int i = 0; i < words.count; i++) {
                count += words.stopWord(i) == 0 ? 0 : 1;
            }
            return count;
        };
    }

    static Measure stopWordsInAnyCase(WordKind kind) {
        return scan -> {
            Tokens words = scan.words(kind);
            int count = 0;
            for (int i = 0; i < words.count; i++) {
                count += words.stopWordInAnyCase(i) == 0 ? 0 : 1;
            }
            return count;
        };
    }

    /// Different stop words.
    static Measure distinctStopWords(WordKind kind) {
        return scan -> {
            Tokens words = scan.words(kind);
            int seen = 0;
            for (int i = 0; i < words.count; i++) {
                seen |= 1 << words.stopWord(i);
            }
            return Integer.bitCount(seen & ~1);
        };
    }

    /// The share of words that NeMo Curator calls symbols: ellipses in brackets or without, and those of which runs
    /// of `#`, each counted once, are more than half the characters.
    static Measure shareOfSymbols(WordKind kind) {
        return scan -> {
            Tokens words = scan.words(kind);
            char[] chars = scan.chars();
            int symbols = 0;
            for (int i = 0; i < words.count; i++) {
                char first = chars[words.starts[i]];
                boolean possible = first == '#'
                        || first == '.'
                        || first == '['
                        || first == '('
                        || first >= 0x80
                        || first == '-'
                        || (words.lengths[i] < 4 && words.has(i, Tokens.SYMBOL));
                symbols += possible && isSymbol(chars, words.starts[i], words.ends[i], words.lengths[i]) ? 1 : 0;
            }
            return words.count == 0 ? 1 : symbols / (double) words.count;
        };
    }

    private static boolean isSymbol(char[] chars, int from, int to, int length) {
        if (length <= 5) {
            String word = new String(chars, from, to - from);
            switch (word) {
                case "...", "[...]", "…", "(...)", "[…]", "-»" -> {
                    return true;
                }
                default -> {}
            }
        }
        int runs = 0;
        for (int i = from; i < to; i++) {
            runs += chars[i] == '#' && (i == from || chars[i - 1] != '#') ? 1 : 0;
        }
        return runs / (double) length > 0.5;
    }

    /// Characters of a kind for each word; nothing if there is no word.
    static Measure perWord(WordKind kind, Measure part) {
        return scan -> Measure.share(part.of(scan), scan.wordCount(kind));
    }
}
