package dev.seedbed.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds replies that refuse: "I'm sorry, but I can't help with that", "As an AI, I don't have...", and their
/// like in other languages.
///
/// ```java
/// new Refusals().find("Unfortunately, I am not able to provide medical advice.");  // refusal
/// new Refusals().find("I cannot recommend this book highly enough.");              // empty
/// ```
///
/// What counts stands at the beginning of a sentence: a first person (not a character's or a company's), an
/// inability or unwillingness, and a verb for what assistants are asked to do; or "the assistant", "this
/// request" in the third person; or a policy or a training. In the first three sentences all
/// forms and languages count, behind them the plain English ones. What stands in quotation marks, in code, in
/// a list of examples or in a letter does not count. So letters of apology, stories and idioms ("I can't help
/// but smile") pass.
/// Languages: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Turkish, Swedish,
/// Danish, Norwegian, Czech, Romanian, Hungarian, Finnish, Greek, Hebrew, Ukrainian, Bulgarian, Vietnamese,
/// Indonesian, Thai, Arabic, Hindi, Chinese, Japanese, Korean.
///
/// The span runs from the beginning of the refusing clause to the end of what matched.
public final class Refusals implements Detector {
    /// The one code of its findings.
    public static final String REFUSAL = "refusal";

    private static final int HEAD = 700;
    private static final int SENTENCES = 3;
    private static final int SENTENCE = 400;

    private static final Pattern LEAD_IN = Pattern.compile("[\\s\"'*_#>\\-\\p{So}\\uFE0F\\p{Cs}]*");
    private static final Pattern LETTER =
            Pattern.compile("\\s*(?:subject:|dear (?!user|friend)|to whom it may|(?:hi|hello|hey) (?!there\\b)"
                    + "[\\p{L}.]{2,20}(?: [\\p{L}.]{2,20})?,? {0,2}\\n)");

    /// Words that put what follows into somebody's mouth.
    private static final Set<String> SAYING = Set.of(
            "said",
            "says",
            "say",
            "saying",
            "replied",
            "replies",
            "reply",
            "answered",
            "answers",
            "responded",
            "responds",
            "respond",
            "response",
            "wrote",
            "writes",
            "example",
            "examples",
            "e.g.",
            "like",
            "as",
            "include",
            "includes",
            "phrase",
            "phrases",
            "told",
            "tells",
            "output",
            "message",
            "template",
            "politely",
            "following",
            "statement",
            "line",
            "thought");

    @Override
    public List<String> codes() {
        return List.of(REFUSAL);
    }

    @Override
    public Optional<Finding> find(String text) {
        int headEnd = Math.min(text.length(), HEAD);
        boolean perhaps = RefusalPhrases.HEAD.in(text, 0, headEnd).count() > 0;
        Optional<Finding> opening = perhaps ? atBeginning(text) : Optional.empty();
        return opening.or(() -> later(text));
    }

