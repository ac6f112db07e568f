package dev.seedbed.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
/// Only the first two sentences of the reply count, and there only what stands at the beginning of a sentence:
/// a first person (not a character's or a company's), an inability or unwillingness, and a verb for what
/// assistants are asked to do. So letters of apology, stories and idioms ("I can't help but smile") pass.
/// Languages: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Turkish, Swedish,
/// Arabic, Hindi, Chinese, Japanese, Korean.
///
/// The span runs from the beginning of the refusing clause to the end of what matched.
public final class Refusals implements Detector {
    /// The one code of its findings.
    public static final String REFUSAL = "refusal";

    private static final int HEAD = 400;
    private static final int SENTENCES = 2;

    private static final Pattern LEAD_IN = Pattern.compile("[\\s\"'*_#>\\-\\p{So}\\uFE0F\\p{Cs}]*");

    @Override
    public List<String> codes() {
        return List.of(REFUSAL);
    }

    @Override
    public Optional<Finding> find(String text) {
        String head = Folded.head(text, HEAD);
        List<Integer> starts = sentenceStarts(head);
        for (int i = 0; i < starts.size(); i++) {
            int start = starts.get(i);
            for (Pattern pattern : i == 0 ? RefusalPhrases.OPENINGS : RefusalPhrases.SENTENCES) {
                Matcher matcher = pattern.matcher(head).region(start, head.length());
                if (matcher.lookingAt()) {
                    String span = text.substring(start, matcher.end());
                    return Optional.of(
                            new Finding(REFUSAL, "the reply refuses: \"" + span + "\"", start, matcher.end()));
                }
            }
        }
        return Optional.empty();
    }

    private static List<Integer> sentenceStarts(String head) {
        List<Integer> starts = new ArrayList<>(SENTENCES);
        int from = 0;
        while (starts.size() < SENTENCES && from < head.length()) {
            Matcher leadIn = LEAD_IN.matcher(head).region(from, head.length());
            int start = leadIn.lookingAt() ? leadIn.end() : from;
            starts.add(start);
            from = start;
            while (from < head.length() && ".!?\n\u3002\uFF01\uFF1F".indexOf(head.charAt(from)) < 0) {
                from++;
            }
            from++;
        }
        return starts;
    }
}
