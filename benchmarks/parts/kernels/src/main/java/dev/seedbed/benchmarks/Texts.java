package dev.seedbed.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Texts of made-up words, the frequent ones more often, the same in every run. A tenth are copies of earlier ones with
/// one word in a hundred changed.
final class Texts {
    private static final int VOCABULARY = 20_000;

    private Texts() {}

    static List<String> of(long seed, int count, int characters) {
        Random random = new Random(seed);
        String[] words = new String[VOCABULARY];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(random);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(i > 9 && i % 10 == 0 ? copy(texts.get(random.nextInt(i)), words, random) : text(words, characters, random));
        }
        return texts;
    }

    private static String word(Random random) {
        StringBuilder word = new StringBuilder();
        int length = 2 + random.nextInt(9);
        for (int i = 0; i < length; i++) {
            word.append((char) ('a' + random.nextInt(26)));
        }
        return word.toString();
    }

    /// Rank by a Zipf law.
    private static String chosen(String[] words, Random random) {
        return words[(int) Math.min(words.length - 1, Math.exp(random.nextDouble() * Math.log(words.length)))];
    }

    private static String text(String[] words, int characters, Random random) {
        StringBuilder text = new StringBuilder();
        while (text.length() < characters) {
            text.append(chosen(words, random)).append(random.nextInt(12) == 0 ? ". " : " ");
        }
        return text.toString();
    }

    private static String copy(String text, String[] words, Random random) {
        String[] parts = text.split(" ", -1);
        for (int i = 0; i < parts.length; i++) {
            parts[i] = random.nextInt(100) == 0 ? chosen(words, random) : parts[i];
        }
        return String.join(" ", parts);
    }
}
