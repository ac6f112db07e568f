package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.RunSummary;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Rows and replies that try to break a run, or to be more than data.
@Timeout(60)
class HostileRowsTest {
    private static final String LONE_SURROGATE = "\\ud83d";

    private final Seedbed seedbed = Seedbed.standard().withEnvironment(Map.of());

    @TempDir
    private Path folder = Path.of("");

    private RunResult run(String input, ScriptedEndpoint endpoint, String outputs)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("in.jsonl"), input);
        Path pipeline = Files.writeString(folder.resolve("hostile.yaml"), """
                seedbed: 1
                name: hostile
                models:
                  writer: { provider: openai, model: scripted, base-url: "%s", key-from: none }
                steps:
                  - load: in.jsonl
                  - generate: { model: writer, prompt: "{{ instruction }}" }
                outputs: %s
                """.formatted(endpoint.baseUri(), outputs));
        return seedbed.run(seedbed.read(pipeline), RunOptions.defaults().into(folder.resolve("run")));
    }

    private List<Data> rows() throws IOException {
        return Files.readAllLines(folder.resolve("run/dataset.jsonl")).stream()
                .map(Json::parseObject)
                .toList();
    }

    private static long sum(RunSummary summary) {
        return summary.total().values().stream().mapToLong(Long::longValue).sum();
    }

    @Test
    void halfACharacterInARowOrAReplyStopsNothingAndReplaysAlike() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            endpoint.always("cut", new Behaviour.Status(200, Map.of(), """
                    {"choices":[{"message":{"content":"half %s a reply"},"finish_reason":"stop"}]}""".formatted(LONE_SURROGATE)));
            String input = """
                    {"instruction":"cut %s"}
                    {"instruction":"whole"}
                    """.formatted(LONE_SURROGATE);
            RunResult first = run(input, endpoint, "[ jsonl, parquet, sft-messages, card ]");
            assertThat(first.summary().end()).isEqualTo(End.DONE);
            assertThat(rows()).hasSize(2);
            assertThat(rows().getFirst().text("instruction")).isEqualTo("cut \ufffd");
            assertThat(rows().getFirst().text("answer")).isEqualTo("half \ufffd a reply");

            byte[] bytes = Files.readAllBytes(folder.resolve("run/dataset.jsonl"));
            RunResult again = run(input, endpoint, "[ jsonl, parquet, sft-messages, card ]");
            assertThat(again.summary().calls().made()).isZero();
            assertThat(folder.resolve("run/dataset.jsonl")).hasBinaryContent(bytes);
        }
    }

    @Test
    void textThatLooksLikeATemplateOrMarkupIsData() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            endpoint.always("", new Behaviour.Says("</script><script>alert(1)</script> {{ 7*7 }}"));
            RunResult result = run("""
                    {"instruction":"{{ 7*7 }}"}
                    {"instruction":"{% for i in range(9) %}x{% endfor %}"}
                    """, endpoint, "[ jsonl, card ]");
            assertThat(result.summary().end()).isEqualTo(End.DONE);
            assertThat(rows())
                    .extracting(row -> row.text("instruction"))
                    .containsExactly("{{ 7*7 }}", "{% for i in range(9) %}x{% endfor %}");
            assertThat(rows()).allMatch(row -> row.text("answer").endsWith("{{ 7*7 }}"));
            assertThat(Files.readString(folder.resolve("run/report.html")))
                    .contains("{{ 7*7 }}")
                    .doesNotContain("<script>alert");
        }
    }

    @Test
    void aRowWithoutTheColumnFailsAloneAndTheLedgerAddsUp() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            RunResult result = run("""
                    {"instruction":"one"}
                    {"other":"two"}
                    {"instruction":null}
                    {"instruction":"four"}
                    """, endpoint, "[ jsonl ]");
            assertThat(result.summary().end()).isEqualTo(End.DONE);
            assertThat(result.summary().total())
                    .containsEntry(Fate.ACCEPTED, 2L)
                    .containsEntry(Fate.FAILED, 2L);
            assertThat(sum(result.summary())).isEqualTo(4);
        }
    }

    @Test
    void anEmptyInputMakesNoRowsAndSaysWhy() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            RunResult result = run("", endpoint, "[ jsonl, parquet, sft-messages, card ]");
            assertThat(result.summary().end()).isEqualTo(End.DONE);
            assertThat(result.summary().explanation()).contains("no candidates");
            assertThat(rows()).isEmpty();
        }
    }

    @Test
    void anOutputThatCannotHoldTheRowsDoesNotCostTheOthers() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            assertThatThrownBy(() -> run("{\"instruction\":[1]}\n", endpoint, "[ sft-messages, parquet, card ]"))
                    .isInstanceOf(SeedbedException.class)
                    .hasMessageContaining("sft-messages was not written")
                    .hasMessageContaining("All else is written");
            assertThat(folder.resolve("run"))
                    .isDirectoryContaining("glob:**/dataset.parquet")
                    .isDirectoryContaining("glob:**/README.md")
                    .isDirectoryContaining("glob:**/report.html")
                    .isDirectoryContaining("glob:**/manifest.json");
        }
    }

    @Test
    void anUnusableEndpointIsNoDefect() throws Exception {
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            endpoint.always("", Behaviour.error(401, "wrong key"));
            RunResult result = run("{\"instruction\":\"one\"}\n", endpoint, "[ jsonl ]");
            assertThat(result.summary().end()).isEqualTo(End.UNUSABLE);
            assertThat(result.defect()).isEmpty();
            assertThat(sum(result.summary())).isEqualTo(1);
        }
    }
}
