package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Draw;
import dev.seedbed.api.Hash;
import dev.seedbed.api.Json;
import dev.seedbed.api.SampleId;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import dev.seedbed.testkit.ScriptedText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Six recipes and five gates in one pipeline, up to exact quotas of seven categories: killed twice, against an
/// endpoint that fails now and then, it ends with the bytes of a run that nobody disturbed.
///
/// `-Dseedbed.rows=1000` for the long form.
@Timeout(600)
class ComposedRecipesIT {
    private static final int ROWS = Integer.getInteger("seedbed.rows", 105);
    private static final List<String> TOPICS =
            List.of("botany", "law", "cooking", "sailing", "chess", "weaving", "tides");
    /// The steps that ask models about every row.
    private static final List<String> ASKING = List.of(
            "personas/personas",
            "persona-tasks",
            "orca",
            "magpie-tags/difficulty",
            "best-of-n/answers",
            "best-of-n/judge");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void sixRecipesGiveTheSamePairsThoughTheRunIsKilledTwice() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            endpoint.says(ComposedRecipesIT::said);
            Path pipeline = pipeline(endpoint);
            assertThat(KilledRunIT.run(pipeline, folder.resolve("whole")).waitFor())
                    .isZero();
            int calls = endpoint.requests();

            // Pairs of words that about one text in fifty holds.
            endpoint.once("bridge carries", Behaviour.error(500, "try again")).once("salt winter", new Behaviour.Cut());
            RandomGenerator random =
                    Draw.of(7, SampleId.root("kill", "moments"), "kill", 0, 0).random();
            for (int kill = 0; kill < 2; kill++) {
                int until = endpoint.requests() + calls / 4 + random.nextInt(calls / 4);
                Process process = KilledRunIT.run(pipeline, folder.resolve("killed"));
                while (process.isAlive() && endpoint.requests() < until) {
                    Thread.onSpinWait();
                }
                process.destroyForcibly().waitFor();
                endpoint.awaitIdle();
            }
            assertThat(KilledRunIT.run(pipeline, folder.resolve("killed")).waitFor())
                    .isZero();
        }
        assertThat(Files.readAllBytes(folder.resolve("killed/dataset.jsonl")))
                .isEqualTo(Files.readAllBytes(folder.resolve("whole/dataset.jsonl")));
        assertThat(rowsByTopic()).isEqualTo(quotas());
        assertThat(stories())
                .hasSize(ROWS)
                .allSatisfy(steps -> assertThat(steps).containsAll(ASKING));
    }

    /// How many rows of each topic are wanted.
    private static Map<String, Integer> quotas() {
        Map<String, Integer> quotas = new TreeMap<>();
        for (int i = 0; i < ROWS; i++) {
            quotas.merge(TOPICS.get(i % TOPICS.size()), 1, Integer::sum);
        }
        return quotas;
    }

    private Map<String, Integer> rowsByTopic() throws IOException {
        Map<String, Integer> rows = new TreeMap<>();
        for (String row : Files.readAllLines(folder.resolve("killed/dataset.jsonl"))) {
            rows.merge(Json.parseObject(row).text("topic"), 1, Integer::sum);
        }
        return rows;
    }

    /// For each row, the steps that asked models about it or its forebears.
    private List<Set<String>> stories() {
        RunRecords records = RunRecords.of(RunDirectory.of(folder.resolve("killed")));
        Map<SampleId, LedgerEntry> entries = new HashMap<>();
        records.forEachEntry(entry -> entries.put(entry.sample(), entry));
        List<Set<String>> stories = new ArrayList<>();
        for (LedgerEntry row : entries.values()) {
            if (row.fate() == Fate.ACCEPTED) {
                Set<String> steps = new TreeSet<>();
                for (Optional<LedgerEntry> each = Optional.of(row);
                        each.isPresent();
                        each = each.get().parents().stream().findFirst().map(entries::get)) {
                    records.calls(each.get().calls()).forEach(call -> steps.add(call.step()));
                }
                stories.add(steps);
            }
        }
        return stories;
    }

    /// What the model says follows from the request alone.
    private static Optional<String> said(Data request) {
        Hash hash = Hash.of(Json.canonical(request.asMap()));
        String words = ScriptedText.words(hash);
        String asked = asked(request);
        if (asked.contains("Who is likely to")) {
            return Optional.of("A keeper of " + words);
        } else if (asked.contains("Begin your reply with \"User prompt:\"")) {
            return Optional.of("User prompt: Explain how " + words);
        } else if (asked.contains("#Rewritten Prompt#:") || asked.contains("#Created Prompt#:")) {
            return Optional.of("Explain with three reasons how " + words);
        } else if (asked.contains("Say \"Equal\" or \"Not Equal\"")) {
            return Optional.of(hash.low() % 8 == 0 ? "Equal" : "Not Equal");
        } else if (asked.startsWith("You are judging")) {
            return Optional.of("It says " + words + "\nScore: " + (1 + Math.floorMod(hash.low(), 10L)));
        }
        return Optional.empty();
    }

    private static String asked(Data request) {
        return request.value("messages") instanceof List<?> messages
                        && messages.getLast() instanceof Map<?, ?> last
                        && last.get("content") instanceof String content
                ? content
                : "";
    }

    private Path pipeline(ScriptedEndpoint endpoint) throws IOException {
        String rows = quotas().entrySet().stream()
                .map(quota -> quota.getKey() + ": " + quota.getValue())
                .collect(Collectors.joining(", "));
        return Files.writeString(folder.resolve("composed.yaml"), """
                seedbed: 1
                name: composed
                seed: 11
                models:
                  writer: { provider: openai, model: scripted, base-url: %1$s, key-from: none, concurrency: 32 }
                  judge: { provider: openai, model: scripted-judge, base-url: %1$s, key-from: none, concurrency: 32 }
                target: %2$d
                steps:
                  - rows
                  - sample:
                      topic: { one-of: [%3$s] }
                      way: { one-of: [evolved, plain], weights: [1, 2] }
                      number: { from: 1, to: 1000000 }
                  - compute: { text: "'Notes on ' + topic + ', number ' + string(number)" }
                  - personas: { model: writer, column: text }
                  - persona-tasks: { model: writer, task: instruction }
                  - evol-instruct: { when: "way == 'evolved'", model: writer, epochs: 2, keep-originals: false }
                  - orca: { model: writer }
                  - magpie-tags: { model: writer, tags: [difficulty] }
                  - best-of-n: { models: writer, judge: judge, answers: 2, system: "You know about {{ topic }}." }
                  - filter:
                      - length: { column: instruction, minimum: 20 }
                      - refusal: { column: chosen }
                      - artefacts: { column: chosen }
                      - repetition: { column: chosen }
                      - keep: { condition: "margin >= 2.0", reason: small-margin }
                  - quota: { column: topic, rows: { %4$s } }
                outputs: [ jsonl, preference, card ]
                """.formatted(
                        endpoint.baseUri(), ROWS, String.join(", ", TOPICS), rows));
    }
}
