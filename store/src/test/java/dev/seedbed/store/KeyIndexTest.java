package dev.seedbed.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Hash;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KeyIndexTest {
    /// Keys that share slots and halves, the largest and smallest longs among them.
    private static Hash key(SplittableRandom random) {
        return new Hash(half(random), half(random));
    }

    private static long half(SplittableRandom random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(20);
            case 1 -> -random.nextInt(20);
            case 2 -> random.nextInt(20) * 1024L;
            default -> random.nextBoolean() ? Long.MIN_VALUE : Long.MAX_VALUE;
        };
    }

    @Test
    void findsTheNewestRowOfEachKeyAsAMapDoes() {
        SplittableRandom random = new SplittableRandom(7);
        KeyIndex index = new KeyIndex(0);
        Map<Hash, Integer> expected = new HashMap<>();
        for (int row = 1; row <= 20_000; row++) {
            Hash key = key(random);
            index.put(key.high(), key.low(), row);
            expected.put(key, row);
        }
        assertThat(expected.size()).isGreaterThan(2000);
        expected.forEach((key, row) -> assertThat(index.find(key)).isEqualTo(row));
    }

    @Test
    void findsNothingForAnUnknownKey() {
        KeyIndex index = new KeyIndex(0);
        for (int row = 1; row <= 5_000; row++) {
            Hash key = Calls.key(row);
            index.put(key.high(), key.low(), row);
        }
        for (int n = 5_001; n < 10_000; n++) {
            assertThat(index.find(Calls.key(n))).isZero();
        }
        assertThat(index.find(new Hash(0, 0))).isZero();
    }
}
