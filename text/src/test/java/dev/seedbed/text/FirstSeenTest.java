package dev.seedbed.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FirstSeenTest {
    @Test
    void answersAsAMapDoes() {
        FirstSeen firstSeen = new FirstSeen(2);
        Map<Fingerprint, Integer> map = new HashMap<>();
        Random random = new Random(9);
        for (int i = 0; i < 5_000; i++) {
            // Few different low halves, so that slots collide.
            Fingerprint fingerprint = new Fingerprint(random.nextInt(40), random.nextInt(100));

            int earlier = firstSeen.put(fingerprint);

            assertThat(earlier).isEqualTo(map.getOrDefault(fingerprint, -1));
            if (earlier < 0) {
                firstSeen.note(map.size(), 0, i);
                firstSeen.note(map.size(), 1, -i);
                map.put(fingerprint, map.size());
            }
        }
        assertThat(firstSeen.rows()).isEqualTo(map.size());
        map.forEach((fingerprint, row) -> {
            assertThat(firstSeen.fingerprint(row)).isEqualTo(fingerprint);
            assertThat(firstSeen.note(row, 1)).isEqualTo(-firstSeen.note(row, 0));
        });
    }

    @Test
    void aMillionRowsFitInFortyMegabytes() {
        FirstSeen firstSeen = new FirstSeen(2);
        Random random = new Random(2);
        for (int i = 0; i < 1_000_000; i++) {
            firstSeen.put(new Fingerprint(random.nextLong(), random.nextLong()));
        }

        assertThat(firstSeen.rows()).isEqualTo(1_000_000);
        assertThat(firstSeen.bytes()).isLessThan(41_000_000);
    }
}
