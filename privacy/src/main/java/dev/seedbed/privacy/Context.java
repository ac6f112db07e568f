package dev.seedbed.privacy;

/// The words around a place, as [Topics]: looked at only where something with the right form stands.
final class Context {
    static final long START = 0xcbf29ce484222325L;

    private static final int WORDS_BEFORE = 10;
    private static final int CHARS_BEFORE = 90;
    private static final int WORDS_AFTER = 5;
    private static final int CHARS_AFTER = 45;
    private static final int CLOSE_WORDS = 4;

    /// Of all words before, in reach.
    long before;
    /// Of the four words directly before, in the same sentence.
    long close;
    /// Of the word with a topic that is nearest before.
    long nearest;
    /// Of the word nearest before, where another find stands between: of one list, maybe.
    long listed;
    /// Of the words after, in the same sentence.
    long after;
    /// Whether the word directly before begins with a capital: `Nginx 1.22.0.1`.
    boolean afterName;

    static long next(long hash, char sign) {
        char lower = sign < 128 ? Signs.lower(sign) : Character.toLowerCase(sign);
        return (hash ^ lower) * 0x100000001b3L;
    }

    private static boolean inWord(char sign) {
        return Signs.isLetter(sign)
                || sign == '_'
                || Signs.isDigit(sign)
                || (sign >= 0xC0 && Character.isLetter(sign))
                || sign == '§';
    }

    /// Looks around a find.
    void look(char[] chars, int least, int from, int to, int most, int lastFound) {
        before = 0;
        listed = 0;
        close = 0;
        nearest = 0;
        after = 0;
        afterName = false;
        lookBack(chars, Math.max(least, from - CHARS_BEFORE), from, lastFound);
        lookAhead(chars, to, Math.min(most, to + CHARS_AFTER));
    }

    private void lookBack(char[] chars, int least, int from, int lastFound) {
        int at = from;
        boolean sameSentence = true;
        for (int words = 0; words < WORDS_BEFORE && at > least; ) {
            char sign = chars[at - 1];
            if (!inWord(sign)) {
                sameSentence &= !endsSentence(chars, at - 1, from);
                at--;
                continue;
            }
            int end = at;
            while (at > least && inWord(chars[at - 1])) {
                at--;
            }
            if (words == 0) {
                afterName = Signs.isUpper(chars[at]) && end - at > 1;
            }
            long topics = word(chars, at, end);
            before |= topics;
            if (at < lastFound) {
                listed = listed == 0 ? topics : listed;
            } else if (sameSentence) {
                close |= words < CLOSE_WORDS ? topics : 0;
                nearest = nearest == 0 || (nearest & Topics.ID) != 0 ? nearest | topics : nearest;
            }
            words++;
        }
    }

    private void lookAhead(char[] chars, int to, int most) {
        int at = to;
        for (int words = 0; words < WORDS_AFTER && at < most; ) {
            char sign = chars[at];
            if (!inWord(sign)) {
                if (sign == '\n' || sign == ';' || endsSentence(chars, at, most)) {
                    return;
                }
                at++;
                continue;
            }
            int begin = at;
            while (at < most && inWord(chars[at])) {
                at++;
            }
            after |= word(chars, begin, at);
            words++;
        }
    }

    private static boolean endsSentence(char[] chars, int at, int most) {
        char sign = chars[at];
        boolean mark = sign == '!' || sign == '?' || (sign == '.' && at > 0 && Character.isLetter(chars[at - 1]));
        return mark && at + 2 < most && Signs.isBlank(chars[at + 1]) && (sign != '.' || !abbreviated(chars, at));
    }

    /// `tel. 555`: a short word before the point, or what comes after is no capital.
    private static boolean abbreviated(char[] chars, int at) {
        if (Character.isLowerCase(chars[at + 2])) {
            return true;
        }
        return at >= 4 && (!inWord(chars[at - 4]) || !inWord(chars[at - 3]) || !inWord(chars[at - 2]));
    }

    private static long word(char[] chars, int from, int to) {
        long whole = START;
        boolean inParts = false;
        for (int at = from; at < to; at++) {
            char sign = chars[at];
            inParts |= sign == '_' || (at > from && Signs.isUpper(sign));
            whole = next(whole, sign);
        }
        long topics = Topics.of(whole);
        if (topics != 0 || !inParts) {
            return topics;
        }
        // Parts of user_phone and cardNumber.
        long part = START;
        for (int at = from; at < to; at++) {
            char sign = chars[at];
            boolean breaks = sign == '_' || (at > from && Signs.isUpper(sign) && !Signs.isUpper(chars[at - 1]));
            if (breaks) {
                topics |= Topics.of(part);
                part = START;
            }
            if (sign != '_') {
                part = next(part, sign);
            }
        }
        return part == whole ? topics : topics | Topics.of(part);
    }

    boolean about(long topics) {
        return ((before | after) & topics) != 0;
    }

    /// Whether the nearest word that says anything speaks for this.
    boolean nearestIs(long topics) {
        return (nearest & topics) != 0 || (nearest == 0 && ((after | listed) & topics) != 0);
    }
}
