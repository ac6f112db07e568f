package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CosineTest {
    /// By scikit-learn 1.9.1, `cosine_similarity`, and SciPy's `1 - cosine`.
    @Test
    void agreesWithIndependentValues() {
        assertThat(Cosine.of(new float[] {1, 2, 3}, new float[] {4, 5, 6}))
                .isEqualTo(0.974_631_846_197_076_2, within(1e-15));
        assertThat(Cosine.of(new float[] {0.1f, -0.2f, 0.3f}, new float[] {-0.5f, 0.25f, 0.125f}))
                .isEqualTo(-0.291_605_921_759_902_1, within(1e-7));
    }

    @Test
    void looksAtDirectionsOnly() {
        assertThat(Cosine.of(new float[] {3, 4}, new float[] {6, 8})).isEqualTo(1);
        assertThat(Cosine.of(new float[] {3, 4}, new float[] {-3, -4})).isEqualTo(-1);
        assertThat(Cosine.of(new float[] {1, 0}, new float[] {0, 5})).isZero();
        assertThat(Cosine.of(new float[] {1e-20f, 0}, new float[] {1e20f, 0})).isEqualTo(1);
    }

    @Test
    void isNeverAboveOneHoweverItRounds() {
        float[] vector = new float[384];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = (float) Math.sin(i * 0.7) / 3;
        }
        assertThat(Cosine.of(vector, vector)).isLessThanOrEqualTo(1).isGreaterThan(0.999_999_999);
    }

    @Test
    void takesAVectorOfZerosForUnlikeAnything() {
        assertThat(Cosine.of(new float[2], new float[] {1, 0})).isZero();
        assertThat(Cosine.of(new float[0], new float[0])).isZero();
    }

    @Test
    void refusesWhatCannotBeCompared() {
        assertThatThrownBy(() -> Cosine.of(new float[2], new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a vector of 2 numbers cannot be compared with one of 3");
        assertThatThrownBy(() -> Cosine.of(new float[] {Float.NaN}, new float[] {1}))
                .hasMessage("a vector holds a number that is not finite");
        assertThatThrownBy(() -> Cosine.of(new float[] {Float.POSITIVE_INFINITY}, new float[] {0}))
                .hasMessage("a vector holds a number that is not finite");
    }
}
