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
    public void clean(char[] chars, int from, int to, CleanedText into) {
        into.clear(to - from);
        into.byLines = false;
        into.length = shorten(chars, from, to, into.chars);
    }

    /// Copies with short runs; the length of the copy. The copy may overwrite its source.
    static int shorten(char[] chars, int from, int to, char[] out) {
        int length = 0;
        int run = 0;
        for (int i = from; i < to; i++) {
            char c = chars[i];
            run = c == '\n' ? run + 1 : 0;
            if (run <= MOST) {
                out[length++] = c;
            }
        }
        return length;
    }
}
