package dev.seedbed.text.filter;

/// How many sentences a line has. An approximation without a model, in two manners.
///
/// The reference code of C4 asks NLTK's Punkt model for English, datatrove spaCy's sentencizer. Both end a sentence
/// at a full stop, exclamation or question mark that ends a word, and neither after a common abbreviation. Punkt
/// looks at what comes next, too: here, a lower-case letter goes on with the sentence. The sentencizer takes no
/// run of dots for an end.
enum Sentences {
    PUNKT,
    SENTENCIZER;

    private static final boolean[] END = new boolean[0x80];

    static {
        for (char c = 0; c < END.length; c++) {
            END[c] = isEnd(c);
        }
    }

    int count(char[] chars, int from, int to) {
        int count = 0;
        boolean open = false;
        int begin = from;
        int i = nextEnd(chars, from, to);
        while (i < to) {
            int run = i;
            while (run < to && isEnd(chars[run])) {
                run++;
            }
            open |= holdsText(chars, begin, i);
            if (open && ends(chars, from, i, run, to)) {
                count++;
                open = false;
            }
            begin = run;
            i = nextEnd(chars, run, to);
        }
        return open || holdsText(chars, begin, to) || (count == 0 && to > from) ? count + 1 : count;
    }

    private static int nextEnd(char[] chars, int from, int to) {
        int i = from;
        while (i < to && (chars[i] < 0x80 ? !END[chars[i]] : !isEnd(chars[i]))) {
            i++;
        }
        return i;
    }

    /// Looks no further than the first character that is more than white space and closing marks.
    private static boolean holdsText(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = chars[i];
            if (!Marks.isSpace(c) && !isClosing(c)) {
                return true;
            }
        }
        return false;
    }

    private boolean ends(char[] chars, int from, int mark, int run, int to) {
        int after = run;
        while (after < to && isClosing(chars[after])) {
            after++;
        }
        if (after < to && !Marks.isSpace(chars[after])) {
            return this == SENTENCIZER
                    && run - mark == 1
                    && chars[mark] == '.'
                    && isBetweenSentences(chars, from, mark, to);
        }
        if (run - mark == 1 && chars[mark] == '.' && isAbbreviation(chars, from, mark, run)) {
            return false;
        }
        return switch (this) {
            case PUNKT -> {
                int next = LineMeasures.strippedStart(chars, after, to);
                yield next == to || !Character.isLowerCase(chars[next]);
            }
            case SENTENCIZER -> run - mark == 1 || chars[mark] != '.';
        };
    }

    /// `one.Two`, without a space.
    private static boolean isBetweenSentences(char[] chars, int from, int mark, int to) {
        return mark > from
                && mark + 1 < to
                && Character.isLowerCase(chars[mark - 1])
                && Character.isUpperCase(chars[mark + 1]);
    }

    private static boolean isAbbreviation(char[] chars, int from, int mark, int run) {
        int start = mark;
        while (start > from && !Marks.isSpace(chars[start - 1]) && mark - start < 8) {
            start--;
        }
        while (start < mark && !Character.isLetter(chars[start])) {
            start++;
        }
        return start < mark && Abbreviations.isAbbreviation(chars, start, run) && !isInitialAtEnd(chars, start, mark);
    }

    /// `Vitamin C.` may end a sentence; an initial in front of a name does not. The word before tells nothing, so
    /// only the letter I, which is a word, ends one.
    private static boolean isInitialAtEnd(char[] chars, int start, int mark) {
        return mark - start == 1 && (chars[start] == 'I' || Character.isLowerCase(chars[start]));
    }

    private static boolean isEnd(char c) {
        return c == '.' || c == '!' || c == '?' || c == '。' || c == '！' || c == '？' || c == '؟' || c == '।';
    }

    private static boolean isClosing(char c) {
        return c == '"' || c == '\'' || c == ')' || c == ']' || c == '”' || c == '’' || c == '»';
    }
}
