package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloseVectorsTest {
    @Test
    void findsTheMostAlikeIfItReachesTheThreshold() {
        CloseVectors vectors = new CloseVectors(2, 0.7);
        vectors.add(new float[] {1, 0});
        vectors.add(new float[] {0, 5});

        Optional<NearestVectors.Neighbour> close = vectors.closest(new float[] {3, 4});
        assertThat(close).hasValueSatisfying(neighbour -> {
            assertThat(neighbour.index()).isEqualTo(1);
            assertThat(neighbour.similarity()).isCloseTo(0.8, within(1e-6));
        });
        assertThat(vectors.closest(new float[] {1, 1})).isPresent();
        assertThat(vectors.closest(new float[] {-1, -1})).isEmpty();
        assertThat(vectors.size()).isEqualTo(2);
    }

    @Test
    void ofEqualsTheFirstIsFoundAndTheSameIsOne() {
        CloseVectors vectors = new CloseVectors(3, 1);
        for (int i = 0; i < 600; i++) {
            vectors.add(new float[] {0.3f, 0.1f + Math.floorDiv(i, 3), 0.7f});
        }
        for (int i : new int[] {0, 3, 300, 597}) {
            assertThat(vectors.closest(new float[] {0.3f, 0.1f + Math.floorDiv(i, 3), 0.7f}))
                    .hasValue(new NearestVectors.Neighbour(i, 1));
        }
    }

    @Test
    void zerosAreLikeNothing() {
        CloseVectors vectors = new CloseVectors(4, 0.1);
        assertThat(vectors.closest(new float[4])).isEmpty();
        vectors.add(new float[4]);
        assertThat(vectors.closest(new float[4])).isEmpty();
        assertThat(vectors.closest(new float[] {1, 0, 0, 0})).isEmpty();
    }

    /// Groups of vectors, nearer to each other than to others, of which some are at the threshold; with numbers that
    /// matter more in front, or behind.
    @ParameterizedTest
    @CsvSource({
        "384, 0.9, 1.0",
        "384, 0.99, 1.0",
        "384, 0.9, 0.98",
        "384, 0.9, 1.02",
        "100, 0.8, 1.0",
        "37, 0.95, 1.1",
        "5, 0.9, 1.0",
        "1, 0.5, 1.0"
    })
    void findsWhatComparingWithAllFinds(int dimensions, double threshold, double slope) {
        Random random = new Random(dimensions);
        CloseVectors close = new CloseVectors(dimensions, threshold);
        NearestVectors all = new NearestVectors(dimensions);
        List<float[]> centres = new ArrayList<>();
        int found = 0;
        for (int i = 0; i < 600; i++) {
            float[] vector = new float[dimensions];
            float[] centre = centres.isEmpty() || random.nextInt(3) == 0
                    ? new float[dimensions]
                    : centres.get(random.nextInt(centres.size()));
            double spread = Math.sqrt(1 / (threshold * threshold) - 1) * random.nextDouble(2);
            for (int j = 0; j < dimensions; j++) {
                double weight = Math.pow(slope, j);
                vector[j] = (float) (centre[j] + random.nextGaussian() * weight * spread);
            }
            centres.add(vector);
            if (all.size() > 0) {
                NearestVectors.Neighbour nearest = all.nearest(vector, 1).getFirst();
                Optional<NearestVectors.Neighbour> answer = close.closest(vector);
                if (Math.abs(nearest.similarity() - threshold) > 1e-6) {
                    assertThat(answer.isPresent()).isEqualTo(nearest.similarity() >= threshold);
                }
                answer.ifPresent(each -> assertThat(each.similarity()).isCloseTo(nearest.similarity(), within(1e-6)));
                found += answer.isPresent() ? 1 : 0;
            }
            close.add(vector);
            all.add(vector);
        }
        assertThat(found).isBetween(1, 599);
    }

    @Test
    void whatDoesNotBelongIsRefused() {
        CloseVectors vectors = new CloseVectors(2, 0.9);
        assertThatThrownBy(() -> vectors.add(new float[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a vector of 3 numbers does not belong among those of 2");
        assertThatThrownBy(() -> vectors.closest(new float[] {1, Float.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a vector holds a number that is not finite");
        assertThatThrownBy(() -> new CloseVectors(0, 0.9))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("dimensions is 0, but must be 1 or more");
        assertThatThrownBy(() -> new CloseVectors(2, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("threshold is 0.0, but must be above 0 and at most 1");
    }
}
