package dev.seedbed.text;

import java.util.Optional;

/// Finds tables whose rows have more or fewer cells than their header (GitHub Flavored Markdown, section 4.10:
/// a line with bars, and a line of dashes and bars behind it).
final class MarkdownTables {
    private MarkdownTables() {}

    static Optional<Finding> find(String text, CodeRegions code) {
        int bar = text.indexOf('|');
        int dash = bar < 0 ? -1 : text.indexOf("--", 0);
        if (bar < 0 || (dash < 0 && text.indexOf(":-") < 0 && text.indexOf("|-") < 0)) {
            return Optional.empty();
        }
        int header = -1;
        for (int line = 0; line < text.length(); ) {
            int end = lineEnd(text, line);
            if (header >= 0
                    && isDelimiter(text, line, end)
                    && cells(text, header, line - 1) > 1
                    && !code.covers(line)) {
                Optional<Finding> finding = ragged(text, header, line, end);
                if (finding.isPresent()) {
                    return finding;
                }
            }
            header = text.substring(line, end).indexOf('|') >= 0 ? line : -1;
            line = end + 1;
        }
        return Optional.empty();
    }

    private static Optional<Finding> ragged(String text, int header, int delimiter, int delimiterEnd) {
        int wanted = cells(text, header, delimiter - 1);
        if (cells(text, delimiter, delimiterEnd) != wanted) {
            return finding(delimiter, delimiterEnd, cells(text, delimiter, delimiterEnd), wanted);
        }
        boolean closed = isClosed(text, header, delimiter - 1);
        for (int line = delimiterEnd + 1; line < text.length(); ) {
            int end = lineEnd(text, line);
            String row = text.substring(line, end).strip();
            if (row.isEmpty() || row.indexOf('|') < 0) {
                return Optional.empty();
            }
            int cells = cells(text, line, end);
            if (cells != wanted || (closed && row.startsWith("|") && !row.endsWith("|"))) {
                return finding(line, end, cells, wanted);
            }
            line = end + 1;
        }
        return Optional.empty();
    }

    private static boolean isClosed(String text, int begin, int end) {
        return text.substring(begin, end).stripTrailing().endsWith("|");
    }

    private static Optional<Finding> finding(int begin, int end, int cells, int wanted) {
        return Optional.of(new Finding(
                Malformations.UNBALANCED_MARKDOWN,
                "the row has " + cells + " cells, but the table's header has " + wanted,
                begin,
                end));
    }

    private static int lineEnd(String text, int line) {
        int end = text.indexOf('\n', line);
        return end < 0 ? text.length() : end;
    }

    private static boolean isDelimiter(String text, int begin, int end) {
        boolean dash = false;
        boolean bar = false;
        for (int i = begin; i < end; i++) {
            char c = text.charAt(i);
            if ("|:- \t\r".indexOf(c) < 0) {
                return false;
            }
            dash |= c == '-';
            bar |= c == '|';
        }
        return dash && bar;
    }

    /// Bars in code spans, in formulas of two, and behind a backslash part nothing.
    private static int cells(String text, int begin, int end) {
        String row = text.substring(begin, Math.max(begin, end)).strip();
        int from = row.startsWith("|") ? 1 : 0;
        int to = row.endsWith("|") && !row.endsWith("\\|") ? row.length() - 1 : row.length();
        int cells = 1;
        boolean span = false;
        for (int i = from; i < to; i++) {
            char c = row.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '`') {
                span = !span;
            } else if (c == '|' && !span) {
                cells++;
            }
        }
        return cells;
    }
}
