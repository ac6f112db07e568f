package dev.seedbed.text.filter;

/// Finds the few phrases that C4 drops lines and pages for, in one pass with a glance at each character: each
/// phrase is recognised by a rare pair of letters in it.
final class Phrases {
    static final int JAVASCRIPT = 1;
    static final int POLICY = 2;
    static final int LOREM_IPSUM = 4;
    static final int CURLY_BRACKET = 8;
    /// Further phrases about cookies and privacy, which NeMo Curator knows: long ones by how they begin.
    static final int BOILERPLATE = 16;

    private static final String CONTINUE = "if you continue to browse this site without changing your ";

    /// By the last five bits of two characters that follow each other, which are those of letters in any case:
    /// whether a phrase may be around them. Others have the same bits, and so all are looked at closely.
    private static final boolean[] RARE = new boolean[1 << 10];

    static {
        // Of javascript and privacy, cookie, terms, ipsum; and the Kelvin sign, whose lower case is a k.
        for (String pair : new String[] {"va", "ki", "rm", "ps", "\u212Ai"}) {
            RARE[((pair.charAt(0) & 31) << 5) | (pair.charAt(1) & 31)] = true;
        }
        for (int first = 0; first < 32; first++) {
            RARE[(first << 5) | ('{' & 31)] = true;
        }
    }

    private Phrases() {}

    /// Which of them are in `chars[from..to)`, in any case.
    static int in(char[] chars, int from, int to) {
        int found = 0;
        int pair = 0;
        for (int i = from; i < to; i++) {
            pair = ((pair << 5) & 0x3E0) | (chars[i] & 31);
            if (RARE[pair]) {
                found |= around(chars, i, from, to);
            }
        }
        return found;
    }

    /// What is there around the pair that ends at `at`.
    private static int around(char[] chars, int at, int from, int to) {
        return switch (chars[at]) {
            case 'a', 'A' -> ofV(chars, at - 1, from, to);
            case 'i', 'I' -> ofCookies(chars, at - 1, from, to);
            case 'm', 'M' -> at(chars, at - 3, from, to, "terms of use") ? POLICY : 0;
            case 's', 'S' -> at(chars, at - 8, from, to, "lorem ipsum") ? LOREM_IPSUM : 0;
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
