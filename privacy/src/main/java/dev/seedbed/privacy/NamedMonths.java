package dev.seedbed.privacy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The words for months that [BirthDates] finds, by language and form.
final class NamedMonths {
    /// One language's twelve words.
    ///
    /// @param mark what stands between day and month in this language and tells it from others
    private record Words(String mark, List<String> months) {}

    private static final List<Words> ALL = List.of(
            words(".", "januar februar märz april mai juni juli august september oktober november dezember"),
            words(" de ", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
            words("", "january february march april may june july august september october november december"),
            words("", "jan feb mar apr may jun jul aug sep oct nov dec"),
            words("", "jan feb mar apr may jun jul aug sept oct nov dec"),
            words("", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
            words("", "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
            words("", "januar februar märz april mai juni juli august september oktober november dezember"),
            words("", "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"));

    private NamedMonths() {}

    private static Words words(String mark, String months) {
        return new Words(mark, List.of(months.split(" ")));
    }

    /// @param before what stands between the day and the word
    /// @return from 1 to 12, or 0
    static int number(String word, String before) {
        Words words = wordsOf(word, before);
        return words == null ? 0 : words.months().indexOf(Signs.folded(word)) + 1;
    }

    /// Another month in this word's language, form and case.
    static String other(String word, String before, int month) {
        Words words = wordsOf(word, before);
        String other = words == null ? word : words.months().get(month - 1);
        if (word.equals(word.toUpperCase(Locale.ROOT))) {
            return other.toUpperCase(Locale.ROOT);
        }
        return Character.isUpperCase(word.charAt(0))
                ? Character.toUpperCase(other.charAt(0)) + other.substring(1)
                : other;
    }

    private static @Nullable Words wordsOf(String word, String before) {
        String plain = Signs.folded(word);
        for (Words words : ALL) {
            if (before.contains(words.mark()) && words.months().contains(plain)) {
                return words;
            }
        }
        return null;
    }
}
