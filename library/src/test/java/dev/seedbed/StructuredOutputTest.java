package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.model.Capability;
import dev.seedbed.api.model.Endpoint;
import dev.seedbed.api.model.Provider;
import dev.seedbed.api.model.Request;
import dev.seedbed.api.run.Fate;
import dev.seedbed.api.run.JournalledCall;
import dev.seedbed.api.run.LedgerEntry;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.setting.Parameter;
import dev.seedbed.api.setting.Settings;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import dev.seedbed.testkit.ScriptedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// JSON by a schema, from the pipeline's text to the journal, by each means that a model may have.
@Timeout(60)
class StructuredOutputTest {
    private static final String PIPELINE = """
            seedbed: 1
            name: cards
            models:
              writer: MODEL
            steps:
              - rows: 3
              - sample: { row: { from: 1, to: 1000000 } }
              - generate:
                  model: writer
                  prompt: "Rate row {{ row }}."
                  fields: true
                  schema:
                    type: object
                    properties: { level: { enum: [easy, hard] } }
                    required: [level]
                    additionalProperties: false
            """;

    @TempDir
    private Path folder = Path.of("");

    /// A model that can do everything, and gives prose first and JSON when it is told what was wrong.
    private record Able(ScriptedModel model) implements Provider {
        static Able talkative() {
            return new Able(
                    ScriptedModel.saying(request -> turns(request) == 1 ? "I would say easy." : "{\"level\": \"easy\"}")
                            .capabilities(EnumSet.allOf(Capability.class)));
        }

        private static int turns(Request request) {
            return ((Request.Chat) request.input()).messages().size();
        }

        @Override
        public String id() {
            return "able";
        }

        @Override
        public String summary() {
            return "Can do everything.";
        }

        @Override
        public List<Parameter<?>> parameters() {
            return List.of();
        }

        @Override
        public boolean isFree() {
            return true;
        }

        @Override
        public Endpoint open(Settings settings, Map<String, String> environment) {
            return model;
        }
    }

    private RunResult run(Seedbed seedbed, String model, String... overrides) throws IOException, InterruptedException {
        Path pipeline = Files.writeString(folder.resolve("cards.yaml"), PIPELINE.replace("MODEL", model));
        return seedbed.run(
                seedbed.read(pipeline).with(List.of(overrides)),
                RunOptions.defaults().into(folder.resolve("run")));
    }

    private List<JournalledCall> calls() {
        RunRecords records = RunRecords.of(RunDirectory.of(folder.resolve("run")));
        List<JournalledCall> calls = new ArrayList<>();
        records.forEachEntry((LedgerEntry entry) -> calls.addAll(records.calls(entry.calls())));
        return calls;
    }

    private List<Data> rows() throws IOException {
        return Files.readAllLines(folder.resolve("run/dataset.jsonl")).stream()
                .map(Json::parseObject)
                .toList();
    }

    @Test
    void everyRungIsJournalledUnderKeysOfItsOwnThatStayTheSame() throws Exception {
        Map<String, String> marks = Map.of("schema", "schema", "tool", "tool", "json", "format");
        for (String rung : List.of("auto", "tool", "json", "instructions")) {
            Seedbed seedbed = Seedbed.standard().withProviders(List.of(Able.talkative()));
            String setting = "steps.generate.structure=" + rung;
            RunResult result = run(seedbed, "{ provider: able }", setting);
            assertThat(result.summary().total()).containsEntry(Fate.ACCEPTED, 3L);
            assertThat(result.summary().calls().made()).as(rung).isEqualTo(6);
            assertThat(rows()).extracting(row -> row.text("level")).containsOnly("easy");

            String mark = marks.getOrDefault(rung.equals("auto") ? "schema" : rung, "none");
            assertThat(calls()).hasSize(6).allSatisfy(call -> {
                Data request = Json.parseObject(call.request());
                marks.values().forEach(each -> assertThat(request.has(each)).isEqualTo(each.equals(mark)));
            });
            assertThat(calls()).extracting(JournalledCall::attempt).containsExactly(0, 1, 0, 1, 0, 1);
        }
        for (String rung : List.of("schema", "tool", "json", "instructions")) {
            Seedbed seedbed = Seedbed.standard().withProviders(List.of(Able.talkative()));
            RunResult again = run(seedbed, "{ provider: able }", "steps.generate.structure=" + rung);
            assertThat(again.summary().calls().made()).as(rung).isZero();
            assertThat(again.summary().models().getFirst().structured())
                    .singleElement()
                    .satisfies(each -> {
                        assertThat(each.step()).isEqualTo("generate");
                        assertThat(each.rung().word()).isEqualTo(rung);
                        assertThat(each.calls()).isEqualTo(6);
                    });
            assertThat(Files.readString(folder.resolve("run/manifest.json"))).contains("\"by\": \"" + rung + "\"");
        }
    }

    @Test
    void anEndpointThatRefusesTheSchemaStopsTheRunBeforeARowIsLost() throws Exception {
        AtomicInteger answered = new AtomicInteger();
        try (ScriptedEndpoint endpoint = ScriptedEndpoint.start()) {
            endpoint.always("response_format", new Behaviour.Status(400, Map.of(), """
                            {"error": {"message": "Invalid parameter: 'response_format' of type 'json_schema' is not \
                            supported with this model.", "type": "invalid_request_error", "param": null, "code": null}}"""))
                    .says(_ -> {
                        answered.incrementAndGet();
                        return Optional.of("{\"level\": \"hard\"}");
                    });
            String model = "{ provider: openai, model: any, base-url: '" + endpoint.baseUri() + "', key-from: none }";
            Seedbed seedbed = Seedbed.standard().withEnvironment(Map.of());

            RunResult refused = run(seedbed, model);
            assertThat(refused.summary().end()).isEqualTo(End.UNUSABLE);
            assertThat(refused.summary().explanation())
                    .contains("the model 'writer' cannot be used: it refuses to be asked for JSON by a schema")
                    .contains("not supported with this model")
                    .contains("`structure: instructions`");
            assertThat(refused.summary().total()).containsEntry(Fate.FAILED, 0L).containsEntry(Fate.OPEN, 3L);
            assertThat(answered).hasValue(0);

            RunResult lower = run(seedbed, model, "steps.generate.structure=instructions");
            assertThat(lower.summary().end()).isEqualTo(End.DONE);
            assertThat(lower.summary().total()).containsEntry(Fate.ACCEPTED, 3L);
            assertThat(rows()).extracting(row -> row.text("level")).containsOnly("hard");
        }
    }
}
