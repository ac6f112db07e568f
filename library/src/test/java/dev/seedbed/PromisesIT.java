package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Json;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The product's laws, over HTTP, through files, from YAML to data set.
@Timeout(300)
class PromisesIT {
    private static final String KEY = "sk-planted-0123456789abcdef";

    @TempDir
    Path folder;

    private ScriptedEndpoint endpoint;

    @BeforeEach
    void begin() throws IOException {
        endpoint = ScriptedEndpoint.start();
        Files.write(
                folder.resolve("in.jsonl"),
                IntStream.range(0, 120)
                        .mapToObj(i -> Json.write(Map.of("instruction", "Question " + i)))
                        .toList());
    }

    @AfterEach
    void end() {
        endpoint.close();
    }

    private String answering(String system, String more) {
        return """
                seedbed: 1
                name: answering
                seed: 3
                %s
                models:
                  writer: { provider: openai, model: scripted, base-url: "%s", key-from: THE_KEY, concurrency: 8, price: { input: 1, output: 2 } }
                steps:
                  - load: { path: in.jsonl }
                  - generate: { model: writer, system: "%s", prompt: "{{ instruction }}", temperature: 1, max-tokens: 64 }
                outputs: [ sft-messages, card ]
                """.formatted(more, endpoint.baseUri(), system);
    }

    private RunResult run(String yaml, String directory, String... overrides) throws InterruptedException {
        Seedbed seedbed = Seedbed.standard().withEnvironment(Map.of("THE_KEY", KEY));
        return seedbed.run(
                PipelineReader.read(yaml, "test.yaml", folder).with(List.of(overrides)),
                RunOptions.defaults().into(folder.resolve(directory)));
    }

    private String rows(String directory) throws IOException {
        return Files.readString(folder.resolve(directory).resolve("dataset.jsonl"));
    }

    @Test
    void givesTheSameBytesAtConcurrency1And8And256() throws Exception {
        List<String> rows = new ArrayList<>();
        List<String> cards = new ArrayList<>();
        for (int concurrency : new int[] {1, 8, 256}) {
            String directory = "c" + concurrency;
            run(answering("Be brief.", ""), directory, "models.writer.concurrency=" + concurrency);
            rows.add(rows(directory));
            cards.add(Files.readString(folder.resolve(directory).resolve("README.md"))
                    .replace("concurrency: " + concurrency, "concurrency: n"));
        }
        assertThat(rows.get(0).lines()).hasSize(120);
        assertThat(rows.get(1)).isEqualTo(rows.get(0));
        assertThat(rows.get(2)).isEqualTo(rows.get(0));
        assertThat(cards.get(1)).isEqualTo(cards.get(0));
        assertThat(cards.get(2)).isEqualTo(cards.get(0));
    }

    @Test
    void aChangedSystemPromptAsksAnewAndGoingBackIsFree() throws Exception {
        run(answering("Be brief.", ""), "run");
        String first = rows("run");
        RunSummary changed = run(answering("Be brief!", ""), "run").summary();
        RunSummary back = run(answering("Be brief.", ""), "run").summary();

        assertThat(changed.calls().made()).isEqualTo(120);
        assertThat(back.calls().made()).isZero();
        assertThat(rows("run")).isEqualTo(first);
        assertThat(endpoint.requests()).isEqualTo(240);
    }

    @Test
    void aLargerTargetKeepsTheRowsThereAre() throws Exception {
        run(answering("x", "target: 50"), "run");
        String fifty = rows("run");
        RunSummary larger = run(answering("x", "target: 100"), "run").summary();

        assertThat(rows("run")).startsWith(fifty);
        assertThat(rows("run").lines()).hasSize(100);
        assertThat(larger.calls().made()).isEqualTo(50);
    }

    @Test
    void staysWithinEachKindOfBudgetAndFinishesWithAHigherOne() throws Exception {
        for (String budget : List.of("calls: 40", "tokens: 2k", "money: 0.004 USD")) {
            String directory = budget.substring(0, 5);
            RunSummary stopped = run(answering(budget, "budget: { " + budget + " }"), directory)
                    .summary();
            assertThat(stopped.end()).as(budget).isEqualTo(End.OUT_OF_BUDGET);
            assertThat(stopped.calls().made()).isPositive().isLessThan(120);
            RunSummary finished = run(answering(budget, ""), directory).summary();
            assertThat(finished.end()).isEqualTo(End.DONE);
            assertThat(finished.calls().made() + stopped.calls().made()).isEqualTo(120);
        }
    }

    @Test
    void everyCandidateHasOneFateAndTheFatesAddUp() throws Exception {
        endpoint.always("Question 7\"", Behaviour.error(500, "boom"));
        endpoint.always("Question 9\"", new Behaviour.Length());
        RunResult result = run(answering("x", ""), "run");

        Map<Fate, Long> total = result.summary().total();
        assertThat(total)
                .containsEntry(Fate.ACCEPTED, 118L)
                .containsEntry(Fate.REJECTED, 1L)
                .containsEntry(Fate.FAILED, 1L);
        try (Stream<String> ledger = Files.lines(folder.resolve("run/ledger.jsonl"))) {
            assertThat(ledger).hasSize(120).anySatisfy(line -> assertThat(line).contains("boom"));
        }
    }

    @Test
    void theKeyIsInNoFileOfAGoodRunOrOfAFailingOne() throws Exception {
        run(answering("x", ""), "good");
        endpoint.always("Question", Behaviour.error(401, "wrong key " + KEY));
        RunSummary failing = run(answering("y", ""), "failing").summary();
        assertThat(failing.end()).isEqualTo(End.UNUSABLE);
        assertThat(failing.explanation()).contains("401").doesNotContain(KEY);

        byte[] key = KEY.getBytes(StandardCharsets.UTF_8);
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(contains(Files.readAllBytes(file), key))
                        .as(file.toString())
                        .isFalse();
            }
        }
    }

    private static boolean contains(byte[] haystack, byte[] needle) {
        return new String(haystack, StandardCharsets.ISO_8859_1)
                .contains(new String(needle, StandardCharsets.ISO_8859_1));
    }
}
