package dev.seedbed.text.contamination;

import dev.seedbed.text.near.Letters;
import java.nio.CharBuffer;
import java.text.Normalizer;
import java.util.Arrays;

/// The words and numbers of a text: a 64-bit hash of each, and where it stands.
///
/// A word is a maximal run of letters with their marks, in lower case and composed (NFC), as [Letters] has them.
/// Digits are numbers of their own, also within a word, and have their value: `80,000`, `80000` and `80000.0` are
/// the same. All else separates. A word ends behind 30 marks in a row (Unicode Standard Annex 15, section 13), since
/// composing longer runs takes the square of time.
///
/// Scripts that put no space between words (Han, kana, Thai and others) are read as overlapping sequences: of two
/// letters where the first is Han, otherwise of three, as single letters say nothing. They end with the last letter
/// of the run, so that a text has the same ones wherever it is glued in.
final class RowWords {
    private static final long SEED = 0x243F6A8885A308D3L;
    private static final long FACTOR = 0x2545F4914F6CDD1DL;
    private static final byte LETTER = 1;
    private static final byte DIGIT = 2;
    private static final int MOST_MARKS = 30;
    private static final int SEQUENCE = 3;
    private static final int SEQUENCE_OF_HAN = 2;
    private static final byte[] ASCII = ascii();

    long[] hashes = new long[256];
    int[] starts = new int[256];
    int[] ends = new int[256];
    int count;

    /// Where the text begins and ends that was read last.
    int from;

    int to;

    /// Of the letters of a run without spaces: hash, start, end, and how many make a sequence with it.
    private long[] letters = new long[64];

    private int[] letterStarts = new int[64];
    private int[] letterEnds = new int[64];
    private int[] wanted = new int[64];

    private static byte[] ascii() {
        byte[] table = new byte[128];
        for (char c = 0; c < table.length; c++) {
            table[c] = Character.isDigit(c) ? DIGIT : Character.isLetter(c) ? LETTER : 0;
        }
        return table;
    }

    /// Whether a hash is that of a number.
    static boolean isNumber(long hash) {
        return hash < 0;
    }

    /// The hash of a text that is one word or number.
    static long hashOf(String word) {
        RowWords words = new RowWords();
        words.read(word.toCharArray(), 0, word.length());
        if (words.count != 1) {
            throw new IllegalArgumentException("'" + word + "' is not one word");
        }
        return words.hashes[0];
    }

    /// Reads the words of `chars[from..to)`, in place of those it held.
    void read(char[] chars, int from, int to) {
        count = 0;
        this.from = from;
        this.to = to;
        int at = from;
        while (at < to) {
            char first = chars[at];
            if (first >= 128) {
                at = beyondAscii(chars, at, to);
            } else if (ASCII[first] == LETTER) {
                at = word(chars, at, to);
            } else if (ASCII[first] == DIGIT) {
                at = number(chars, at, to);
            } else {
                at++;
            }
        }
    }

    private int word(char[] chars, int start, int to) {
        long hash = SEED;
        int at = start;
        while (at < to) {
            char c = chars[at];
            if (c >= 128) {
                int kind = Letters.kind(Character.codePointAt(chars, at, to));
                if (kind == Letters.MARK || kind == Letters.LETTER) {
                    return beyondAscii(chars, start, to);
                }
                break;
            }
            if (ASCII[c] != LETTER) {
                break;
            }
            hash = (hash ^ (c | 0x20)) * FACTOR;
            at++;
        }
        add(mix(hash) & Long.MAX_VALUE, start, at);
        return at;
    }

    /// Reads what begins here, a word or something between words; returns where it ends.
    private int beyondAscii(char[] chars, int start, int to) {
        int first = Character.codePointAt(chars, start, to);
        if (Character.isDigit(first)) {
            return number(chars, start, to);
        }
        return switch (Letters.kind(first)) {
            case Letters.LETTER -> {
                int end = wordEnd(chars, start, to);
                add(hash(chars, start, end), start, end);
                yield end;
            }
            case Letters.ALONE -> unspaced(chars, start, to);
            default -> start + Character.charCount(first);
        };
    }

