package dev.seedbed.text.filter;

/// Which pieces of a text are its lines or its paragraphs. The peers differ in whether empty ones count.
enum SegmentKind {
    /// Between line feeds.
    LINES,
    /// Between runs of line feeds; empty before the first and behind the last run.
    LINES_BETWEEN_RUNS,
    /// Between line feeds, without empty ones.
    LINES_WITH_CHARACTERS,
    /// Between line feeds, without those of white space only.
    LINES_WITH_TEXT,
    /// What Python's `str.splitlines` gives: eleven line ends, and none missing behind the last.
    PYTHON_LINES,
    /// Between line feeds, without a carriage return at the end, and without empty ones.
    RUST_LINES,
    /// Of the stripped text, between runs of two and more line feeds.
    PARAGRAPHS_BETWEEN_RUNS,
    /// Between two line feeds.
    PARAGRAPHS,
    /// Between two line feeds, without empty ones.
    PARAGRAPHS_WITH_CHARACTERS;

    /// Adds the pieces of `chars[from..to)`, whose lines end there, in their order.
    void read(char[] chars, int from, int to, LineEnds ends, Segments into) {
        switch (this) {
            case LINES, LINES_WITH_CHARACTERS, LINES_WITH_TEXT, RUST_LINES -> lines(chars, from, to, ends, into);
            case LINES_BETWEEN_RUNS -> between(chars, from, to, 1, ends, into);
            case PYTHON_LINES -> pythonLines(chars, from, to, ends, into);
            case PARAGRAPHS_BETWEEN_RUNS -> stripped(chars, from, to, ends, into);
            case PARAGRAPHS, PARAGRAPHS_WITH_CHARACTERS -> paragraphs(chars, from, to, ends, into);
        }
    }

    private void lines(char[] chars, int from, int to, LineEnds ends, Segments into) {
        int start = from;
        for (int end = 0; end < ends.count; end++) {
            int i = ends.places[end];
            if (chars[i] == '\n') {
                line(chars, start, i, into);
                start = i + 1;
            }
        }
        line(chars, start, to, into);
    }

    private void line(char[] chars, int from, int to, Segments into) {
        boolean wanted = switch (this) {
            case LINES_WITH_CHARACTERS -> to > from;
            case LINES_WITH_TEXT -> !isBlank(chars, from, to);
            case RUST_LINES -> to > from && !(to - from == 1 && chars[from] == '\r');
            default -> true;
        };
        if (wanted) {
            into.add(from, this == RUST_LINES && chars[to - 1] == '\r' ? to - 1 : to);
        }
    }

    private static boolean isBlank(char[] chars, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!Marks.isSpace(chars[i])) {
                return false;
            }
        }
        return true;
    }

    private static void between(char[] chars, int from, int to, int shortestRun, LineEnds ends, Segments into) {
        int start = from;
        int end = 0;
        while (end < ends.count) {
            int first = ends.places[end++];
            if (first < from || first >= to || chars[first] != '\n') {
                continue;
            }
            int behind = first + 1;
            while (end < ends.count && ends.places[end] == behind && behind < to && chars[behind] == '\n') {
                end++;
                behind++;
            }
            if (behind - first >= shortestRun) {
                into.add(start, first);
                start = behind;
            }
        }
        into.add(start, to);
    }

    private static void stripped(char[] chars, int from, int to, LineEnds ends, Segments into) {
        int start = LineMeasures.strippedStart(chars, from, to);
        between(chars, start, LineMeasures.strippedEnd(chars, start, to), 2, ends, into);
    }

    private void paragraphs(char[] chars, int from, int to, LineEnds ends, Segments into) {
        int start = from;
        for (int end = 0; end < ends.count; end++) {
            int i = ends.places[end];
            if (i >= start && i < to - 1 && chars[i] == '\n' && chars[i + 1] == '\n') {
                paragraph(start, i, into);
                start = i + 2;
            }
        }
        paragraph(start, to, into);
    }

    private void paragraph(int from, int to, Segments into) {
        if (this == PARAGRAPHS || to > from) {
            into.add(from, to);
        }
    }

    private static void pythonLines(char[] chars, int from, int to, LineEnds ends, Segments into) {
        int start = from;
        for (int end = 0; end < ends.count; end++) {
            int i = ends.places[end];
            if (i >= start) {
                into.add(start, i);
                start = chars[i] == '\r' && i + 1 < to && chars[i + 1] == '\n' ? i + 2 : i + 1;
            }
        }
        if (start < to) {
            into.add(start, to);
        }
    }
}