    private static Optional<Finding> atBeginning(String text) {
        String head = Folded.head(text, HEAD);
        if (LETTER.matcher(head).lookingAt() || opensDialogue(text)) {
            return Optional.empty();
        }
        List<Integer> starts = sentenceStarts(head);
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            if (i > 0 && (isListItem(head, start) || isSaid(text, start))) {
                continue;
            }
            for (Pattern pattern : patterns(i)) {
                Matcher matcher = pattern.matcher(head).region(start, head.length());
                if (matcher.lookingAt() && !isTalk(text, start, matcher.end())) {
                    return Optional.of(finding(text, start, matcher.end()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Pattern> patterns(int sentence) {
        return sentence <= 1 ? RefusalPhrases.OPENINGS : RefusalPhrases.THIRD_SENTENCES;
    }

    private static Optional<Finding> later(String text) {
        Triggers.Hits hits = RefusalPhrases.LATER.in(text);
        if (hits.count() == 0 || LETTER.matcher(Folded.head(text, 80)).lookingAt()) {
            return Optional.empty();
        }
        CodeRegions code = CodeRegions.of(text);
        Quotations quotations = new Quotations(text);
        Sentences sentences = new Sentences(text);
        for (int i = 0; i < hits.count(); i++) {
            int start = sentences.startOf(hits.begin(i));
            if (start < 0
                    || code.covers(start)
                    || isSaid(text, start)
                    || isListItem(text, start)
                    || quotations.isOpenAt(start)) {
                continue;
            }
            String sentence = Folded.head(text.substring(start, Math.min(text.length(), start + SENTENCE)), SENTENCE);
            for (Pattern pattern : RefusalPhrases.LATER_SENTENCES) {
                Matcher matcher = pattern.matcher(sentence);
                if (matcher.lookingAt()) {
                    return Optional.of(finding(text, start, start + matcher.end()));
                }
            }
        }
        return Optional.empty();
    }

    private static Finding finding(String text, int begin, int end) {
        return new Finding(REFUSAL, "the reply refuses: \"" + text.substring(begin, end) + "\"", begin, end);
    }

    /// Whether the text begins with a quotation that ends before it does.
    private static boolean opensDialogue(String text) {
        int begin = 0;
        while (begin < text.length() && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        if (begin == text.length() || "\"\u201C\u2018'\u00AB\u201E".indexOf(text.charAt(begin)) < 0) {
            return false;
        }
        for (int i = begin + 1; i < text.length(); i++) {
            if ("\"\u201D\u00BB".indexOf(text.charAt(i)) >= 0) {
                return !text.substring(i + 1).isBlank();
            }
        }
        return false;
    }

    /// Whether a quotation ends right behind what matched, or somebody is said to have said it.
    private static boolean isTalk(String text, int begin, int end) {
        int line = text.indexOf('\n', end);
        String behind = text.substring(end, Math.min(line < 0 ? text.length() : line, end + 160));
        return SPEECH.matcher(behind).find() || Surroundings.isQuoted(text, begin);
    }

    private static final Pattern SPEECH = Pattern.compile(
            "^[^.!?\"\u201D]{0,80}[,.!?][\"\u201D'\u2019] ?(?:\\p{L}+ ){0,3}?(?:said|says|replied|answered|"
                    + "thought|whispered|asked|told|muttered|added|wrote|explained|sighed|she|he|they)\\b|^[^.!?\"]{0,60}, (?:he|she|they|the \\p{L}+)"
                    + " (?:said|thought|replied|told|answered|whispered)\\b");

    private static boolean isListItem(CharSequence text, int start) {
        int place = start - 1;
        while (place >= 0 && " \"'*_\u201C".indexOf(text.charAt(place)) >= 0) {
            place--;
        }
        if (place < 0) {
            return false;
        }
        char mark = text.charAt(place);
        return mark == '-'
                || mark == '\u2022'
                || mark == '>'
                || mark == '|'
                || ((mark == '.' || mark == ')') && place > 0 && Character.isDigit(text.charAt(place - 1)))
                || (start - place > 1 && text.charAt(place + 1) == '*' && mark == '\n');
    }

    /// Whether a colon or a word of saying stands before the sentence.
    private static boolean isSaid(String text, int start) {
        int place = start;
        while (place > 0
                && (Character.isWhitespace(text.charAt(place - 1))
                        || "\"'\u201C*_".indexOf(text.charAt(place - 1)) >= 0)) {
            place--;
        }
        return place > 0
                && (text.charAt(place - 1) == ':'
                        || (text.charAt(place - 1) != '.' && SAYING.contains(Surroundings.wordBefore(text, place))));
    }

    /// Tells where sentences begin. Places in the order of the text take one pass over it together.
    private static final class Sentences {
        private final String text;
        private int read;
        private int start;

        Sentences(String text) {
            this.text = text;
        }

        /// Where the sentence of a place begins, -1 if that is too far away.
        int startOf(int place) {
            if (place < read) {
                read = Math.max(0, place - SENTENCE);
                start = read;
            }
            for (; read < place; read++) {
                if (".!?\n\u3002".indexOf(text.charAt(read)) >= 0) {
                    start = read + 1;
                }
            }
            int begin = Math.max(start, place - SENTENCE);
            while (begin < place
                    && (Character.isWhitespace(text.charAt(begin)) || "\"'*_#>-(".indexOf(text.charAt(begin)) >= 0)) {
                begin++;
            }
            return place - begin < SENTENCE ? begin : -1;
        }
    }

    private static List<Integer> sentenceStarts(String head) {
        List<Integer> starts = new ArrayList<>(SENTENCES);
        int from = 0;
        while (starts.size() < SENTENCES && from < head.length()) {
            Matcher leadIn = LEAD_IN.matcher(head).region(from, head.length());
            int start = leadIn.lookingAt() ? leadIn.end() : from;
            starts.add(start);
            from = start;
            while (from < head.length() && ".!?\n\u3002\uFF01\uFF1F\u0964".indexOf(head.charAt(from)) < 0) {
                from++;
            }
            from++;
        }
        return starts;
    }
}
