package dev.seedbed.text.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TermsTest {
    private static List<String> found(List<String> terms, String text) {
        return Terms.of(terms).in(text).hits().stream()
                .map(hit -> hit.term() + "=" + text.substring(hit.begin(), hit.end()))
                .toList();
    }

    @Test
    void findsWholeWordsAndPhrasesWhateverTheirForm() {
        List<String> terms = List.of("stock market", "stock", "café");

        assertThat(found(terms, "The STOCK-MARKET, stocks, a stock; le Cafe."))
                .containsExactly("stock market=STOCK-MARKET", "stock=stock", "café=Cafe");
    }

    @Test
    void seesThroughDigitsAndSignsPutForLetters() {
        assertThat(found(List.of("lottery", "ass"), "l0tt3ry @ss class glass 455"))
                .containsExactly("lottery=l0tt3ry", "ass=@ss");
    }

    @Test
    void findsTermsOfWritingsWithoutSpacesInside() {
        assertThat(found(List.of("彩票"), "我昨天买了彩票，没有中奖。")).containsExactly("彩票=彩票");
    }

    @Test
    void countsWordsForTheShare() {
        Terms.Hits hits = Terms.of(List.of("ox")).in("The ox and the fox");

        assertThat(hits.words()).isEqualTo(5);
        assertThat(hits.share()).isEqualTo(0.2);
    }

    @Test
    void hasListsOfCoarseWordsByLanguage() {
        assertThat(CoarseWords.languages()).contains("en", "de", "zh", "nb").hasSizeGreaterThan(20);
        assertThat(CoarseWords.of("en")).hasSizeGreaterThan(300).contains("penis");
        assertThat(CoarseWords.isAmbiguous("penis")).isTrue();
        assertThatThrownBy(() -> CoarseWords.of("xx")).hasMessageContaining("there are lists for ar, cs");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\uD83D", "\u0301", "stock ", "彩", "$", "@ ", "é"})
    void takesTenMillionCharactersOfAnything(String unit) {
        String text = unit.repeat(10_000_000 / unit.length());

        assertThat(Terms.of(List.of("stock market crash", "彩票", "aa")).in(text).hits())
                .isNotNull();
    }
}
