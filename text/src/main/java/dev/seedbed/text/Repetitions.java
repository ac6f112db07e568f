package dev.seedbed.text;

import java.util.List;
import java.util.Optional;

/// Finds texts in which a model got caught in a loop.
///
/// ```java
/// new Repetitions().find("I like it. I like it. I like it. I like it. I like it. I like it."); // repeated-phrase
/// ```
///
/// | code | rule, with the default of 4 repeats |
/// |---|---|
/// | `repeated-phrase` | the same words stand at least 4 times behind one another, 3 times if they are 12 or
/// more, twice if they are 50 or more, and these are at least 16 words in all; so one word must be there 16
/// times, two words 8 times, four words 4 times |
/// | `repeated-line` | the same line of 3 words or more stands at least 4 times anywhere, and its copies are at
/// least 30 % of the text |
/// | `repeated-sentence` | the same for a sentence of 3 words or more |
/// | `repeated-character` | the same letter, `!` or `?` stands at least 25 times behind one another, or the same
/// digit 50 times; or 2 to 8 characters without a space make a run of 60 |
///
/// Words are runs of letters and digits in lower case, in scripts without spaces single characters; punctuation
/// and white space do not count. Runs of numbers are no phrase, and in code (fenced blocks) a phrase must be
/// repeated four times as often, as tables of constants look like loops. In verse (lines of up to 8 words)
/// the shorter rule for long phrases does not hold: a refrain may be sung twice. The span begins with the
/// first copy and ends with the last. Words are compared by 64-bit hashes.
public final class Repetitions implements Detector {
    public static final String REPEATED_PHRASE = "repeated-phrase";
    public static final String REPEATED_LINE = "repeated-line";
    public static final String REPEATED_SENTENCE = "repeated-sentence";
    public static final String REPEATED_CHARACTER = "repeated-character";

    /// How often something must be repeated unless said otherwise.
    public static final int REPEATS = 4;

    private static final int SHORT_PERIODS = 64;
    private static final int LONG_PHRASE = 12;
    private static final int PARAGRAPH = 50;
    private static final int WORDS_PER_REPEAT = 4;
    private static final int CODE_FACTOR = 4;
    private static final int FEWEST_WORDS = 3;
    private static final int SHINGLE = 8;
    private static final int VERSE_WORDS = 8;
    private static final double LEAST_SHARE = 0.3;

    private final int repeats;

    public Repetitions() {
        this(REPEATS);
    }

    /// @param repeats how often a phrase, line or sentence must be there to be a loop; at least 2
    public Repetitions(int repeats) {
        if (repeats < 2) {
            throw new IllegalArgumentException("repeats is " + repeats + ", but must be 2 or more");
        }
        this.repeats = repeats;
    }

    @Override
    public List<String> codes() {
        return List.of(REPEATED_CHARACTER, REPEATED_PHRASE, REPEATED_LINE, REPEATED_SENTENCE);
    }

    @Override
    public Optional<Finding> find(String text) {
        CodeRegions code = CodeRegions.of(text);
        Optional<Finding> character = CharacterLoops.find(text, code);
        if (character.isPresent()) {
            return character;
        }
        LoopWords words = LoopWords.of(text);
        if (words.count() < 2 * FEWEST_WORDS) {
            return Optional.empty();
        }
        return shortPhrase(text, words, code)
                .or(() -> longPhrase(text, words, code))
                .or(() -> repeatedUnit(text, words, code, REPEATED_LINE, "line", "\n"))
                .or(() -> repeatedUnit(text, words, code, REPEATED_SENTENCE, "sentence", "\n.!?\u3002\uFF01\uFF1F"));
    }

    /// A run of words each equal to the one `period` before it is a phrase of that length, repeated.
    private Optional<Finding> shortPhrase(String text, LoopWords words, CodeRegions code) {
        int most = Math.min(SHORT_PERIODS, words.count() / 2);
        for (int period = 1; period <= most; period++) {
            int wanted = wanted(period);
            for (int i = 0; i + wanted <= words.count(); ) {
                // The run cannot be long enough unless its last word repeats, too.
                int last = i + wanted - 1;
                int equal = last;
                while (equal >= i + period && words.hash(equal) == words.hash(equal - period)) {
                    equal--;
                }
                if (equal >= i + period) {
                    i = equal - period + 1;
                    continue;
                }
                int length = words.run(i, period);
                if (isLoop(text, words, code, i, period, length)) {
                    return Optional.of(phrase(text, words, i, period, length / period));
                }
                i += Math.max(1, length - period);
            }
        }
        return Optional.empty();
    }

