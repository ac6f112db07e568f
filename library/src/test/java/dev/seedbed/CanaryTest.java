package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whether a changed model is noticed, over HTTP, from YAML to manifest.
@Timeout(120)
class CanaryTest {
    @TempDir
    private Path folder = Path.of("");

    private final ScriptedEndpoint endpoint = ScriptedEndpoint.start();

    @BeforeEach
    void write() throws IOException {
        rows(0, 10);
    }

    private void rows(int from, int to) throws IOException {
        Files.write(
                folder.resolve("in.jsonl"),
                IntStream.range(from, to)
                        .mapToObj(i -> Json.write(Map.of("instruction", "Question " + i)))
                        .toList());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private RunResult run(String canary) throws InterruptedException {
        return Seedbed.standard()
                .withEnvironment(Map.of())
                .run(
                        PipelineReader.read("""
                seedbed: 1
                name: drifting
                models:
                  writer: { provider: openai, model: scripted, base-url: "%s", key-from: none, concurrency: 1, canary: %s }
                steps:
                  - load: { path: in.jsonl }
                  - generate: { model: writer, prompt: "{{ instruction }}", max-tokens: 64 }
                """.formatted(endpoint.baseUri(), canary), "test.yaml", folder),
                        RunOptions.defaults().into(folder.resolve("run")).logTo(folder.resolve("run.log")));
    }

    private long canariesAsked() {
        return endpoint.recorded().stream()
                .filter(request -> request.body().contains("lighthouse at noon"))
                .count();
    }

    @Test
    void asksNothingUnlessItIsWanted() throws Exception {
        assertThat(run("false").summary().canaries()).isEmpty();
        assertThat(endpoint.requests()).isEqualTo(10);
    }

    @Test
    void asksBeforeTheFirstCallAndNothingWhenAllIsReused() throws Exception {
        RunSummary first = run("true").summary();
        assertThat(endpoint.recorded().subList(0, 3))
                .allSatisfy(request -> assertThat(request.body()).doesNotContain("Question"));
        assertThat(endpoint.recorded().get(2).body()).contains("lighthouse at noon", "\"temperature\":0");
        assertThat(first.calls().made()).isEqualTo(13);
        assertThat(first.canaries()).singleElement().satisfies(canary -> {
            assertThat(canary.occasions()).hasSize(1);
            assertThat(canary.first().systemFingerprint()).isEqualTo("fp_scripted");
            assertThat(canary.changed()).isEmpty();
        });

        RunSummary again = run("true").summary();
        assertThat(again.calls().made()).isZero();
        assertThat(endpoint.requests()).isEqualTo(13);
        assertThat(again.canaries()).isEqualTo(first.canaries());
    }

    @Test
    void asksAgainAfterSoManyCalls() throws Exception {
        RunSummary summary = run("{ every: 4 }").summary();

        assertThat(canariesAsked()).isEqualTo(3);
        assertThat(summary.canaries().getFirst().occasions())
                .extracting(RunSummary.CanaryOccasion::number)
                .containsExactly(1, 2, 3);
    }

    @Test
    void warnsOfAChangeAndSaysWhenItWasSeen() throws Exception {
        run("true");
        rows(5, 12);
        endpoint.always("lighthouse at noon", new Behaviour.Says("The lamp is out."));
        RunResult result = run("true");

        assertThat(result.summary().end()).isEqualTo(End.DONE);
        assertThat(result.notes()).singleElement().asString().contains("'writer' has changed", "its answers");
        Data manifest = Json.parseObject(Files.readString(folder.resolve("run/manifest.json")));
        assertThat(Json.write(manifest.value("canaries")))
                .contains("\"changed\":[\"answers\"]", "\"occasions\":2", "\"number\":2", "fp_scripted");
        assertThat(Files.readString(folder.resolve("run/report.html"))).contains("It has changed since");
    }

    @Test
    void stopsBeforeAnotherCallIsPaidIfThatIsWanted() throws Exception {
        run("{ on-change: stop }");
        rows(5, 12);
        endpoint.always("lighthouse at noon", new Behaviour.Says("The lamp is out."));
        int before = endpoint.requests();
        RunSummary stopped = run("{ on-change: stop }").summary();

        assertThat(stopped.end()).isEqualTo(End.UNUSABLE);
        assertThat(stopped.explanation()).contains("'writer' is not what it was", "answers", "on-change: warn");
        assertThat(endpoint.requests()).isEqualTo(before + 3);
        assertThat(run("true").summary().end()).isEqualTo(End.DONE);
    }

    @Test
    void goesOnWithAnOccasionThatWasCutShort() throws Exception {
        endpoint.always("lighthouse at noon", Behaviour.error(401, "closed"));
        assertThat(run("true").summary().end()).isEqualTo(End.UNUSABLE);
        endpoint.behave();
        RunSummary resumed = run("true").summary();

        assertThat(resumed.canaries().getFirst().occasions()).hasSize(1);
        assertThat(resumed.calls().made()).isEqualTo(11);
    }

    @Test
    void asksPromptsOfOnesOwn() throws Exception {
        run("{ prompts: [ \"Say when.\" ] }");

        assertThat(endpoint.requests()).isEqualTo(11);
        assertThat(endpoint.recorded().getFirst().body()).contains("Say when.");
        assertThat(Files.readAllLines(folder.resolve("run.log")).get(1))
                .contains("call-answered", "\"step\":\"canary\"");
    }

    @Test
    void saysWhatMayStandThere() {
        assertThatThrownBy(() -> run("often"))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining(
                        "`canary` is 'often', but must be `true`, `false` or a map of `every`, `on-change`");
        assertThatThrownBy(() -> run("{ every: 0 }"))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining("`canary.every` is 0");
    }
}
