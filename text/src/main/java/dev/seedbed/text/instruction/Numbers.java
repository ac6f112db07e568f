package dev.seedbed.text.instruction;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;

/// Numbers and bounds as instructions say them.
final class Numbers {
    private static final List<String> WORDS = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
            "twenty");

    /// A number: digits, or a word up to twenty.
    static final String NUMBER = "(?<number>\\d{1,5}(?:,\\d{3})?|" + String.join("|", WORDS.subList(1, WORDS.size()))
            + "|thirty|forty|fifty|hundred)";

    /// What stands before a number.
    static final String RELATION = "(?<relation>at least|at[- ]most|no less than|not less than|no fewer than"
            + "|not fewer than|less than|fewer than|lower than|no more than|not more than|not exceed(?:ing)?"
            + "|not to exceed|more than|greater than|up to|under|below|over|a minimum of|minimum|minimum of|a maximum of"
            + "|maximum|maximum of|maximum:|exactly|precisely|just|only|an? total of)?(?: a total of)?";

    /// What stands behind a number.
    static final String BEHIND =
            "(?<behind> ?\\+| or more| or (?:fewer|less)| at (?:least|most)| max(?:imum)?" + "| min(?:imum)?)?";

    private Numbers() {}

    static int number(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int index = WORDS.indexOf(lower);
        return switch (lower) {
            case "once" -> 1;
            case "twice" -> 2;
            case "thrice" -> 3;
            case "thirty" -> 30;
            case "forty" -> 40;
            case "fifty" -> 50;
            case "hundred" -> 100;
            default -> index >= 0 ? index : Integer.parseInt(lower.replace(",", ""));
        };
    }

    /// The bound that a match with [#RELATION], [#NUMBER] and [#BEHIND] states, in IFEval's two relations
    /// where they can say it.
    static Bound bound(Matcher match) {
        int number = number(match.group("number"));
        String words = ((match.group("relation") == null ? "" : match.group("relation"))
                        + (match.group("behind") == null ? "" : match.group("behind")))
                .toLowerCase(Locale.ROOT)
                .replace("at-", "at ")
                .strip();
        return switch (words) {
            case "at least",
                    "no less than",
                    "not less than",
                    "no fewer than",
                    "not fewer than",
                    "a minimum of",
                    "minimum",
                    "minimum of",
                    "+",
                    "or more",
                    "min" -> new Bound(Relation.AT_LEAST, number, true);
            case "more than", "greater than", "over" -> new Bound(Relation.AT_LEAST, number + 1, true);
            case "less than", "fewer than", "lower than", "under", "below" ->
                new Bound(Relation.LESS_THAN, number, true);
            case "at most",
                    "no more than",
                    "not more than",
                    "not exceed",
                    "not exceeding",
                    "not to exceed",
                    "up to",
                    "a maximum of",
                    "maximum",
                    "maximum of",
                    "maximum:",
                    "or fewer",
                    "or less",
                    "max" -> new Bound(Relation.LESS_THAN, number + 1, true);
            case "exactly", "precisely", "just", "only", "a total of", "an total of" ->
                new Bound(Relation.EXACTLY, number, true);
            default -> new Bound(Relation.EXACTLY, number, false);
        };
    }

    /// @param said whether the relation was said, or only the number
    record Bound(Relation relation, int number, boolean said) {}
}
