package dev.seedbed.text.instruction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads constraints out of an instruction. Each kind has patterns of its own; all gaps are bounded, and so is how
/// often a group repeats: Java's patterns recurse for each time, and the text is anybody's. Groups stay greedy
/// and not possessive, since "bold a total of 3" has to give "a" back.
final class Extraction {
    private static final int LONGEST = 20_000;
    private static final int FLAGS = Pattern.CASE_INSENSITIVE;

    private static final Pattern NO_COMMA = pattern("(?:\\bno|without(?: (?:using|any|the use of)){0,12}"
            + "|(?:not|n't|never|cannot)(?: (?:allowed|permitted|to|use|using|include|contain|have|be any|be allowed to use)){0,12}"
            + "|refrain from(?: (?:using|the use of|including)){0,12}|avoid(?: (?:using|the use of|including|the usage of)){0,12}"
            + "|refrain from the usage of)(?: any| a| the(?: use of)?(?: any)?| single){0,12} commas?\\b"
            + "|(?:not|n't)[^.\\n]{0,40} (?:or|and) (?:any )?commas?\\b|\\bcommas? (?:is|are) not (?:allowed|permitted)"
            + "|avoid[^.\\n]{0,30}\\bcommas\\b|zero commas|devoid of commas|free of commas");

    private static final Pattern JSON =
            pattern("\\b(?:in|as|into|using|to|with|be|only)(?: an?| one| the| valid| single"
                    + "| correct| proper| raw){0,12} (?:\\W{0,3})json\\b(?! (?:schema|file named|is|parser|library|web))"
                    + "|\\bjson[- ](?:format|object|block|output)\\b");

    private static final Pattern TITLE = pattern("<<[^<>\\n]{1,60}>>|double angular brackets|double angle brackets");

    private static final Pattern YES_NO_MAYBE = pattern("my answer is yes\\.?[^a-z]{1,12}(?:or )?[^a-z]{0,6}"
            + "my answer is no\\.?[^a-z]{1,12}(?:or )?[^a-z]{0,6}my answer is maybe");

    private static final Pattern TWO_RESPONSES = pattern("(?:separat|divid|split|between|using|follow|break)"
            + "[^.\\n]{0,90}(?:\\*{6,7}(?!\\*)|(?:6|six) asterisks?)"
            + "|(?:6|six) asterisk(?:s|s? symbols?| marks?)[^.\\n]{0,12}(?:\\*{6})?");

    private static final Pattern REPEATED = pattern("repeat(?:ing|s)? (?:the |this |all |my |exact ){0,12}"
            + "(?:request|prompt|text above|question|sentence above|exact request|above request|text)\\b"
            + "(?=[^\\n]{0,200}(?:word (?:for|by) word|without change|exact|before|first|then|as it is|verbatim))"
            + "|first,? repeat\\b|(?:say|words?|anything|characters?)[^.\\n]{0,20} before repeating the");

    private static final Pattern QUOTATION = pattern(
            "(?:wrap|put|enclose|surround|place|start and end)(?:ped|d)?"
                    + "[^.\\n]{0,70}(?:in|with|within|inside|between|by|around)?[^.\\n]{0,12}double quot(?:ation|es|e)[^.\\n]{0,20}"
                    + "|double quot(?:ation|es|e)s?(?: marks?)? around|(?:wrapped|enclosed) (?:in|with|by|within) (?:double )?quot");

    private static final Pattern CAPITAL =
            pattern("\\b(?:in|only|using|use|be|english and|english,|with|contain)(?: only"
                    + "| all| the| of| just| and| english| use| in| entirely| completely){0,12}[ ,]+(?:capital letters|uppercase"
                    + "|upper case|upper-case|caps|block capitals|capitals)\\b|\\ball[- ](?:uppercase|capital letters|caps"
                    + "|capitalized|capitalised)\\b|entirely capitali[sz]ed|(?:no|without|avoid|not)[^.\\n]{0,30} (?:lower ?case"
                    + "|small) letters");

