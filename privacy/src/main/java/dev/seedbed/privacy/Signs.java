package dev.seedbed.privacy;

/// Which sort of character one is, by a table.
final class Signs {
    static final int DIGIT = 1;
    static final int LOWER = 2;
    static final int UPPER = 4;
    /// A letter that is no hexadecimal digit.
    static final int BEYOND_HEX = 8;
    /// What begins a look around it: `@`, `:`, `=`.
    static final int TRIGGER = 16;

    static final int LETTER = LOWER | UPPER;
    static final int WORD = DIGIT | LETTER;

    /// Latin letters end here: what comes after never belongs to an address.
    private static final char LAST_LATIN = 0x24F;

    private static final byte[] TABLE = table();

    private Signs() {}

    private static byte[] table() {
        byte[] table = new byte[128];
        for (char sign = 0; sign < 128; sign++) {
            if (sign >= '0' && sign <= '9') {
                table[sign] = DIGIT;
            } else if (sign >= 'a' && sign <= 'z') {
                table[sign] = (byte) (sign > 'f' ? LOWER | BEYOND_HEX : LOWER);
            } else if (sign >= 'A' && sign <= 'Z') {
                table[sign] = (byte) (sign > 'F' ? UPPER | BEYOND_HEX : UPPER);
            } else if (sign == '@' || sign == ':' || sign == '=') {
                table[sign] = TRIGGER;
            }
        }
        return table;
    }

    static int of(char sign) {
        return sign < 128 ? TABLE[sign] : 0;
    }

    static boolean isWord(char sign) {
        return (of(sign) & WORD) != 0;
    }

    static boolean isDigit(char sign) {
        return sign >= '0' && sign <= '9';
    }

    static boolean isLetter(char sign) {
        return (of(sign) & LETTER) != 0;
    }

    static boolean isUpper(char sign) {
        return sign >= 'A' && sign <= 'Z';
    }

    static boolean isHex(char sign) {
        return (of(sign) & WORD) != 0 && (of(sign) & BEYOND_HEX) == 0;
    }

    static boolean isLatin(char sign) {
        return isLetter(sign) || (sign >= 0xC0 && sign <= LAST_LATIN && sign != 0xD7 && sign != 0xF7);
    }

    /// ASCII only.
    static char lower(char sign) {
        return isUpper(sign) ? (char) (sign | 0x20) : sign;
    }

    static char upper(char sign) {
        return sign >= 'a' && sign <= 'z' ? (char) (sign & ~0x20) : sign;
    }

    static boolean isBlank(char sign) {
        return sign == ' ' || sign == '\t' || sign == '\n' || sign == '\r' || sign == 0xA0 || sign == 0x202F;
    }

    /// Without its case, a char for a char, so that places stay: `İ` and `ı` become `i`.
    static char fold(char sign) {
        return Character.toLowerCase(Character.toUpperCase(sign));
    }

    static String folded(String text) {
        char[] chars = text.toCharArray();
        for (int at = 0; at < chars.length; at++) {
            chars[at] = fold(chars[at]);
        }
        return new String(chars);
    }
}
