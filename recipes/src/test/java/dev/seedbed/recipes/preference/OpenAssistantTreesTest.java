package dev.seedbed.recipes.preference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Json;
import dev.seedbed.recipes.internal.Reading;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/// Pairs from people's rankings: 212 prompts of the 100 trees have two ranked replies or more, which make 754 pairs
/// of different rank, counted independently.
class OpenAssistantTreesTest {
    private static final Pairing ALL = new Pairing(Strategy.ALL, 0, 0);

    private int prompts;
    private int pairs;

    @Test
    void makesEveryStrictPairOfTheTrees() throws IOException {
        try (InputStream file = Objects.requireNonNull(
                        getClass().getResourceAsStream("/dev/seedbed/recipes/oasst_en_100_trees.jsonl.gz"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(new GZIPInputStream(file), StandardCharsets.UTF_8))) {
            lines.lines()
                    .forEach(line -> walk((Map<?, ?>)
                            Objects.requireNonNull(Json.parseObject(line).value("prompt"))));
        }
        assertThat(prompts).isEqualTo(212);
        assertThat(pairs).isEqualTo(754);
    }

    private void walk(Map<?, ?> message) {
        List<Candidate> candidates = new ArrayList<>();
        for (Object each : (List<?>) Objects.requireNonNull(message.get("replies"))) {
            Map<?, ?> reply = (Map<?, ?>) each;
            if (reply.get("rank") instanceof Number rank && "assistant".equals(reply.get("role"))) {
                candidates.add(Candidate.of(String.valueOf(reply.get("text")), -rank.doubleValue()));
            }
            walk(reply);
        }
        if (candidates.size() >= 2) {
            prompts++;
            if (ALL.pairs(candidates, new Random(1)) instanceof Reading.Found<List<Pair>> found) {
                pairs += found.value().size();
                assertThat(found.value())
                        .allSatisfy(
                                pair -> assertThat(pair.margin().orElseThrow()).isPositive());
            }
        }
    }
}