    private static final Pattern SOME_WORDS =
            pattern("\\b(?:words?|phrases?|titles?|headings?|names?|letters that)\\b[^.\\n]{0,30}$");

    private static final Pattern LOWERCASE = pattern("\\ball(?: in)? (?:of the )?(?:lower[- ]?case|small letters)\\b"
            + "|\\b(?:in|only|using|use|be|written in|entirely)(?: only| all| entirely| completely| english and| english,"
            + "| the| just){0,12}[ ,]+lower[- ]?case\\b|(?:\\bno|without|not|n't|avoid|refrain from)(?: (?:use|using|contain"
            + "|containing|have|include|any|the|of|a|single|be)){0,12} (?:capital letters?|capitals\\b|capitali[sz]ation"
            + "|uppercase|upper case)|no capital");

    private static final Pattern POSTSCRIPT = pattern("\\bP\\. ?P\\. ?S\\b\\.?|\\bP\\. ?S\\.|\\bpost-?script\\b");
    private static final Pattern DOUBLE_POSTSCRIPT = pattern("\\bP\\. ?P\\. ?S\\b|\\bPPS\\b");

    private Extraction() {}

    static Pattern pattern(String expression) {
        return Pattern.compile(expression, FLAGS);
    }

    static List<Constraint> of(String instruction) {
        String text = plain(instruction.substring(0, Math.min(instruction.length(), LONGEST)));
        Set<Constraint> found = new LinkedHashSet<>();
        AskedWords.add(text, found);
        AskedLengths.add(text, found);
        AskedForms.add(text, found);
        addWholes(text, found);
        List<Constraint> ordered = new ArrayList<>(found);
        ordered.sort(Comparator.comparingInt(constraint -> Instructions.IDS.indexOf(constraint.id())));
        return List.copyOf(ordered);
    }

    /// What asks for the form of the whole reply.
    private static void addWholes(String text, Set<Constraint> found) {
        addIf(NO_COMMA, text, new Constraint.NoComma(), found);
        addIf(JSON, text, new Constraint.Json(), found);
        addIf(TITLE, text, new Constraint.Title(), found);
        addIf(YES_NO_MAYBE, text, new Constraint.YesNoMaybe(), found);
        addIf(TWO_RESPONSES, text, new Constraint.TwoResponses(), found);
        addIf(QUOTATION, text, new Constraint.Quotation(), found);
        boolean someCapitals = found.stream().anyMatch(each -> each instanceof Constraint.CapitalWords);
        if (LOWERCASE.matcher(text).find()) {
            found.add(new Constraint.AllLowercase());
        } else if (!someCapitals) {
            Matcher capital = CAPITAL.matcher(text);
            while (capital.find()) {
                String before = text.substring(Math.max(0, capital.start() - 45), capital.start());
                if (!SOME_WORDS.matcher(before).find()) {
                    found.add(new Constraint.AllCapital());
                }
            }
        }
        if (POSTSCRIPT.matcher(text).find()) {
            found.add(new Constraint.Postscript(DOUBLE_POSTSCRIPT.matcher(text).find() ? "P.P.S" : "P.S."));
        }
        if (REPEATED.matcher(text).find()) {
            RepeatedRequest.add(text, found);
        }
        AskedLanguage.add(text, found);
    }

    private static void addIf(Pattern pattern, String text, Constraint constraint, Set<Constraint> found) {
        if (pattern.matcher(text).find()) {
            found.add(constraint);
        }
    }

    /// With plain quotation marks and apostrophes; every character keeps its place.
    private static String plain(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = switch (chars[i]) {
                case '\u201C', '\u201D', '\u201E', '\u00AB', '\u00BB' -> '"';
                case '\u2018', '\u2019' -> '\'';
                case '\u00A0' -> ' ';
                default -> chars[i];
            };
        }
        return new String(chars);
    }
}
