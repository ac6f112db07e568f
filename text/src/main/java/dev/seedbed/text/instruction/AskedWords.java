package dev.seedbed.text.instruction;

import static dev.seedbed.text.instruction.Numbers.NUMBER;
import static dev.seedbed.text.instruction.Numbers.RELATION;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads which words and letters are wanted, how often, and which are not.
final class AskedWords {
    private static final String TIMES = RELATION + " ?(?:" + NUMBER + "(?<behind>(?: or (?:more|fewer|less))?) times?"
            + "(?<after> or (?:more|fewer|less))?|(?<few>once|twice|thrice)(?<more> or more)?)";
    private static final String QUOTED = "[\"'\\[(]?(?<word>[\\p{L}\\d'-]{1,40}?)[\"'\\])]?";
    private static final String APPEARS =
            "(?:,? (?:should|must|has to|needs to|shall|can|will|to|is|be|only|also|appears?|appearing|shows?|up|used|use"
                    + "|occurs?|included?|mentioned|present|in|your|the|response|poem|story|answer|reply|song|of|for)){0,12}";

    private static final Pattern FREQUENCY =
            Extraction.pattern("\\b(?:key)?(?:word|term)s? " + QUOTED + APPEARS + ",? " + TIMES
                    + "|\\b(?:mention|say|include|use|repeat) (?:the )?(?:word )?\"(?<quoted>[\\p{L}\\d' -]{1,40})\""
                    + "(?: in your response)? " + renamed(TIMES, "Q"));
    private static final Pattern LETTER = Extraction.pattern(
            "\\bletters? [\"'\\[(]?(?<word>[\\p{L}#!@&%])[\"'\\])]?(?![\\p{L}])" + APPEARS + ",? " + TIMES);
    private static final Pattern NO_LETTER = Extraction.pattern("\\bwithout (?:using )?(?:any )?(?:the )?letter "
            + "[\"']?(?<word>\\p{L})[\"']?(?!\\p{L})|(?:not|n't)(?: use| include| contain){0,12} the letter [\"']?(?<other>\\p{L})"
            + "[\"']?(?!\\p{L})");
    private static final Pattern CAPITALS = Extraction.pattern("(?:" + RELATION + " ?" + NUMBER
            + "(?<behind>(?: or more)?)"
            + " (?:(?:different|key) )?words?(?: or phrases)?(?: [a-z]{1,12}){0,4} (?:(?:in |with |be |of ){1,12}(?:all |only )?"
            + "(?:capital(?:s| letters|ized)?|caps|uppercase|upper case)|capitali[sz]ed)"
            + "|(?:words?|phrases?)[^.\\n]{0,30}? (?:all |in )?(?:all )?(?:capital(?: letters|s|ized)?|caps|uppercase)"
            + "[^.\\n]{0,60}? " + renamed(RELATION + " ?" + NUMBER, "B") + "(?<behindB>(?: or more)?)(?: times?| words?"
            + "|\\b(?! ?(?:sentences|paragraphs|sections|bullet|placeholders))))");

