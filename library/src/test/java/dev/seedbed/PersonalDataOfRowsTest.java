package dev.seedbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.seedbed.api.Data;
import dev.seedbed.api.Json;
import dev.seedbed.api.run.PersonalDataCounts;
import dev.seedbed.api.run.RunSummary.End;
import dev.seedbed.api.setting.InvalidPipelineException;
import dev.seedbed.pipeline.OutputDetection;
import dev.seedbed.pipeline.PipelineReader;
import dev.seedbed.privacy.Kind;
import dev.seedbed.privacy.PrivacySettings;
import dev.seedbed.testkit.Behaviour;
import dev.seedbed.testkit.ScriptedEndpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Whether personal data in the rows of a run is noticed, and told without being shown.
@Timeout(120)
class PersonalDataOfRowsTest {
    private static final String ADDRESS = "jo.planted@acme-widgets.com";
    private static final String CARD = "4111 1111 1111 1111";

    @TempDir
    private Path folder = Path.of("");

    private final ScriptedEndpoint endpoint = ScriptedEndpoint.start();

    @BeforeEach
    void write() throws IOException {
        Files.write(
                folder.resolve("in.jsonl"),
                List.of(
                        "{\"question\":\"How do I reach " + ADDRESS
                                + "?\",\"messages\":[{\"role\":\"user\",\"content\":\"My card is " + CARD + ".\"}]}",
                        "{\"question\":\"Whom would help@example.com help?\",\"messages\":[]}",
                        "{\"question\":\"What is 2 + 2?\",\"messages\":[]}",
                        "{\"question\":\"Who is Dr. Maria Schmidt, " + ADDRESS + "?\",\"messages\":[]}"));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private RunResult run(String directory, String keys, String steps) throws InterruptedException {
        return Seedbed.standard()
                .withEnvironment(Map.of())
                .run(
                        PipelineReader.read(
                                """
                seedbed: 1
                name: looked-at
                %s
                models:
                  writer: { provider: openai, model: scripted, base-url: "%s", key-from: none, concurrency: 1 }
                steps:
                  - load: { path: in.jsonl }
                %s
                outputs: [ card ]
                """.formatted(keys, endpoint.baseUri(), steps.indent(2)), "test.yaml", folder),
                        RunOptions.defaults()
                                .into(folder.resolve(directory))
                                .logTo(folder.resolve(directory + ".log")));
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    void countsByKindAndColumnAndSaysWhatToDo() throws Exception {
        RunResult result = run("run", "", "- take: 10");

        PersonalDataCounts counts = result.personalData().orElseThrow();
        assertThat(counts.byColumn())
                .isEqualTo(Map.of("question", Map.of("email", 2L), "messages", Map.of("card", 1L)));
        assertThat(counts.rows()).isEqualTo(4);
        assertThat(counts.rowsWithFinds()).isEqualTo(2);
        assertThat(result.notes())
                .singleElement()
                .asString()
                .contains("2 of 4 rows", "2 email in `question`", "1 card in `messages`", "`scrub`", "`personal-data`")
                .doesNotContain(ADDRESS)
                .doesNotContain("1111");
        Data manifest = Json.parseObject(file("run/manifest.json"));
        assertThat(Json.write(manifest.value("personal_data")))
                .contains("\"rows\":4,\"rows_with_finds\":2", "\"question\":{\"email\":2}");
        assertThat(file("run/README.md")).contains("| `question` | email | 2 |", "Found in 2 of 4 rows");
        assertThat(file("run/report.html")).contains("Personal data and secrets", "Found in 2 of 4 rows");
        assertThat(file("run.log")).doesNotContain(ADDRESS).doesNotContain("1111");
        assertThat(file("run/manifest.json")).doesNotContain(ADDRESS).doesNotContain("1111");
    }

    @Test
    void countsTheSameAfterAStopAndAResume() throws Exception {
        endpoint.always("How do I", new Behaviour.Says("Write to ann@acme-widgets.com."));
        String writing = "- generate: { model: writer, prompt: \"{{ question }}\", max-tokens: 64 }";
        run("whole", "", writing);
        RunResult stopped = run("stopped", "budget: { calls: 2 }", writing);
        assertThat(stopped.summary().end()).isEqualTo(End.OUT_OF_BUDGET);

        RunResult resumed = run("stopped", "budget: { calls: 9 }", writing);

        assertThat(resumed.summary().calls().reused()).isEqualTo(2);
        assertThat(resumed.personalData().orElseThrow().byColumn())
                .hasSize(3)
                .isEqualTo(
                        run("whole", "", writing).personalData().orElseThrow().byColumn());
        Data whole = Json.parseObject(file("whole/manifest.json"));
        Data again = Json.parseObject(file("stopped/manifest.json"));
        assertThat(again.value("personal_data")).isEqualTo(whole.value("personal_data"));
    }

    @Test
    void findsNothingInWhatWasScrubbed() throws Exception {
        RunResult result = run("run", "", "- scrub: { column: [question, messages] }");

        assertThat(result.personalData().orElseThrow().isClean()).isTrue();
        assertThat(result.notes()).isEmpty();
        assertThat(file("run/README.md")).contains("Nothing was found in 4 rows");
    }

    @Test
    void looksForWhatItIsToldTo() throws Exception {
        RunResult result =
                run("run", "personal-data: { kinds: [email, person], allow: \"@acme-widgets.com\" }", "- take: 10");

        assertThat(result.personalData().orElseThrow().byColumn())
                .isEqualTo(Map.of("question", Map.of("email", 1L, "person", 1L)));
    }

    @Test
    void looksForNothingIfItIsSwitchedOff() throws Exception {
        RunResult result = run("run", "personal-data: false", "- take: 10");

        assertThat(result.personalData()).isEmpty();
        assertThat(result.notes()).isEmpty();
        assertThat(Json.parseObject(file("run/manifest.json")).value("personal_data"))
                .isNull();
        assertThat(file("run/README.md")).doesNotContain("Personal data");
    }

    @Test
    void refusesToLookForNoKind() {
        assertThatThrownBy(() -> run("run", "personal-data: { kinds: [] }", "- take: 10"))
                .isInstanceOf(InvalidPipelineException.class)
                .hasMessageContaining("`personal-data: false`");
    }

    @Test
    void doesNotCallLoadedRowsSynthetic() throws Exception {
        run("run", "", "- scrub: question");

        assertThat(file("run/README.md"))
                .contains("stood in files", "no model wrote them", "the step `scrub`")
                .doesNotContain("synthetic")
                .doesNotContain("language_creators");
        assertThat(Json.write(Json.parseObject(file("run/manifest.json")).value("origin")))
                .isEqualTo("{\"loaded\":true,\"written_in\":[],\"changed_in\":[\"scrub\"]}");
    }

    @Test
    void saysInWhichStepsModelsWroteToLoadedRows() throws Exception {
        run("run", "", "- generate: { model: writer, prompt: \"{{ question }}\", max-tokens: 64 }");

        assertThat(file("run/README.md")).contains("synthetic in part", "language models wrote in the step `generate`");
    }

    @Test
    void takesKeysFromTheEnvironmentThatItWasGiven() throws Exception {
        String yaml = """
                seedbed: 1
                steps:
                  - load: { path: in.jsonl }
                  - scrub: { column: question, action: hash, key-from: THE_SCRUB_KEY }
                """;
        RunResult result = Seedbed.standard()
                .withEnvironment(Map.of("THE_SCRUB_KEY", "planted-key-0123456789"))
                .run(
                        PipelineReader.read(yaml, "test.yaml", folder),
                        RunOptions.defaults().into(folder.resolve("run")));

        assertThat(result.summary().end()).isEqualTo(End.DONE);
        assertThat(file("run/dataset.jsonl")).contains("[EMAIL:").doesNotContain("planted");
        assertThatThrownBy(() -> Seedbed.standard()
                        .withEnvironment(Map.of())
                        .plan(PipelineReader.read(yaml, "test.yaml", folder)))
                .hasMessageContaining("'THE_SCRUB_KEY', which is not set");
    }

    /// The pipeline language knows the kinds by their names only.
    @Test
    void namesTheKindsThatThereAre() {
        assertThat(OutputDetection.KINDS)
                .containsExactlyElementsOf(Kind.codes().stream()
                        .filter(code -> !code.equals(Kind.CUSTOM.code()))
                        .toList());
        assertThat(OutputDetection.USUAL.kinds())
                .containsExactlyElementsOf(PrivacySettings.structured().without(Kind.URL, Kind.CUSTOM).kinds().stream()
                        .map(Kind::code)
                        .toList());
    }
}