    private static int wordEnd(char[] chars, int start, int to) {
        int marks = 0;
        int at = start;
        while (at < to) {
            int point = Character.codePointAt(chars, at, to);
            int kind = Letters.kind(point);
            if (kind != Letters.MARK && (kind != Letters.LETTER || Character.isDigit(point))) {
                break;
            }
            marks = kind == Letters.MARK ? marks + 1 : 0;
            if (marks > MOST_MARKS) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /// Reads a run of letters that are words by themselves, as overlapping sequences.
    private int unspaced(char[] chars, int start, int to) {
        int at = start;
        int run = 0;
        while (at < to) {
            int point = Character.codePointAt(chars, at, to);
            if (Letters.kind(point) != Letters.ALONE) {
                break;
            }
            int end = at + Character.charCount(point);
            int mark = end < to ? Character.codePointAt(chars, end, to) : 0;
            for (int marks = 0; marks < MOST_MARKS && Letters.kind(mark) == Letters.MARK; marks++) {
                end += Character.charCount(mark);
                mark = end < to ? Character.codePointAt(chars, end, to) : 0;
            }
            if (run == letters.length) {
                letters = Arrays.copyOf(letters, run * 2);
                letterStarts = Arrays.copyOf(letterStarts, run * 2);
                letterEnds = Arrays.copyOf(letterEnds, run * 2);
                wanted = Arrays.copyOf(wanted, run * 2);
            }
            letters[run] = hash(chars, at, end);
            letterStarts[run] = at;
            letterEnds[run] = end;
            wanted[run++] = Character.isIdeographic(point) ? SEQUENCE_OF_HAN : SEQUENCE;
            at = end;
        }
        addSequences(run);
        return at;
    }

    private void addSequences(int run) {
        int before = count;
        for (int i = 0; i < run; i++) {
            if (i + wanted[i] <= run) {
                addSequence(i, i + wanted[i]);
            }
        }
        if (count == before) {
            addSequence(0, run);
        }
    }

    private void addSequence(int first, int end) {
        long hash = SEED;
        for (int i = first; i < end; i++) {
            hash = (hash ^ letters[i]) * FACTOR;
        }
        add(mix(hash) & Long.MAX_VALUE, letterStarts[first], letterEnds[end - 1]);
    }

    private static long hash(char[] chars, int from, int to) {
        boolean composes = false;
        for (int i = from; i < to; i++) {
            composes |= Letters.composes(chars[i]);
        }
        CharSequence word = CharBuffer.wrap(chars, from, to - from);
        return hash(composes ? Normalizer.normalize(word, Normalizer.Form.NFC) : word);
    }

    private static long hash(CharSequence word) {
        long hash = SEED;
        for (int i = 0; i < word.length(); ) {
            int point = Character.codePointAt(word, i);
            hash = (hash ^ Character.toLowerCase(point)) * FACTOR;
            i += Character.charCount(point);
        }
        return mix(hash) & Long.MAX_VALUE;
    }

    /// Reads digits, groups of three behind commas, and decimals.
    private int number(char[] chars, int start, int to) {
        int at = digits(chars, start, to);
        int group = groupEnd(chars, at, to);
        while (group > at) {
            at = group;
            group = groupEnd(chars, at, to);
        }
        int significant = at;
        if (at + 1 < to && chars[at] == '.' && Character.isDigit(Character.codePointAt(chars, at + 1, to))) {
            int decimals = at + 1;
            at = digits(chars, decimals, to);
            significant = at;
            while (significant > decimals && digit(Character.codePointBefore(chars, significant, decimals)) == 0) {
                significant -= Character.charCount(Character.codePointBefore(chars, significant, decimals));
            }
            significant = significant == decimals ? decimals - 1 : significant;
        }
        long hash = SEED;
        for (int i = start; i < significant; ) {
            int point = Character.codePointAt(chars, i, significant);
            if (point != ',') {
                hash = (hash ^ (point == '.' ? 10 : digit(point))) * FACTOR;
            }
            i += Character.charCount(point);
        }
        add(mix(hash) | Long.MIN_VALUE, start, at);
        return at;
    }

    private static int digit(int point) {
        return Character.digit(point, 10);
    }

    /// Where the digits end that begin here.
    private static int digits(char[] chars, int from, int to) {
        int at = from;
        while (at < to) {
            int point = chars[at] < 128 ? chars[at] : Character.codePointAt(chars, at, to);
            if (point < 128 ? ASCII[point] != DIGIT : !Character.isDigit(point)) {
                break;
            }
            at += Character.charCount(point);
        }
        return at;
    }

    /// The end of `,ddd` that begins here, or where it would begin.
    private static int groupEnd(char[] chars, int at, int to) {
        boolean group = at + 3 < to
                && chars[at] == ','
                && isDigit(chars[at + 1])
                && isDigit(chars[at + 2])
                && isDigit(chars[at + 3])
                && (at + 4 == to || !isDigit(chars[at + 4]));
        return group ? at + 4 : at;
    }

    private static boolean isDigit(char c) {
        return c < 128 ? ASCII[c] == DIGIT : Character.isDigit(c);
    }

    /// Stafford's variant 13 of the finaliser of MurmurHash3, as in SplitMix64.
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private void add(long hash, int start, int end) {
        if (count == hashes.length) {
            hashes = Arrays.copyOf(hashes, count * 2);
            starts = Arrays.copyOf(starts, count * 2);
            ends = Arrays.copyOf(ends, count * 2);
        }
        hashes[count] = hash;
        starts[count] = start;
        ends[count++] = end;
    }
}