    /// Long phrases by eight words that were there before: their distance may be the period.
    private Optional<Finding> longPhrase(String text, LoopWords words, CodeRegions code) {
        if (words.count() <= 2 * SHORT_PERIODS) {
            return Optional.empty();
        }
        int mask = Integer.highestOneBit(words.count()) * 4 - 1;
        int[] places = new int[mask + 1];
        for (int i = 0; i + SHINGLE <= words.count(); i++) {
            long hash = words.hash(i, i + SHINGLE);
            int slot = (int) (hash ^ (hash >>> 32)) & mask;
            int before = places[slot] - 1;
            places[slot] = i + 1;
            int period = i - before;
            if (before >= 0 && period > SHORT_PERIODS && words.hash(before) == words.hash(i)) {
                int length = words.run(before, period);
                if (length >= wanted(period) && isLoop(text, words, code, before, period, length)) {
                    return Optional.of(phrase(text, words, before, period, length / period));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isLoop(String text, LoopWords words, CodeRegions code, int begin, int period, int length) {
        if (length < wanted(period) || !words.anyLetters(begin, begin + period)) {
            return false;
        }
        if (code.covers(words.begin(begin)) && length < CODE_FACTOR * repeats * period) {
            return false;
        }
        return length >= repeats * period || !isVerse(text, words, begin, begin + period);
    }

    /// How many words such a run must have.
    private int wanted(int period) {
        return Math.max(copies(period) * period, repeats * WORDS_PER_REPEAT);
    }

    private int copies(int period) {
        int fewer = period >= PARAGRAPH ? 2 : period >= LONG_PHRASE ? 1 : 0;
        return Math.max(2, repeats - fewer);
    }

    private static boolean isVerse(String text, LoopWords words, int from, int to) {
        int lines = 1;
        for (int i = words.begin(from); i < words.end(to - 1); i++) {
            lines += text.charAt(i) == '\n' ? 1 : 0;
        }
        return lines > 1 && (to - from) <= VERSE_WORDS * lines;
    }

    private Finding phrase(String text, LoopWords words, int begin, int period, int times) {
        String copy = text.substring(words.begin(begin), words.end(begin + period - 1));
        return new Finding(
                REPEATED_PHRASE,
                "\"" + shortened(copy) + "\" stands " + times + " times behind one another; "
                        + (wanted(period) + period - 1) / period + " make a loop",
                words.begin(begin),
                words.end(begin + period * times - 1));
    }

    /// Equal lines or sentences, counted by their hashes in a table of open addresses.
    private Optional<Finding> repeatedUnit(
            String text, LoopWords words, CodeRegions code, String reason, String unit, String ends) {
        int mask = Integer.highestOneBit(Math.max(8, words.count())) * 2 - 1;
        long[] hashes = new long[mask + 1];
        int[] copies = new int[mask + 1];
        int[] first = new int[mask + 1];
        int[] last = new int[mask + 1];
        int best = -1;
        for (int begin = 0; begin < words.count(); ) {
            int end = begin + 1;
            while (end < words.count() && !words.separated(text, end - 1, ends)) {
                end++;
            }
            if (end - begin >= FEWEST_WORDS && words.anyLetters(begin, end)) {
                long hash = words.hash(begin, end);
                int slot = (int) (hash ^ (hash >>> 32)) & mask;
                while (copies[slot] > 0 && hashes[slot] != hash) {
                    slot = (slot + 1) & mask;
                }
                hashes[slot] = hash;
                first[slot] = copies[slot]++ == 0 ? begin : first[slot];
                last[slot] = end;
                int wanted = code.covers(words.begin(first[slot])) ? CODE_FACTOR * repeats : repeats;
                boolean loop =
                        copies[slot] >= wanted && (double) copies[slot] * (end - begin) >= LEAST_SHARE * words.count();
                best = loop && (best < 0 || first[slot] <= first[best]) ? slot : best;
            }
            begin = end;
        }
        return best < 0
                ? Optional.empty()
                : Optional.of(unit(text, words, reason, unit, first[best], last[best], copies[best], ends));
    }

    private Finding unit(
            String text, LoopWords words, String reason, String unit, int first, int last, int copies, String ends) {
        int length = 1;
        while (first + length < words.count() && !words.separated(text, first + length - 1, ends)) {
            length++;
        }
        String copy = text.substring(words.begin(first), words.end(first + length - 1));
        return new Finding(
                reason,
                "the " + unit + " \"" + shortened(copy) + "\" is there " + copies + " times, "
                        + Math.round(100.0 * copies * length / words.count()) + " % of the text; " + repeats
                        + " times and " + Math.round(100 * LEAST_SHARE) + " % make a loop",
                words.begin(first),
                words.end(last - 1));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
