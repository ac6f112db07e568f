package dev.seedbed.text.language;

import java.util.Arrays;

/// Finds the language of one text after the other; one for each thread, as it works in arrays of its own. Nothing
/// is allocated for a text but its [Identification], and arrays that grow to what the longest text needs.
///
/// ```java
/// Identifier identifier = Languages.all().identifier();
/// Identification found = identifier.identify("Wo ist der nächste Bahnhof?");   // de 0.999
/// ```
///
/// The same text has the same answer at any time and on any machine.
public final class Identifier {
    /// Fewer letters than this, in a writing of several languages, say too little.
    private static final int LEAST_LETTERS = 4;

    /// Fewer known features than this say too little.
    private static final int LEAST_FEATURES = 6;

    /// A text of Han letters is Japanese if it has more kana than one for so many.
    private static final int HAN_FOR_KANA = 12;

    /// More than any text says, so that sums stay numbers of 32 bits.
    private static final double MOST_FAVOUR = 1 << 28;

    private final Languages languages;
    private final Grams grams = new Grams();
    private final int[] scores = new int[Languages.MOST_OF_A_WRITING];
    private final long[] lanes = new long[Languages.MOST_OF_A_WRITING / 4];
    private long[] found = new long[1024];
    private char[] copied = new char[256];

    Identifier(Languages languages) {
        this.languages = languages;
    }

    /// The language of a text.
    public Identification identify(CharSequence text) {
        int length = text.length();
        if (length > copied.length) {
            copied = new char[Math.min(Math.max(length, copied.length * 2), Math.max(length, 1 << 20))];
        }
        text.getChars(0, length, copied, 0);
        return identify(copied, 0, length);
    }

    /// The language of `chars[from..to)`.
    public Identification identify(char[] chars, int from, int to) {
        grams.read(chars, from, to);
        int[] read = grams.writings();
        Writing writing = most(read);
        if (writing == Writing.OTHER) {
            return Identification.NONE;
        }
        if (read[writing.index()] * 3 < grams.marks() + read[writing.index()]) {
            return Identification.NONE;
        }
        Languages.Candidates candidates = languages.candidates(writing);
        return candidates.model() == null
                ? candidates.only()
                : read[writing.index()] < (writing == Writing.HAN ? 1 : LEAST_LETTERS)
                        ? Identification.NONE
                        : chosen(candidates, candidates.model());
    }

    private static Writing most(int[] read) {
        int best = 0;
        for (int i = 1; i < read.length; i++) {
            if (weight(i, read) > weight(best, read)) {
                best = i;
            }
        }
        if (best == Writing.HAN.index() && read[Writing.KANA.index()] * HAN_FOR_KANA > read[best]) {
            return Writing.KANA;
        }
        return WRITINGS[best];
    }

    private static final Writing[] WRITINGS = Writing.values();

    /// A sign of a syllable or a word weighs as much as the letters of one.
    private static int weight(int writing, int[] read) {
        boolean signs =
                writing == Writing.HAN.index() || writing == Writing.KANA.index() || writing == Writing.HANGUL.index();
        return writing == 0 ? 0 : signs ? read[writing] * 3 : read[writing];
    }

    private Identification chosen(Languages.Candidates candidates, WritingModel model) {
        Arrays.fill(scores, 0, model.codes().length, 0);
        if (grams.count() > found.length) {
            found = new long[grams.keys().length];
        }
        int known = model.add(grams.keys(), grams.count(), found, lanes, scores);
        if (known < LEAST_FEATURES) {
            return Identification.NONE;
        }
        double scale = model.step() * Languages.SHARPNESS / Math.sqrt(known);
        int added = (int) Math.round(Math.min(languages.favour() / scale, MOST_FAVOUR));
        for (int i : candidates.favoured()) {
            scores[i] += added;
        }
        int best = -1;
        int second = -1;
        for (int i : candidates.indexes()) {
            if (best < 0 || scores[i] > scores[best]) {
                second = best;
                best = i;
            } else if (second < 0 || scores[i] > scores[second]) {
                second = i;
            }
        }
        double sum = 0;
        for (int i : candidates.indexes()) {
            sum += Math.exp((scores[i] - scores[best]) * scale);
        }
        double next = second < 0 ? 0 : Math.exp((scores[second] - scores[best]) * scale) / sum;
        return new Identification(model.codes()[best], 1 / sum, 1 / sum - next);
    }
}
