package dev.seedbed.text.filter;

import java.util.Arrays;
import java.util.List;

/// Drops and changes the lines that DCLM's line modifiers do, in the form of datamap-rs (`all_dressed_config.yaml`
/// and `src/map_fxn.rs`, 2025): lines mostly in capitals, lines of digits, counters such as `12K likes`, lines of
/// one word, and the phrases `items in cart`, `Read more...` and `Sign-in` in short lines.
///
/// @param mostCapitals the share of capitals in a line's bytes that stays
/// @param mostDigits the same for ASCII digits
/// @param fewestWords of a line that is not empty
record DclmCleaning(double mostCapitals, double mostDigits, int fewestWords) implements Cleaning {
    private static final String CAPITALS = "line-capitals";
    private static final String DIGITS = "line-digits";
    private static final String WORDS = "line-min-words";
    private static final int SHORT_LINE = 10;
    private static final String[] COUNTED = {
        "likes",
        "shares",
        "comments",
        "retweets",
        "reposts",
        "quotes",
        "bookmarks",
        "upvotes",
        "downvotes",
        "downloads",
        "views",
        "followers"
    };

    private static final byte[] CAPITAL_OR_DIGIT = new byte[0x80];

    static {
        Arrays.fill(CAPITAL_OR_DIGIT, 'A', 'Z' + 1, (byte) 1);
        Arrays.fill(CAPITAL_OR_DIGIT, '0', '9' + 1, (byte) 2);
    }

    static DclmCleaning allDressed() {
        return new DclmCleaning(0.5, 0.999999, 2);
    }

    @Override
    public List<Rule> rules() {
        return List.of(
                Rule.atMost(CAPITALS, mostCapitals), Rule.atMost(DIGITS, mostDigits), Rule.atLeast(WORDS, fewestWords));
    }

    @Override
    public Cleaning with(String rule, double bound) {
        return switch (rule) {
            case CAPITALS -> new DclmCleaning(bound, mostDigits, fewestWords);
            case DIGITS -> new DclmCleaning(mostCapitals, bound, fewestWords);
            default -> new DclmCleaning(mostCapitals, mostDigits, (int) Math.min(bound, Integer.MAX_VALUE));
        };
    }

    @Override
    public void clean(char[] chars, int from, int to, LineEnds ends, CleanedText into) {
        into.clear(to - from + 1);
        into.byLines = false;
        int start = from;
        for (int end = 0; end < ends.count; end++) {
            int i = ends.places[end];
            if (chars[i] == '\n') {
                line(chars, start, i, into);
                start = i + 1;
            }
        }
        line(chars, start, to, into);
        // Three modifiers read the text by lines, and each loses the line feed that ends it.
        for (int lost = 0; lost < 3 && into.length > 0 && into.chars[into.length - 1] == '\n'; lost++) {
            into.length--;
        }
        if (into.linesKept < into.lines || into.otherLines > 0) {
            into.wordsBefore = words(chars, from, to);
            into.wordsAfter = words(into.chars, 0, into.length);
        }
        into.length = LineFeedCleaning.shorten(into.chars, 0, into.length, into.chars);
    }

    private void line(char[] chars, int from, int to, CleanedText into) {
        into.lines++;
        int kept = into.length;
        if (into.linesKept > 0) {
            into.chars[into.length++] = '\n';
        }
        if (to == from) {
            into.linesKept++;
            return;
        }
        if (isMostly(chars, from, to) || isCounter(chars, from, to) || hasFewWords(chars, from, to)) {
            into.length = kept;
            return;
        }
        int begin = into.length;
        System.arraycopy(chars, from, into.chars, begin, to - from);
        into.length += to - from;
        if (withoutPhrases(begin, into)) {
            into.linesKept++;
        } else {
            into.length = kept;
        }
    }

