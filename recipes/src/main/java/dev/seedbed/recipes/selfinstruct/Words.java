package dev.seedbed.recipes.selfinstruct;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// White space and capital letters as the released code (Python) sees them.
final class Words {
    static final String SPACE = "[\\s\\x1c-\\x1f]";
    private static final Pattern SPACES = Pattern.compile(SPACE + "+", Pattern.UNICODE_CHARACTER_CLASS);
    private static final Pattern ENDS =
            Pattern.compile("^" + SPACE + "+|" + SPACE + "+\\z", Pattern.UNICODE_CHARACTER_CLASS);

    private Words() {}

    /// What becomes of the letters of an instruction.
    enum Capitals {
        /// The first letter becomes a capital.
        FIRST,
        /// The first letter becomes a capital and every other one small, names and acronyms too: Python's
        /// `capitalize`.
        FIRST_AND_NO_OTHERS,
        /// All stay.
        AS_THEY_ARE;

        static final List<String> NAMES = List.of("first", "first-and-no-others", "as-they-are");

        static Capitals named(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
        }

        String apply(String text) {
            if (text.isEmpty()) {
                return text;
            }
            int first = text.codePointAt(0);
            String rest = text.substring(Character.charCount(first));
            String capital = Character.toString(Character.toTitleCase(first));
            return switch (this) {
                case FIRST -> capital + rest;
                case FIRST_AND_NO_OTHERS -> capital + rest.toLowerCase(Locale.ROOT);
                case AS_THEY_ARE -> text;
            };
        }
    }

    static String strip(String text) {
        return ENDS.matcher(text).replaceAll("");
    }

    /// With every run of white space as one space, and none at the ends.
    static String collapse(String text) {
        return strip(SPACES.matcher(text).replaceAll(" "));
    }

    static long count(String text) {
        return Stream.of(SPACES.split(text)).filter(word -> !word.isEmpty()).count();
    }
}
