package dev.seedbed.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds texts in which a model got caught in a loop.
///
/// ```java
/// new Repetitions().find("I like it. I like it. I like it. I like it. I like it. I like it."); // repeated-phrase
/// ```
///
/// | code | rule, with the default of 4 repeats |
/// |---|---|
/// | `repeated-phrase` | the same 1 to 64 words stand at least 4 times behind one another, and these are at
/// least 16 words in all; so one word must be there 16 times, two words 8 times, four words 4 times |
/// | `repeated-line` | the same line of 3 words or more stands at least 4 times anywhere, and its copies are at
/// least 30 % of the text |
/// | `repeated-sentence` | the same for a sentence of 3 words or more |
/// | `repeated-character` | the same letter, digit or `!`, `?` stands at least 50 times behind one another |
///
/// Words are runs of letters and digits in lower case, in scripts without spaces single characters; punctuation
/// and white space do not count. Runs of numbers are no phrase, and in code (fenced blocks) a phrase must be
/// repeated four times as often, as tables of constants look like loops. The span begins with the first copy
/// and ends with the last.
public final class Repetitions implements Detector {
    public static final String REPEATED_PHRASE = "repeated-phrase";
    public static final String REPEATED_LINE = "repeated-line";
    public static final String REPEATED_SENTENCE = "repeated-sentence";
    public static final String REPEATED_CHARACTER = "repeated-character";

    /// How often something must be repeated unless said otherwise.
    public static final int REPEATS = 4;

