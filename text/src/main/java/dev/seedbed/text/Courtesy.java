package dev.seedbed.text;

import java.util.regex.Pattern;

/// Tells turns that hold nothing but courtesy: thanks, goodbyes, "you are right", "you're welcome".
///
/// ```java
/// Courtesy.only("Thank you so much, this was very helpful! Have a great day.");  // true
/// Courtesy.only("Thanks! How does that work on Linux?");                         // false
/// Courtesy.withoutLead("Thanks! How does that work on Linux?");                  // "How does that work on
/// Linux?"
/// ```
///
/// Every clause must be one of courtesy, so that one question, request or fact makes it a turn. English only.
/// Texts
/// of more than 600 characters are never nothing but courtesy.
public final class Courtesy {
    private static final int LONGEST = 600;

    private static final Pattern BETWEEN_CLAUSES = Pattern.compile("[.!;,\\n]+|:\\)| - ");

    /// Words that bring something new into a clause that began with courtesy.
    private static final Pattern TURNS_TO_MATTER =
            Pattern.compile("\\?|\\b(?:but|however|now|please|can you|could you|would you|one more|another)\\b");

    private static final Pattern CLAUSE = Pattern.compile("(?:(?:and|so|well|oh|again|once again|yes|ok|okay) )*(?:"
            + "(?:ok|okay|great|perfect|wonderful|awesome|excellent|amazing|fantastic|good|nice|yes|sure|alright|all right"
            + "|indeed|absolutely|exactly|definitely|certainly|of course|no problem|no worries|my pleasure|any ?time"
            + "|cheers|likewise|you too|same to you|agreed|got it|understood|i see|i understand|(?:that )?makes sense"
            + "|sounds (?:good|great)|will do|that's all(?: .*)?|that is all(?: .*)?|well said|great (?:answer|point)"
            + "|good (?:answer|point)|enjoy|again|once again|so much|very much)"
            + "|(?:many |a lot of )?(?:thanks|thank you|thx)(?: .*)?"
            + "|i (?:really |truly |greatly |also |do |sincerely )*appreciate(?: .*)?"
            + "|(?:you're|you are)(?: very| most| so| always)? welcome(?: .*)?"
            + "|(?:you're|you are)(?: absolutely| completely| quite| totally| so)? (?:right|correct)"
            + "|i (?:completely |totally |fully |couldn't |could not )?agree(?: more| with you| completely)?"
            + "|(?:good)?bye(?: .*)?|farewell(?: .*)?|take care(?: .*)?|see you(?: .*)?|until next time"
            + "|(?:i hope you )?have a (?:great|good|nice|wonderful|lovely|fantastic|pleasant|safe) .*"
            + "|(?:i )?wish(?:ing)? you .*|(?:good|best of) luck(?: .*)?|happy to help(?: .*)?|glad to help(?: .*)?"
            + "|(?:i'm|i am|i was)(?: so| very| always| really)* (?:glad|happy|pleased|delighted) .*"
            + "|if you (?:ever )?(?:have|need) (?:any )?(?:more |other |further |additional )*"
            + "(?:questions?|help|assistance|anything)(?: .*)?"
            + "|(?:please )?(?:feel free|don't hesitate|do not hesitate) to (?:ask|reach out|contact|come back)(?: .*)?"
            + "|(?:just )?let me know if .*|(?:i'm|i am) (?:always )?here (?:to help|if you need|for you|whenever)(?: .*)?"
            + "|(?:this|that|it|you)(?:'s| is| was| has been| have been|'ve been)(?: very| really| so| extremely| all)*"
            + " (?:helpful|great|useful|informative|perfect|interesting|kind|a great help|a pleasure)(?: .*)?"
            + ")");

    private Courtesy() {}

    /// Whether there is courtesy in the text and nothing else.
    public static boolean only(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST) {
            return false;
        }
        boolean any = false;
        for (String clause : BETWEEN_CLAUSES.split(Folded.head(stripped, LONGEST))) {
            String words = clause.strip();
            if (words.chars().noneMatch(Character::isLetterOrDigit)) {
                continue;
            }
            if (!CLAUSE.matcher(words).matches()
                    || TURNS_TO_MATTER.matcher(words).find()) {
                return false;
            }
            any = true;
        }
        return any;
    }

    /// The text without the sentences of courtesy that it begins with; the text itself if nothing else is
    /// there.
    public static String withoutLead(String text) {
        String rest = text.strip();
        while (true) {
            int end = sentenceEnd(rest);
            if (end < 0 || rest.substring(end).isBlank() || !only(rest.substring(0, end))) {
                return only(rest) ? text.strip() : rest;
            }
            rest = rest.substring(end).strip();
        }
    }

    /// Behind the first full stop or exclamation mark that white space follows; -1 if there is none.
    private static int sentenceEnd(String text) {
        for (int i = 0; i + 1 < text.length() && i < LONGEST; i++) {
            char c = text.charAt(i);
            if (c == '\n' || ((c == '.' || c == '!') && Character.isWhitespace(text.charAt(i + 1)))) {
                return i + 1;
            }
        }
        return -1;
    }
}