    private static final String LIST = "(?<list>[^.\\n]{0,200})";
    private static final Pattern FORBIDDEN =
            Extraction.pattern("(?:(?:\\bnot|n't|never)(?: (?:to|include|including|use|using"
                    + "|mention|mentioning|say|saying|contain|have|allowed|be|allow|any|of|there)){0,12}|without(?: (?:using|any|including"
                    + "|mentioning|saying|the use of)){0,12}|avoid(?:ing)?(?: (?:using|including|mentioning|saying|the use of)){0,12}"
                    + "|refrain from (?:using|including|saying|mentioning)|exclude|excluding|forbidden|leave out)"
                    + "(?: (?:the|these|following|any|of|specific|either|your)){0,12}"
                    + " (?:key ?)?(?:words?|keywords?|terms?|phrases?|names?)(?: (?:such as|like|or phrases?|are|of))?[:,]?"
                    + "(?=[ \"'\\[(:]) ?" + LIST);
    private static final Pattern FORBIDDEN_ARE = Extraction.pattern(
            "(?:forbidden|not allowed|prohibited|banned)(?: (?:key ?words?|words?))?(?: are)?:? " + LIST);
    private static final Pattern FORBIDDEN_QUOTED = Extraction.pattern(
            "(?:\\bnot|n't|never|without|avoid)(?: (?:include|use|using|mention|mentioning|say|saying|contain))"
                    + "(?: (?:the|any|a))? (?<list>(?:\"[^\".\\n]{1,40}\"|'[^'.\\n]{1,40}')[^.\\n]{0,160})");
    private static final Pattern NOT_THERE = Extraction.pattern("\\bword \"?(?<list>[\\p{L}-]{1,30})\"?"
            + " (?:should not|must not|shouldn't|cannot|can't|doesn't|does not|mustn't|is not allowed to)"
            + "(?: be)? (?:appear|used|included|mentioned)");
    private static final Pattern EXISTENCE = Extraction.pattern(
            "\\b(?<verb>includ(?:e|es|ing)|use|using|contain(?:s|ing)?|with"
                    + "|mention(?:s|ing)?|incorporate|contains?|have|add)(?: (?:the|these|following|all|of|both|exact|two|three|a|in|your"
                    + "|response|poem)){0,12}"
                    + " (?:key ?words?|words?|terms?|phrase|keywords)(?: (?:of|such as|like))?[:,]?(?=[ \"'\\[(:]) ?(?<list>[^.\\n]{1,200})");
    private static final Pattern NEGATION =
            Extraction.pattern("\\b(?:avoid|not|never)\\b[^.,;\\n]{0,20}$|n't [^.,;\\n]{0,20}$");
    private static final Pattern TIMED =
            Extraction.pattern("\\b(?:times?|once|twice)\\b|\\b(?:in|with) (?:all )?(?:capital|caps|upper|lower)");

    private static final Pattern ITEM = Pattern.compile("(?:[,;&\\s]|and\\b|or\\b){0,200}+"
            + "(?:\"(?<quoted>[^\"\\n]{1,60})\"|'(?<single>[^'\\n]{1,60})'(?![\\p{L}])"
            + "|\\[(?<bracket>[^\\]\\n]{1,60})\\]|(?<bare>[\\p{L}\\d][\\p{L}\\d'-]{0,30}))");
    private static final Set<String> STOP = Set.of(
            "in",
            "the",
            "your",
            "to",
            "that",
            "for",
            "with",
            "at",
            "a",
            "an",
            "of",
            "should",
            "must",
            "anywhere",
            "is",
            "are",
            "but",
            "when",
            "while",
            "which",
            "it",
            "not",
            "do",
            "from",
            "as",
            "on",
            "by",
            "this",
            "somewhere",
            "then",
            "response",
            "make",
            "also",
            "each",
            "if",
            "so",
            "please",
            "there",
            "be",
            "total",
            "can",
            "throughout",
            "only",
            "or",
            "and",
            "before",
            "characters",
            "like",
            "such",
            "more",
            "than",
            "less",
            "least",
            "limit",
            "you",
            "i",
            "we",
            "count",
            "may",
            "will",
            "has");

    private AskedWords() {}

    private static String renamed(String expression, String suffix) {
        return expression.replaceAll("\\(\\?<([a-z]+)>", "(?<$1" + suffix + ">");
    }

    static void add(String text, Set<Constraint> found) {
        for (Matcher match = FREQUENCY.matcher(text); match.find(); ) {
            boolean quoted = match.group("word") == null;
            String word = quoted ? match.group("quoted") : match.group("word");
            Numbers.Bound bound = negated(text, match, times(match, quoted ? "Q" : ""));
            if (bound.relation() != Relation.EXACTLY && !STOP.contains(word)) {
                found.add(new Constraint.KeywordFrequency(word, bound.relation(), bound.number()));
            }
        }
        for (Matcher match = LETTER.matcher(text); match.find(); ) {
            Numbers.Bound bound = negated(text, match, times(match, ""));
            found.add(new Constraint.LetterFrequency(match.group("word"), bound.relation(), bound.number()));
        }
        for (Matcher match = NO_LETTER.matcher(text); match.find(); ) {
            String letter = match.group("word") == null ? match.group("other") : match.group("word");
            found.add(new Constraint.LetterFrequency(letter, Relation.LESS_THAN, 1));
        }
        capitals(text, found);
        lists(text, found);
    }