    private boolean isMostly(char[] chars, int from, int to) {
        int capitals = 0;
        int digits = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < 0x80) {
                int kind = CAPITAL_OR_DIGIT[c];
                capitals += kind & 1;
                digits += kind >> 1;
            } else {
                capitals += Character.isUpperCase(Character.codePointAt(chars, i, to)) ? 1 : 0;
            }
        }
        if (capitals == 0 && digits == 0) {
            return 0 > mostCapitals || 0 > mostDigits;
        }
        // Bytes are at least as many as characters: a share that is low enough of these is so of those.
        int characters = to - from;
        if (capitals / (double) characters <= mostCapitals && digits / (double) characters <= mostDigits) {
            return false;
        }
        double length = Unit.BYTES.length(chars, from, to);
        return capitals / length > mostCapitals || digits / length > mostDigits;
    }

    /// `^\W*\d(?:,|\.|\d)*(?:k|m|b)?\s+(?:likes|...)\W*$`, in any case.
    private static boolean isCounter(char[] chars, int from, int to) {
        int i = from;
        while (i < to && !isWordCharacter(chars[i])) {
            i++;
        }
        if (i == to || !Character.isDigit(chars[i])) {
            return false;
        }
        while (i < to && (Character.isDigit(chars[i]) || chars[i] == ',' || chars[i] == '.')) {
            i++;
        }
        if (i < to && "kmb".indexOf(Marks.lower(chars[i])) >= 0) {
            i++;
        }
        int word = i;
        while (word < to && Marks.isUnicodeSpace(chars[word])) {
            word++;
        }
        return word > i && endsWithCounted(chars, word, to);
    }

    private static boolean endsWithCounted(char[] chars, int from, int to) {
        for (String counted : COUNTED) {
            if (Marks.beginsAt(chars, from, to, counted)) {
                int i = from + counted.length();
                while (i < to && !isWordCharacter(chars[i])) {
                    i++;
                }
                return i == to;
            }
        }
        return false;
    }

    private static boolean isWordCharacter(char c) {
        return c < 0x80 ? Character.isLetterOrDigit(c) || c == '_' : Character.isLetterOrDigit(c);
    }

    /// Takes the phrases out of the line behind `begin`; false if nothing is left of it.
    private static boolean withoutPhrases(int begin, CleanedText into) {
        char[] chars = into.chars;
        int end = into.length;
        if (end > begin && chars[end - 1] == '\r') {
            end--;
        }
        int phrase = itemsInCart(chars, begin, end);
        boolean more = end - begin >= 9 && matches(chars, end - 12, begin, end, "Read more");
        boolean sign = matches(chars, begin, begin, end, "Sign-in");
        if (phrase < 0 && !more && !sign) {
            into.length = end;
            return true;
        }
        if (words(chars, begin, end) > SHORT_LINE) {
            into.length = end;
            return true;
        }
        into.otherLines++;
        String line = new String(chars, begin, end - begin);
        if (phrase >= 0) {
            line = line.replaceAll("\\s?items in cart\\s?", " ");
        }
        line = line.isBlank() ? "" : line.replaceAll("\\s?Read more...$", "");
        line = line.isBlank() ? "" : line.replaceAll("^Sign-in\\s?", "");
        line.getChars(0, line.length(), chars, begin);
        into.length = begin + line.length();
        return !line.isBlank();
    }

    private static int itemsInCart(char[] chars, int from, int to) {
        String text = "items in cart";
        for (int i = from; i <= to - text.length(); i++) {
            // Both at once: an i alone is too frequent to branch on.
            if (((chars[i] ^ 'i') | (chars[i + 3] ^ 'm')) == 0 && matches(chars, i, from, to, text)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean matches(char[] chars, int at, int from, int to, String text) {
        if (at < from || to - at < text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (chars[at + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /// Counts no further than needed.
    private boolean hasFewWords(char[] chars, int from, int to) {
        return UnicodeWords.countUpTo(chars, from, to, fewestWords) < fewestWords;
    }

    private static int words(char[] chars, int from, int to) {
        return UnicodeWords.count(chars, from, to);
    }
}
