package dev.seedbed.text.instruction;

import static dev.seedbed.text.instruction.Numbers.BEHIND;
import static dev.seedbed.text.instruction.Numbers.NUMBER;
import static dev.seedbed.text.instruction.Numbers.RELATION;

import java.util.Locale;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads how many words, sentences and paragraphs are asked for.
final class AskedLengths {
    private static final String RANGE =
            "(?:between |from )?(?<low>\\d{1,5}) ?(?:-|to|and|or|\u2013) ?(?<high>\\d{1,5})";

    private static final Pattern WORDS = counted("words?\\b(?! or phrases)(?! (?:in|with|of|that)"
            + " (?:all |only )?(?:capital|caps|upper))(?![^.\\n]{0,30} (?:should |must )?be (?:in all |all )?(?:capital|in"
            + " caps))");
    private static final Pattern WORD_RANGE = Extraction.pattern("\\b" + RANGE + "[ -]words?\\b");
    private static final Pattern SENTENCES = counted("sentences?\\b(?! (?:above|below|before|is|was|are))");
    private static final Pattern SENTENCE_RANGE = Extraction.pattern("\\b" + RANGE + "[ -]sentences?\\b");
    private static final Pattern ONE_WORD = Extraction.pattern(
            "\\b(?:in|with|using|by|just|only|use) (?:just |only |exactly )?(?:one|1|a single) word\\b"
                    + "(?! (?:or|in|that|like|is))|\\b(?:one|single)-word (?:answer|reply|response)\\b");

    private static final Pattern PARAGRAPHS =
            counted("(?:short |long |separate |full )?(?<unit>paragraphs?|sections?|parts?)\\b");
    private static final Pattern STARS =
            Extraction.pattern("(?<!\\*)\\*\\*\\*(?!\\*)|3 ast[ea]risk|three ast[ea]risk|markdown divider");
    private static final Pattern NTH =
            Extraction.pattern("(?:(?<nth>first|second|third|fourth|fifth|sixth|seventh|eighth"
                    + "|ninth|tenth|last|final|\\d(?:st|nd|rd|th))(?: and only)? paragraph(?: (?:must|should|has to|needs to"
                    + "|will|to|of your response|of the [a-z]{1,12})){0,12}"
                    + " (?:start|begin)s?(?: off)?|paragraph (?<number>\\d)(?: must| should)? (?:start|begin)s?)"
                    + " (?:with|off with|using)(?: the)?(?: (?:first|exact))?(?: word)?:? [\"']?(?<word>[\\p{L}-]{1,30})"
                    + "|(?:start|begin) (?:the|your|with the)"
                    + " (?<nth2>first|second|third|fourth|fifth|last|\\d(?:st|nd|rd|th)) paragraph with (?:the )?(?:word )?"
                    + "[\"']?(?<word2>[\\p{L}-]{1,30})");

    private AskedLengths() {}

    private static Pattern counted(String unit) {
        return Extraction.pattern("\\b" + RELATION + " ?(?:(?<=\\s)|(?<=^)|(?<=[\\p{P}]))" + NUMBER + BEHIND + "[ -]?"
                + "(?:total |different |full |complete )?" + unit + "(?<after> or (?:more|fewer|less)| (?:max(?:imum)?"
                + "|min(?:imum)?|at (?:most|least))\\b)?");
    }

    static void add(String text, Set<Constraint> found) {
        ranges(WORD_RANGE, text, Constraint.Words::new, found);
        ranges(SENTENCE_RANGE, text, Constraint.Sentences::new, found);
        for (Matcher match = WORDS.matcher(text); match.find(); ) {
            Numbers.Bound bound = bound(match);
            boolean exact = bound.relation() == Relation.EXACTLY;
            // "A 500 word essay" is about as long; and nobody asks for exactly one word of something else.
            if (bound.said() && !(exact && bound.number() < 5) && !insideRange(text, match)) {
                found.add(new Constraint.Words(bound.relation(), bound.number()));
            }
        }
        if (ONE_WORD.matcher(text).find()) {
            found.add(new Constraint.Words(Relation.EXACTLY, 1));
        }
        for (Matcher match = SENTENCES.matcher(text); match.find(); ) {
            Numbers.Bound bound = bound(match);
            if ((bound.said() || isAskedFor(text, match)) && !insideRange(text, match)) {
                found.add(new Constraint.Sentences(bound.relation(), bound.number()));
            }
        }
        paragraphs(text, found);
    }

