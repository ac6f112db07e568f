package dev.seedbed.text.filter;

/// Finds the few phrases that C4 drops lines and pages for, in one pass with a glance at each character: each
/// phrase is recognised by a rare letter in it.
final class Phrases {
    static final int JAVASCRIPT = 1;
    static final int POLICY = 2;
    static final int LOREM_IPSUM = 4;
    static final int CURLY_BRACKET = 8;
    /// Further phrases about cookies and privacy, which NeMo Curator knows: long ones by how they begin.
    static final int BOILERPLATE = 16;

    private static final String CONTINUE = "if you continue to browse this site without changing your ";

    private static final boolean[] RARE = new boolean[0x80];

    static {
        for (char c : "vVkKfFpP{".toCharArray()) {
            RARE[c] = true;
        }
    }

    private Phrases() {}

    /// Which of them are in `chars[from..to)`, in any case.
    static int in(char[] chars, int from, int to) {
        int found = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (c < 0x80 ? RARE[c] : c == 0x212A) {
                found |= around(chars, i, from, to);
            }
        }
        return found;
    }

    private static int around(char[] chars, int at, int from, int to) {
        return switch (chars[at]) {
            case 'v', 'V' -> ofV(chars, at, from, to);
            case 'k', 'K', 0x212A -> ofCookies(chars, at, from, to);
            case 'f', 'F' -> at(chars, at - 7, from, to, "terms of use") ? POLICY : 0;
            case 'p', 'P' -> at(chars, at - 7, from, to, "lorem ipsum") ? LOREM_IPSUM : 0;
            case '{' -> CURLY_BRACKET;
            default -> 0;
        };
    }

    private static int ofV(char[] chars, int at, int from, int to) {
        if (at(chars, at - 2, from, to, "javascript")) {
            return JAVASCRIPT;
        }
        if (!at(chars, at - 3, from, to, "privacy ")) {
            return 0;
        }
        if (at(chars, at - 3, from, to, "privacy policy")) {
            return POLICY;
        }
        boolean further = at(chars, at - 3, from, to, "privacy overview")
                || at(chars, at - 3, from, to, "privacy & cookies policy")
                || at(chars, at - 3, from, to, "privacy and cookies policy");
        return further ? BOILERPLATE : 0;
    }

    private static int ofCookies(char[] chars, int k, int from, int to) {
        int cookie = k - 3;
        if (!at(chars, cookie, from, to, "cookie")) {
            return 0;
        }
        if (isPolicy(chars, cookie, from, to)) {
            return POLICY;
        }
        boolean further = at(chars, cookie - 4, from, to, "any cookies that may not be particularly necessary")
                || at(chars, cookie - 10, from, to, "necessary cookies are absolutely essential")
                || at(chars, cookie - CONTINUE.length(), from, to, CONTINUE);
        return further ? BOILERPLATE : 0;
    }

    private static boolean isPolicy(char[] chars, int cookie, int from, int to) {
        if (at(chars, cookie, from, to, "cookie policy")) {
            return true;
        }
        return at(chars, cookie, from, to, "cookies")
                && (at(chars, cookie - 5, from, to, "uses ")
                        || at(chars, cookie - 7, from, to, "use of ")
                        || at(chars, cookie - 4, from, to, "use "));
    }

    private static boolean at(char[] chars, int begin, int from, int to, String phrase) {
        return begin >= from && Marks.beginsAt(chars, begin, to, phrase);
    }
}
