package dev.seedbed.curate.judge;

import dev.seedbed.curate.judge.VerdictGrammar.Hints;
import dev.seedbed.curate.judge.VerdictGrammar.Values;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// How one of some words is said.
record ChoiceValues<T>(Map<String, T> choices, Pattern form) {
    private static final String LABEL = "verdict|answer|judge?ment|decision|choice|result|preference";

    static <T> Values<T> of(String word, Map<String, T> choices) {
        String words =
                choices.keySet().stream().sorted().map(ChoiceValues::regex).collect(Collectors.joining("|"));
        ChoiceValues<T> values =
                new ChoiceValues<>(choices, Pattern.compile("[\\[(<\"']{0,2}(?<ONE>" + words + ")[\\])>\"']{0,2}"));
        return new Values<>(
                word,
                LABEL,
                Set.of("verdict", "answer", "judgement", "judgment", "decision", "choice", "result", "preference"),
                "<" + choices.keySet().stream().sorted().collect(Collectors.joining(" or ")) + ">",
                values::value,
                text -> text.startsWith("[[") && text.endsWith("]]") ? values.value(text) : Spoken.nothing(),
                Optional.empty(),
                new Hints("[(\\[<\"']*(?:" + words + ")\\b", "\\[\\[\\s*(?:" + words + ")\\s*\\]\\]"));
    }

    private static String regex(String word) {
        String quoted = Pattern.quote(word).replace(" ", "\\E\\s+\\Q");
        return word.length() == 1 ? "(?-i:" + quoted + ")" : "(?i:" + quoted + ")";
    }

    private Spoken<T> value(String text) {
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            return Spoken.nothing();
        }
        String said = matcher.group("ONE").replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
        return choices.entrySet().stream()
                .filter(each -> each.getKey().toLowerCase(Locale.ROOT).equals(said))
                .findFirst()
                .<Spoken<T>>map(each -> Spoken.said(each.getValue()))
                .orElseGet(Spoken::nothing);
    }
}
