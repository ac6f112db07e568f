package dev.seedbed.text.filter;

import java.util.Arrays;

/// The words of one text: where they stand, how long they are, a hash, and what is in them. Filled by
/// [WordKind]; used again for the next text.
final class Tokens {
    /// A letter of Unicode's categories L*: what Python calls `isalpha`.
    static final int LETTER = 1;
    /// Unicode's property Alphabetic, which also takes vowel signs and letter-like numbers.
    static final int ALPHABETIC = 2;
    /// `#` or the ellipsis character.
    static final int SYMBOL = 4;
    /// Something that is no mark, so that the word is not made of marks only.
    static final int MORE_THAN_MARKS = 8;

    private static final int WIDE = 16;
    private static final byte[] CLASSES = new byte[0x80];
    private static final long[] POWERS = new long[64];

    static {
        for (int c = 0; c < CLASSES.length; c++) {
            int bits = Marks.isMark(c) ? 0 : MORE_THAN_MARKS;
            bits |= Character.isLetter(c) ? LETTER | ALPHABETIC : 0;
            bits |= c == '#' ? SYMBOL : 0;
            CLASSES[c] = (byte) bits;
        }
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * Hashes.BASE;
        }
    }

    int count;
    /// How many of them are left after lines were taken out, as [Scan] works out.
    int countOfLeft;
    int[] starts = new int[512];
    int[] ends = new int[512];
    int[] lengths = new int[512];
    long[] hashes = new long[512];
    private byte[] bits = new byte[512];
    private Unit unit = Unit.CODE_POINTS;
    private int moreThanMarks = -1;
    private long moreThanMarksLength;

    void clear(Unit counted) {
        unit = counted;
        count = 0;
        moreThanMarks = -1;
    }

    /// Adds the word `chars[from..to)`.
    void add(char[] chars, int from, int to) {
        long hash = 0;
        int seen = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            hash = hash * Hashes.BASE + c + 1;
            seen |= c < 0x80 ? CLASSES[c] : wide(chars, i, to);
        }
        add(chars, from, to, hash, seen);
    }

    /// Adds words up to the next space of Python, in one loop: most texts have nothing else.
    int addUntilSpace(char[] chars, int from, int to, boolean python) {
        long hash = 0;
        int seen = 0;
        int i = from;
        for (; i < to; i++) {
            char c = chars[i];
            if (c <= ' ' || c >= 0x80) {
                if (python ? Marks.isSpace(c) : Marks.isUnicodeSpace(c)) {
                    break;
                }
                seen |= c < 0x80 ? CLASSES[c] : wide(chars, i, to);
            } else {
                seen |= CLASSES[c];
            }
            hash = hash * Hashes.BASE + c + 1;
        }
        add(chars, from, i, hash, seen);
        return i;
    }

    /// Adds the word at `from` if it is of ASCII letters up to the next space, and a single mark behind it; where that
    /// ends, or `from` if it is not so.
    int addPlain(char[] chars, int from, int to) {
        long hash = 0;
        int i = from;
        for (; i < to; i++) {
            char c = chars[i];
            int lower = c | 0x20;
            if (lower < 'a' || lower > 'z') {
                break;
            }
            hash = hash * Hashes.BASE + c + 1;
        }
        if (i - from > 1 && i < to && isMarkBehindWord(chars, from, i, to)) {
            add(chars, from, i, hash, LETTER | ALPHABETIC | MORE_THAN_MARKS);
            add(chars, i, i + 1, chars[i] + 1, 0);
            return i + 1;
        }
        if (i == from || (i < to && !Marks.isSpace(chars[i]))) {
            return from;
        }
        add(chars, from, i, hash, LETTER | ALPHABETIC | MORE_THAN_MARKS);
        return i;
    }

    /// Whether there is one comma, full stop, exclamation or question mark, and then a space.
    private static boolean isMarkBehindWord(char[] chars, int from, int at, int to) {
        char c = chars[at];
        if ((c != '.' && c != ',' && c != '!' && c != '?') || (at + 1 < to && !Marks.isSpace(chars[at + 1]))) {
            return false;
        }
        return c != '.' || (chars[at - 1] >= 'a' && !Abbreviations.isAbbreviation(chars, from, at + 1));
    }

    /// Adds a word of ASCII letters whose hash is known.
    void addLetters(char[] chars, int from, int to, long hash) {
        add(chars, from, to, hash, LETTER | ALPHABETIC | MORE_THAN_MARKS);
    }

    private void add(char[] chars, int from, int to, long hash, int seen) {
        if (count == starts.length) {
            grow();
        }
        starts[count] = from;
        ends[count] = to;
        hashes[count] = hash;
        bits[count] = (byte) (seen & ~WIDE);
        boolean wide = (seen & WIDE) != 0;
        lengths[count] = wide ? unit.length(chars, from, to) : to - from;
        count++;
    }

    private static int wide(char[] chars, int at, int to) {
        int codePoint = Character.codePointAt(chars, at, to);
        if (Character.isLowSurrogate(chars[at]) && at > 0 && Character.isHighSurrogate(chars[at - 1])) {
            return WIDE;
        }
        return WIDE
                | (Character.isLetter(codePoint) ? LETTER : 0)
                | (Character.isAlphabetic(codePoint) ? ALPHABETIC : 0)
                | (codePoint == '…' ? SYMBOL : 0)
                | (Marks.isMark(codePoint) ? 0 : MORE_THAN_MARKS);
    }

    private void grow() {
        int size = (int) Math.min(starts.length * 2L, Integer.MAX_VALUE - 8L);
        starts = Arrays.copyOf(starts, size);
        ends = Arrays.copyOf(ends, size);
        lengths = Arrays.copyOf(lengths, size);
        hashes = Arrays.copyOf(hashes, size);
        bits = Arrays.copyOf(bits, size);
    }

    /// How many words begin in `[from, to)`.
    int countBetween(int from, int to) {
        return firstFrom(to) - firstFrom(from);
    }

    private int firstFrom(int position) {
        int found = Arrays.binarySearch(starts, 0, count, position);
        return found < 0 ? -found - 1 : found;
    }

    boolean has(int word, int bit) {
        return (bits[word] & bit) != 0;
    }

    /// How many words are more than marks.
    int moreThanMarks() {
        if (moreThanMarks < 0) {
            int found = 0;
            long length = 0;
            for (int i = 0; i < count; i++) {
                // Not by a branch, which would be guessed wrong at every mark.
                int more = (bits[i] & MORE_THAN_MARKS) / MORE_THAN_MARKS;
                found += more;
                length += lengths[i] & -more;
            }
            moreThanMarks = found;
            moreThanMarksLength = length;
        }
        return moreThanMarks;
    }

    /// The lengths of these together.
    long moreThanMarksLength() {
        return moreThanMarks() == 0 ? 0 : moreThanMarksLength;
    }

    /// Which of the eight stop words of Gopher a word is, from 1; 0 if none.
    int stopWord(int word) {
        int stop = StopWords.of(hashes[word]);
        return stop < StopWords.OTHER_CASE + 1 ? stop : 0;
    }

    /// The same in any case.
    int stopWordInAnyCase(int word) {
        int stop = StopWords.of(hashes[word]);
        return stop > StopWords.OTHER_CASE ? stop - StopWords.OTHER_CASE : stop;
    }

    /// The base to the power of how many characters a word has.
    long power(int word) {
        int length = ends[word] - starts[word];
        long power = 1;
        while (length >= POWERS.length) {
            power *= POWERS[POWERS.length - 1];
            length -= POWERS.length - 1;
        }
        return power * POWERS[length];
    }
}
