package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.seedbed.text.NearestVectors.Neighbour;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestVectorsTest {
    private static final float[] QUERY = {1, -2, 3, 0, 0.5f, -1};

    /// Vector i repeats after eleven, so that there are ties.
    private static NearestVectors pattern() {
        NearestVectors vectors = new NearestVectors(6);
        for (int i = 0; i < 40; i++) {
            float[] vector = new float[6];
            for (int j = 0; j < 6; j++) {
                vector[j] = (i * 7 + j * 3 + i * j) % 11 - 5;
            }
            vectors.add(vector);
        }
        return vectors;
    }

    /// By NumPy 2.4.6 and scikit-learn 1.9.1: `cosine_similarity` with all, sorted by similarity, then by index.
    @Test
    void findsTheNearestAndOfEqualsTheFirst() {
        List<Neighbour> nearest = pattern().nearest(QUERY, 7);

        assertThat(nearest).extracting(Neighbour::index).containsExactly(4, 15, 26, 37, 9, 20, 31);
        assertThat(nearest.get(3).similarity()).isEqualTo(0.502_004_980_375, within(1e-12));
        assertThat(nearest.get(4).similarity()).isEqualTo(0.281_681_135_852, within(1e-12));
    }

    @Test
    void givesAPrefixOfTheSameOrderForFewer() {
        NearestVectors vectors = pattern();
        List<Neighbour> all = vectors.nearest(QUERY, 1_000);

        assertThat(all).hasSize(40);
        for (int count = 1; count <= 40; count++) {
            assertThat(vectors.nearest(QUERY, count)).isEqualTo(all.subList(0, count));
        }
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(new NearestVectors(6).nearest(QUERY, 3)).isEmpty();
    }

    @Test
    void keepsACopy() {
        NearestVectors vectors = new NearestVectors(2);
        float[] mine = {1, 0};
        vectors.add(mine);
        mine[0] = -1;
        assertThat(vectors.nearest(new float[] {1, 0}, 1)).containsExactly(new Neighbour(0, 1));
    }

    @Test
    void refusesWhatDoesNotFit() {
        NearestVectors vectors = new NearestVectors(2);
        assertThatThrownBy(() -> vectors.add(new float[3]))
                .hasMessage("a vector of 3 numbers does not belong among those of 2");
        assertThatThrownBy(() -> vectors.add(new float[] {Float.NaN, 1}))
                .hasMessage("a vector holds a number that is not finite");
        assertThatThrownBy(() -> vectors.nearest(new float[2], 0)).hasMessage("count is 0, but must be 1 or more");
        assertThatThrownBy(() -> new NearestVectors(0)).hasMessage("dimensions is 0, but must be 1 or more");
    }
}
