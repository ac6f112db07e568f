package dev.seedbed.text;

import java.text.Normalizer;
import java.util.Locale;

/// What two texts may differ in and still count as the same text.
///
/// ```java
/// Normalization.STANDARD.apply("  CAFÉ\n au  lait ");          // "café au lait"
/// Normalization.STANDARD.withoutPunctuation().apply("Why? Why not!");     // "why why not"
/// ```
///
/// Every text is brought to Unicode NFC. Folding case goes through upper case, so that `ß` equals `ss` and all
/// sigmas are one. Folding space turns each run of white space, of any script, into one space and trims the
/// ends; what has no width (zero-width space, word joiner, byte-order mark, soft hyphen) goes. Punctuation is
/// what Unicode calls so (categories P); symbols such as `+` and `$` stay, so that C and C++ do not become one.
///
/// Applying it again changes nothing. Pure and thread-safe; independent of the machine's language.
///
/// @param foldCase whether case does not count
/// @param foldSpace whether the kind and amount of white space do not count
/// @param dropPunctuation whether punctuation counts as white space
public record Normalization(boolean foldCase, boolean foldSpace, boolean dropPunctuation) {
    private static final int MOST_MARKS = 30;
    private static final char GRAPHEME_JOINER = 0x034F;
    /// Only Unicode NFC.
    public static final Normalization EXACT = new Normalization(false, false, false);

    /// Case and white space do not count.
    public static final Normalization STANDARD = new Normalization(true, true, false);

    /// This, with punctuation counting as white space.
    public Normalization withoutPunctuation() {
        return new Normalization(foldCase, foldSpace, true);
    }

    /// The text that stands for all that count as the same.
    public String apply(String text) {
        if (isAscii(text)) {
            return appliedToAscii(text);
        }
        String result = composed(text);
        if (foldCase) {
            result = composed(folded(result));
        }
        return foldSpace || dropPunctuation ? composed(spaced(result)) : result;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    /// The same in one way through: in ASCII nothing composes and nothing is invisible.
    private String appliedToAscii(String text) {
        if (equals(EXACT)) {
            return text;
        }
        StringBuilder result = new StringBuilder(text.length());
        boolean pending = false;
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if ((foldSpace && isSpace(each)) || (dropPunctuation && isPunctuation(each))) {
                pending = true;
                continue;
            }
            if (pending && !(foldSpace && result.isEmpty())) {
                result.append(' ');
            }
            pending = false;
            result.append(foldCase && each >= 'A' && each <= 'Z' ? (char) (each + ('a' - 'A')) : each);
        }
        if (pending && !foldSpace) {
            result.append(' ');
        }
        return result.toString();
    }

    private static String composed(String text) {
        String safe = streamSafe(text);
        return Normalizer.isNormalized(safe, Normalizer.Form.NFC)
                ? safe
                : Normalizer.normalize(safe, Normalizer.Form.NFC);
    }

    /// Composing takes the square of the longest run of marks, so a joiner is put in behind every 30 of them, as
    /// the stream-safe format asks (Unicode Standard Annex 15, section 13).
    private static String streamSafe(String text) {
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = isMark(text.charAt(i)) ? run + 1 : 0;
            if (run > MOST_MARKS) {
                return withJoiners(text);
            }
        }
        return text;
    }

    private static boolean isMark(char c) {
        return c >= 0x300 && c != GRAPHEME_JOINER && Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static String withJoiners(String text) {
        StringBuilder result = new StringBuilder(text.length() + text.length() / MOST_MARKS);
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = isMark(text.charAt(i)) ? run + 1 : 0;
            if (run > MOST_MARKS) {
                result.append(GRAPHEME_JOINER);
                run = 1;
            }
            result.append(text.charAt(i));
        }
        return result.toString();
    }

    /// Upper case unites what lower case leaves apart (ß and ss, the sigmas); lower case alone is enough for
    /// ASCII.
    private static String folded(String text) {
        boolean ascii = text.chars().allMatch(c -> c < 0x80);
        if (ascii) {
            return text.toLowerCase(Locale.ROOT);
        }
        // Lower case first, for capitals of their own such as that of ß.
        return lower(lower(text).toUpperCase(Locale.ROOT));
    }

    /// Code point by code point: a sigma must not depend on its neighbours.
    private static String lower(String text) {
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(result::appendCodePoint);
        return result.toString();
    }

    private String spaced(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean pending = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (foldSpace && isInvisible(point)) {
                continue;
            }
            boolean separates = dropPunctuation && isPunctuation(point);
            if (separates || (foldSpace && isSpace(point))) {
                pending = true;
                continue;
            }
            if (pending && !(foldSpace && result.isEmpty())) {
                result.append(' ');
            }
            pending = false;
            result.appendCodePoint(point);
        }
        if (pending && !foldSpace) {
            result.append(' ');
        }
        return result.toString();
    }

    private static boolean isSpace(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point) || point == 0x85;
    }

    private static boolean isInvisible(int point) {
        return point == 0x200B || point == 0x2060 || point == 0xFEFF || point == 0xAD;
    }

    private static boolean isPunctuation(int point) {
        return switch (Character.getType(point)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }
}
