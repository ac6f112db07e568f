package dev.seedbed.recipes.magpie;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Takes off what models put around a user's message: a number or label before it, and the beginning of an
/// answer behind it. The purpose is that of the released code's `--sanitize`, not its rules: those are written
/// for two families of models, and two of them can never apply (the pattern for answers asks for a second
/// colon, and the one for `<b>` throws its result away).
final class Cleaning {
    private static final Pattern LABEL = Pattern.compile(
            "^(?:\\d{1,3}[.)]|[A-Za-z]\\))\\s+|^[#*\\s]*(?:(?:original )?prompt|task|question|problem|query"
                    + "|request|instruction|scenario|situation|context|challenge|description)s?(?: \\d{1,3})?"
                    + "(?:\\*\\*)?\\s*:[*\\s]*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ANSWER = Pattern.compile(
            "^[#*\\s]*(?:answers?|solution|explanation|response|the (?:correct )?answer is|step 1)\\b[*\\s]*(?:[:.]|$)",
            Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

    private Cleaning() {}

    static String of(String text) {
        String rest = text.strip();
        Matcher label = LABEL.matcher(rest);
        while (label.find()) {
            rest = rest.substring(label.end());
            label = LABEL.matcher(rest);
        }
        Matcher answer = ANSWER.matcher(rest);
        return (answer.find() ? rest.substring(0, answer.start()) : rest).strip();
    }
}
