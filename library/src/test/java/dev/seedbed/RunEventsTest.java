package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.SeedbedException;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.pipeline.PipelineSpec;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The log and the flight recorder's events of real runs over HTTP.
@Timeout(120)
class RunEventsTest {
    private static final String KEY = "sk-planted-0123456789abcdef";
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    @TempDir
    private Path folder = Path.of("");

    private final ScriptedEndpoint endpoint = ScriptedEndpoint.start();

    @BeforeEach
    void writeInput() throws IOException {
        Files.write(
                folder.resolve("in.jsonl"),
                IntStream.range(0, 12)
                        .mapToObj(i -> Json.write(Map.of("instruction", "Question " + i)))
                        .toList());
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private PipelineSpec pipeline() {
        return PipelineReader.read("""
                seedbed: 1
                name: watched
                models:
                  writer: { provider: openai, model: scripted, base-url: "%s", key-from: THE_KEY, price: { input: 1, output: 2 } }
                steps:
                  - load: { path: in.jsonl }
                  - generate: { model: writer, prompt: "{{ instruction }}", max-tokens: 64 }
                """.formatted(endpoint.baseUri()), "test.yaml", folder);
    }

    private RunResult run(RunOptions options) throws InterruptedException {
        return Seedbed.standard()
                .withEnvironment(Map.of("THE_KEY", KEY))
                .withClock(Clock.fixed(NOW, ZoneOffset.UTC))
                .run(pipeline(), options);
    }

    private RunOptions into(String directory) {
        return RunOptions.defaults().into(folder.resolve(directory));
    }

    private List<Data> lines(Path log) throws IOException {
        return Files.readAllLines(log).stream().map(Json::parseObject).toList();
    }

    @Test
    void logsALineForEachCallBetweenBeginningAndEnd() throws Exception {
        Path log = folder.resolve("run.log");
        run(into("run").logTo(log));

        List<Data> lines = lines(log);
        assertThat(lines).allMatch(line -> line.text("at").equals(NOW.toString()));
        assertThat(lines.getFirst().text("event")).isEqualTo("run-began");
        assertThat(lines.getLast().text("event")).isEqualTo("run-ended");
        assertThat(lines.getLast().asMap())
                .containsEntry("end", "done")
                .containsEntry("accepted", 12L)
                .containsEntry("calls_made", 12L);
        assertThat(lines.stream().filter(line -> line.text("event").equals("call-answered")))
                .hasSize(12)
                .allSatisfy(line -> assertThat(line.asMap())
                        .containsEntry("model", "writer")
                        .containsEntry("provider", "openai")
                        .containsEntry("step", "generate")
                        .containsEntry("reused", false)
                        .containsKeys(
                                "sample", "candidate", "tries", "input", "output", "cost", "currency", "took_ms"));
    }

    @Test
    void addsToALogAndSaysWhatWasReused() throws Exception {
        Path log = folder.resolve("run.log");
        run(into("run").logTo(log));
        int first = lines(log).size();
        run(into("run").logTo(log));

        List<Data> second = lines(log).subList(first, lines(log).size());
        assertThat(second.stream().filter(line -> line.text("event").equals("call-answered")))
                .hasSize(12)
                .allSatisfy(line -> assertThat(line.asMap()).containsEntry("reused", true));
    }

    @Test
    void goesOnWithoutALogThatCannotBeWrittenAndSaysSoOnce() throws Exception {
        RunResult result = run(into("run").logTo(folder.resolve("no/such/folder/run.log")));

        assertThat(result.summary().end()).isEqualTo(End.DONE);
        assertThat(result.notes())
                .singleElement()
                .asString()
                .contains("the log could not be written", "no/such/folder");
    }

    @Test
    void refusesToLogIntoAFileOfTheRun() {
        assertThatThrownBy(() -> run(into("run").logTo(folder.resolve("run/journal.sqlite"))))
                .isInstanceOf(SeedbedException.class)
                .hasMessageContaining("is a file of the run itself");
    }

    @Test
    void noPromptReplyOrKeyIsInAnyLineAndNoKeyInAnyFile() throws Exception {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        endpoint.always("Question 3\"", Behaviour.error(400, "not that, said " + KEY + " to Question 3"));
        endpoint.once("Question 5\"", Behaviour.error(500, "boom " + KEY));
        run(into("good").logTo(folder.resolve("good.log")).logTo(stream));
        endpoint.always("Question", Behaviour.error(401, "wrong key: Authorization: Bearer " + KEY));
        Files.write(folder.resolve("in.jsonl"), List.of("{\"instruction\":\"Question 99\"}"));
        RunResult failing =
                run(into("failing").logTo(folder.resolve("failing.log")).logTo(stream));

        assertThat(failing.summary().end()).isEqualTo(End.UNUSABLE);
        assertThat(failing.summary().explanation()).contains("401").doesNotContain(KEY);
        assertThat(stream.toString(StandardCharsets.UTF_8))
                .contains("call-failed", "call-retried", "\"status\":400", "\"end\":\"unusable\"")
                .doesNotContain(KEY, "Question", "boom", "not that");
        for (String log : List.of("good.log", "failing.log")) {
            assertThat(Files.readString(folder.resolve(log))).doesNotContain("Question", "boom", "not that");
        }
        assertThat(files())
                .hasSizeGreaterThan(10)
                .allSatisfy(file -> assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(KEY));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void theFlightRecorderHasTheRunItsCallsAndItsEndpoint() throws Exception {
        endpoint.always("Question 3\"", Behaviour.error(400, "not that " + KEY));
        endpoint.once("Question 5\"", Behaviour.error(500, "boom"));
        List<RecordedEvent> events;
        try (Recording recording = new Recording()) {
            recording.enable("dev.seedbed.Run");
            recording.enable("dev.seedbed.Call");
            recording.enable("dev.seedbed.Endpoint");
            recording.start();
            run(into("run"));
            recording.stop();
            Path file = folder.resolve("run.jfr");
            recording.dump(file);
            events = RecordingFile.readAllEvents(file);
            assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                    .doesNotContain(KEY, "Question", "boom");
        }
        List<RecordedEvent> calls = events.stream()
                .filter(event -> event.getEventType().getName().equals("dev.seedbed.Call"))
                .toList();
        assertThat(calls.stream().filter(call -> call.getString("outcome").equals("answered")))
                .hasSize(11)
                .allSatisfy(call -> {
                    assertThat(call.getString("model")).isEqualTo("writer");
                    assertThat(call.getString("provider")).isEqualTo("openai");
                    assertThat(call.getString("step")).isEqualTo("generate");
                    assertThat(call.getLong("outputTokens")).isPositive();
                    assertThat(call.getBoolean("reused")).isFalse();
                    assertThat(call.getDuration("took")).isPositive();
                });
        assertThat(calls.stream().filter(call -> call.getString("outcome").equals("failed")))
                .singleElement()
                .satisfies(call -> assertThat(call.getInt("status")).isEqualTo(400));
        assertThat(calls.stream().filter(call -> call.getString("outcome").equals("retried")))
                .singleElement()
                .satisfies(call -> assertThat(call.getInt("status")).isEqualTo(500));
        assertThat(events.stream()
                        .filter(event -> event.getEventType().getName().equals("dev.seedbed.Run"))
                        .map(event -> event.getString("state")))
                .startsWith("began")
                .endsWith("ended");
    }
}
