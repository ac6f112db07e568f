package dev.seedbed.model.local;

/// Brings control characters through the template engine, which drops them from values without a word. Each
/// stands as one of Unicode's 32 noncharacters on the way; a noncharacter that is there already stands as a
/// pair.
final class ControlCharacters {
    private static final char FIRST = '\uFDD0';
    private static final char LAST = '\uFDEF';
    /// The place of the tab, which the engine lets pass.
    private static final char PAIR = FIRST + '\t';

    private ControlCharacters() {}

    static String shield(String text) {
        if (text.chars().noneMatch(c -> isDropped(c) || isNoncharacter(c))) {
            return text;
        }
        StringBuilder shielded = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isDropped(c)) {
                shielded.append((char) (FIRST + c));
            } else if (isNoncharacter(c)) {
                shielded.append(PAIR).append((char) ('A' + c - FIRST));
            } else {
                shielded.append(c);
            }
        }
        return shielded.toString();
    }

    static String unshield(String text) {
        if (text.chars().noneMatch(ControlCharacters::isNoncharacter)) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == PAIR && i + 1 < text.length()) {
                i++;
                plain.append((char) (FIRST + text.charAt(i) - 'A'));
            } else {
                plain.append(isNoncharacter(c) ? (char) (c - FIRST) : c);
            }
        }
        return plain.toString();
    }

    private static boolean isDropped(int c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\f' && c != '\r';
    }

    private static boolean isNoncharacter(int c) {
        return c >= FIRST && c <= LAST;
    }
}
