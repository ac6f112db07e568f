package dev.seedbed.text.language;

/// What the letters of the basic plane fold to, and the writing each belongs to; everything else parts words.
///
/// Two tables of 64 Ki entries, so that a text is read with one look-up for a character.
final class Letters {
    /// The lower-case letter, or 0 for what is none.
    private static final char[] FOLDED = new char[1 << 16];

    private static final byte[] WRITING = new byte[1 << 16];

    static {
        for (int c = 0; c < FOLDED.length; c++) {
            int type = Character.getType(c);
            boolean letter = Character.isLetter(c)
                    || type == Character.NON_SPACING_MARK
                    || type == Character.COMBINING_SPACING_MARK;
            if (letter) {
                FOLDED[c] = (char) Character.toLowerCase(c);
                WRITING[c] = (byte) Writing.of(Character.UnicodeScript.of(c)).index();
            }
        }
    }

    private Letters() {}

    static char fold(char c) {
        return FOLDED[c];
    }

    /// The index of the [Writing].
    static int writing(char c) {
        return WRITING[c];
    }
}
