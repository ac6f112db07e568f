package dev.seedbed.text.filter;

import java.util.List;

/// Shortens runs of line feeds to two.
record LineFeedCleaning() implements Cleaning {
    private static final int MOST = 2;

    @Override
    public List<Rule> rules() {
        return List.of();
    }

    @Override
    public Cleaning with(String rule, double bound) {
        return this;
    }

    @Override
    public void clean(char[] chars, int from, int to, LineEnds ends, CleanedText into) {
        into.clear(to - from);
        into.byLines = false;
        into.length = shorten(chars, from, to, into.chars);
    }

    /// Copies with short runs; the length of the copy. The copy may overwrite its source.
    static int shorten(char[] chars, int from, int to, char[] out) {
        int asTheyAre = firstLongRun(chars, from, to);
        System.arraycopy(chars, from, out, 0, asTheyAre - from);
        int length = asTheyAre - from;
        int run = 0;
        for (int i = asTheyAre; i < to; i++) {
            char c = chars[i];
            run = c == '\n' ? run + 1 : 0;
            if (run <= MOST) {
                out[length++] = c;
            }
        }
        return length;
    }

    /// Where the first three line feeds begin; `to` if there are none. Reads every third character of most texts.
    private static int firstLongRun(char[] chars, int from, int to) {
        int i = from + MOST;
        while (i < to) {
            if (chars[i] != '\n') {
                i += 3;
            } else if (chars[i - 1] != '\n') {
                i += 2;
            } else if (chars[i - 2] != '\n') {
                i++;
            } else {
                return i - 2;
            }
        }
        return to;
    }
}
