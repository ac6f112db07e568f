package dev.seedbed.text.contamination;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// The texts that are looked for, as arrays: an entry is a [Part] of an item.
final class Entries {
    /// A text is code if it has at least this many marks, and at least half as many as words.
    private static final int MARKS_OF_CODE = 8;

    private static final double ROWS = 2000;

    final Vocabulary vocabulary = new Vocabulary();
    private final Map<Long, Integer> textsWithGram = new HashMap<>();
    private final Set<Text> different = new HashSet<>();
    private int[] textsWithWord = new int[1 << 10];
    private int texts;

    final int[] item;
    final Part[] part;
    final int[][] words;
    final int[][] distinct;
    final double[] total;
    final long[][] grams;

    /// Whether an earlier entry is the same text, which is found in its place.
    final boolean[] repeated;

    double[][] gramWeights;
    double[] gramTotal;

    /// By word: how much it says. Filled by [#weigh].
    double[] weight;

    private final RowWords reader = new RowWords();
    private final Signs signs = new Signs();
    private int size;

    Entries(int most) {
        item = new int[most];
        part = new Part[most];
        words = new int[most][];
        distinct = new int[most][];
        total = new double[most];
        grams = new long[most][];
        repeated = new boolean[most];
        gramWeights = new double[0][];
        gramTotal = new double[0];
        weight = new double[0];
    }

    /// What makes two entries the same.
    private record Text(Part part, IntBuffer words, LongBuffer signs) {}

    int size() {
        return size;
    }

    boolean isCode(int entry) {
        return grams[entry].length > 0;
    }

    /// How common a word is: the texts that hold it, and those of [#ROWS] texts in everyday English that would.
    double commonness(int word) {
        return textsWithWord[word] + ROWS * CommonWords.share(vocabulary.hash(word));
    }

    /// Takes in a text.
    ///
    /// @param counted whether it is one of the texts whose words say how rare words are
    void add(int number, Part which, String text, boolean counted) {
        char[] chars = text.toCharArray();
        reader.read(chars, 0, chars.length);
        int[] ids = new int[reader.count];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = vocabulary.add(reader.hashes[i]);
        }
        if (textsWithWord.length < vocabulary.size()) {
            textsWithWord = Arrays.copyOf(textsWithWord, vocabulary.size() * 2);
        }
        item[size] = number;
        part[size] = which;
        words[size] = ids;
        distinct[size] = Arrays.stream(ids).distinct().toArray();
        signs.read(chars, 0, chars.length);
        long[] all = signs.distinct();
        // A text that comes again says nothing new about how rare its words are.
        repeated[size] = !different.add(new Text(which, IntBuffer.wrap(ids), LongBuffer.wrap(all)));
        if (counted && !repeated[size]) {
            counted(size, all);
        }
        boolean code = which != Part.ANSWER && isCode(signs.marks, ids.length);
        grams[size++] = code ? all : new long[0];
    }

    private void counted(int entry, long[] all) {
        texts++;
        for (int word : distinct[entry]) {
            textsWithWord[word]++;
        }
        for (long gram : all) {
            textsWithGram.merge(gram, 1, Integer::sum);
        }
    }

    /// How many words a text has.
    int wordsOf(String text) {
        reader.read(text.toCharArray(), 0, text.length());
        return reader.count;
    }

    boolean isCode(String text) {
        signs.read(text.toCharArray(), 0, text.length());
        return isCode(signs.marks, wordsOf(text));
    }

    private static boolean isCode(int marks, int words) {
        return marks >= MARKS_OF_CODE && marks * 2 >= words;
    }

    /// Weighs words and marks, when all texts are in.
    void weigh() {
        weight = new double[vocabulary.size()];
        for (int id = 0; id < weight.length; id++) {
            weight[id] = weight(vocabulary.hash(id), id < textsWithWord.length ? textsWithWord[id] : 0);
        }
        gramWeights = new double[size][];
        gramTotal = new double[size];
        for (int entry = 0; entry < size; entry++) {
            for (int word : distinct[entry]) {
                total[entry] += weight[word];
            }
            gramWeights[entry] =
                    Arrays.stream(grams[entry]).mapToDouble(this::gramWeight).toArray();
            gramTotal[entry] = Arrays.stream(gramWeights[entry]).sum();
        }
        textsWithGram.clear();
        different.clear();
    }

    private double gramWeight(long gram) {
        return Math.log((texts + CommonWords.TEXTS) / (textsWithGram.getOrDefault(gram, 0) + 0.5));
    }

    private double weight(long hash, int having) {
        double everyday = CommonWords.TEXTS * CommonWords.share(hash);
        return Math.log((texts + CommonWords.TEXTS) / (having + everyday));
    }
}
