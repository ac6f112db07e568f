package dev.seedbed.api;

/// Markdown around texts that are data: none of them can become markup.
///
/// ```java
/// Markdown.text("a|b_c");     // a\|b\_c
/// ```
///
/// Pure.
public final class Markdown {
    private Markdown() {}

    /// A text with everything escaped that Markdown or HTML could take for markup; on one line.
    public static String text(String text) {
        return oneLine(text)
                .replaceAll("[\\\\`*_\\[\\]#|~]", "\\\\$0")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;");
    }

    /// A text as code, on one line, fit for a table.
    public static String code(String text) {
        String line = oneLine(text).replace("|", "\\|");
        String fence = "`".repeat(longestRun(line) + 1);
        boolean padded = line.startsWith("`") || line.endsWith("`");
        return fence + (padded ? " " + line + " " : line) + fence;
    }

    /// A block of text, fenced by more backticks than it holds in a row.
    public static void fenced(StringBuilder out, String language, String text) {
        String fence = "`".repeat(Math.max(3, longestRun(text) + 1));
        out.append(fence).append(language).append('\n').append(text.stripTrailing());
        out.append('\n').append(fence).append('\n');
    }

    /// A row of a table, of cells that are Markdown already.
    public static void row(StringBuilder out, String... cells) {
        out.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("\\p{Cntrl}", "\ufffd").strip();
    }

    private static int longestRun(String text) {
        int longest = 0;
        int current = 0;
        for (int i = 0; i < text.length(); i++) {
            current = text.charAt(i) == '`' ? current + 1 : 0;
            longest = Math.max(longest, current);
        }
        return longest;
    }
}
