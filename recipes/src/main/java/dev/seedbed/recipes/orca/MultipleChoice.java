package dev.seedbed.recipes.orca;

import java.util.regex.Pattern;

/// Tells whether a question offers its answers: `OPTIONS:` with a list, as in FLAN, `(A) ... (B) ...` anywhere, or
/// lines that begin with `A.` and `B.`
final class MultipleChoice {
    private static final Pattern LISTED =
            Pattern.compile("options?[^\\n:]{0,40}:\\s*(?:[-*] [^\\n]+\\s*){2}", Pattern.CASE_INSENSITIVE);
    private static final Pattern BRACKETED = Pattern.compile(
            "(?:^|[\\s(])a\\).*(?:^|[\\s(])b\\)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINES =
            Pattern.compile("^\\s*A[.:] .*^\\s*B[.:] ", Pattern.DOTALL | Pattern.MULTILINE);

    private MultipleChoice() {}

    static boolean isOffered(String text) {
        return LISTED.matcher(text).find()
                || BRACKETED.matcher(text).find()
                || LINES.matcher(text).find();
    }
}
