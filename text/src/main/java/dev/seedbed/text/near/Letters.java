package dev.seedbed.text.near;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;

/// What a character is to [Words], and to others that read words.
///
/// ```java
/// Letters.kind('é');                               // LETTER
/// Letters.kind('漢');                              // ALONE: a word by itself
/// Letters.composes('\u0301');                     // true: a word with it may have to be composed
/// ```
///
/// Follows from Unicode's categories and scripts in the running JDK only.
public final class Letters {
    /// It separates words.
    public static final int OTHER = 0;

    /// It goes on with the word before it, or begins one.
    public static final int LETTER = 1;

    /// It belongs to the character before it, whatever that is.
    public static final int MARK = 2;

    /// It is a word.
    public static final int ALONE = 3;

    /// Set beside the class of what may be written in another way too, so that the word must be composed.
    private static final int COMPOSES = 4;

    /// The lower-case form of ASCII letters and digits, 0 for all other characters.
    static final char[] ASCII = ascii();

    /// No character below is a mark, or changed by composing (Unicode Standard Annex 15, section 9).
    private static final char FIRST_THAT_COMPOSES = '\u0300';

    private static final byte[] CLASSES = classes();

    private Letters() {}

    /// One of the four.
    public static int kind(char c) {
        return CLASSES[c] & 3;
    }

    /// One of the four, of a code point.
    public static int kind(int point) {
        return point < Character.MIN_SUPPLEMENTARY_CODE_POINT ? CLASSES[point] & 3 : kindOf(point);
    }

    /// Whether a word with this character may have to be composed. Half of a surrogate pair may.
    public static boolean composes(char c) {
        return (CLASSES[c] & COMPOSES) != 0;
    }

    private static char[] ascii() {
        char[] table = new char[128];
        for (char c = 0; c < table.length; c++) {
            table[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
        }
        return table;
    }

    private static byte[] classes() {
        byte[] classes = new byte[1 << Character.SIZE];
        for (int c = 0; c < classes.length; c++) {
            int kind = kindOf(c);
            boolean composes = Character.isSurrogate((char) c)
                    || (c >= FIRST_THAT_COMPOSES && kind != OTHER && (kind == MARK || isJamo(c) || isNotComposed(c)));
            classes[c] = (byte) (composes ? kind | COMPOSES : kind);
        }
        return classes;
    }

    private static boolean isNotComposed(int point) {
        return !Normalizer.isNormalized(Character.toString(point), Normalizer.Form.NFC);
    }

    /// The parts of Korean syllables: letters that compose.
    private static boolean isJamo(int c) {
        return (c >= 0x1100 && c <= 0x11FF) || (c >= 0xA960 && c <= 0xA97F) || (c >= 0xD7B0 && c <= 0xD7FF);
    }

    private static int kindOf(int point) {
        return switch (Character.getType(point)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> MARK;
            case Character.DECIMAL_DIGIT_NUMBER, Character.OTHER_NUMBER -> LETTER;
            case Character.UPPERCASE_LETTER,
                    Character.LOWERCASE_LETTER,
                    Character.TITLECASE_LETTER,
                    Character.MODIFIER_LETTER,
                    Character.OTHER_LETTER,
                    Character.LETTER_NUMBER -> isAlone(point) ? ALONE : LETTER;
            default -> OTHER;
        };
    }

    /// Letters of scripts that put no space between words.
    private static boolean isAlone(int point) {
        return switch (UnicodeScript.of(point)) {
            case HAN, HIRAGANA, KATAKANA, BOPOMOFO, YI, THAI, LAO, KHMER, MYANMAR -> true;
            // The sign that makes a kana long.
            case COMMON -> point == 0x30FC || point == 0xFF70;
            default -> Character.isIdeographic(point);
        };
    }
}
