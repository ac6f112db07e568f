package dev.seedbed.model.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WordPiecesTest {
    /// `tokens.json` was written by Hugging Face's `tokenizers` 0.23.3 (Python) from the tokenizer of the same jar:
    /// scripts, accents, controls, symbols, half-known words, long words.
    @TestFactory
    List<DynamicTest> splitsAsTheReferenceDoes() throws Exception {
        WordPieces pieces = new WordPieces(MiniLm.vocabulary());
        return Oracle.read("tokens.json").stream()
                .map(each -> DynamicTest.dynamicTest(Oracle.shown(each.text("text")), () -> {
                    List<?> ids = (List<?>) Objects.requireNonNull(each.value("ids"));
                    assertThat(Arrays.stream(pieces.tokens(each.text("text")))
                                    .asLongStream()
                                    .boxed()
                                    .toList())
                            .isEqualTo(ids.subList(1, ids.size() - 1));
                }))
                .toList();
    }

    @Test
    void readsSpecialTokensInATextAsCharacters() throws Exception {
        WordPieces pieces = new WordPieces(MiniLm.vocabulary());
        int[] ids = pieces.tokens("[CLS] a [SEP][MASK] [PAD]");
        assertThat(ids).doesNotContain(101, 102, 103, 0).startsWith(1031);
    }

    @Test
    void dropsHalvesOfSurrogatePairs() throws Exception {
        WordPieces pieces = new WordPieces(MiniLm.vocabulary());
        assertThat(pieces.tokens("hel\ud83dlo \udc00")).isEqualTo(pieces.tokens("hello"));
    }

    @Test
    void takesTheLongestPieceFirst() {
        // The example of BERT's tokenization.py.
        WordPieces pieces =
                new WordPieces(Map.of("[UNK]", 0, "un", 1, "##aff", 2, "##able", 3, "##a", 4, "unaff", 5, "##b", 6));
        assertThat(pieces.tokens("unaffable un unaf")).containsExactly(5, 3, 1, 0);
    }

    /// As BERT's `BasicTokenizer` and the `BertNormalizer` do: accents go by their own switch, and what is not
    /// split at Chinese characters is one word.
    @Test
    void keepsWhatItsRulesSay() {
        Map<String, Integer> vocabulary = Map.of("[UNK]", 0, "\u00e9t\u00e9", 1, "ete", 2, "Ete", 3, "\u4f60\u597d", 4);
        assertThat(new WordPieces(vocabulary).tokens("\u00c9t\u00e9")).containsExactly(2);
        assertThat(new WordPieces(vocabulary, new WordPieces.Rules(false, false, true)).tokens("\u00c9t\u00e9"))
                .containsExactly(1);
        assertThat(new WordPieces(vocabulary, new WordPieces.Rules(true, true, true)).tokens("\u00c9t\u00e9"))
                .containsExactly(3);
        assertThat(new WordPieces(vocabulary).tokens("\u4f60\u597d")).containsExactly(0, 0);
        assertThat(new WordPieces(vocabulary, new WordPieces.Rules(false, true, false)).tokens("\u4f60\u597d"))
                .containsExactly(4);
    }
}
