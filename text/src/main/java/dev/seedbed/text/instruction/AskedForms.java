package dev.seedbed.text.instruction;

import static dev.seedbed.text.instruction.Numbers.BEHIND;
import static dev.seedbed.text.instruction.Numbers.NUMBER;
import static dev.seedbed.text.instruction.Numbers.RELATION;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads which lists, marks and parts are asked for, and how the reply is to begin and end.
final class AskedForms {
    private static final String COUNT = "\\b" + RELATION + " ?" + NUMBER + BEHIND + "[ -]?";

    private static final Pattern BULLETS = Extraction.pattern(
            COUNT + "(?:[a-z]{1,12} )?(?:markdown )?(?:bullets?(?:[- ]?(?:points?|list items?|items?))?|bulleted)\\b");
    private static final Pattern ITEMS =
            Extraction.pattern("\\b(?:list|name|give(?: me)?|provide|write|suggest|in|generate|with)"
                    + " (?:exactly |only |a (?:numbered )?list of )"
                    + NUMBER
                    + "(?<behind>) (?:items|things|examples|ideas|tips|reasons|steps|ways|facts|names|suggestions"
                    + "|points|questions|titles|benefits|options)\\b");
    private static final Pattern HIGHLIGHTS = Extraction.pattern(
            "(?:highlight|italici[sz]e|bold)(?:ing|ed|s)?(?: (?:the|your|a|only|portions?|of|and|text|key|parts?)){0,12} "
                    + RELATION + " ?" + NUMBER + BEHIND
                    + "|"
                    + COUNT.replace("<number>", "<number2>")
                            .replace("<relation>", "<relation2>")
                            .replace("<behind>", "<behind2>")
                    + "(?:different |separate |text )?(?:highlighted |highlight )?(?:sections?|parts?|phrases?|keywords?"
                    + "|words|titles?|portions?|key points|text sections)?[^.\\n]{0,60}(?:highlight|\\*[a-z ]{1,40}\\*"
                    + "|italic|bold)");
    private static final Pattern SOME_HIGHLIGHTS = Extraction.pattern("highlight (?:some|any|the) (?:key )?"
            + "(?:words?|parts?|phrases?|points?|title|sections?)[^.\\n]{0,60}\\*[^*\\n]{1,40}\\*(?! ?\\d)");
    private static final Pattern STARRED = Extraction.pattern("\\*[\\p{L}\\d ]{1,60}\\*|markdown|asterisk|italic|bold");
    private static final Pattern PLACEHOLDERS =
            Extraction.pattern(COUNT + "(?:[a-z]{1,12} )?(?:placeholders?|square brackets)\\b");
    private static final Pattern SECTIONS = Extraction.pattern(
            COUNT + "(?:[a-z]{1,12} )?(?<unit>sections?|parts|chapters|paragraphs|days|audiences?)\\b");
    private static final Pattern MARKER = Extraction.pattern(
            "(?:mark|start|begin|label|indicate|signified|denote|highlight|identif)[^.\\n]{0,70}? [\"'(]?"
                    + "(?<marker>(?-i:SECTION|Section|PARAGRAPH|Part|PART|Chapter|Day|Audience) (?=X|\\d|#|(?-i:[A-Z])\\b))"
                    + "|(?<marker2>(?-i:SECTION|Section|PARAGRAPH|Day|Audience|Part|Chapter) (?=X\\b|1\\b))");
    private static final Pattern END = Extraction.pattern("\\b(?:end|ends|finish|conclude|ending|close|finishes)\\b"
            + "(?: (?:the|your|it|this|entire|whole|up|off|song|response|reply|answer|letter|email|poem|story|essay"
            + "|article|message|review|post|output|limerick|ad|of|rap|text|summary|blog|entire response)){0,12}"
            + "[^.\"\\n]{0,20}? (?:with|by saying|by)(?: (?:the|this|a|exact|exactly|following|words?|phrase|sentence|line"
            + "|of|question|statement|EXACT|very|same|postscript)){0,12}[:,]? ?\"(?<phrase>[^\"\\n]{2,200})\""
            + "|\\bvery (?:end|last)[^.\"\\n]{0,60}(?:read|be|say)(?: exactly)?(?: like)?:? ?"
            + "\"?(?<phrase2>[^\"\\n]{2,200}?)(?:\"|$|\\n)"
            + "|\\b(?:end|finish) (?:it |the [a-z]{1,12} |your (?:[a-z]{1,12} ){1,2})?with"
            + "(?:(?: (?:this|the))?(?: exact)?(?: (?:phrase|sentence|question|words))?:|(?: (?:this|the))? exact"
            + " (?:phrase|sentence|question|words))\\s{1,3}(?<phrase3>(?-i:[A-Z])[^\"\\n.?!]{3,100}[.?!])");
    private static final Pattern START = Extraction.pattern("\\b(?:start|begin)(?:s|ning)?\\b"
            + "(?: (?:the|your|it|entire|whole|song|response|reply|answer|letter|email|poem|story|essay|article|message|by"
            + "|off)){0,12} (?:with|by saying)(?: (?:the|this|exact|following|words?|phrase|sentence)){0,12}[:,]? ?"
            + "\"(?<phrase>[^\"\\n]{2,120})\"");