    private static final int LONGEST_PHRASE = 64;
    private static final int WORDS_PER_REPEAT = 4;
    private static final int CHARACTERS = 50;
    private static final int CODE_FACTOR = 4;
    private static final int FEWEST_WORDS = 3;
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
        Optional<Finding> character = repeatedCharacter(text);
        if (character.isPresent()) {
            return character;
        }
        Words words = Words.of(text);
        CodeRegions code = CodeRegions.of(text);
        return repeatedPhrase(text, words, code)
                .or(() -> repeatedUnit(text, words, code, REPEATED_LINE, "line", "\n"))
                .or(() -> repeatedUnit(text, words, code, REPEATED_SENTENCE, "sentence", "\n.!?\u3002\uFF01\uFF1F"));
    }

    private static Optional<Finding> repeatedCharacter(String text) {
        int begin = 0;
        for (int i = 1; i <= text.length(); i++) {
            if (i < text.length() && text.charAt(i) == text.charAt(begin)) {
                continue;
            }
            char c = text.charAt(begin);
            if (i - begin >= CHARACTERS && (Character.isLetterOrDigit(c) || c == '!' || c == '?')) {
                return Optional.of(new Finding(
                        REPEATED_CHARACTER,
                        "'" + c + "' stands " + (i - begin) + " times behind one another; " + CHARACTERS
                                + " make a loop",
                        begin,
                        i));
            }
            begin = i;
        }
        return Optional.empty();
    }

    /// A run of words each equal to the one `period` before it is a phrase of that length, repeated.
    private Optional<Finding> repeatedPhrase(String text, Words words, CodeRegions code) {
        int most = Math.min(LONGEST_PHRASE, words.count() / 2);
        for (int period = 1; period <= most; period++) {
            int begin = 0;
            for (int i = period; i <= words.count(); i++) {
                if (i < words.count() && words.number(i) == words.number(i - period)) {
                    continue;
                }
                int length = i - begin;
                int wanted = wanted(period);
                if (length >= wanted
                        && words.anyLetters(begin, begin + period)
                        && (length >= CODE_FACTOR * wanted || !code.covers(words.begin(begin)))) {
                    return Optional.of(phrase(text, words, begin, period, length / period));
                }
                begin = i - period + 1;
            }
        }
        return Optional.empty();
    }

    /// How many words such a run must have.
    private int wanted(int period) {
        return Math.max(repeats * period, repeats * WORDS_PER_REPEAT);
    }

    private Finding phrase(String text, Words words, int begin, int period, int times) {
        String copy = text.substring(words.begin(begin), words.end(begin + period - 1));
        return new Finding(
                REPEATED_PHRASE,
                "\"" + shortened(copy) + "\" stands " + times + " times behind one another; "
                        + (wanted(period) + period - 1) / period + " make a loop",
                words.begin(begin),
                words.end(begin + period * times - 1));
    }

    private Optional<Finding> repeatedUnit(
            String text, Words words, CodeRegions code, String reason, String unit, String ends) {
        Map<List<Integer>, int[]> seen = new HashMap<>();
        int begin = 0;
        while (begin < words.count()) {
            int end = begin + 1;
            while (end < words.count() && !words.separated(text, end - 1, ends)) {
                end++;
            }
            if (end - begin >= FEWEST_WORDS && words.anyLetters(begin, end)) {
                int[] copies = seen.computeIfAbsent(words.numbers(begin, end), _ -> new int[3]);
                if (copies[0]++ == 0) {
                    copies[1] = begin;
                }
                copies[2] = end;
            }
            begin = end;
        }
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue()[0]
                        >= (code.covers(words.begin(entry.getValue()[1])) ? CODE_FACTOR * repeats : repeats))
                .filter(entry -> (double) entry.getValue()[0] * entry.getKey().size() >= LEAST_SHARE * words.count())
                .min((one, other) -> Integer.compare(one.getValue()[1], other.getValue()[1]))
                .map(entry -> unit(text, words, reason, unit, entry.getKey().size(), entry.getValue()));
    }

    private Finding unit(String text, Words words, String reason, String unit, int length, int[] copies) {
        String copy = text.substring(words.begin(copies[1]), words.end(copies[1] + length - 1));
        return new Finding(
                reason,
                "the " + unit + " \"" + shortened(copy) + "\" is there " + copies[0] + " times, "
                        + Math.round(100.0 * copies[0] * length / words.count()) + " % of the text; " + repeats
                        + " times and " + Math.round(100 * LEAST_SHARE) + " % make a loop",
                words.begin(copies[1]),
                words.end(copies[2] - 1));
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }

    /// The words of a text as numbers, equal for equal words, and where they stand.
    private static final class Words {
        private final Map<String, Integer> numbering = new HashMap<>();
        private int[] numbers = new int[64];
        private int[] begins = new int[64];
        private int[] ends = new int[64];
        private boolean[] letters = new boolean[64];
        private int count;

        static Words of(String text) {
            Words words = new Words();
            int begin = -1;
            for (int i = 0; i < text.length(); ) {
                int point = text.codePointAt(i);
                int next = i + Character.charCount(point);
                if (Character.isLetterOrDigit(point) && !standsAlone(point)) {
                    begin = begin < 0 ? i : begin;
                } else {
                    words.add(text, begin, i);
                    begin = -1;
                    if (Character.isLetterOrDigit(point)) {
                        words.add(text, i, next);
                    }
                }
                i = next;
            }
            words.add(text, begin, text.length());
            return words;
        }

        private static boolean standsAlone(int point) {
            if (point < 0x0E00) {
                return false;
            }
            return switch (Character.UnicodeScript.of(point)) {
                case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
                default -> false;
            };
        }

        private void add(String text, int begin, int end) {
            if (begin < 0) {
                return;
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
                begins = Arrays.copyOf(begins, count * 2);
                ends = Arrays.copyOf(ends, count * 2);
                letters = Arrays.copyOf(letters, count * 2);
            }
            String word = Folded.head(text.substring(begin, end), Integer.MAX_VALUE);
            Integer next = numbering.size();
            Integer known = numbering.putIfAbsent(word, next);
            numbers[count] = known == null ? next : known;
            begins[count] = begin;
            ends[count] = end;
            letters[count] = Character.isLetter(word.codePointAt(0));
            count++;
        }

        int count() {
            return count;
        }

        int number(int index) {
            return numbers[index];
        }

        List<Integer> numbers(int from, int to) {
            return Arrays.stream(numbers, from, to).boxed().toList();
        }

        int begin(int index) {
            return begins[index];
        }

        int end(int index) {
            return ends[index];
        }

        boolean anyLetters(int from, int to) {
            for (int i = from; i < to; i++) {
                if (letters[i]) {
                    return true;
                }
            }
            return false;
        }

        /// Whether one of the marks stands between a word and the next.
        boolean separated(String text, int index, String marks) {
            for (int i = ends[index]; i < begins[index + 1]; i++) {
                if (marks.indexOf(text.charAt(i)) >= 0) {
                    return true;
                }
            }
            return false;
        }
    }
}
