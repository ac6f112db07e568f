package dev.seedbed.text.topic;

import java.text.Normalizer;
import java.util.Locale;

/// Walks over the words of a text, each folded: lower case, no accents, letters for the digits and signs that are put
/// for them inside a word. A word longer than [#LONGEST] is cut there.
final class TextWords {
    private static final int LONGEST = 4096;
    private static final String SIGNS = "@$013457";
    private static final String LETTERS = "asoieast";

    private final String text;
    private int begin;
    private int end;
    private String word = "";

    TextWords(String text) {
        this(text, 0);
    }

    TextWords(String text, int from) {
        this.text = text;
        this.end = from;
    }

    String word() {
        return word;
    }

    int begin() {
        return begin;
    }

    int end() {
        return end;
    }

    boolean next() {
        int at = end;
        while (at < text.length() && !starts(text.charAt(at))) {
            at++;
        }
        begin = at;
        boolean letters = false;
        while (at < text.length() && at - begin < LONGEST && within(text.charAt(at))) {
            letters |= Character.isLetter(text.charAt(at));
            at++;
        }
        end = at;
        if (begin < end) {
            word = fold(text.substring(begin, end), letters);
        }
        return begin < end;
    }

    /// Whether words are written so that nothing stands between them.
    static boolean unspaced(String word) {
        return !word.isEmpty()
                && switch (Character.UnicodeScript.of(word.charAt(0))) {
                    case HAN, HIRAGANA, KATAKANA, THAI, HANGUL, LAO, KHMER, MYANMAR -> true;
                    default -> false;
                };
    }

    private static boolean starts(char c) {
        return Character.isLetterOrDigit(c) || c == '@' || c == '$';
    }

    private static boolean within(char c) {
        int type = Character.getType(c);
        return starts(c) || type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static String fold(String word, boolean letters) {
        boolean plain = true;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            plain &= c >= 'a' && c <= 'z';
        }
        if (plain) {
            return word;
        }
        boolean latin = word.chars().anyMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'));
        StringBuilder folded = new StringBuilder(word.length());
        String lower = word.toLowerCase(Locale.ROOT);
        if (!latin) {
            return lower;
        }
        String apart = Normalizer.normalize(lower, Normalizer.Form.NFD);
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            int sign = letters ? SIGNS.indexOf(c) : -1;
            if (Character.getType(c) != Character.NON_SPACING_MARK) {
                folded.append(sign < 0 ? c : LETTERS.charAt(sign));
            }
        }
        return folded.toString();
    }
}