    /// "Do not use it more than twice" is less than three times.
    private static Numbers.Bound negated(String text, Matcher match, Numbers.Bound bound) {
        String before = text.substring(Math.max(0, match.start() - 24), match.start());
        return bound.relation() == Relation.AT_LEAST && NEGATION.matcher(before).find()
                ? new Numbers.Bound(Relation.LESS_THAN, bound.number(), true)
                : bound;
    }

    private static Numbers.Bound times(Matcher match, String suffix) {
        String few = match.group("few" + suffix);
        String number = few == null ? match.group("number" + suffix) : few;
        String after = match.group("after" + suffix);
        String behind =
                few != null ? match.group("more" + suffix) : after == null ? match.group("behind" + suffix) : after;
        return bound(match.group("relation" + suffix), number, behind == null ? "" : behind);
    }

    private static Numbers.Bound bound(
            @org.jspecify.annotations.Nullable String relation, String number, String behind) {
        Matcher match = SAID.matcher((relation == null ? "" : relation) + " " + number + behind);
        return match.matches()
                ? Numbers.bound(match)
                : new Numbers.Bound(Relation.EXACTLY, Numbers.number(number), false);
    }

    private static final Pattern SAID = Extraction.pattern(RELATION + " ?(?<number>[\\p{L}\\d,]+?)" + Numbers.BEHIND);

    private static void capitals(String text, Set<Constraint> found) {
        for (Matcher match = CAPITALS.matcher(text); match.find(); ) {
            String suffix = match.group("number") == null ? "B" : "";
            Numbers.Bound bound = bound(
                    match.group("relation" + suffix), match.group("number" + suffix), match.group("behind" + suffix));
            if (bound.said() && bound.relation() != Relation.EXACTLY) {
                found.add(new Constraint.CapitalWords(bound.relation(), bound.number()));
            }
        }
    }

    private static void lists(String text, Set<Constraint> found) {
        for (Pattern pattern : List.of(FORBIDDEN, FORBIDDEN_ARE, FORBIDDEN_QUOTED, NOT_THERE)) {
            Matcher match = pattern.matcher(text);
            while (match.find()) {
                List<String> words = items(match.group("list"));
                if (!words.isEmpty()) {
                    found.add(new Constraint.ForbiddenWords(words));
                    break;
                }
            }
        }
        for (Matcher match = EXISTENCE.matcher(text); match.find(); ) {
            String before = text.substring(Math.max(0, match.start() - 16), match.start());
            List<String> words = items(match.group("list"));
            boolean negated =
                    before.matches("(?is).*\\b(?:not|n't|never|without|avoid|start|starts|begin|begins|end|ends"
                            + "|response|it|paragraph|finish|starting|ending)\\b.*|(?is).*n't .*");
            if (!words.isEmpty() && !negated && !TIMED.matcher(match.group()).find()) {
                found.add(new Constraint.Keywords(words));
                return;
            }
        }
    }

    private static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        String bare = list.strip();
        if (bare.startsWith("[") && bare.contains(",")) {
            return items(bare.substring(1).replace("]", " ."));
        }
        Matcher match = ITEM.matcher(list);
        int end = 0;
        while (match.region(end, list.length()).lookingAt()) {
            String plain = match.group("bare");
            String item = plain != null
                    ? plain
                    : match.group("quoted") != null
                            ? match.group("quoted")
                            : match.group("single") != null ? match.group("single") : match.group("bracket");
            if (plain != null && STOP.contains(plain)) {
                break;
            }
            // Bare words follow one another only behind commas.
            if (plain != null
                    && !items.isEmpty()
                    && match.start() == end
                    && !list.substring(end, match.start("bare")).matches("(?s)\\s*(?:,|;|&)?.*(?:,|;|&|and|or)\\s*")) {
                break;
            }
            items.add(item.replaceAll("[,.;]$", "").strip());
            end = match.end();
        }
        return items.stream().filter(item -> !item.isEmpty()).distinct().toList();
    }
}