    private AskedForms() {}

    static void add(String text, Set<Constraint> found) {
        for (Matcher match = BULLETS.matcher(text); match.find(); ) {
            Numbers.Bound bound = Numbers.bound(match);
            found.add(
                    bound.relation() == Relation.EXACTLY
                            ? new Constraint.Bullets(bound.number())
                            : new Constraint.ListItems(bound.relation(), bound.number()));
        }
        Matcher items = ITEMS.matcher(text);
        if (items.find() && found.stream().noneMatch(each -> each instanceof Constraint.Bullets)) {
            found.add(new Constraint.ListItems(Relation.EXACTLY, Numbers.number(items.group("number"))));
        }
        highlights(text, found);
        Matcher places = PLACEHOLDERS.matcher(text);
        if (places.find()) {
            Numbers.Bound bound = Numbers.bound(places);
            if (bound.relation() != Relation.LESS_THAN) {
                found.add(new Constraint.Placeholders(bound.number()));
            }
        }
        sections(text, found);
        ends(text, found);
    }

    private static void highlights(String text, Set<Constraint> found) {
        if (SOME_HIGHLIGHTS.matcher(text).find()) {
            found.add(new Constraint.Highlights(1));
            return;
        }
        Matcher match = HIGHLIGHTS.matcher(text);
        while (match.find()) {
            String suffix = match.group("number") == null ? "2" : "";
            String behind = text.substring(match.start(), Math.min(text.length(), match.end() + 160));
            if (!"2".equals(suffix) && !STARRED.matcher(behind).find() && !behind.contains("section")) {
                continue;
            }
            if ("2".equals(suffix) && !behind.contains("ighlight") && !behind.contains("*")) {
                continue;
            }
            String relation = match.group("relation" + suffix);
            if (relation != null && relation.matches("(?i)(?:less|fewer|under|below).*")) {
                continue;
            }
            found.add(new Constraint.Highlights(Numbers.number(match.group("number" + suffix))));
            return;
        }
    }

    private static void sections(String text, Set<Constraint> found) {
        Matcher marker = MARKER.matcher(text);
        Matcher match = SECTIONS.matcher(text);
        if (!marker.find() || found.stream().anyMatch(each -> each instanceof Constraint.DividedParagraphs)) {
            return;
        }
        String word = marker.group("marker") == null ? marker.group("marker2") : marker.group("marker");
        while (match.find()) {
            Numbers.Bound bound = Numbers.bound(match);
            if (bound.relation() != Relation.LESS_THAN) {
                found.add(new Constraint.Sections(word.strip(), bound.number()));
                return;
            }
        }
    }

    private static void ends(String text, Set<Constraint> found) {
        Matcher end = END.matcher(text);
        while (end.find()) {
            String phrase = end.group("phrase") != null
                    ? end.group("phrase")
                    : end.group("phrase2") != null ? end.group("phrase2") : end.group("phrase3");
            String stripped = phrase.strip();
            if (!stripped.matches("(?i)p\\. ?(?:p\\. ?)?s\\.?.*")) {
                found.add(new Constraint.EndPhrase(stripped));
                break;
            }
        }
        Matcher start = START.matcher(text);
        if (start.find()) {
            String before = text.substring(Math.max(0, start.start() - 40), start.start());
            if (!before.matches("(?is).*\\b(?:paragraph|section|sentence|line|postscript|word|stanza|verse)s?\\b.*")) {
                found.add(new Constraint.StartPhrase(start.group("phrase").strip()));
            }
        }
    }
}