    private static Numbers.Bound bound(Matcher match) {
        String after = match.group("after");
        Numbers.Bound bound = Numbers.bound(match);
        if (after == null || bound.said()) {
            return bound;
        }
        boolean more = after.contains("more") || after.contains("min") || after.contains("least");
        return new Numbers.Bound(
                more ? Relation.AT_LEAST : Relation.LESS_THAN, more ? bound.number() : bound.number() + 1, true);
    }

    /// "Between 50 and 60 words" holds "60 words", too.
    private static boolean insideRange(String text, Matcher match) {
        String before = text.substring(Math.max(0, match.start("number") - 12), match.start("number"));
        return before.matches("(?s).*\\d ?(?:-|to|and|or|\u2013) ?");
    }

    private static boolean isAskedFor(String text, Matcher match) {
        String before = text.substring(Math.max(0, match.start() - 12), match.start());
        return before.matches("(?is).*\\b(?:in|within|using|with|write|a) ?");
    }

    private static void ranges(
            Pattern pattern, String text, BiFunction<Relation, Integer, Constraint> kind, Set<Constraint> found) {
        for (Matcher match = pattern.matcher(text); match.find(); ) {
            int low = Integer.parseInt(match.group("low"));
            int high = Integer.parseInt(match.group("high"));
            if (low < high) {
                found.add(kind.apply(Relation.AT_LEAST, low));
                found.add(kind.apply(Relation.LESS_THAN, high + 1));
            }
        }
    }

    private static void paragraphs(String text, Set<Constraint> found) {
        Matcher match = PARAGRAPHS.matcher(text);
        while (match.find()) {
            Numbers.Bound bound = bound(match);
            Matcher nth = NTH.matcher(text);
            if (bound.relation() == Relation.EXACTLY && STARS.matcher(text).find()) {
                found.add(new Constraint.DividedParagraphs(bound.number()));
                return;
            }
            if (!match.group("unit").toLowerCase(Locale.ROOT).startsWith("para")) {
                continue;
            }
            if (bound.relation() == Relation.EXACTLY && nth.find()) {
                found.add(firstWord(nth, bound.number()));
                return;
            }
            if (bound.said() || isAskedFor(text, match)) {
                found.add(new Constraint.PlainParagraphs(bound.relation(), bound.number()));
                return;
            }
        }
        shownParagraphs(text, found);
    }

    /// A form of the reply that is shown: lines of `***` between its parts.
    private static void shownParagraphs(String text, Set<Constraint> found) {
        long dividers = text.lines().filter(line -> "***".equals(line.strip())).count();
        boolean more = text.contains("...\n") || text.contains("\n...") || text.endsWith("...");
        if (dividers >= 2 && !more) {
            found.add(new Constraint.DividedParagraphs(Math.toIntExact(dividers) + 1));
        }
    }

    private static Constraint firstWord(Matcher nth, int paragraphs) {
        String which = nth.group("nth") != null
                ? nth.group("nth")
                : nth.group("nth2") != null ? nth.group("nth2") : nth.group("number");
        String word = nth.group("word") != null ? nth.group("word") : nth.group("word2");
        return new Constraint.ParagraphFirstWord(paragraphs, ordinal(which, paragraphs), word);
    }

    private static int ordinal(String words, int last) {
        return switch (words.toLowerCase(Locale.ROOT)) {
            case "first" -> 1;
            case "second" -> 2;
            case "third" -> 3;
            case "fourth" -> 4;
            case "fifth" -> 5;
            case "sixth" -> 6;
            case "seventh" -> 7;
            case "eighth" -> 8;
            case "ninth" -> 9;
            case "tenth" -> 10;
            case "last", "final" -> last;
            default -> Integer.parseInt(words.replaceAll("\\D", ""));
        };
    }
}
